(println (string:lenght "abc"))
