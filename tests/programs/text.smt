;; Text work in UTF-8: a CSV report with groups and totals, word wrapping and justification, run-length and Caesar codes, a
;; trie, edit distance, big numbers in words, and formatted tables.

(define table-text
  "name,team,score,when
Łukasz,red,42,2024-01-05
\"Smith, J.\",blue,17,2024-02-10
Zoë,red,8,2024-01-20
Ana,blue,,2024-03-01
\"The \"\"Boss\"\"\",green,100,2024-02-02
")

;; ---- CSV as a state machine over characters
(define-type Mode Plain Quoted Closing)

(declare parse-csv (String -> List (List String)))
(define (parse-csv text)
  (let rows = (cell:new (the (List (List String)) Nil)))
  (let row = (cell:new (the (List String) Nil)))
  (let field = (cell:new (the (List Char) Nil)))
  (let end-field = (fn ()
                     (cell:push! row (into (reverse (cell:read field))))
                     (cell:write! field Nil)))
  (let end-row = (fn ()
                   (end-field)
                   (cell:push! rows (reverse (cell:read row)))
                   (cell:write! row Nil)))
  (let mode = (cell:new Plain))
  (for c in text
    (match (Tuple (cell:read mode) c)
      ((Tuple (Plain) #\,) (end-field) Unit)
      ((Tuple (Plain) #\Newline) (end-row) Unit)
      ((Tuple (Plain) #\") (cell:write! mode Quoted) Unit)
      ((Tuple (Quoted) #\") (cell:write! mode Closing) Unit)
      ((Tuple (Closing) #\") (cell:push! field #\") (cell:write! mode Quoted) Unit)
      ((Tuple (Closing) #\,) (end-field) (cell:write! mode Plain) Unit)
      ((Tuple (Closing) #\Newline) (end-row) (cell:write! mode Plain) Unit)
      (_ (cell:push! field c) Unit)))
  (reverse (cell:read rows)))

(derive Show Eq)
(define-struct Entry (name String) (team String) (score (Optional Integer)) (month UFix))

(declare entry-of (List String -> Result String Entry))
(define (entry-of fields)
  (match fields
    ((Cons name (Cons team (Cons score (Cons date (Nil)))))
     (do (month <- (match (string:split #\- date)
                     ((Cons _ (Cons m (Cons _ (Nil))))
                      (match (string:parse-int m)
                        ((Some n) (the (Result String UFix) (Ok (fromInt n))))
                        ((None) (Err (<> "bad month in " date)))))
                     (_ (Err (<> "bad date " date)))))
         (pure (Entry name team (string:parse-int score) month))))
    (_ (Err (<> "bad row of " (show (list:length fields)))))))

;; ---- a table with columns as wide as they need to be
(define-type Align LeftAlign RightAlign)

(declare pad (Align -> UFix -> String -> String))
(define (pad align width text)
  (let n = (string:length text))
  (let blanks = (if (>= n width) "" (mconcat (list:repeat (- width n) " "))))
  (match align
    ((LeftAlign) (<> text blanks))
    ((RightAlign) (<> blanks text))))

(declare render-table (List Align -> List (List String) -> List String))
(define (render-table aligns rows)
  (let widths = (map (fn (column) (fold max 0 (map string:length column))) (list:transpose rows)))
  (map (fn (row) (string:join " | " (list:zipWith3 pad aligns widths row))) rows))

(declare group-by (Ord :k => (:a -> :k) -> List :a -> List (Tuple :k (List :a))))
(define (group-by key xs)
  (the (List (Tuple :k (List :a)))
       (iter:collect!
        (ordmap:entries
         (fold (fn (m x)
                 (let (Tuple new _) = (ordmap-add m (key x) x))
                 new)
               ordmap:empty (reverse xs))))))
(declare ordmap-add (Ord :k => ordmap:OrdMap :k (List :v) -> :k -> :v -> Tuple (ordmap:OrdMap :k (List :v)) UFix))
(define (ordmap-add m k v)
  (match (ordmap:lookup m k)
    ((Some old) (Tuple (ordmap:insert m k (Cons v old)) (+ 1 (list:length old))))
    ((None) (Tuple (ordmap:insert m k (make-list v)) 1))))

;; ---- wrapping and justification
(declare wrap (UFix -> String -> List (List String)))
(define (wrap width text)
  (let ((go (fn (words line used acc)
              (match words
                ((Nil) (reverse (if (list:null? line) acc (Cons (reverse line) acc))))
                ((Cons w rest)
                 (let n = (string:length w))
                 (cond
                   ((list:null? line) (go rest (make-list w) n acc))
                   ((<= (+ used (+ 1 n)) width) (go rest (Cons w line) (+ used (+ 1 n)) acc))
                   (True (go words Nil 0 (Cons (reverse line) acc)))))))))
    (go (filter (fn (w) (/= w "")) (string:split #\Space text)) Nil 0 Nil)))

(declare justify (UFix -> List String -> String))
(define (justify width words)
  (let letters = (sum (map string:length words)))
  (let gaps = (list:length words))
  (if (<= gaps 1)
      (unwords words)
      (progn
        (let slots = (- gaps 1))
        (let blanks = (- width letters))
        (let each = (math:div blanks slots))
        (let extra = (mod blanks slots))
        (mconcat (list:zipWith (fn (i w)
                                 (if (== i slots)
                                     w
                                     (<> w (mconcat (list:repeat (+ each (if (< i extra) 1 0)) " ")))))
                               (list:range 0 slots) words)))))

;; ---- codes
(declare runs (String -> List (Tuple Char UFix)))
(define (runs text)
  (foldr (fn (c acc)
           (match acc
             ((Cons (Tuple d n) rest) (if (== c d) (Cons (Tuple d (+ n 1)) rest) (Cons (Tuple c 1) acc)))
             ((Nil) (make-list (Tuple c 1)))))
         Nil (the (List Char) (into text))))

(declare caesar (Integer -> String -> String))
(define (caesar k text)
  (let rotate = (fn (c base)
                  (from-some "char" (char:code-char (fromInt (+ base (mod (+ k (- (into (char:char-code c)) base)) 26)))))))
  (into (map (fn (c)
               (cond ((and (>= c #\a) (<= c #\z)) (rotate c 97))
                     ((and (>= c #\A) (<= c #\Z)) (rotate c 65))
                     (True c)))
             (the (List Char) (into text)))))

;; ---- a trie
(define-struct Trie (ends Boolean) (next (ordmap:OrdMap Char Trie)))
(declare empty-trie Trie)
(define empty-trie (Trie False ordmap:empty))
(declare trie-insert (List Char -> Trie -> Trie))
(define (trie-insert cs (Trie ends next))
  (match cs
    ((Nil) (Trie True next))
    ((Cons c rest)
     (let child = (match (ordmap:lookup next c) ((Some t) t) ((None) empty-trie)))
     (Trie ends (ordmap:insert next c (trie-insert rest child))))))
(declare trie-words (String -> Trie -> List String))
(define (trie-words prefix (Trie ends next))
  (let below = (list:concatMap (fn ((Tuple c t)) (trie-words (<> prefix (into c)) t))
                               (iter:collect! (ordmap:entries next))))
  (if ends (Cons prefix below) below))
(declare complete (String -> Trie -> List String))
(define (complete prefix trie)
  (rec go ((cs (the (List Char) (into prefix))) (t trie))
    (match cs
      ((Nil) (trie-words prefix t))
      ((Cons c rest)
       (match (ordmap:lookup (.next t) c)
         ((Some child) (go rest child))
         ((None) Nil))))))

;; ---- edit distance, a row at a time
(declare distance (String -> String -> Integer))
(define (distance a b)
  (let bs = (the (List Char) (into b)))
  (let first = (range 0 (into (string:length b))))
  (let last-row =
    (fold (fn (row ca)
            (let (Tuple start _) = (Tuple (+ 1 (from-some "row" (list:head row))) 0))
            (let ((go (fn (left up-left ups cs acc)
                        (match (Tuple ups cs)
                          ((Tuple (Cons up more) (Cons cb rest))
                           (let best = (min (+ 1 (min left up)) (+ up-left (if (== ca cb) 0 1))))
                           (go best up more rest (Cons best acc)))
                          (_ (reverse acc))))))
              (go start (from-some "row" (list:head row)) (from-some "row" (list:tail row)) bs (make-list start))))
          first (the (List Char) (into a))))
  (from-some "last" (list:last last-row)))

;; ---- numbers in words
(define small (make-list "zero" "one" "two" "three" "four" "five" "six" "seven" "eight" "nine" "ten" "eleven" "twelve" "thirteen"
                         "fourteen" "fifteen" "sixteen" "seventeen" "eighteen" "nineteen"))
(define tens (make-list "" "" "twenty" "thirty" "forty" "fifty" "sixty" "seventy" "eighty" "ninety"))
(define scales (make-list (Tuple (^ 10 12) "trillion") (Tuple (^ 10 9) "billion") (Tuple 1000000 "million") (Tuple 1000 "thousand") (Tuple 100 "hundred")))
(declare in-words (Integer -> String))
(define (in-words n)
  (cond
    ((< n 0) (<> "minus " (in-words (negate n))))
    ((< n 20) (from-some "small" (list:index (fromInt n) small)))
    ((< n 100)
     (let t = (from-some "tens" (list:index (fromInt (math:div n 10)) tens)))
     (if (== 0 (mod n 10)) t (mconcat (make-list t "-" (in-words (mod n 10))))))
    (True
     (match (list:find (fn ((Tuple size _)) (>= n size)) scales)
       ((None) (error "no scale"))
       ((Some (Tuple size name))
        (let rest = (mod n size))
        (mconcat (make-list (in-words (math:div n size)) " " name
                            (if (== rest 0) "" (<> (if (< rest 100) " and " " ") (in-words rest))))))))))

(define (main)
  (let entries = (match (traverse entry-of (list:drop 1 (parse-csv table-text)))
                   ((Ok es) es)
                   ((Err e) (error e))))
  (let score = (fn (e) (match (.score e) ((Some n) n) ((None) 0))))
  (let rows = (map (fn ((Tuple team es))
                     (make-list team (show (list:length es)) (show (sum (map score es))) (string:join ", " (map .name es))))
                   (group-by .team entries)))
  (for line in (render-table (make-list LeftAlign RightAlign RightAlign LeftAlign) (Cons (make-list "team" "n" "sum" "who") rows))
    (println line))
  (println (show (map (fn ((Tuple m es)) (Tuple m (list:length es))) (group-by .month entries))))
  (println (show (entry-of (make-list "x" "y"))))
  (println (show (entry-of (make-list "x" "y" "1" "yesterday"))))
  (let prose = "The quick brown fox jumps over the lazy dog, while świnia śpi spokojnie under an old oak tree.")
  (for line in (wrap 24 prose) (println (mconcat (make-list "|" (justify 24 line) "|"))))
  (println (mconcatmap (fn ((Tuple c n)) (<> (show n) (into c))) (runs "aaabccddddé")))
  (println (caesar 3 "Hello, World!"))
  (println (caesar -3 (caesar 3 "Zażółć gęślą")))
  (let trie = (fold (fn (t w) (trie-insert (into w) t)) empty-trie (make-list "car" "cart" "care" "cat" "dog" "do" "café")))
  (println (show (complete "car" trie)))
  (println (show (complete "" trie)))
  (println (show (complete "x" trie)))
  (println (show (list:zipWith distance (make-list "kitten" "żółw" "" "abc") (make-list "sitting" "zolw" "abc" "abc"))))
  (println (in-words 1234567))
  (println (in-words -1000000000019))
  (println (in-words 700))
  (println (string:reverse "résumé"))
  (println (show (map string:length (make-list "résumé" "日本語" "🎉")))))
