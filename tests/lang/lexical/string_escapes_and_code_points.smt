; expect: a	b
; expect: "quoted" back\slash
; expect: A λ 😀
; expect: joined line
; expect: 4
(println "a\tb")
(println "\"quoted\" back\\slash")
(println "\x41 \u{3BB} \u{1F600}")
(println "joined \
line")
(println (show (length-of "a\0b\e")))
(define (length-of s) (string:length s))
