#!/usr/bin/env smt
;; Count the lines, words and characters of the input, and the words that come up most.
;;   smt examples/word-count.smt < FILE

(define-struct Counts
  (lines UFix)
  (words UFix)
  (chars UFix))

(declare words-of (String -> List String))
(define (words-of line)
  (filter (fn (w) (/= w "")) (string:split #\Space line)))

(declare read-lines (Unit -> List String))
(define (read-lines)
  (rec go ((acc Nil))
    (match (read-line)
      ((Some line) (go (Cons line acc)))
      ((None) (reverse acc)))))

(declare count-line (Counts -> String -> Counts))
(define (count-line c line)
  (Counts (+ 1 (.lines c))
          (+ (length (words-of line)) (.words c))
          (+ (+ 1 (string:length line)) (.chars c))))

;; Each distinct word with the number of times it occurs, the most frequent first.
(declare frequencies (List String -> List (Tuple UFix String)))
(define (frequencies words)
  (reverse
   (sort
    (map (fn (group) (Tuple (length group) (list:car group)))
         (list:equivalence-classes words)))))

(define (main)
  (let ((lines (read-lines))
        (counts (fold count-line (Counts 0 0 0) lines)))
    (println (<> "lines      " (show (.lines counts))))
    (println (<> "words      " (show (.words counts))))
    (println (<> "characters " (show (.chars counts))))
    (for (Tuple n word) in (take 3 (frequencies (list:concatMap words-of lines)))
      (println (mconcat (make-list "  " (show n) " x " word))))))
