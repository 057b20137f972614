(printf "hello %d" 1)
