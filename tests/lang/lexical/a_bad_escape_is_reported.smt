; error: escape
(println "a\qb")
