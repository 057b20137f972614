(println hello)
