(import-from coalton/list foldd)
(println "a")
