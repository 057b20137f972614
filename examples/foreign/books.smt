;; Books in a database: SQLite through the binding in sqlite.smt, beside this script.
(import (sqlite as sql))
(import-from sqlite Problem)

;; Called by SQLite.
(define (changed _ _ _ table number)
  (println (mconcat (make-list "  (" table " has a row " (show number) ")"))))

(define (add! db title author year)
  (sql:execute! db "insert into book values (?, ?, ?)" (make-list title author (show year))))

(define (main)
  (let ((db (sql:open ":memory:")))
    (sql:execute! db "create table book (title text, author text, year integer)" Nil)
    (sql:watch! db changed)
    (add! db "The Left Hand of Darkness" "Le Guin" 1969)
    (add! db "Solaris" "Lem" 1961)
    (add! db "The Dispossessed" "Le Guin" 1974)
    (for line in (sql:query db "select year, title from book where author = ? order by year" (make-list "Le Guin"))
      (println (unwords (map (with-default "-") line))))
    (for line in (sql:query db "select count(*), max(year), null from book" Nil)
      (println (show line)))
    (catch (sql:execute! db "select nonsense" Nil)
      ((Problem message) (println (<> "SQLite says: " message))))))
