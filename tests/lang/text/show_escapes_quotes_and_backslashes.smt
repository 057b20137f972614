; expect: "a\"b\\c"
(println (show "a\"b\\c"))
