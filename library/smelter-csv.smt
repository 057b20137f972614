;;;; smelter/csv -- tables as text, with commas between the fields (RFC 4180).

(package smelter/csv
  (import
   coalton-prelude
   (coalton/list as list)
   (coalton/result as result)
   (coalton/string as string)
   (smelter/adapters/fs as fs)
   (smelter/prim as p))
  (export CSV ParseError IOError MalformedRow parse-csv read-csv stringify-csv write-csv))

(define-type-alias CSV (List (List String))
  "Rows of fields.")

(derive Eq Show)
(define-type ParseError
  "Why there is no table: the file cannot be read, or a row is not in order."
  (IOError String)
  (MalformedRow String))

(define-instance (Signalable ParseError)
  (define (error e) (p:error (show-as-string e))))

(declare parse-csv (String -> Result ParseError CSV))
(define (parse-csv content)
  "The rows of a text. Fields may stand in double quotes; a double quote in one is doubled.

    (parse-csv \"a,\\\"b,c\\\"\\n1,2\")  => (Ok #<List [#<List [\"a\" \"b,c\"]> #<List [\"1\" \"2\"]>]>)"
  (read-rows 1 Nil (p:string->chars content)))

;; The rows so far are upside down.
(declare read-rows (Integer -> CSV -> List Char -> Result ParseError CSV))
(define (read-rows number rows cs)
  (match cs
    ((Nil) (Ok (list:reverse rows)))
    (_
     (match (read-row number Nil cs)
       ((Ok (Tuple row rest)) (read-rows (+ number 1) (Cons row rows) rest))
       ((Err e) (Err e))))))

(declare read-row (Integer -> List String -> List Char -> Result ParseError (Tuple (List String) (List Char))))
(define (read-row number fields cs)
  (let ((text (p:builder-new Unit)))
    (match (match cs
             ((Cons #\" rest) (read-quoted number text rest))
             (_ (Ok (read-plain text cs))))
      ((Err e) (Err e))
      ((Ok rest)
       (let ((so-far (Cons (p:builder->string text) fields)))
         (match rest
           ((Cons #\, more) (read-row number so-far more))
           ((Cons #\Return (Cons #\Newline more)) (Ok (Tuple (list:reverse so-far) more)))
           ((Cons #\Newline more) (Ok (Tuple (list:reverse so-far) more)))
           ((Nil) (Ok (Tuple (list:reverse so-far) Nil)))
           (_ (malformed number "something stands after a closing quote"))))))))

(declare malformed (Integer -> String -> Result ParseError :a))
(define (malformed number reason)
  (Err (MalformedRow (mconcat (make-list "row " (show-as-string number) ": " reason)))))

;; A field up to what ends it; and what is left.
(declare read-plain (Builder -> List Char -> List Char))
(define (read-plain text cs)
  (match cs
    ((Nil) Nil)
    ((Cons #\, _) cs)
    ((Cons #\Newline _) cs)
    ((Cons #\Return (Cons #\Newline _)) cs)
    ((Cons c rest)
     (p:builder-add-char text c)
     (read-plain text rest))))

(declare read-quoted (Integer -> Builder -> List Char -> Result ParseError (List Char)))
(define (read-quoted number text cs)
  (match cs
    ((Nil) (malformed number "a quote is never closed"))
    ((Cons #\" (Cons #\" rest))
     (p:builder-add-char text #\")
     (read-quoted number text rest))
    ((Cons #\" rest) (Ok rest))
    ((Cons c rest)
     (p:builder-add-char text c)
     (read-quoted number text rest))))

(declare read-csv (String -> Result ParseError CSV))
(define (read-csv filepath)
  "The rows of a file."
  (>>= (result:map-err IOError (p:read-file filepath)) parse-csv))

(declare stringify-csv (CSV -> String))
(define (stringify-csv csv)
  "The rows as text, a line for each."
  (string:unlines (map (fn (row) (string:join "," (map field row))) csv)))

(declare field (String -> String))
(define (field text)
  (if (list:any (fn (special) (string:substring? special text)) (make-list "," "\"" "\n" "\r"))
      (mconcat (make-list "\"" (string:replace "\"" "\"\"" text) "\""))
      text))

(declare write-csv (String -> CSV -> Result fs:FSError Unit))
(define (write-csv filepath csv)
  "Make the rows the content of a file."
  (fs:write-file filepath (stringify-csv csv)))
