(let x 1 (println (show x)))
