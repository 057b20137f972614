#!/usr/bin/env smt
;; A type class, instances of it, and functions that work for every instance.

(define-class (Shape :s)
  (name (:s -> String))
  (area (:s -> F64)))

(define-struct Circle
  (radius F64))

(define-struct Box
  (width F64)
  (height F64))

(define-instance (Shape Circle)
  (define (name _) "circle")
  (define (area c) (* 3.0 (* (.radius c) (.radius c)))))

(define-instance (Shape Box)
  (define (name b) (if (== (.width b) (.height b)) "square" "box"))
  (define (area b) (* (.width b) (.height b))))

;; Any two shapes are a shape.
(define-type (Pair :a :b)
  (Pair :a :b))

(define-instance ((Shape :a) (Shape :b) => Shape (Pair :a :b))
  (define (name (Pair x y)) (mconcat (make-list (name x) " and " (name y))))
  (define (area (Pair x y)) (+ (area x) (area y))))

(declare describe (Shape :s => :s -> String))
(define (describe shape)
  (mconcat (make-list (name shape) " of " (show (area shape)))))

(println (describe (Circle 2.0)))
(println (describe (Box 1.5 4.0)))
(println (describe (Pair (Box 3.0 3.0) (Pair (Circle 1.0) (Box 0.5 0.25)))))
