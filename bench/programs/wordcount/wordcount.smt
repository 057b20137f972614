;; Words of a text counted in a hash table; the text is made up on the way.
(declare next (Integer -> Integer))
(define (next x) (math:mod (+ (* x 1103515245) 12345) 2147483648))

(declare word (Integer -> String))
(define (word n) (<> "w" (show (math:mod (math:div n 65536) 5000))))

(declare text (Integer -> String))
(define (text n)
  (string:join " " (rec loop ((n n) (x 1) (words Nil))
                     (if (== n 0) words (loop (- n 1) (next x) (Cons (word x) words))))))

(declare count-words (String -> HashTable String Integer))
(define (count-words text)
  (let ((counts (hashtable:new)))
    (progn
      (for w in (string:split #\Space text)
        (match (hashtable:get counts w)
          ((Some n) (hashtable:set! counts w (+ n 1)))
          ((None) (hashtable:set! counts w 1))))
      counts)))

(define (main)
  (let ((counts (count-words (text 2000000))))
    (progn
      (println (show (hashtable:count counts)))
      (for w in (make-list "w1" "w42" "w4999")
        (println (mconcat (make-list w " " (show (with-default 0 (hashtable:get counts w))))))))))
