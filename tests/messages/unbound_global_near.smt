(printl "a")
