; expect: 10000
(define-exception Deep (Deep Integer))
(declare nest-catch (Integer -> Integer))
(define (nest-catch n)
  (if (== n 0) (throw (Deep 0))
      (catch (nest-catch (- n 1)) ((Deep k) (throw (Deep (+ k 1)))))))
(println (catch (show (nest-catch 10000)) ((Deep k) (show k))))
