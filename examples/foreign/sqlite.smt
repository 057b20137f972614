;; A binding of SQLite, as far as books.smt needs one: databases, statements, rows as lists of texts.
;; docs/foreign.md explains the forms.

(package sqlite
  (import coalton-prelude smelter (coalton/list as list))
  (export Database Problem open execute! query watch!))

(define-type Database)
(define-type Statement)

(define-exception Problem
  (Problem String))

;; Both kinds of pointers are closed when nobody uses them any more. (The second version of `close` waits for statements.)
(declare open-or-none (String -> Optional (Pointer Database)))
(define (open-or-none path)
  (c (-> (Optional (Pointer Database))) (path) "{
       sqlite3 *db = NULL;
       if (sqlite3_open(path, &db) == SQLITE_OK) return db;
       sqlite3_close(db);
       return NULL;
     }"
     (:header "sqlite3.h") (:pkg-config "sqlite3") (:finalizer "sqlite3_close_v2")))

(declare prepare-or-none (Pointer Database -> String -> Optional (Pointer Statement)))
(define (prepare-or-none db sql)
  (c (-> (Optional (Pointer Statement))) (db sql) "{
       sqlite3_stmt *statement = NULL;
       return sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK ? statement : NULL;
     }"
     (:header "sqlite3.h") (:pkg-config "sqlite3") (:finalizer "sqlite3_finalize")))

(declare step (Pointer Statement -> I32))
(define-foreign step "sqlite3_step" (:header "sqlite3.h") (:pkg-config "sqlite3"))

(declare row? I32)
(define-foreign row? "SQLITE_ROW" (:header "sqlite3.h"))

(declare done? I32)
(define-foreign done? "SQLITE_DONE" (:header "sqlite3.h"))

(declare column-count (Pointer Statement -> I32))
(define-foreign column-count "sqlite3_column_count" (:header "sqlite3.h") (:pkg-config "sqlite3"))

(declare column-text (Pointer Statement -> I32 -> Optional String))
(define-foreign column-text "sqlite3_column_text" (:header "sqlite3.h") (:pkg-config "sqlite3"))

(declare bind-text (Pointer Statement -> I32 -> String -> I32))
(define (bind-text statement index text)
  (c (-> I32) (statement index text) "sqlite3_bind_text(statement, index, text, -1, SQLITE_TRANSIENT)"
     (:header "sqlite3.h") (:pkg-config "sqlite3")))

(declare message (Pointer Database -> String))
(define-foreign message "sqlite3_errmsg" (:header "sqlite3.h") (:pkg-config "sqlite3"))

(declare update-hook (Pointer Database
                      -> (Optional (Pointer Unit) -> I32 -> String -> String -> I64 -> Unit)
                      -> Optional (Pointer Unit)
                      -> Optional (Pointer Unit)))
(define-foreign update-hook "sqlite3_update_hook" (:header "sqlite3.h") (:pkg-config "sqlite3") (:keep))

(declare open (String -> Pointer Database))
(define (open path)
  "The database in the file of that path."
  (match (open-or-none path)
    ((Some db) db)
    ((None) (throw (Problem (<> path ": cannot be opened"))))))

(declare bind! (Pointer Statement -> I32 -> List String -> Unit))
(define (bind! statement index parameters)
  (match parameters
    ((Nil) Unit)
    ((Cons text rest)
     (bind-text statement index text)
     (bind! statement (+ 1 index) rest))))

(declare prepare (Pointer Database -> String -> List String -> Pointer Statement))
(define (prepare db sql parameters)
  (match (prepare-or-none db sql)
    ((None) (throw (Problem (message db))))
    ((Some statement)
     (bind! statement 1 parameters)
     statement)))

(declare row (Pointer Statement -> List (Optional String)))
(define (row statement)
  (map (column-text statement) (range 0 (- (column-count statement) 1))))

(declare rows (Pointer Database -> Pointer Statement -> List (List (Optional String)) -> List (List (Optional String))))
(define (rows db statement so-far)
  (let ((status (step statement)))
    (cond ((== status row?) (rows db statement (Cons (row statement) so-far)))
          ((== status done?) (list:reverse so-far))
          (True (throw (Problem (message db)))))))

(declare query (Pointer Database -> String -> List String -> List (List (Optional String))))
(define (query db sql parameters)
  "The rows that a statement of SQL gives, with these texts for its question marks."
  (rows db (prepare db sql parameters) Nil))

(declare execute! (Pointer Database -> String -> List String -> Unit))
(define (execute! db sql parameters)
  "The same without the rows."
  (query db sql parameters)
  Unit)

(declare watch! (Pointer Database -> (Optional (Pointer Unit) -> I32 -> String -> String -> I64 -> Unit) -> Unit))
(define (watch! db changed)
  "Have SQLite call a function for every row that it inserts, changes or deletes."
  (update-hook db changed None)
  Unit)
