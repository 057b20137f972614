(import (coalton/queue as q))
(println "a")
