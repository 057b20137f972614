;;;; coalton/experimental/do-control-core -- choosing inside `do`.
;;;;
;;;; Truthlike types can be conditions: Booleans, and containers of a value or none. Yielders are containers whose
;;;; value, if there is one, the next step is to have.

(package coalton/experimental/do-control-core
  (import
   coalton/classes
   coalton/builtin
   coalton/functions
   (coalton/list as list)
   (coalton/optional as optional)
   (coalton/result as result))
  (export
   Truthlike true? Yielder yield concat-mapA wrap-success
   if* when_ whenM
   if-val if-val_ if-valM when-val when-valM
   map-success map-successM flatmap-success flatmap-successM
   do-when do-whenM do-if do-when-val do-when-valM
   do-if-val do-if-val_ do-if-valM do-if-not-val do-if-not-val_ do-if-not-valM
   do-map-success do-map-successM do-flatmap-success do-flatmap-successM
   matchM do-match do-matchM do-if-match do-when-match))

(define-class (Truthlike :a)
  "What can be a condition."
  (true? "Does it count as true?

    (true? (Some 1))  => True" (:a -> Boolean)))

(define-instance (Truthlike Boolean)
  (define (true? b) b))

(define-instance (Truthlike (Optional :a))
  (define (true? x)
    (match x
      ((Some _) True)
      ((None) False))))

(define-instance (Truthlike (Result :e :a))
  (define (true? x)
    (match x
      ((Ok _) True)
      ((Err _) False))))

(define-instance (Truthlike (List :a))
  (define (true? xs)
    (match xs
      ((Cons _ _) True)
      ((Nil) False))))

(define-class (Traversable :y => Yielder :y)
  "Containers that may yield a value."
  (yield "The value, or the first." (:y :a -> Optional :a))
  (concat-mapA "What f gives for the values, in one container."
               (Applicative :m => :y :a * (:a -> :m (:y :b)) -> :m (:y :b)))
  (wrap-success "A container of this value." (:a -> :y :a)))

(define-instance (Yielder Optional)
  (define (yield x) x)
  (define (concat-mapA x f)
    (match x
      ((Some y) (f y))
      ((None) (pure None))))
  (define (wrap-success x) (Some x)))

(define-instance (Yielder (Result :e))
  (define (yield x)
    (match x
      ((Ok y) (Some y))
      ((Err _) None)))
  (define (concat-mapA x f)
    (match x
      ((Ok y) (f y))
      ((Err e) (pure (Err e)))))
  (define (wrap-success x) (Ok x)))

(define-instance (Yielder List)
  (define (yield xs)
    (match xs
      ((Cons x _) (Some x))
      ((Nil) None)))
  (define (concat-mapA xs f) (map mconcat (traverse f xs)))
  (define (wrap-success x) (Cons x Nil)))

;;; Conditions

(declare if* ((Monad :m) (Truthlike :t) => :t * :m :b * :m :b -> :m :b))
(define (if* val? m-true m-false)
  "One computation or the other.

    (if* True (Some 1) None)  => (Some 1)"
  (if (true? val?) m-true m-false))

(declare when_ ((Monad :m) (Truthlike :t) => :t * :m :z -> :m Unit))
(define (when_ val m)
  "The computation if the condition holds; what it gives is dropped.

    (when_ False (Some 1))  => (Some Unit)"
  (if (true? val) (>> m (pure Unit)) (pure Unit)))

(declare whenM ((Monad :m) (Truthlike :t) => :m :t * :m :z -> :m Unit))
(define (whenM mval mop)
  "The same for a condition that is computed.

    (whenM (Some True) (Some 1))  => (Some Unit)"
  (>>= mval (fn (val) (when_ val mop))))

;;; Values

(declare if-val ((Monad :m) (Yielder :y) => :y :a * (:a -> :m :b) * :m :b -> :m :b))
(define (if-val val? f-mval m-none)
  "f of the value, or the other computation if there is none.

    (if-val (Some 1) (fn (x) (Some (+ x 1))) None)  => (Some 2)"
  (match (yield val?)
    ((Some a) (f-mval a))
    ((None) m-none)))

(declare if-val_ ((Monad :m) (Yielder :y) => :y :a * (:a -> :m :b) * :m :c -> :m Unit))
(define (if-val_ val? f-mval m-none)
  "The same; what the computations give is dropped."
  (match (yield val?)
    ((Some a) (>> (f-mval a) (pure Unit)))
    ((None) (>> m-none (pure Unit)))))

(declare if-valM ((Monad :m) (Yielder :y) => :m (:y :a) * (:a -> :m :b) * :m :b -> :m :b))
(define (if-valM mval? f-mval m-none)
  "`if-val` for a container that is computed."
  (>>= mval? (fn (val?) (if-val val? f-mval m-none))))

(declare when-val ((Monad :m) (Yielder :y) => :y :a * (:a -> :m :z) -> :m Unit))
(define (when-val val? f->m)
  "f of the value if there is one; what it gives is dropped.

    (when-val (Some 1) (fn (_) (the (Optional Integer) None)))  => None"
  (match (yield val?)
    ((Some a) (>> (f->m a) (pure Unit)))
    ((None) (pure Unit))))

(declare when-valM ((Monad :m) (Yielder :y) => :m (:y :a) * (:a -> :m :z) -> :m Unit))
(define (when-valM mval? f->m)
  "The same for a container that is computed."
  (>>= mval? (fn (val?) (when-val val? f->m))))

(declare map-success ((Monad :m) (Yielder :y) => :y :a * (:a -> :m :b) -> :m (:y :b)))
(define (map-success val? f->mb)
  "f of the values, in a container of the same shape.

    (map-success (Some 1) (fn (x) (make-list x (+ x 1))))  => #<List [(Some 1) (Some 2)]>"
  (traverse f->mb val?))

(declare map-successM ((Monad :m) (Yielder :y) => :m (:y :a) * (:a -> :m :b) -> :m (:y :b)))
(define (map-successM mval? f->mb)
  "The same for a container that is computed."
  (>>= mval? (fn (val?) (map-success val? f->mb))))

(declare flatmap-success ((Monad :m) (Yielder :y) => :y :a * (:a -> :m (:y :b)) -> :m (:y :b)))
(define (flatmap-success val? f->mval?b)
  "What f gives for the values, in one container.

    (flatmap-success (Some 1) (fn (x) (make-list (Some x) None)))  => #<List [(Some 1) None]>"
  (concat-mapA val? f->mval?b))

(declare flatmap-successM ((Monad :m) (Yielder :y) => :m (:y :a) * (:a -> :m (:y :b)) -> :m (:y :b)))
(define (flatmap-successM mval? f->mval?b)
  "The same for a container that is computed."
  (>>= mval? (fn (val?) (flatmap-success val? f->mval?b))))

;;; The same as macros, whose bodies are those of `do`

(define-macro (do-when condition step …)
  "`when_`, with steps like those of `do` in the place of the computation."
  (when_ condition (do step …)))

(define-macro (do-whenM condition step …)
  "`whenM`, with steps like those of `do` in the place of the computation."
  (whenM condition (do step …)))

(define-macro (do-if condition true-body step …)
  "`if*`, with steps like those of `do` in the place of the computation."
  (if* condition true-body (do step …)))

(define-macro (do-when-val (name container) step …)
  "`when-val`, with steps like those of `do` in the place of the computation."
  (when-val container (fn (name) (do step …))))

(define-macro (do-when-valM (name container) step …)
  "`when-valM`, with steps like those of `do` in the place of the computation."
  (when-valM container (fn (name) (do step …))))

(define-macro (do-if-val (name container) some-body step …)
  "`if-val`, with steps like those of `do` in the place of the computation."
  (if-val container (fn (name) some-body) (do step …)))

(define-macro (do-if-val_ (name container) some-body step …)
  "`if-val_`, with steps like those of `do` in the place of the computation."
  (if-val_ container (fn (name) some-body) (do step …)))

(define-macro (do-if-valM (name container) some-body step …)
  "`if-valM`, with steps like those of `do` in the place of the computation."
  (if-valM container (fn (name) some-body) (do step …)))

(define-macro (do-if-not-val (name container) none-body step …)
  "`if-val`, with steps like those of `do` in the place of the computation."
  (if-val container (fn (name) (do step …)) none-body))

(define-macro (do-if-not-val_ (name container) none-body step …)
  "`if-val_`, with steps like those of `do` in the place of the computation."
  (if-val_ container (fn (name) (do step …)) none-body))

(define-macro (do-if-not-valM (name container) none-body step …)
  "`if-valM`, with steps like those of `do` in the place of the computation."
  (if-valM container (fn (name) (do step …)) none-body))

(define-macro (do-map-success (name container) step …)
  "`map-success`, with steps like those of `do` in the place of the computation."
  (map-success container (fn (name) (do step …))))

(define-macro (do-map-successM (name container) step …)
  "`map-successM`, with steps like those of `do` in the place of the computation."
  (map-successM container (fn (name) (do step …))))

(define-macro (do-flatmap-success (name container) step …)
  "`flatmap-success`, with steps like those of `do` in the place of the computation."
  (flatmap-success container (fn (name) (do step …))))

(define-macro (do-flatmap-successM (name container) step …)
  "`flatmap-successM`, with steps like those of `do` in the place of the computation."
  (flatmap-successM container (fn (name) (do step …))))

(define-macro (matchM scrutinee branch …)
  "`match` on what a computation gives."
  (>>= scrutinee (fn (value) (match value branch …))))

(define-macro (do-match scrutinee (pattern step …) …)
  "`match` whose branches are those of `do`."
  (match scrutinee (pattern (do step …)) …))

(define-macro (do-matchM scrutinee (pattern step …) …)
  "`match` on what a computation gives, with branches like those of `do`."
  (>>= scrutinee (fn (value) (match value (pattern (do step …)) …))))

(define-macro (do-if-match scrutinee pattern match-body step …)
  "The first body when the pattern fits, else the steps."
  (match scrutinee
    (pattern match-body)
    (_ (do step …))))

(define-macro (do-when-match scrutinee pattern step …)
  "The steps when the pattern fits, else nothing."
  (match scrutinee
    (pattern (>> (do step …) (pure Unit)))
    (_ (pure Unit))))
