; error: operate
(import (imported/calc as calc))
(println (show (calc:operate "+" 1 2)))
