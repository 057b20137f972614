;;;; make-docs -- the pages of docs/library from what `smt doc --table` says.
;;;;
;;;;   smt doc --table | smt run tools/make-docs.smt FOLDER
;;;;
;;;; One page for each package, and index.md.

(define-struct Row
  (package String)
  (kind String)
  (name String)
  (type String)
  (more String)
  (home String)
  (place String)
  (doc String))

(declare row (String -> Optional Row))
(define (row line)
  (match (string:split #\Tab line)
    ((Cons a (Cons b (Cons c (Cons d (Cons e (Cons f (Cons g (Cons h (Nil)))))))))
     (Some (Row a b c (unescaped d) e f g (unescaped h))))
    (_ None)))

;; The table writes \n for a newline, \t for a tab and \\ for a backslash.
(declare unescaped (String -> String))
(define (unescaped text)
  (string:join "\\" (map (fn (part) (replace "\\t" "\t" (replace "\\n" "\n" part)))
                         (split-on "\\\\" text))))

;;; Pages

(declare sections (List (Tuple String String)))
(define sections
  (make-list (Tuple "special form" "Special forms") (Tuple "type" "Types") (Tuple "struct" "Structs")
             (Tuple "alias" "Aliases") (Tuple "class" "Classes") (Tuple "constructor" "Constructors")
             (Tuple "method" "Methods") (Tuple "function" "Functions") (Tuple "value" "Values")
             (Tuple "macro" "Macros")))

(declare text (List String -> String))
(define (text pieces) (mconcat pieces))

(declare signature (Row -> String))
(define (signature r)
  (cond
    ((list:member (.kind r) (make-list "special form" "macro" "type" "struct")) (.type r))
    ((== (.kind r) "class")
     (if (== (.more r) "") (.type r) (text (make-list (.type r) " " (.more r)))))
    ((== (.kind r) "alias") (text (make-list (.type r) " = " (.more r))))
    (True (text (make-list (.name r) " : " (.type r))))))

(declare source-link (Row -> String))
(define (source-link r)
  (match (string:split #\: (.place r))
    ((Cons file (Cons line (Nil)))
     (text (make-list " ([source](../../" file "#L" line "))")))
    (_ "")))

(declare heading (Row -> String))
(define (heading r)
  (if (or (== (.home r) (.package r)) (== (.home r) ""))
      (text (make-list "### `" (.name r) "`" (source-link r)))
      (text (make-list "### `" (.name r) "` (of [" (.home r) "](" (page-of (.home r)) "))"))))

(declare page-of (String -> String))
(define (page-of package)
  (text (make-list (replace "/" "-" package) ".md")))

(declare entry (Row -> String))
(define (entry r)
  (text (make-list (heading r) "\n\n```\n" (signature r) "\n```\n"
                   (if (== (.doc r) "") "" (text (make-list "\n" (.doc r) "\n")))
                   "\n")))

(declare section (List Row -> Tuple String String -> String))
(define (section rows (Tuple kind title))
  (match (list:filter (fn (r) (== kind (.kind r))) rows)
    ((Nil) "")
    (some (text (Cons (text (make-list "## " title "\n\n")) (map entry some))))))

(declare instances (List Row -> String))
(define (instances rows)
  (match (list:filter (fn (r) (== "instance" (.kind r))) rows)
    ((Nil) "")
    (some (text (make-list "## Instances\n\n```\n" (unlines (map .type some)) "```\n")))))

(declare page (String -> List Row -> String))
(define (page package rows)
  (text (make-list "# " package "\n\n" (about rows) "\n\n"
                   (text (map (section rows) sections))
                   (instances rows)
                   "\n[All packages](index.md)\n")))

(declare about (List Row -> String))
(define (about rows)
  (match (list:find (fn (r) (== "package" (.kind r))) rows)
    ((Some r) (.doc r))
    ((None) "")))

(declare index (List (Tuple String (List Row)) -> String))
(define (index pages)
  (text (make-list "# The standard library\n\n| package | what it is for |\n|---|---|\n"
                   (text (map (fn ((Tuple package rows))
                                (text (make-list "| [" package "](" (page-of package) ") | " (about rows) " |\n")))
                              pages)))))

;;; Rows come sorted by package.

(declare by-package (List Row -> List (Tuple String (List Row))))
(define (by-package rows)
  (match rows
    ((Nil) Nil)
    ((Cons r _)
     (let here = (fn (other) (== (.package r) (.package other))))
     (match (list:partition here rows)
       ((Tuple mine others) (Cons (Tuple (.package r) mine) (by-package others)))))))

(declare write-page (String -> String -> String -> Unit))
(define (write-page folder name content)
  (match (write-file (text (make-list folder "/" name)) content)
    ((Ok _) Unit)
    ((Err reason) (error reason))))

(declare main (List String -> Unit))
(define (main arguments)
  (match arguments
    ((Cons folder (Nil))
     (let pages = (by-package (iter:collect! (iter:filter-map! row (read-lines)))))
     (write-page folder "index.md" (index (list:filter (fn ((Tuple p _)) (/= p "package")) pages)))
     (iter:for-each! (fn ((Tuple package rows))
                       (unless (== package "package")
                         (write-page folder (page-of package) (page package rows))))
                     (iter:into-iter pages)))
    (_ (error "usage: smt doc --table | make-docs.smt FOLDER"))))
