(display "a")
