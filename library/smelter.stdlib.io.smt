;;;; smelter.stdlib.io -- printing under the names that scripts have used from the beginning.

(package smelter.stdlib.io
  (import
   coalton-prelude
   (smelter as s))
  (export io-print io-println io-read-line show-int show-bool))

(declare io-print (String -> Unit))
(define (io-print text)
  "Print a string."
  (s:print text))

(declare io-println (String -> Unit))
(define (io-println text)
  "Print a string and a newline."
  (s:println text))

(declare io-read-line (Void -> Optional String))
(define (io-read-line)
  "The next line of the input, without its newline; None at the end."
  (s:read-line))

(declare show-int (Integer -> String))
(define (show-int n)
  "The digits of a number."
  (s:show n))

(declare show-bool (Boolean -> String))
(define (show-bool b)
  "True or False."
  (s:show b))
