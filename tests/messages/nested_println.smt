(define (main)
  (println (println "a")))
