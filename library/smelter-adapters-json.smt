;;;; smelter/adapters/json -- JSON.

(package smelter/adapters/json
  (import
   coalton-prelude
   (coalton/char as char)
   (coalton/list as list)
   (coalton/math/bounded as bounded)
   (coalton/result as result)
   (coalton/string as string)
   (smelter/prim as p))
  (export
   JSONValue JSONNull JSONBool JSONNumber JSONString JSONArray JSONObject
   JSONError ParseError KeyError TypeError
   parse-json stringify-json pretty-json
   json-get json-get-string json-get-number json-get-bool json-get-array json-object json-array))

(derive Eq Show)
(define-type JSONValue
  "What JSON can say. The keys of an object keep their order."
  JSONNull
  (JSONBool Boolean)
  (JSONNumber F64)
  (JSONString String)
  (JSONArray (List JSONValue))
  (JSONObject (List (Tuple String JSONValue))))

(derive Eq Show)
(define-type JSONError
  "What can go wrong: the text is no JSON, a key is missing, or a value is of another type: what was expected, and
what was there."
  (ParseError String)
  (KeyError String)
  (TypeError String String))

(define-instance (Signalable JSONError)
  (define (error e) (p:error (show-as-string e))))

;;; Reading. A reader goes through the bytes of the text, and throws where they are no JSON.

(define-exception Malformed
  (Malformed String UFix))

(define-type Reader
  (Reader String (Cell UFix)))

(declare parse-json (String -> Result JSONError JSONValue))
(define (parse-json text)
  "The value that a text stands for.

    (map stringify-json (parse-json \"[1, {\\\"a\\\": null}]\"))  => (Ok \"[1,{\\\"a\\\":null}]\")"
  (let ((reader (Reader text (p:cell-new 0))))
    (catch
        (let ((value (read-value reader)))
          (skip-blanks reader)
          (if (at-end? reader)
              (Ok value)
              (malformed reader "something stands after the value")))
      ((Malformed reason at)
       (Err (ParseError (mconcat (make-list reason " (at byte " (show-as-string at) ")"))))))))

(declare malformed (Reader -> String -> :a))
(define (malformed (Reader _ at) reason)
  (throw (Malformed reason (p:cell-read at))))

(declare at-end? (Reader -> Boolean))
(define (at-end? (Reader text at))
  (>= (p:cell-read at) (p:string-bytes text)))

(declare peek (Reader -> Char))
(define (peek reader)
  (match reader
    ((Reader text at)
     (if (at-end? reader)
         (malformed reader "the text ends too early")
         (p:string-char-at-byte text (p:cell-read at))))))

(declare step (Reader -> Unit))
(define (step (Reader text at))
  (p:cell-write! at (p:string-next text (p:cell-read at))))

(declare take-char (Reader -> Char))
(define (take-char reader)
  (let ((c (peek reader)))
    (step reader)
    c))

(declare skip-blanks (Reader -> Unit))
(define (skip-blanks reader)
  (cond
    ((at-end? reader) Unit)
    ((blank? (peek reader))
     (step reader)
     (skip-blanks reader))
    (True Unit)))

(declare blank? (Char -> Boolean))
(define (blank? c)
  (or (== c #\Space) (== c #\Newline) (== c #\Tab) (== c #\Return)))

(declare read-value (Reader -> JSONValue))
(define (read-value reader)
  (skip-blanks reader)
  (match (peek reader)
    (#\{
     (step reader)
     (JSONObject (read-members reader)))
    (#\[
     (step reader)
     (JSONArray (read-elements reader)))
    (#\"
     (step reader)
     (JSONString (read-string reader)))
    (#\t (read-word reader "true" (JSONBool True)))
    (#\f (read-word reader "false" (JSONBool False)))
    (#\n (read-word reader "null" JSONNull))
    (_ (JSONNumber (read-number reader)))))

(declare read-word (Reader -> String -> JSONValue -> JSONValue))
(define (read-word reader word value)
  (expect-all reader (p:string->chars word))
  value)

(declare expect-all (Reader -> List Char -> Unit))
(define (expect-all reader cs)
  (match cs
    ((Nil) Unit)
    ((Cons c rest)
     (if (== c (peek reader))
         (progn
           (step reader)
           (expect-all reader rest))
         (malformed reader "an unknown word")))))

;; After the opening bracket. The first element is read apart, for there may be none.
(declare read-elements (Reader -> List JSONValue))
(define (read-elements reader)
  (skip-blanks reader)
  (if (== (peek reader) #\])
      (progn
        (step reader)
        Nil)
      (more-elements reader Nil)))

(declare more-elements (Reader -> List JSONValue -> List JSONValue))
(define (more-elements reader so-far)
  (let ((elements (Cons (read-value reader) so-far)))
    (skip-blanks reader)
    (match (take-char reader)
      (#\, (more-elements reader elements))
      (#\] (reverse elements))
      (_ (malformed reader "a comma or ] is missing")))))

(declare read-members (Reader -> List (Tuple String JSONValue)))
(define (read-members reader)
  (skip-blanks reader)
  (if (== (peek reader) #\})
      (progn
        (step reader)
        Nil)
      (more-members reader Nil)))

(declare more-members (Reader -> List (Tuple String JSONValue) -> List (Tuple String JSONValue)))
(define (more-members reader so-far)
  (skip-blanks reader)
  (unless (== (take-char reader) #\")
    (malformed reader "a key must be a string"))
  (let ((key (read-string reader)))
    (skip-blanks reader)
    (unless (== (take-char reader) #\:)
      (malformed reader "a colon is missing"))
    (let ((members (Cons (Tuple key (read-value reader)) so-far)))
      (skip-blanks reader)
      (match (take-char reader)
        (#\, (more-members reader members))
        (#\} (reverse members))
        (_ (malformed reader "a comma or } is missing"))))))

;; After the opening quote.
(declare read-string (Reader -> String))
(define (read-string reader)
  (let ((text (p:builder-new Unit)))
    (read-chars reader text)
    (p:builder->string text)))

(declare read-chars (Reader -> Builder -> Unit))
(define (read-chars reader text)
  (match (take-char reader)
    (#\" Unit)
    (#\\
     (p:builder-add-char text (read-escape reader))
     (read-chars reader text))
    (c
     (if (< (char:char-code c) 32)
         (malformed reader "a control character in a string")
         (progn
           (p:builder-add-char text c)
           (read-chars reader text))))))

(declare read-escape (Reader -> Char))
(define (read-escape reader)
  (match (take-char reader)
    (#\n #\Newline)
    (#\t #\Tab)
    (#\r #\Return)
    (#\b #\U+8)
    (#\f #\U+C)
    (#\u (read-code reader))
    (c
     (if (or (== c #\") (== c #\\) (== c #\/))
         c
         (malformed reader "an unknown escape in a string")))))

;; Characters beyond the first 65536 are written as two halves.
(declare read-code (Reader -> Char))
(define (read-code reader)
  (let ((first-half (read-hex reader 4 0)))
    (if (and (<= #xD800 first-half) (< first-half #xDC00))
        (progn
          (expect-all reader (make-list #\\ #\u))
          (let ((second-half (read-hex reader 4 0)))
            (if (and (<= #xDC00 second-half) (< second-half #xE000))
                (char-of reader (+ #x10000 (+ (p:word-shl (- first-half #xD800) 10) (- second-half #xDC00))))
                (malformed reader "half of a character in a string"))))
        (char-of reader first-half))))

(declare char-of (Reader -> UFix -> Char))
(define (char-of reader code)
  (match (p:code-char code)
    ((Some c) c)
    ((None) (malformed reader "half of a character in a string"))))

(declare read-hex (Reader -> UFix -> UFix -> UFix))
(define (read-hex reader n so-far)
  (if (== n 0)
      so-far
      (read-hex reader (- n 1) (+ (* 16 so-far) (hex-digit reader (char:downcase (take-char reader)))))))

(declare hex-digit (Reader -> Char -> UFix))
(define (hex-digit reader c)
  (cond
    ((char:ascii-digit? c) (- (char:char-code c) 48))
    ((and (p:word-le #\a c) (p:word-le c #\f)) (- (char:char-code c) 87))
    (True (malformed reader "four hexadecimal digits are missing"))))

(declare read-number (Reader -> F64))
(define (read-number reader)
  (match reader
    ((Reader text at)
     (let ((digits (p:builder-new Unit)))
       (read-digits reader digits)
       (let ((number (p:builder->string digits)))
         (match (if (number? number) (p:string->f64 number) None)
           ((Some x) x)
           ((None)
            (p:cell-write! at (- (p:cell-read at) (p:string-bytes number)))
            (malformed reader "no value stands here"))))))))

(declare read-digits (Reader -> Builder -> Unit))
(define (read-digits reader digits)
  (if (at-end? reader)
      Unit
      (let ((c (peek reader)))
        (if (or (char:ascii-digit? c) (== c #\-) (== c #\+) (== c #\.) (== c #\e) (== c #\E))
            (progn
              (p:builder-add-char digits c)
              (step reader)
              (read-digits reader digits))
            Unit))))

;; Begins like a number of JSON: a digit after the minus, no superfluous zero, and digits around the point.
(declare number? (String -> Boolean))
(define (number? text)
  (match (p:string->chars text)
    ((Cons #\- digits) (digits? digits))
    (digits (digits? digits))))

(declare digits? (List Char -> Boolean))
(define (digits? cs)
  (match cs
    ((Cons #\0 (Cons c _)) (not (char:ascii-digit? c)))
    ((Cons c _) (and (char:ascii-digit? c) (digits-around-point? cs)))
    ((Nil) False)))

(declare digits-around-point? (List Char -> Boolean))
(define (digits-around-point? cs)
  (match cs
    ((Cons #\. (Cons c _)) (char:ascii-digit? c))
    ((Cons #\. (Nil)) False)
    ((Cons _ rest) (digits-around-point? rest))
    ((Nil) True)))

;;; Writing

(declare stringify-json (JSONValue -> String))
(define (stringify-json value)
  "The value as text, on one line.

    (stringify-json (JSONArray (make-list JSONNull (JSONBool True))))  => \"[null,true]\""
  (let ((text (p:builder-new Unit)))
    (write-value text None value)
    (p:builder->string text)))

(declare pretty-json (JSONValue -> String))
(define (pretty-json value)
  "The value as text, with a line for every element."
  (let ((text (p:builder-new Unit)))
    (write-value text (Some 0) value)
    (p:builder->string text)))

;; On one line, or with lines that begin with so many blanks.
(declare write-value (Builder -> Optional UFix -> JSONValue -> Unit))
(define (write-value text indent value)
  (match value
    ((JSONNull) (p:builder-add text "null"))
    ((JSONBool b) (p:builder-add text (if b "true" "false")))
    ((JSONNumber x) (p:builder-add text (number-text x)))
    ((JSONString s) (write-string text s))
    ((JSONArray elements)
     (write-all text indent "[" "]" (fn (deeper element) (write-value text deeper element)) elements))
    ((JSONObject members)
     (write-all text indent "{" "}"
                (fn (deeper member)
                  (match member
                    ((Tuple key element)
                     (write-string text key)
                     (p:builder-add text (if (some? indent) ": " ":"))
                     (write-value text deeper element))))
                members))))

(declare write-all
  (Builder -> Optional UFix -> String -> String -> (Optional UFix -> :a -> Unit) -> List :a -> Unit))
(define (write-all text indent opener closer write xs)
  (let ((deeper (map (+ 2) indent)))
    (p:builder-add text opener)
    (match xs
      ((Nil) Unit)
      ((Cons x rest)
       (new-line text deeper)
       (write deeper x)
       (write-others text deeper write rest)
       (new-line text indent)))
    (p:builder-add text closer)))

(declare write-others (Builder -> Optional UFix -> (Optional UFix -> :a -> Unit) -> List :a -> Unit))
(define (write-others text deeper write xs)
  (match xs
    ((Nil) Unit)
    ((Cons x rest)
     (p:builder-add text ",")
     (new-line text deeper)
     (write deeper x)
     (write-others text deeper write rest))))

(declare new-line (Builder -> Optional UFix -> Unit))
(define (new-line text indent)
  (match indent
    ((None) Unit)
    ((Some n)
     (p:builder-add text "\n")
     (p:builder-add text (p:string-repeat n " ")))))

;; Whole numbers without a point; JSON has no infinities.
(declare number-text (F64 -> String))
(define (number-text x)
  (cond
    ((or (p:f64-nan? x) (p:f64-infinite? x)) "null")
    ((and (== x (p:f64-truncate x)) (< (abs x) 1e15)) (p:int->string (p:f64->int x)))
    (True (p:f64->string x))))

(declare write-string (Builder -> String -> Unit))
(define (write-string text s)
  (p:builder-add text "\"")
  (write-chars text (p:string->chars s))
  (p:builder-add text "\""))

(declare write-chars (Builder -> List Char -> Unit))
(define (write-chars text cs)
  (match cs
    ((Nil) Unit)
    ((Cons c rest)
     (write-char text c)
     (write-chars text rest))))

(declare write-char (Builder -> Char -> Unit))
(define (write-char text c)
  (match c
    (#\" (p:builder-add text "\\\""))
    (#\\ (p:builder-add text "\\\\"))
    (#\Newline (p:builder-add text "\\n"))
    (#\Tab (p:builder-add text "\\t"))
    (#\Return (p:builder-add text "\\r"))
    (_
     (if (< (char:char-code c) 32)
         (progn
           (p:builder-add text (if (< (char:char-code c) 16) "\\u000" "\\u00"))
           (p:builder-add text (p:int->string-radix (p:word->int c) 16)))
         (p:builder-add-char text c)))))

;;; Looking inside

(declare json-get (String -> JSONValue -> Result JSONError JSONValue))
(define (json-get path value)
  "What is at a path of keys, and of numbers for elements of arrays: `\"user.emails.0\"`.

    (map (map stringify-json) (map (json-get \"a\") (parse-json \"{\\\"a\\\": 1}\")))  => (Ok (Ok \"1\"))"
  (at-path (string:split #\. path) value))

(declare at-path (List String -> JSONValue -> Result JSONError JSONValue))
(define (at-path keys value)
  (match keys
    ((Nil) (Ok value))
    ((Cons key rest)
     (match value
       ((JSONObject members)
        (match (list:lookup key members)
          ((Some inside) (at-path rest inside))
          ((None) (Err (KeyError (<> "Key not found: " key))))))
       ((JSONArray elements)
        (match (>>= (p:string->int key) (fn (i) (if (< i 0) None (list:index (p:int->word i) elements))))
          ((Some inside) (at-path rest inside))
          ((None) (Err (KeyError (<> "No such element: " key))))))
       (_ (Err (TypeError "Expected object" (type-name value))))))))

(declare type-name (JSONValue -> String))
(define (type-name value)
  (match value
    ((JSONNull) "null")
    ((JSONBool _) "boolean")
    ((JSONNumber _) "number")
    ((JSONString _) "string")
    ((JSONArray _) "array")
    ((JSONObject _) "object")))

(declare json-get-string (String -> JSONValue -> Result JSONError String))
(define (json-get-string path value)
  "The string at a path."
  (match (json-get path value)
    ((Ok (JSONString s)) (Ok s))
    ((Ok other) (Err (TypeError "Expected string" (type-name other))))
    ((Err e) (Err e))))

(declare json-get-number (String -> JSONValue -> Result JSONError F64))
(define (json-get-number path value)
  "The number at a path."
  (match (json-get path value)
    ((Ok (JSONNumber x)) (Ok x))
    ((Ok other) (Err (TypeError "Expected number" (type-name other))))
    ((Err e) (Err e))))

(declare json-get-bool (String -> JSONValue -> Result JSONError Boolean))
(define (json-get-bool path value)
  "The Boolean at a path."
  (match (json-get path value)
    ((Ok (JSONBool b)) (Ok b))
    ((Ok other) (Err (TypeError "Expected boolean" (type-name other))))
    ((Err e) (Err e))))

(declare json-get-array (String -> JSONValue -> Result JSONError (List JSONValue)))
(define (json-get-array path value)
  "The elements of the array at a path."
  (match (json-get path value)
    ((Ok (JSONArray elements)) (Ok elements))
    ((Ok other) (Err (TypeError "Expected array" (type-name other))))
    ((Err e) (Err e))))

(declare json-object (List (Tuple String JSONValue) -> JSONValue))
(define (json-object pairs)
  "The object of these members."
  (JSONObject pairs))

(declare json-array (List JSONValue -> JSONValue))
(define (json-array values)
  "The array of these elements."
  (JSONArray values))
