; expect: ÄÖÜ λ straße
(println (unwords (make-list (upcase "äöü") (downcase "Λ") (downcase "STRAßE"))))
