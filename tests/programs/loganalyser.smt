;;;; loganalyser.smt -- reads a web server's log from the input and reports on it.
;;;;
;;;;   2026-03-01T10:00:00 GET /index.html 200 1532 12ms
;;;;
;;;; Lines that are not in that form are counted and shown, and stop nothing. `--top N` says how many paths to list.

(derive Eq Ord Hash Show)
(define-type Method Get Post Put Delete)

(define-struct Entry
  (hour     Integer)
  (method   Method)
  (path     String)
  (status   Integer)
  (bytes    Integer)
  (duration Integer))

(define-type Problem
  (Too-few-fields UFix)
  (Bad-number String String)
  (Bad-method String)
  (Bad-time String))

(define-instance (Show Problem)
  (define (show-to put p)
    (match p
      ((Too-few-fields n) (put (mconcat (make-list (show n) " fields instead of 6"))))
      ((Bad-number what text) (put (mconcat (make-list what " is no number: " (show text)))))
      ((Bad-method text) (put (<> "unknown method " text)))
      ((Bad-time text) (put (<> "no time: " (show text)))))))

;;; Reading a line

(declare number (String -> String -> Result Problem Integer))
(define (number what text)
  (match (the (Optional Integer) (tryInto text))
    ((Some n) (Ok n))
    ((None) (Err (Bad-number what text)))))

(declare method-of (String -> Result Problem Method))
(define (method-of text)
  (match text
    ("GET" (Ok Get))
    ("POST" (Ok Post))
    ("PUT" (Ok Put))
    ("DELETE" (Ok Delete))
    (_ (Err (Bad-method text)))))

(declare hour-of (String -> Result Problem Integer))
(define (hour-of time)
  (match (split #\T time)
    ((Cons _ (Cons clock (Nil)))
     (match (split #\: clock)
       ((Cons h (Cons _ (Cons _ (Nil)))) (number "the hour" h))
       (_ (Err (Bad-time time)))))
    (_ (Err (Bad-time time)))))

(declare milliseconds (String -> Result Problem Integer))
(define (milliseconds text)
  (match (strip-suffix "ms" text)
    ((Some digits) (number "the duration" digits))
    ((None) (Err (Bad-number "the duration" text)))))

(declare entry (String -> Result Problem Entry))
(define (entry line)
  (match (words line)
    ((Cons time (Cons method (Cons path (Cons status (Cons bytes (Cons duration (Nil)))))))
     (do (h <- (hour-of time))
         (m <- (method-of method))
         (s <- (number "the status" status))
         (b <- (number "the size" bytes))
         (d <- (milliseconds duration))
         (pure (Entry h m path s b d))))
    (fields (Err (Too-few-fields (length fields))))))

;;; What is kept while reading: one pass, a line at a time

(define-struct Summary
  (lines    UFix)
  (problems (List (Tuple UFix Problem)))
  (bytes    Integer)
  (slowest  (Optional Entry))
  (times    (List Integer))
  (paths    (hashmap:HashMap String Integer))
  (methods  (ordmap:OrdMap Method Integer))
  (statuses (ordmap:OrdMap Integer Integer))
  (hours    (ordmap:OrdMap Integer Integer)))

(declare nothing Summary)
(define nothing (Summary 0 Nil 0 None Nil hashmap:empty ordmap:empty ordmap:empty ordmap:empty))

(declare count-one (Ord :k => :k -> ordmap:OrdMap :k Integer -> ordmap:OrdMap :k Integer))
(define (count-one key counts)
  (ordmap:insert counts key (1+ (with-default 0 (ordmap:lookup counts key)))))

(declare slower (Entry -> Optional Entry -> Optional Entry))
(define (slower e slowest)
  (match slowest
    ((None) (Some e))
    ((Some s) (if (> (.duration e) (.duration s)) (Some e) slowest))))

(declare add-line (Summary -> String -> Summary))
(define (add-line s line)
  (let n = (1+ (.lines s)))
  (match (entry line)
    ((Err problem)
     (Summary n (Cons (Tuple n problem) (.problems s)) (.bytes s) (.slowest s) (.times s)
              (.paths s) (.methods s) (.statuses s) (.hours s)))
    ((Ok e)
     (Summary n (.problems s)
              (+ (.bytes s) (.bytes e))
              (slower e (.slowest s))
              (Cons (.duration e) (.times s))
              (hashmap:insert (.paths s) (.path e) (1+ (with-default 0 (hashmap:lookup (.paths s) (.path e)))))
              (count-one (.method e) (.methods s))
              (count-one (* 100 (math:div (.status e) 100)) (.statuses s))
              (count-one (.hour e) (.hours s))))))

;;; The report

(declare by-count (List (Tuple :k Integer) -> List (Tuple :k Integer)))
(define (by-count xs)
  (sortBy (fn ((Tuple _ a) (Tuple _ b)) (<=> b a)) xs))

(declare percent (Integer -> Integer -> String))
(define (percent part whole)
  (let ((tenths (round (general/ (* 1000 part) whole))))
    (mconcat (make-list (show (math:div tenths 10)) "." (show (mod tenths 10)) "%"))))

(declare general/ (Integer -> Integer -> Fraction))
(define (general/ a b) (math:exact/ a b))

(declare median (List Integer -> Optional Integer))
(define (median xs)
  (nth-or-none (math:div (length xs) 2) (sort xs)))

(declare nth-or-none (UFix -> List :a -> Optional :a))
(define (nth-or-none n xs)
  (match xs
    ((Nil) None)
    ((Cons x rest) (if (== n 0) (Some x) (nth-or-none (1- n) rest)))))

(declare section (String -> List String -> Unit))
(define (section title body)
  (println title)
  (println (mconcat (intersperse "\n" (map (<> "  ") body)))))

(declare histogram (ordmap:OrdMap Integer Integer -> List String))
(define (histogram hours)
  (map (fn ((Tuple h n)) (mconcat (make-list (if (< h 10) "0" "") (show h) " " (mconcat (list:repeat (as-ufix n) "#")))))
       (iter:collect! (ordmap:entries hours))))

(declare as-ufix (Integer -> UFix))
(define (as-ufix n) (unwrap-as UFix n))

(declare report (UFix -> Summary -> Unit))
(define (report top s)
  (let good = (length (.times s)))
  (println (mconcat (make-list (show (.lines s)) " lines, " (show good) " requests, " (show (.bytes s)) " bytes")))
  (when (== good 0)
    (println "nothing to report")
    (return))
  (section "methods"
    (map (fn ((Tuple m n)) (unwords (make-list (upcase (show m)) (show n)))) (iter:collect! (ordmap:entries (.methods s)))))
  (section "statuses"
    (map (fn ((Tuple status n)) (unwords (make-list (show status) (show n) (percent n (as Integer good)))))
         (iter:collect! (ordmap:entries (.statuses s)))))
  (section "paths"
    (map (fn ((Tuple path n)) (unwords (make-list (show n) path)))
         (take top (by-count (sort (iter:collect! (hashmap:entries (.paths s))))))))
  (section "hours" (histogram (.hours s)))
  (match (.slowest s)
    ((Some e) (section "slowest" (make-list (mconcat (make-list (.path e) " took " (show (.duration e)) "ms")))))
    ((None) Unit))
  (section "median" (make-list (match (median (.times s)) ((Some n) (<> (show n) "ms")) ((None) "none"))))
  (unless (null? (.problems s))
    (section "problems"
      (map (fn ((Tuple n p)) (mconcat (make-list "line " (show n) ": " (show p)))) (reverse (.problems s))))))

(declare top-of (List String -> UFix))
(define (top-of arguments)
  (match arguments
    ((Cons "--top" (Cons n _)) (with-default 3 (try-as UFix (with-default 3 (parse-int n)))))
    ((Cons _ rest) (top-of rest))
    ((Nil) 3)))

(define (main arguments)
  (report (top-of arguments) (iter:fold! add-line nothing (read-lines))))
