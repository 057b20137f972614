(import foo/bar)
(println "a")
