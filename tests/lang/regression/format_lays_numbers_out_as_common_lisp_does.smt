(import (coalton/format as f))

;; A width without digits leaves out the digits for which there is no room; then the zero before the point.
; expect: |123.46|.123| 1.5|.50|####|8.|
(println (f:format f:Str "|~6F|~4F|~4F|~3,2F|~4,2,,'#F|~,0F|" 123.456 0.12345 1.5 0.5 123.456 7.5))
;; No exponent, however large or small; a scale; a half of what is exact is rounded up.
; expect: |100000000000000000000.0|0.00001|  123.45|0.13|2.67|
(println (f:format f:Str "|~F|~F|~8,2,2F|~,2F|~,2F|" 1e20 1e-5 1.2345 0.125 2.675))
;; Rounding may change the exponent, which may have a least number of digits.
; expect: |1.00e+1|-1.5e+100|1.23e+005| 1.250e+01|*****|
(println (f:format f:Str "|~,2E|~E|~,2,3E|~10,3,2E|~5,2,,,'*E|" 9.9999 -1.5e100 123456.0 12.5 123456.0))
; expect: |3.5    |1.235e+3|   12.    |1.00e-3|
(println (f:format f:Str "|~G|~,3G|~10,2G|~,2G|" 3.5 1234.567 12.345 0.001))
; expect: |0.50|0003.14|     -2.50|-     2.50|*+007.13|
(println (f:format f:Str "|~$|~2,4$|~,,10$|~,,10:$|~2,3,8,'*@$|" 0.5 3.14159 -2.5 -2.5 7.125))
;; Width, step, least blanks, blank.
; expect: |True     |----True|  True|
(println (f:format f:Str "|~6,5A|~8,,,'-@A|~,,2@A|" True True True))
; expect: |   ab|ab   |  ab   |..ab|
(println (f:format f:Str "|~5<ab~>|~5@<ab~>|~7:@<ab~>|~,,2,'.<ab~>|"))
; expect: Newline b #\Space
(println (f:format f:Str "~:C ~:C ~@C" #\Newline #\b #\Space))
