; error: coalton/hashmap|hashmap
(import (coalton/hashmpa as h))
(println "x")
