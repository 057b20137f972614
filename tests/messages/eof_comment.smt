#| abc
(println "a")
