;; Statistics for C: `smt build --lib stats.smt` makes libstats.a and stats.h (docs/library-mode.md).

(define-exception StatsError
  (TooFew UFix))

(define-type Histogram
  (Histogram (Cell (ordmap:OrdMap Integer Integer))))

(declare mean (Vector F64 -> F64))
(define (mean numbers)
  "The arithmetic mean of the numbers. It is an error when there are none."
  (when (vec:empty? numbers) (throw (TooFew 1)))
  (/ (fold + 0 numbers) (unwrap-as F64 (vec:length numbers))))

(declare cumulative (Vector F64 -> Vector F64))
(define (cumulative numbers)
  "The sums of the first, of the first two, of the first three numbers, and so on."
  (let ((out (vec:new))
        (sum (cell:new 0)))
    (for x in numbers
      (cell:update! (+ x) sum)
      (vec:push! (cell:read sum) out))
    out))

(declare histogram (Unit -> Histogram))
(define (histogram)
  "A histogram that has counted nothing yet."
  (Histogram (cell:new ordmap:empty)))

(declare count! (Histogram -> Integer -> Unit))
(define (count! (Histogram counts) value)
  "Count the value once more."
  (cell:update! (fn (known)
                  (ordmap:insert known value (+ 1 (with-default 0 (ordmap:lookup known value)))))
                counts)
  Unit)

(declare report (String -> Histogram -> String))
(define (report title (Histogram counts))
  "The histogram as text, a line for each value."
  (let ((text (cell:new title)))
    (for entry in (ordmap:entries (cell:read counts))
      (match entry
        ((Tuple value n)
         (cell:update! (fn (so-far) (<> so-far (<> "\n" (<> (show value) (<> ": " (show n))))))
                       text))))
    (cell:read text)))
