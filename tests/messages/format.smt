(format t "hello ~a" 1)
