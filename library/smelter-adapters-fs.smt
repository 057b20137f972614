;;;; smelter/adapters/fs -- files and directories, with what went wrong told apart.

(package smelter/adapters/fs
  (import
   coalton-prelude
   (coalton/list as list)
   (coalton/string as string)
   (coalton/file as file)
   (coalton/result as result)
   (coalton/vector as vector)
   (smelter/prim as p))
  (export
   FileInfo FSError FileNotFound PermissionDenied IOError FileSystemError
   read-file read-file-bytes read-lines write-file write-file-bytes append-file write-lines
   delete-file copy-file move-file rename-file
   file-exists? directory-exists? is-file? is-directory? get-file-info file-size
   list-directory create-directory create-directories remove-directory
   join-paths absolute-path current-directory path-filename path-extension
   with-temp-file with-temp-directory))

(derive Eq Show)
(define-type FileInfo
  "Size in bytes, time of the last change in seconds since 1970, whether it is a directory, and the path."
  (FileInfo Integer Integer Boolean String))

(derive Eq Show)
(define-type FSError
  "What can go wrong. The first two hold the path, the others a message."
  (FileNotFound String)
  (PermissionDenied String)
  (IOError String)
  (FileSystemError String))

(define-instance (Signalable FSError)
  (define (error e) (p:error (show-as-string e))))

;; The answer of the system, about a path.
(declare about (String -> Result String :a -> Result FSError :a))
(define (about path answer)
  (result:map-err
   (fn (reason)
     (cond
       ((string:ends-with? "No such file or directory" reason) (FileNotFound path))
       ((string:ends-with? "Permission denied" reason) (PermissionDenied path))
       ((string:ends-with? "Operation not permitted" reason) (PermissionDenied path))
       (True (IOError reason))))
   answer))

(declare about-file (String -> Result file:FileError :a -> Result FSError :a))
(define (about-file path answer)
  (about path (result:map-err show-as-string answer)))

(declare directory (String -> String))
(define (directory path)
  (if (string:ends-with? "/" path) path (<> path "/")))

;; The directories that a file is to be in are made first.
(declare with-parents (String -> (Unit -> Result FSError :a) -> Result FSError :a))
(define (with-parents path action)
  (match (parent path)
    ((Some above) (>>= (create-directory above) (fn (_) (action))))
    ((None) (action))))

;; The directory that a path is in, if it names one that is not the root.
(declare parent (String -> Optional String))
(define (parent path)
  (let ((name (path-filename path)))
    (let ((n (- (string:length path) (string:length name))))
      (if (<= n 1) None (Some (string:substring path 0 (- n 1)))))))

;;; Files

(declare read-file (String -> Result FSError String))
(define (read-file path)
  "The text of a file."
  (about path (p:read-file path)))

(declare read-lines (String -> Result FSError (List String)))
(define (read-lines path)
  "The lines of a file."
  (map string:lines (read-file path)))

(declare read-file-bytes (String -> Result FSError (List Integer)))
(define (read-file-bytes path)
  "The bytes of a file, as numbers from 0 to 255."
  (about-file path
              (file:with-open-file path
                (fn (stream)
                  (map (fn (bytes) (map p:word->int (elements-of bytes)))
                       (file:read-file-to-vector stream))))))

(declare elements-of (Vector U8 -> List U8))
(define (elements-of bytes)
  (into bytes))

(declare write-file (String -> String -> Result FSError Unit))
(define (write-file path content)
  "Make content the text of a file. The directories it is in are made if they are not there."
  (with-parents path (fn () (about path (p:write-file path content)))))

(declare write-lines (String -> List String -> Result FSError Unit))
(define (write-lines path lines)
  "Make these the lines of a file."
  (write-file path (string:unlines lines)))

(declare write-file-bytes (String -> List Integer -> Result FSError Unit))
(define (write-file-bytes path bytes)
  "Make these the bytes of a file."
  (with-parents path
    (fn ()
      (about-file path
                  (file:write-to-file! path (the (Vector U8) (into (the (List U8) (map fromInt bytes)))))))))

(declare append-file (String -> String -> Result FSError Unit))
(define (append-file path content)
  "Put content at the end of a file."
  (with-parents path (fn () (about path (p:append-file path content)))))

(declare delete-file (String -> Result FSError Unit))
(define (delete-file path)
  "Remove a file."
  (about path (p:delete-file path)))

(declare copy-file (String -> String -> Result FSError Unit))
(define (copy-file source dest)
  "Copy a file."
  (with-parents dest (fn () (about-file source (file:copy! source dest)))))

(declare move-file (String -> String -> Result FSError Unit))
(define (move-file source dest)
  "Give a file another path."
  (with-parents dest (fn () (about source (p:rename-file source dest)))))

(declare rename-file (String -> String -> Result FSError Unit))
(define (rename-file old-path new-path)
  "Give a file another path."
  (move-file old-path new-path))

(declare file-exists? (String -> Result FSError Boolean))
(define (file-exists? path)
  "Is there a file at that path?"
  (Ok (and (p:file-exists? path) (not (p:directory? path)))))

(declare directory-exists? (String -> Result FSError Boolean))
(define (directory-exists? path)
  "Is there a directory at that path?"
  (Ok (p:directory? path)))

(declare is-file? (String -> Result FSError Boolean))
(define (is-file? path)
  "Is there a file at that path?"
  (file-exists? path))

(declare is-directory? (String -> Result FSError Boolean))
(define (is-directory? path)
  "Is there a directory at that path?"
  (directory-exists? path))

(declare get-file-info (String -> Result FSError FileInfo))
(define (get-file-info path)
  "What there is to know about a file or a directory."
  (do
    (real <- (about path (p:real-path path)))
    (info <- (about path (p:file-info path)))
    (pure (FileInfo (p:word->int (vector:index-unsafe 0 info))
                    (p:word->int (vector:index-unsafe 1 info))
                    (== (vector:index-unsafe 2 info) 1)
                    real))))

(declare file-size (String -> Result FSError Integer))
(define (file-size path)
  "The size of a file in bytes."
  (map (fn ((FileInfo size _ _ _)) size) (get-file-info path)))

;;; Directories

(declare list-directory (String -> Result FSError (List String)))
(define (list-directory path)
  "The paths of what is in a directory."
  (map (fn (names) (map (fn (name) (<> (directory path) name)) names))
       (about path (p:list-directory path))))

(declare create-directory (String -> Result FSError Unit))
(define (create-directory path)
  "Make a directory, and those it is in, as far as they are not there."
  (map (fn (_) Unit) (about-file path (file:create-directory! (directory path)))))

(declare create-directories (String -> Result FSError Unit))
(define (create-directories path)
  "Another name for create-directory."
  (create-directory path))

(declare remove-directory (String -> Result FSError Unit))
(define (remove-directory path)
  "Remove a directory with everything in it."
  (about-file path (file:remove-directory-recursive! (directory path))))

(declare current-directory (Unit -> Result FSError String))
(define (current-directory)
  "The directory that the script runs in."
  (about "." (p:real-path ".")))

;;; Paths

(declare join-paths (String -> String -> String))
(define (join-paths path1 path2)
  "The second path inside the first one.

    (join-paths \"a\" \"b.txt\")  => \"a/b.txt\""
  (cond
    ((== path1 "") path2)
    ((string:starts-with? "/" path2) path2)
    (True (<> (directory path1) path2))))

(declare absolute-path (String -> Result FSError String))
(define (absolute-path path)
  "The path from the root, without links and dots."
  (about path (p:real-path path)))

(declare path-filename (String -> String))
(define (path-filename path)
  "What comes after the last slash.

    (path-filename \"a/b.txt\")  => \"b.txt\""
  (match (list:last (string:split #\/ path))
    ((Some name) name)
    ((None) "")))

(declare path-extension (String -> String))
(define (path-extension path)
  "What comes after the last dot of the file's name.

    (path-extension \"a/b.txt\")  => \"txt\""
  (match (list:reverse (string:split #\. (path-filename path)))
    ((Cons extension (Cons name others)) (if (and (== name "") (list:null? others)) "" extension))
    (_ "")))

;;; For a while

(declare with-temp-file ((String -> Result FSError :a) -> Result FSError :a))
(define (with-temp-file f)
  "What f does with the path of a temporary file, which is removed afterwards."
  (>>= (about "" (p:make-temporary-file ".tmp"))
       (fn (path)
         (let ((done (f path)))
           (delete-file path)
           done))))

(declare with-temp-directory ((String -> Result FSError :a) -> Result FSError :a))
(define (with-temp-directory f)
  "What f does with the path of a temporary directory, which is removed afterwards with everything in it."
  (>>= (about "" (p:make-temporary-directory Unit))
       (fn (path)
         (let ((done (f (directory path))))
           (remove-directory path)
           done))))
