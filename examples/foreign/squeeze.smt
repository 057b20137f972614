;; Compress a text with zlib and take it apart again. Rows of bytes are C arrays; a row of one number is where C puts a result.

(declare crc32 (UFix -> Vector U8 -> U32 -> UFix))
(define-foreign crc32 "crc32" (:header "zlib.h") (:library "z"))

(declare compress (Vector U8 -> Vector UFix -> Vector U8 -> UFix -> I32))
(define-foreign compress "compress" (:header "zlib.h") (:library "z"))

(declare uncompress (Vector U8 -> Vector UFix -> Vector U8 -> UFix -> I32))
(define-foreign uncompress "uncompress" (:header "zlib.h") (:library "z"))

(declare most-compressed (UFix -> UFix))
(define-foreign most-compressed "compressBound" (:header "zlib.h") (:library "z"))

(declare explain (I32 -> String))
(define-foreign explain "zError" (:header "zlib.h") (:library "z"))

(declare string->bytes (String -> Vector U8))
(define (string->bytes text)
  (let ((n (c (-> UFix) (text) "strlen(text)"))
        (bytes (vec:with-initial-element n 0)))
    (c (-> Unit) (text bytes n) "memcpy(bytes, text, n)")
    bytes))

(declare bytes->string (Vector U8 -> String))
(define (bytes->string bytes)
  (let ((ended (vec:copy bytes)))
    (vec:push! 0 ended)
    (c (-> String) (ended) "(const char *)ended")))

;; compress or uncompress into at most `room` bytes.
(declare convert ((Vector U8 -> Vector UFix -> Vector U8 -> UFix -> I32) -> Vector U8 -> UFix -> Result String (Vector U8)))
(define (convert function from room)
  (let ((to (vec:with-initial-element room 0))
        (size (vec:singleton room))
        (status (function to size from (vec:length from))))
    (if (== status 0)
        (Ok (vec:subseq to 0 (vec:index-unsafe 0 size)))
        (Err (explain status)))))

(define text (mconcat (list:repeat 50 "How much wood would a woodchuck chuck? ")))

(define (main)
  (let ((bytes (string->bytes text))
        (n (vec:length bytes)))
    (println (<> "bytes       " (show n)))
    (println (<> "crc32       " (show (crc32 0 bytes (unwrap-as U32 n)))))
    (match (convert compress bytes (most-compressed n))
      ((Err problem) (println problem))
      ((Ok small)
       (println (<> "compressed  " (show (vec:length small))))
       (match (convert uncompress small n)
         ((Err problem) (println problem))
         ((Ok again) (println (<> "the same    " (show (== text (bytes->string again)))))))
       (match (convert uncompress small 10)
         ((Err problem) (println (<> "no room     " problem)))
         ((Ok _) (println "more room than there is")))))))
