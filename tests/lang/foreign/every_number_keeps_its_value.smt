;; The least and the greatest of every type, through C and back.
(define-macro (through type name)
  (progn
    (declare name (type -> type))
    (define (name x) (c (-> type) (x) "x"))))
(through I8 i8) (through I16 i16) (through I32 i32) (through I64 i64) (through IFix ifix)
(through U8 u8) (through U16 u16) (through U32 u32) (through U64 u64) (through UFix ufix)
(through F32 f32) (through F64 f64) (through Char char) (through Boolean boolean) (through Integer integer)

(define (main)
  (println (show (make-list (i8 -128) (i8 127))))
  (println (show (make-list (i16 -32768) (i16 32767))))
  (println (show (make-list (i32 -2147483648) (i32 2147483647))))
  (println (show (make-list (i64 -9223372036854775808) (i64 9223372036854775807))))
  (println (show (make-list (ifix -1) (ifix 9223372036854775807))))
  (println (show (make-list (u8 0) (u8 255))))
  (println (show (make-list (u16 0) (u16 65535))))
  (println (show (make-list (u32 0) (u32 4294967295))))
  (println (show (make-list (u64 0) (u64 18446744073709551615))))
  (println (show (make-list (ufix 0) (ufix 18446744073709551615))))
  (println (show (make-list (f32 0.1f0) (f32 -1.5f0))))
  (println (show (make-list (f64 0.1) (f64 -1.0e300))))
  (println (show (make-list (char #\a) (char #\λ))))
  (println (show (make-list (boolean True) (boolean False))))
  (println (show (make-list (integer -9223372036854775808) (integer 9223372036854775807)))))
; expect: #<List [-128 127]>
; expect: #<List [-32768 32767]>
; expect: #<List [-2147483648 2147483647]>
; expect: #<List [-9223372036854775808 9223372036854775807]>
; expect: #<List [-1 9223372036854775807]>
; expect: #<List [0 255]>
; expect: #<List [0 65535]>
; expect: #<List [0 4294967295]>
; expect: #<List [0 18446744073709551615]>
; expect: #<List [0 18446744073709551615]>
; expect: #<List [0.1 -1.5]>
; expect: #<List [0.1 -1.0e300]>
; expect: #<List [#\a #\λ]>
; expect: #<List [True False]>
; expect: #<List [-9223372036854775808 9223372036854775807]>
