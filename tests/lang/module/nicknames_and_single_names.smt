; expect: 2 1
(import (imported/base as b))
(import-from imported/base push)
(println (unwords (map show (make-list (b:size (push 1 (push 2 b:empty))) (b:size (b:pop (push 1 (push 2 b:empty))))))))
