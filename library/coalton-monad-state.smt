;;;; coalton/monad/state -- computations that carry a state along.

(package coalton/monad/state
  (import
   coalton/classes
   coalton/monad/classes)
  (export
   ST run
   MonadState get put modify
   get-state put-state modify-state modify-get modify-swap swap))

(repr :transparent)
(define-type (ST :state :value)
  "A function from the state before to the state after and a value."
  (ST (:state -> Tuple :state :value)))

(declare run (ST :state :a * :state -> Tuple :state :a))
(define (run (ST sc) state)
  "Do the computation, from that state on: the last state, and the value.

    (run (pure 1) \"state\")  => (Tuple \"state\" 1)"
  (sc state))

(declare get-state (ST :state :state))
(define get-state
  "The state.

    (run get-state 1)  => (Tuple 1 1)"
  (ST (fn (s) (Tuple s s))))

(declare put-state (:state -> ST :state Unit))
(define (put-state state)
  "Take another state.

    (run (put-state 2) 1)  => (Tuple 2 Unit)"
  (ST (fn (_) (Tuple state Unit))))

(declare modify-state ((:state -> :state) -> ST :state Unit))
(define (modify-state fs->s)
  "Take what the function makes of the state.

    (run (modify-state (+ 1)) 1)  => (Tuple 2 Unit)"
  (ST (fn (s) (Tuple (fs->s s) Unit))))

(declare modify-get ((:state -> :state) -> ST :state :state))
(define (modify-get fs->s)
  "The same; gives the new state.

    (run (modify-get (+ 1)) 1)  => (Tuple 2 2)"
  (ST (fn (s)
        (let ((new (fs->s s)))
          (Tuple new new)))))

(declare modify-swap ((:state -> :state) -> ST :state :state))
(define (modify-swap fs->s)
  "The same; gives the state before.

    (run (modify-swap (+ 1)) 1)  => (Tuple 2 1)"
  (ST (fn (s) (Tuple (fs->s s) s))))

(declare swap (:state -> ST :state :state))
(define (swap state)
  "Take another state; gives the one before.

    (run (swap 2) 1)  => (Tuple 2 1)"
  (ST (fn (s) (Tuple state s))))

(define-instance (Functor (ST :state))
  (define (map f (ST sc))
    (ST (fn (s)
          (match (sc s)
            ((Tuple t a) (Tuple t (f a))))))))

(define-instance (Applicative (ST :state))
  (define (pure a)
    (ST (fn (s) (Tuple s a))))
  (define (liftA2 f (ST sc) (ST sd))
    (ST (fn (s)
          (match (sc s)
            ((Tuple t a)
             (match (sd t)
               ((Tuple u b) (Tuple u (f a b))))))))))

(define-instance (Monad (ST :state))
  (define (>>= (ST sc) f)
    (ST (fn (s)
          (match (sc s)
            ((Tuple t a) (run (f a) t)))))))

(define-instance (MonadState :s (ST :s))
  (define get get-state)
  (define (put state) (put-state state))
  (define (modify fs->s) (modify-state fs->s)))
