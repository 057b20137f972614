;; What a control string asks for is compared with the arguments while compiling.
; status: 65
; error: this control string takes 1 argument, not 0
; error: there is no directive `\~Q`
; error: this control string takes 1 argument, not 2
; error: this control string takes at least 1 argument, not 0
; error: expected: List :a
; error: this is never closed: there is no `\~\}`
; error: expected: Char
; error: there is no instance `BuiltInInteger String`
; error: nothing is open that `\~\)` could close
; error: a tilde at the end of a control string
(import coalton/format)

(define (main)
  (println (format Str "~A"))
  (println (format Str "~A ~Q" 1 2))
  (println (format Str "~A" 1 2))
  (println (format Str "~A~^~A~^~A"))
  (println (format Str "~{~A~^, ~}" 5))
  (println (format Str "~{~A" 5))
  (println (format Str "~C" 1))
  (println (format Str "~D" "x"))
  (println (format Str "x~)"))
  (println (format Str "100~")))
