;;;; coalton/experimental/do-control-loops-adv -- loops inside `do` that can be left.
;;;;
;;;; The body of such a loop is a LoopT: a computation that gives a value, or says that the loop is to end, or that
;;;; the next round is to begin.

(package coalton/experimental/do-control-loops-adv
  (import
   coalton/classes
   coalton/builtin
   coalton/math/arith
   coalton/monad/classes
   coalton/experimental/do-control-core)
  (export
   LoopT unwrap-loop break-loop continue-loop
   loop_ loop-while loop-do-while loop-times once foreach collect collect-val
   do-loop do-loop-while do-loop-do-while do-loop-times do-once do-foreach do-collect do-collect-val))

(define-type (Step :a)
  Break
  Continue
  (Value :a))

(repr :transparent)
(define-type (LoopT :m :a)
  "A computation inside a loop."
  (LoopT (:m (Step :a))))

(declare unwrap-loop (LoopT :m :a -> :m (Step :a)))
(define (unwrap-loop (LoopT m-stp))
  "The inner computation."
  m-stp)

(declare break-loop (Monad :m => LoopT :m :a))
(define break-loop
  "End the loop."
  (LoopT (pure Break)))

(declare continue-loop (Monad :m => LoopT :m :a))
(define continue-loop
  "Begin the next round."
  (LoopT (pure Continue)))

(define-instance (Functor :m => Functor (LoopT :m))
  (define (map f (LoopT m))
    (LoopT
     (map (fn (step)
            (match step
              ((Break) Break)
              ((Continue) Continue)
              ((Value a) (Value (f a)))))
          m))))

(define-instance (Monad :m => Applicative (LoopT :m))
  (define (pure a) (LoopT (pure (Value a))))
  (define (liftA2 f la lb)
    (>>= la (fn (a) (map (fn (b) (f a b)) lb)))))

(define-instance (Monad :m => Monad (LoopT :m))
  (define (>>= (LoopT m) f)
    (LoopT
     (>>= m
          (fn (step)
            (match step
              ((Break) (pure Break))
              ((Continue) (pure Continue))
              ((Value a) (unwrap-loop (f a)))))))))

(define-instance (MonadTransformer LoopT)
  (define (lift m) (LoopT (map Value m))))

(define-instance (MonadState :s :m => MonadState :s (LoopT :m))
  (define get (lift get))
  (define (put state) (lift (put state)))
  (define (modify f) (lift (modify f))))

(define-instance (MonadEnvironment :e :m => MonadEnvironment :e (LoopT :m))
  (define ask (lift ask))
  (define (local f (LoopT m)) (LoopT (local f m)))
  (define (asks f) (lift (asks f))))

;; Do a round; then either the end, or on with what is next.
(declare round-then (Monad :m => LoopT :m :a -> :m :b -> (Unit -> :m :b) -> :m :b))
(define (round-then (LoopT m) end next)
  (>>= m
       (fn (step)
         (match step
           ((Break) end)
           (_ (next))))))

(declare once (Monad :m => LoopT :m :a -> :m Unit))
(define (once lp-m)
  "One round."
  (round-then lp-m (pure Unit) (fn () (pure Unit))))

(declare loop_ (Monad :m => LoopT :m :a -> :m Unit))
(define (loop_ body)
  "The body again and again, until it ends the loop."
  (round-then body (pure Unit) (fn () (loop_ body))))

(declare loop-while ((Monad :m) (Truthlike :t) => LoopT :m :t -> :m Unit))
(define (loop-while body)
  "The body again and again, as long as it gives something that counts as true."
  (>>= (unwrap-loop body)
       (fn (step)
         (match step
           ((Break) (pure Unit))
           ((Continue) (loop-while body))
           ((Value x) (if (true? x) (loop-while body) (pure Unit)))))))

(declare loop-do-while ((Monad :m) (Truthlike :t) => :m :t * LoopT :m :a -> :m Unit))
(define (loop-do-while m-term? body)
  "The body again and again, as long as the computation before it gives something that counts as true."
  (>>= m-term?
       (fn (x)
         (if (true? x)
             (round-then body (pure Unit) (fn () (loop-do-while m-term? body)))
             (pure Unit)))))

(declare loop-times (Monad :m => UFix * (UFix -> LoopT :m :a) -> :m Unit))
(define (loop-times n body)
  "The body for every number below n."
  (loop-from 0 n body))

(declare loop-from (Monad :m => UFix -> UFix -> (UFix -> LoopT :m :a) -> :m Unit))
(define (loop-from i n body)
  (if (>= i n)
      (pure Unit)
      (round-then (body i) (pure Unit) (fn () (loop-from (+ i 1) n body)))))

(declare foreach (Monad :m => List :a * (:a -> LoopT :m :z) -> :m Unit))
(define (foreach lst fa->lpt-m)
  "The body for every element."
  (match lst
    ((Nil) (pure Unit))
    ((Cons x rest)
     (round-then (fa->lpt-m x) (pure Unit) (fn () (foreach rest fa->lpt-m))))))

(declare collect (Monad :m => LoopT :m :a -> :m (List :a)))
(define (collect body)
  "What the body gives in every round, until it ends the loop."
  (>>= (unwrap-loop body)
       (fn (step)
         (match step
           ((Break) (pure Nil))
           ((Continue) (collect body))
           ((Value a) (map (Cons a) (collect body)))))))

(declare collect-val ((Monad :m) (Yielder :y) => LoopT :m (:y :a) -> :m (List :a)))
(define (collect-val body)
  "The same, as long as the body gives a value."
  (>>= (unwrap-loop body)
       (fn (step)
         (match step
           ((Break) (pure Nil))
           ((Continue) (collect-val body))
           ((Value x)
            (match (yield x)
              ((Some a) (map (Cons a) (collect-val body)))
              ((None) (pure Nil))))))))

;;; The same as macros, whose bodies are those of `do`

(define-macro (do-loop step …)
  "`loop_`, with steps like those of `do` in the place of the computation."
  (loop_ (do step …)))

(define-macro (do-loop-while step …)
  "`loop-while`, with steps like those of `do` in the place of the computation."
  (loop-while (do step …)))

(define-macro (do-loop-do-while condition step …)
  "`loop-do-while`, with steps like those of `do` in the place of the computation."
  (loop-do-while condition (do step …)))

(define-macro (do-loop-times (name n) step …)
  "`loop-times`, with steps like those of `do` in the place of the computation."
  (loop-times n (fn (name) (do step …))))

(define-macro (do-once step …)
  "`once`, with steps like those of `do` in the place of the computation."
  (once (do step …)))

(define-macro (do-foreach (name elements) step …)
  "`foreach`, with steps like those of `do` in the place of the computation."
  (foreach elements (fn (name) (do step …))))

(define-macro (do-collect step …)
  "`collect`, with steps like those of `do` in the place of the computation."
  (collect (do step …)))

(define-macro (do-collect-val step …)
  "`collect-val`, with steps like those of `do` in the place of the computation."
  (collect-val (do step …)))
