# a comment
(println "a")
