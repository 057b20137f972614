;; A parser for the part of JSON with objects, arrays, strings and whole numbers, over a text made up on the way.
(define-type Json
  Null
  (Number Integer)
  (Text String)
  (Array (List Json))
  (Object (List (Tuple String Json))))

(define-type (Parsed :a) (Parsed :a UFix))

(declare at (String -> UFix -> Char))
(define (at text i) (string:ref-unchecked text i))

(declare skip (String -> UFix -> UFix))
(define (skip text i) (if (== (at text i) #\Space) (skip text (+ i 1)) i))

(declare number (String -> UFix -> Integer -> Parsed Integer))
(define (number text i n)
  (let ((digit (- (into (char:char-code (at text i))) 48)))
    (if (or (< digit 0) (> digit 9))
        (Parsed n i)
        (number text (+ i 1) (+ (* n 10) digit)))))

(declare quoted (String -> UFix -> UFix -> Parsed String))
(define (quoted text start i)
  (if (== (at text i) #\")
      (Parsed (string:substring text start i) (+ i 1))
      (quoted text start (+ i 1))))

(declare value (String -> UFix -> Parsed Json))
(define (value text i)
  (let ((start (skip text i)))
    (match (at text start)
      (#\{ (match (members text (skip text (+ start 1)) Nil)
             ((Parsed fields end) (Parsed (Object fields) end))))
      (#\[ (match (elements text (skip text (+ start 1)) Nil)
             ((Parsed items end) (Parsed (Array items) end))))
      (#\" (match (quoted text (+ start 1) (+ start 1))
             ((Parsed s end) (Parsed (Text s) end))))
      (#\n (Parsed Null (+ start 4)))
      (_ (match (number text start 0)
           ((Parsed n end) (Parsed (Number n) end)))))))

(declare elements (String -> UFix -> List Json -> Parsed (List Json)))
(define (elements text i done)
  (match (at text i)
    (#\] (Parsed (reverse done) (+ i 1)))
    (#\, (elements text (skip text (+ i 1)) done))
    (_ (match (value text i)
         ((Parsed item end) (elements text (skip text end) (Cons item done)))))))

(declare members (String -> UFix -> List (Tuple String Json) -> Parsed (List (Tuple String Json))))
(define (members text i done)
  (match (at text i)
    (#\} (Parsed (reverse done) (+ i 1)))
    (#\, (members text (skip text (+ i 1)) done))
    (_ (match (quoted text (+ i 1) (+ i 1))
         ((Parsed key end)
          (match (value text (+ 1 (skip text end)))
            ((Parsed item end) (members text (skip text end) (Cons (Tuple key item) done)))))))))

(declare sum (Json -> Integer))
(define (sum json)
  (match json
    ((Null) 1)
    ((Number n) n)
    ((Text s) (into (string:length s)))
    ((Array items) (fold (fn (total item) (+ total (sum item))) 0 items))
    ((Object fields)
     (fold (fn (total field)
             (match field ((Tuple key item) (+ total (+ (into (string:length key)) (sum item))))))
           0 fields))))

(declare record (Integer -> String))
(define (record i)
  (mconcat (make-list "{\"id\": " (show i) ", \"name\": \"name " (show (math:mod (* i 7919) 1000))
                      "\", \"tags\": [\"a\", \"bc\", null, " (show (math:mod i 97)) "], \"next\": {\"deep\": [[1, 2], [3]]}}")))

(define (main)
  (let ((text (mconcat (make-list "[" (string:join ", " (map record (range 1 100000))) "]"))))
    (progn
      (println (show (string:length text)))
      (match (value text 0)
        ((Parsed json _) (println (show (sum json))))))))
