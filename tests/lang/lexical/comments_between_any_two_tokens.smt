; expect: 6
#| outer #| inner |# still outer ) ( " |#
(define #;ignored (f #| the argument |# x) ; a ) in a comment
  #;(this (is "dropped )")) (* x #;2 #;3 2))
(println #| ; |# (show (f 3)))
