;;;; coalton/experimental/do-control-loops -- loops inside `do`.

(package coalton/experimental/do-control-loops
  (import
   coalton/classes
   coalton/builtin
   coalton/math/arith
   coalton/experimental/do-control-core
   (coalton/iterator as iter))
  (import-from coalton/iterator IntoIterator)
  (export
   loop-while loop-do-while loop-while-valM loop-times foreach collect collect-val
   do-loop-while do-loop-do-while do-loop-while-valM do-loop-times do-foreach do-collect do-collect-val))

(declare loop-while ((Monad :m) (Truthlike :t) => :m :t -> :m Unit))
(define (loop-while m-operation)
  "The computation again and again, as long as it gives something that counts as true."
  (>>= m-operation
       (fn (x) (if (true? x) (loop-while m-operation) (pure Unit)))))

(declare loop-do-while ((Monad :m) (Truthlike :t) => :m :t * :m :a -> :m Unit))
(define (loop-do-while m-term? body)
  "The body again and again, as long as the computation before it gives something that counts as true."
  (>>= m-term?
       (fn (x)
         (if (true? x)
             (>> body (loop-do-while m-term? body))
             (pure Unit)))))

(declare loop-while-valM ((Monad :m) (Yielder :y) => :m (:y :a) * (:a -> :m :b) -> :m Unit))
(define (loop-while-valM m-operation f)
  "f of what the computation gives, again and again, as long as it gives a value."
  (>>= m-operation
       (fn (x)
         (match (yield x)
           ((Some a) (>> (f a) (loop-while-valM m-operation f)))
           ((None) (pure Unit))))))

(declare loop-times (Monad :m => UFix * (UFix -> :m :a) -> :m Unit))
(define (loop-times n m-operation)
  "The computation for every number below n."
  (loop-from 0 n m-operation))

(declare loop-from (Monad :m => UFix -> UFix -> (UFix -> :m :a) -> :m Unit))
(define (loop-from i n f)
  (if (>= i n)
      (pure Unit)
      (>>= (f i) (fn (_) (loop-from (+ i 1) n f)))))

(declare foreach ((Monad :m) (IntoIterator :i :a) => :i * (:a -> :m :z) -> :m Unit))
(define (foreach into-itr fa->m)
  "The computation for every element.

    (foreach (make-list 1 2 3) (fn (x) (Some x)))  => (Some Unit)"
  (for-each-of (iter:collect! (iter:into-iter into-itr)) fa->m))

(declare for-each-of (Monad :m => List :a -> (:a -> :m :z) -> :m Unit))
(define (for-each-of xs f)
  (match xs
    ((Nil) (pure Unit))
    ((Cons x rest) (>>= (f x) (fn (_) (for-each-of rest f))))))

(declare collect ((Monad :m) (IntoIterator :i :a) => :i * (:a -> :m :z) -> :m (List :z)))
(define (collect into-itr fa->m)
  "What the computation gives for every element, as a list.

    (collect (make-list 1 2 3) (fn (x) (if (> x 2) None (Some x))))  => None"
  (collect-of (iter:collect! (iter:into-iter into-itr)) fa->m))

(declare collect-of (Monad :m => List :a -> (:a -> :m :z) -> :m (List :z)))
(define (collect-of xs f)
  (match xs
    ((Nil) (pure Nil))
    ((Cons x rest)
     (>>= (f x)
          (fn (z) (map (Cons z) (collect-of rest f)))))))

(declare collect-val ((Monad :m) (Yielder :y) => :m (:y :a) -> :m (List :a)))
(define (collect-val m-operation)
  "What the computation gives, again and again, as long as it gives a value."
  (>>= m-operation
       (fn (x)
         (match (yield x)
           ((Some a) (map (Cons a) (collect-val m-operation)))
           ((None) (pure Nil))))))

;;; The same as macros, whose bodies are those of `do`

(define-macro (do-loop-while step …)
  "`loop-while`, with steps like those of `do` in the place of the computation."
  (loop-while (do step …)))

(define-macro (do-loop-do-while condition step …)
  "`loop-do-while`, with steps like those of `do` in the place of the computation."
  (loop-do-while condition (do step …)))

(define-macro (do-loop-while-valM (name operation) step …)
  "`loop-while-valM`, with steps like those of `do` in the place of the computation."
  (loop-while-valM operation (fn (name) (do step …))))

(define-macro (do-loop-times (name n) step …)
  "`loop-times`, with steps like those of `do` in the place of the computation."
  (loop-times n (fn (name) (do step …))))

(define-macro (do-foreach (name elements) step …)
  "`foreach`, with steps like those of `do` in the place of the computation.

    (do-foreach (x (make-list 1 2)) (Some x))  => (Some Unit)"
  (foreach elements (fn (name) (do step …))))

(define-macro (do-collect (name elements) step …)
  "`collect`, with steps like those of `do` in the place of the computation.

    (do-collect (x (make-list 1 2)) (Some (* x x)))  => (Some #<List [1 4]>)"
  (collect elements (fn (name) (do step …))))

(define-macro (do-collect-val step …)
  "`collect-val`, with steps like those of `do` in the place of the computation."
  (collect-val (do step …)))
