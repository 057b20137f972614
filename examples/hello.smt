#!/usr/bin/env smt
;; The first script. Run it with:  smt examples/hello.smt

(println "Hello from Smelter!")
