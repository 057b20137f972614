;;;; coalton/randomaccess -- whatever has elements at numbered places.

(package coalton/randomaccess
  (import
   coalton/classes
   coalton/builtin
   coalton/math/arith
   (coalton/vector as vector)
   (coalton/lisparray as array))
  (export
   RandomAccess make make-uninitialized length readable? writable? unsafe-aref unsafe-set!
   aref set! rotate! unsafe-rotate!))

(define-class (RandomAccess :f :t (:f -> :t))
  "Rows of a fixed number of places, each of which can be read and written at once."
  (make "So many places that all hold the same.

    (the (Vector Integer) (make 2 7))  => #<Vector [7 7]>" (UFix * :t -> :f))
  (make-uninitialized "So many places; nothing is said of what they hold." (UFix -> :f))
  (length "How many places there are.

    (length (vec:make 1 2 3))  => 3" (:f -> UFix))
  (readable? "Can they be read?

    (readable? (vec:make 1 2 3))  => True" (:f -> Boolean))
  (writable? "Can they be written?

    (writable? (vec:make 1 2 3))  => True" (:f -> Boolean))
  (unsafe-aref "What a place holds; an error when there is no such place.

    (unsafe-aref (vec:make 1 2 3) 1)  => 2" (:f * UFix -> :t))
  (unsafe-set! "Put something into a place; an error when there is no such place." (:f * UFix * :t -> Void)))

(define-instance (RandomAccess (Vector :t) :t)
  (define (make n x) (vector:with-initial-element n x))
  (define (make-uninitialized n) (vector:blank n))
  (define (length v) (vector:length v))
  (define (readable? _) True)
  (define (writable? _) True)
  (define (unsafe-aref v i) (vector:index-unsafe i v))
  (define (unsafe-set! v i x) (vector:set! i x v)))

(define-instance (RandomAccess (array:LispArray :t) :t)
  (define (make n x) (array:make n x))
  (define (make-uninitialized n) (array:make-uninitialized n))
  (define (length v) (array:length v))
  (define (readable? _) True)
  (define (writable? _) True)
  (define (unsafe-aref v i) (array:aref v i))
  (define (unsafe-set! v i x) (array:set! v i x)))

(declare aref (RandomAccess :f :t => :f * UFix -> Optional :t))
(define (aref storage index)
  "What a place holds; None when there is no such place or it cannot be read.

    (aref (vec:make 1 2 3) 1)  => (Some 2)
    (aref (vec:make 1 2 3) 3)  => None"
  (if (and (readable? storage) (< index (length storage)))
      (Some (unsafe-aref storage index))
      None))

(declare set! (RandomAccess :f :t => :f * UFix * :t -> Optional Unit))
(define (set! storage index value)
  "Put something into a place; None when there is no such place or it cannot be written.

    (set! (vec:make 1 2 3) 3 7)  => None"
  (if (and (writable? storage) (< index (length storage)))
      (Some (unsafe-set! storage index value))
      None))

(declare unsafe-rotate! (RandomAccess :f :t => :f * UFix * UFix -> Void))
(define (unsafe-rotate! storage index1 index2)
  "Exchange what two places hold; an error when there are no such places."
  (let ((x (unsafe-aref storage index1)))
    (unsafe-set! storage index1 (unsafe-aref storage index2))
    (unsafe-set! storage index2 x)))

(declare rotate! (RandomAccess :f :t => :f * UFix * UFix -> Optional Unit))
(define (rotate! storage index1 index2)
  "Exchange what two places hold; None when there are no such places or they cannot be written.

    (let ((v (vec:make 1 2 3))) (Tuple (rotate! v 0 2) v))  => (Tuple (Some Unit) #<Vector [3 2 1]>)"
  (if (and (readable? storage)
           (writable? storage)
           (< index1 (length storage))
           (< index2 (length storage)))
      (Some (unsafe-rotate! storage index1 index2))
      None))
