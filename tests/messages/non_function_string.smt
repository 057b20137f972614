(println ("hello" 1))
