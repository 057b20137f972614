// a comment
(println "a")
