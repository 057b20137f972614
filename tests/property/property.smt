;;;; property -- random sequences of operations, done to a structure of the library and to a simple model of it.
;;;;
;;;; A test is a script whose main calls `check` with what does one sequence. It draws what to do (`below`, `one-of`...),
;;;; says what it does (`note`), and says what must be equal (`same`). When something is not, the seed, the number of the
;;;; sequence and its notes are printed; with that seed the same sequences come again.

(package property
  (import
   coalton-prelude
   smelter
   (coalton/cell as cell)
   (coalton/list as list)
   (coalton/vector as vector)
   (coalton/iterator as iter))
  (export check below between one-of chance? note same persistent times small-integer small-list large?))

;;; Chance: splitmix64 (Steele, Lea and Flood, 2014), begun anew for every sequence.

(declare state (Cell U64))
(define state (cell:new 0))

(declare next (Void -> U64))
(define (next)
  (let z = (cell:update! (fn (s) (+ s #x9E3779B97F4A7C15)) state))
  (let z1 = (* (mix 30 z) #xBF58476D1CE4E5B9))
  (let z2 = (* (mix 27 z1) #x94D049BB133111EB))
  (mix 31 z2))

(declare mix (Integer -> U64 -> U64))
(define (mix n z)
  (coalton/bits:xor z (coalton/bits:shift (negate n) z)))

(declare below (Integer -> Integer))
(define (below n)
  "A number from 0 up to, and without, n."
  (mod (into (next)) n))

(declare between (Integer -> Integer -> Integer))
(define (between low high)
  "A number from low to high, both included."
  (+ low (below (+ 1 (- high low)))))

(declare chance? (Integer -> Boolean))
(define (chance? n)
  "True once in n times."
  (== 0 (below n)))

(declare one-of (List :a -> :a))
(define (one-of things)
  "One of some things."
  (list:nth (unwrap-into (below (into (list:length things)))) things))

(declare times (Integer -> (Void -> Unit) -> Unit))
(define (times n f)
  "Do something so often."
  (when (> n 0)
    (f)
    (times (- n 1) f)))

(declare small-integer (Void -> Integer))
(define (small-integer)
  "A key: one of few, so that keys come again."
  (between -20 40))

(declare small-list (Void -> List Integer))
(define (small-list)
  "A short list of keys."
  (map (fn (_) (small-integer)) (list:repeat (unwrap-into (below 12)) Unit)))

(declare large? (Void -> Boolean))
(define (large?)
  "Is this one of the few sequences that are to make structures large?"
  (chance? 100))

;;; What happened, and what should have

(declare notes (Cell (List String)))
(define notes (cell:new Nil))

(declare note (String -> Unit))
(define (note text)
  "Say what is done next."
  (cell:push! notes text)
  Unit)

(define-exception Refuted
  (Refuted String))

(declare same ((Eq :a) (Show :a) => String -> :a -> :a -> Unit))
(define (same what wanted got)
  "Both must be equal."
  (unless (== wanted got)
    (throw (Refuted (fold <> "" (make-list what ": wanted " (show wanted) ", got " (show got)))))))

;;; Structures that never change: an operation may take any version that was made before

(declare persistent ((Tuple :s :m) -> ((Tuple :s :m) -> Tuple :s :m) -> ((Tuple :s :m) -> Unit) -> Unit))
(define (persistent start step agree)
  "A sequence of steps, each on a structure and its model that some step before has made, most often the last one. At the
end all of them must still agree."
  (let versions = (vector:singleton start))
  (times (between 1 40)
         (fn ()
           (let n = (the Integer (into (vector:length versions))))
           (let at = (if (chance? 4) (below n) (- n 1)))
           (vector:push! (step (vector:index-unsafe (unwrap-into at) versions)) versions)
           Unit))
  (iter:for-each! agree (iter:into-iter versions)))

;;; Running

(declare sequence-seed (Integer -> Integer -> U64))
(define (sequence-seed seed number)
  (fromInt (+ (* seed 1000003) number)))

(declare check (String -> (Void -> Unit) -> List String -> Unit))
(define (check name sequence arguments)
  "Do many sequences. The arguments of the script are their number and the seed."
  (let count = (argument 0 1000 arguments))
  (let seed = (argument 1 (now) arguments))
  (rec go ((i 0))
    (if (== i count)
        (println (fold <> "" (make-list "ok " name ": " (show count) " sequences")))
        (progn
          (cell:write! state (sequence-seed seed i))
          (cell:write! notes Nil)
          (catch (sequence)
            ((Refuted text)
             (println (fold <> "" (make-list "FAIL " name ", seed " (show seed) ", sequence " (show i))))
             (iter:for-each! (fn (line) (println (<> "     " line)))
                             (iter:into-iter (list:reverse (cell:read notes))))
             (println (<> "  -> " text))
             (exit 1)))
          (go (+ i 1))))))

(declare argument (UFix -> Integer -> List String -> Integer))
(define (argument n otherwise arguments)
  (with-default otherwise (>>= (list:index n arguments) (fn (text) (tryInto text)))))
