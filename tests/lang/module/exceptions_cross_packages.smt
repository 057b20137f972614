; expect: empty: pop
(import (imported/base as stack))
(println (catch (show (stack:size (stack:pop (the (stack:Stack Integer) stack:empty)))) ((stack:Empty-stack w) (<> "empty: " w))))
