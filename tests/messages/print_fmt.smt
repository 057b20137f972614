(println "x is " 5)
