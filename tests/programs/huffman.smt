;; A package of codes: Huffman, run lengths, base64, rotation.
(package huffman-demo
  (import coalton-prelude
          (coalton/ordmap as m)
          (coalton/string as s)
          (coalton/list as l)
          (coalton/vector as v)
          (coalton/iterator as it)
          (coalton/char as c)
          (coalton/bits as bits))
  (import-from smelter println)
  (import-from coalton/show show-as-string)
  (export main))

(derive Show Eq)
(define-type Tree
  (Leaf UFix Char)
  (Node UFix Tree Tree))

(declare weight (Tree -> UFix))
(define (weight t)
  (match t
    ((Leaf w _) w)
    ((Node w _ _) w)))

(define-instance (Ord Tree)
  (define (<=> a b) (<=> (weight a) (weight b))))

(declare frequencies (String -> m:OrdMap Char UFix))
(define (frequencies text)
  (it:fold! (fn (acc ch)
              (let (values m2 _) = (m:update acc ch (fn (o) (values (Some (+ 1 (with-default 0 o))) Unit))))
              m2)
            m:empty
            (s:chars text)))

(declare insert-tree (Tree * List Tree -> List Tree))
(define (insert-tree t ts)
  (match ts
    ((Nil) (make-list t))
    ((Cons x rest)
     (if (<= (weight t) (weight x))
         (Cons t ts)
         (Cons x (insert-tree t rest))))))

(declare build (List Tree -> Optional Tree))
(define (build ts)
  (match ts
    ((Nil) None)
    ((Cons t (Nil)) (Some t))
    ((Cons a (Cons b rest))
     (build (insert-tree (Node (+ (weight a) (weight b)) a b) rest)))))

(declare codes (Tree -> m:OrdMap Char String))
(define (codes tree)
  (let ((go (fn (prefix t acc)
              (match t
                ((Leaf _ ch) (m:insert acc ch prefix))
                ((Node _ a b) (go (<> prefix "1") b (go (<> prefix "0") a acc)))))))
    (go "" tree m:empty)))

(declare encode (m:OrdMap Char String * String -> String))
(define (encode table text)
  (it:mconcat! (map (fn (ch) (from-some "no code" (m:lookup table ch))) (s:chars text))))

(declare decode (Tree * String -> String))
(define (decode tree bits)
  (let out = (the (v:Vector Char) (v:new)))
  (let end = (it:fold! (fn (node bit)
              (let next = (match node
                            ((Leaf _ _) node)
                            ((Node _ a b) (if (== bit #\0) a b))))
              (match next
                ((Leaf _ ch) (v:push! ch out) tree)
                (_ next)))
            tree
            (s:chars bits)))
  (if (== end tree) (into (the (List Char) (into out))) "incomplete"))

(declare rle (String -> List (Tuple Char UFix)))
(define (rle text)
  (l:reverse
   (fold (fn (acc ch)
           (match acc
             ((Cons (Tuple (= d _) n) rest)
              (if (== d ch) (Cons (Tuple d (1+ n)) rest) (Cons (Tuple ch 1) acc)))
             ((Nil) (Cons (Tuple ch 1) Nil))))
         Nil
         (the (List Char) (into text)))))

(define alphabet "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

(declare base64 (List U8 -> String))
(define (base64 bytes)
  (let pick = (fn (n) (s:ref-unchecked alphabet (as UFix (bits:and n 63)))))
  (let ((chunk (fn (bs)
          (match bs
            ((Nil) Nil)
            ((Cons a (Nil))
             (progn
               (let n = (bits:shift 16 (as U32 a)))
               (make-list (pick (bits:shift -18 n)) (pick (bits:shift -12 n)) #\= #\=)))
            ((Cons a (Cons b (Nil)))
             (progn
               (let n = (bits:or (bits:shift 16 (as U32 a)) (bits:shift 8 (as U32 b))))
               (make-list (pick (bits:shift -18 n)) (pick (bits:shift -12 n)) (pick (bits:shift -6 n)) #\=)))
            ((Cons a (Cons b (Cons cc rest)))
             (progn
               (let n = (bits:or (bits:shift 16 (as U32 a)) (bits:or (bits:shift 8 (as U32 b)) (as U32 cc))))
               (l:append (make-list (pick (bits:shift -18 n)) (pick (bits:shift -12 n))
                                    (pick (bits:shift -6 n)) (pick n))
                         (chunk rest))))))))
    (as String (chunk bytes))))

(declare bytes-of (String -> List U8))
(define (bytes-of text)
  (map (fn (ch) (unwrap-as U8 (c:char-code ch))) (as (List Char) text)))

(declare rot (UFix -> Char -> Char))
(define (rot n ch)
  (let shift = (fn (base) (unwrap (c:code-char (+ base (mod (+ n (- (c:char-code ch) base)) 26))))))
  (cond ((c:ascii-lowercase? ch) (shift (c:char-code #\a)))
        ((c:ascii-uppercase? ch) (shift (c:char-code #\A)))
        (True ch)))

(define (main)
  (let text = "abracadabra, said the wizard; abracadabra!")
  (let freq = (frequencies text))
  (println (show-as-string freq))
  (let leaves = (l:sort (map (fn ((Tuple ch n)) (Leaf n ch)) (it:collect! (m:entries freq)))))
  (let tree = (from-some "empty" (build leaves)))
  (let table = (codes tree))
  (for (Tuple k code) in (m:entries table)
    (println (<> (show-as-string k) (<> " " code))))
  (let bits = (encode table text))
  (println bits)
  (println (show-as-string (s:length bits)))
  (println (decode tree bits))
  (println (show-as-string (rle "aaabccdddd")))
  (for s in (make-list "" "f" "fo" "foo" "foob" "fooba" "foobar")
    (println (base64 (bytes-of s))))
  (println (as String (map (rot 13) (as (List Char) "Hello, World!")))))
