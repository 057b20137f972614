(let [x 1 y 2] (println (show (+ x y))))
