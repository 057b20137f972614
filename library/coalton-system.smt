;;;; coalton/system -- the machine, the process and the clock.

(package coalton/system
  (import
   coalton/classes
   coalton/builtin
   coalton/show
   smelter/literal
   coalton/math/arith
   coalton/math/fraction
   coalton/math/integral
   coalton/math/real
   (smelter/prim as p))
  (export
   gc time space spacetime MeteredResult
   internal-time-units-per-second get-real-time time-units->seconds time-units->rounded-microseconds
   monotonic-bytes-consed sleep
   getenv setenv! cmd-args argv0
   architecture os hostname implementation lisp-version features add-feature
   LispCondition))

(define-type LispCondition
  "An error of the system, as its message."
  (LispCondition String))

(define-instance (Signalable LispCondition)
  (define (error (LispCondition message)) (p:error message)))

(define-instance (Show LispCondition)
  (define (show-to f (LispCondition message)) (f message)))

;;; Time and memory

(declare internal-time-units-per-second Integer)
(define internal-time-units-per-second
  "The clock counts nanoseconds."
  1000000000)

(declare get-real-time (Void -> Integer))
(define (get-real-time)
  "What the clock says, in its units. Only the difference of two times means anything."
  (p:time-monotonic-ns Unit))

(declare time-units->seconds (Integer -> Fraction))
(define (time-units->seconds t)
  "Units of the clock in seconds."
  (mkFraction t internal-time-units-per-second))

(declare time-units->rounded-microseconds (Integer -> Integer))
(define (time-units->rounded-microseconds t)
  "Units of the clock in millionths of a second."
  (round/ t 1000))

(declare time ((Void -> :a) -> :a * Integer))
(define (time f)
  "What f gives, and how many millionths of a second that took."
  (let before = (get-real-time))
  (let x = (f))
  (values x (time-units->rounded-microseconds (- (get-real-time) before))))

(define-struct (MeteredResult :a)
  "A result, and what it took to get it."
  (result "What came out." :a)
  (time-elapsed "How long it took, in units of the clock." Integer)
  (bytes-consed "How many bytes were asked for." (Optional Integer)))

(declare monotonic-bytes-consed (Void -> Optional Integer))
(define (monotonic-bytes-consed)
  "How many bytes the program has asked for until now."
  (Some (p:bytes-allocated Unit)))

(declare space ((Void -> :a) -> :a * Optional Integer))
(define (space f)
  "What f gives, and how many bytes it asked for. Garbage is collected first."
  (gc)
  (let before = (p:bytes-allocated Unit))
  (let x = (f))
  (values x (Some (- (p:bytes-allocated Unit) before))))

(declare spacetime ((Void -> :a) -> MeteredResult :a))
(define (spacetime f)
  "What f gives, with time and memory. Garbage is collected first."
  (gc)
  (let bytes-before = (p:bytes-allocated Unit))
  (let before = (get-real-time))
  (let x = (f))
  (let after = (get-real-time))
  (MeteredResult x (- after before) (Some (- (p:bytes-allocated Unit) bytes-before))))

(declare gc (Void -> Void))
(define (gc)
  "Collect garbage now, all of it. `SMT_GC=stats` in the environment shows what the collector does."
  (p:collect Unit))

(declare sleep (Rational :a => :a -> Void))
(define (sleep n)
  "Wait so many seconds."
  (p:sleep (fromInt (max 0 (floor (* (to-fraction n) 1000000000))))))

;;; The process

(declare getenv (String -> Optional String))
(define (getenv var)
  "A variable of the environment."
  (p:getenv var))

(declare setenv! (String * String -> Void))
(define (setenv! var val)
  "Give a variable of the environment a value."
  (p:setenv var val))

(declare cmd-args (Void -> List String))
(define (cmd-args)
  "The arguments of the program."
  (p:args Unit))

(declare argv0 (Void -> Optional String))
(define (argv0)
  "The name by which the program was called, if it is known."
  (p:program-name Unit))

;;; What we run on

(declare architecture (Void -> String))
(define (architecture)
  "The kind of machine: \"X86-64\", for example."
  (p:string-upcase (p:string-replace "_" "-" (p:system-name 2))))

(declare os (Void -> String))
(define (os)
  "The operating system: \"Linux\", for example."
  (p:system-name 0))

(declare implementation (Void -> String))
(define (implementation)
  "What runs the program."
  "Smelter")

(declare lisp-version (Void -> String))
(define (lisp-version)
  "There is no Lisp below."
  "none")

(declare hostname (Void -> String))
(define (hostname)
  "The name of the machine."
  (p:system-name 1))

(declare added-features (Cell (List String)))
(define added-features (p:cell-new Nil))

(declare features (Void -> List String))
(define (features)
  "What the system can do, in words."
  (Cons "SMELTER" (Cons (architecture) (Cons (p:string-upcase (os)) (p:cell-read added-features)))))

(declare add-feature (String -> Void))
(define (add-feature feat)
  "Say that the system can do something more."
  (p:cell-write! added-features (Cons feat (p:cell-read added-features))))
