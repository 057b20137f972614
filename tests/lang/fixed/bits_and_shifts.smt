; expect: 240 15 255 4 240 128
(define (main)
  (let x = (the U8 #xF0))
  (let y = (the U8 #x0F))
  (println (unwords (map show (make-list (bits:and x 255) (bits:not x) (bits:or x y) (bits:shift -4 (the U8 64)) (bits:xor y 255) (bits:shift 3 (the U8 16)))))))
