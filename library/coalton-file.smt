;;;; coalton/file -- paths, folders, and streams of characters or numbers from and to files.
;;;;
;;;; A path that ends with a slash is that of a directory, any other one that of a file. What the system refuses
;;;; comes back as an Err, never as an error.
;;;;
;;;; A stream keeps some bytes that it has read ahead, and some that are still to be written. Characters are
;;;; UTF-8; numbers wider than a byte lie with their lowest byte first.

(package coalton/file
  (import
   coalton/types
   coalton/classes
   coalton/builtin
   coalton/math/arith
   coalton/show
   coalton/system
   (coalton/bits as bits)
   (coalton/char as char)
   (coalton/iterator as iter)
   (coalton/list as list)
   (coalton/result as result)
   (coalton/string as string)
   (coalton/vector as vector)
   (smelter/prim as p))
  (import-from coalton/iterator IntoIterator into-iter)
  (export
   Pathname FileError PathError LispError EOF
   directory-pathname? file-pathname? merge
   exists? file-exists? directory-exists?
   create-directory! directory-files subdirectories empty? remove-directory! remove-directory-recursive!
   system-relative-pathname copy! delete-file!
   create-temp-file! create-temp-directory! with-temp-file with-temp-directory
   FileStream OpenDirection Input Output Bidirectional IfExists EError Overwrite Append Supersede
   File open read write close abort flush file-position set-file-position with-open-file
   read-char read-line write-char write-line write-string
   read-vector read-file-to-vector write-vector
   read-file-to-string read-file-lines write-to-file! append-to-file!))

;;; Paths

(define-type Pathname
  "The path of a file or a directory."
  (Pathname-of String))

(define-instance (Into String Pathname)
  (define (into s) (Pathname-of s)))

(define-instance (Into Pathname String)
  (define (into (Pathname-of s)) s))

(define-instance (Eq Pathname)
  (define (== (Pathname-of a) (Pathname-of b)) (== a b)))

(define-instance (Ord Pathname)
  (define (<=> (Pathname-of a) (Pathname-of b)) (<=> a b)))

(define-instance (Hash Pathname)
  (define (hash (Pathname-of s)) (hash s)))

(define-instance (Show Pathname)
  (define (show-to f (Pathname-of s))
    (f "#P")
    (show-to f s)))

(define-instance (Semigroup Pathname)
  (define (<> a b) (merge a b)))

(define-instance (Monoid Pathname)
  (define mempty (Pathname-of "")))

(define-type FileError
  "Why something could not be done."
  (FileError String)
  (PathError String Pathname)
  (LispError LispCondition)
  EOF)

(define-instance (Signalable FileError)
  (define (error e) (p:error (message-of e))))

(define-instance (Show FileError)
  (define (show-to f e) (f (message-of e))))

(declare message-of (FileError -> String))
(define (message-of e)
  (match e
    ((FileError text) text)
    ((PathError text (Pathname-of path)) (p:string-concat-list (make-list text " " path)))
    ((LispError (LispCondition text)) text)
    ((EOF) "end of file")))

(declare text-of (Into :a Pathname => :a -> String))
(define (text-of path)
  (match (into path)
    ((Pathname-of s) s)))

;; What the system answers where it names the path itself.
(declare told (Result String :a -> Result FileError :a))
(define (told answer)
  (result:map-err FileError answer))

;; What the system answers, about a path.
(declare about (String -> Result String :a -> Result FileError :a))
(define (about path answer)
  (result:map-err (fn (reason) (PathError (p:string-concat reason ":") (Pathname-of path))) answer))

(declare directory-pathname? (Into :a Pathname => :a -> Boolean))
(define (directory-pathname? path)
  "Is it the path of a directory: does it end with a slash?"
  (let ((s (text-of path)))
    (or (p:string-eq s "") (p:string-ends-with? "/" s))))

(declare file-pathname? (Into :a Pathname => :a -> Boolean))
(define (file-pathname? path)
  "Is it the path of a file: does it not end with a slash?"
  (not (directory-pathname? (Pathname-of (text-of path)))))

;; Something to do with a path if it is that of a directory.
(declare if-directory (Into :a Pathname => :a -> (String -> Result FileError :b) -> Result FileError :b))
(define (if-directory path f)
  (let ((s (text-of path)))
    (if (directory-pathname? s)
        (f s)
        (Err (PathError "not the path of a directory:" (Pathname-of s))))))

(declare merge ((Into :a Pathname) (Into :b Pathname) => :a * :b -> Pathname))
(define (merge path1 path2)
  "The path that the second one is in the directory of the first. An error if the first is that of a file.

    (the String (into (merge (the Pathname (into \"/tmp/\")) (the Pathname (into \"a\")))))  => \"/tmp/a\"
    (the String (into (merge (the Pathname (into \"/tmp/\")) (the Pathname (into \"/a\")))))  => \"/a\""
  (let ((a (text-of path1))
        (b (text-of path2)))
    (cond
      ((p:string-starts-with? "/" b) (Pathname-of b))
      ((directory-pathname? a) (Pathname-of (p:string-concat a b)))
      (True (error (PathError "merge: not the path of a directory:" (Pathname-of a)))))))

(declare exists? (Into :a Pathname => :a -> Result FileError Boolean))
(define (exists? path)
  "Is there anything at that path?

    (exists? \"/nowhere\")  => (Ok False)
    (exists? \"/nowhere\")  => (Ok False)"
  (Ok (p:file-exists? (text-of path))))

(declare file-exists? (Into :a Pathname => :a -> Result FileError Boolean))
(define (file-exists? path)
  "Is there a file at that path?"
  (let ((s (text-of path)))
    (if (directory-pathname? s)
        (Err (PathError "not the path of a file:" (Pathname-of s)))
        (Ok (and (p:file-exists? s) (not (p:directory? s)))))))

(declare directory-exists? (Into :a Pathname => :a -> Result FileError Boolean))
(define (directory-exists? path)
  "Is there a directory at that path?"
  (if-directory path (fn (s) (Ok (p:directory? s)))))

;;; Directories

(declare create-directory! (Into :a Pathname => :a -> Result FileError Pathname))
(define (create-directory! path)
  "Make a directory, and those it is in, as far as they are not there."
  (if-directory path (fn (s) (map (fn (_) (Pathname-of s)) (make-all s 1)))))

;; The directories that a path names, from character i on.
(declare make-all (String -> UFix -> Result FileError Unit))
(define (make-all s i)
  (match (p:string-find "/" s i)
    ((None) (Ok Unit))
    ((Some at)
     (let ((directory (p:string-substring s 0 at)))
       (if (p:directory? directory)
           (make-all s (+ at 1))
           (>>= (about directory (p:make-directory directory))
                (fn (_) (make-all s (+ at 1)))))))))

(declare directory-files (Into :a Pathname => :a -> Result FileError (List Pathname)))
(define (directory-files path)
  "The files in a directory."
  (if-directory path (fn (s) (map (list:filter file-pathname?) (children s)))))

(declare subdirectories (Into :a Pathname => :a -> Result FileError (List Pathname)))
(define (subdirectories path)
  "The directories in a directory."
  (if-directory path (fn (s) (map (list:filter directory-pathname?) (children s)))))

(declare children (String -> Result FileError (List Pathname)))
(define (children s)
  (map (fn (names)
         (map (fn (name)
                (let ((child (p:string-concat s name)))
                  (Pathname-of (if (p:directory? child) (p:string-concat child "/") child))))
              names))
       (told (p:list-directory s))))

(declare empty? (Into :a Pathname => :a -> Result FileError Boolean))
(define (empty? path)
  "Is there nothing in the directory?"
  (if-directory path (fn (s) (map list:null? (children s)))))

(declare remove-directory! (Into :a Pathname => :a -> Result FileError :a))
(define (remove-directory! path)
  "Remove an empty directory."
  (if-directory path (fn (s) (map (fn (_) path) (about s (p:remove-directory s))))))

(declare remove-directory-recursive! (Into :a Pathname => :a -> Result FileError Unit))
(define (remove-directory-recursive! path)
  "Remove a directory with everything in it."
  (if-directory path
                (fn (s)
                  (do
                    (inside <- (children s))
                    (remove-all inside)
                    (about s (p:remove-directory s))))))

(declare remove-all (List Pathname -> Result FileError Unit))
(define (remove-all paths)
  (match paths
    ((Nil) (Ok Unit))
    ((Cons path rest)
     (>>= (if (directory-pathname? path) (remove-directory-recursive! path) (delete-file! path))
          (fn (_) (remove-all rest))))))

(declare system-relative-pathname (Into :a String => :a * String -> Result FileError Pathname))
(define (system-relative-pathname system-name name)
  "Lisp systems have no place here."
  (Err (FileError (p:string-concat-list (make-list "there is no system " (into system-name) " with " name)))))

;;; Files

(declare copy! ((Into :a Pathname) (Into :b Pathname) => :a * :b -> Result FileError Unit))
(define (copy! input output)
  "Copy a file."
  (>>= (open-stream (Pathname-of (text-of input)) Input EError)
       (fn (from)
         (match (open-stream (Pathname-of (text-of output)) Output Supersede)
           ((Err e)
            (close from)
            (Err e))
           ((Ok to)
            (let ((copied (copy-bytes from to)))
              (close from)
              (>> copied (close to))))))))

(declare copy-bytes (FileStream U8 -> FileStream U8 -> Result FileError Unit))
(define (copy-bytes from to)
  (match (read-vector from 4096)
    ((Err e) (Err e))
    ((Ok bytes)
     (if (vector:empty? bytes)
         (Ok Unit)
         (>>= (write-vector to bytes) (fn (_) (copy-bytes from to)))))))

(declare delete-file! (Into :a Pathname => :a -> Result FileError Unit))
(define (delete-file! path)
  "Remove a file, if it is there."
  (let ((s (text-of path)))
    (if (p:file-exists? s)
        (told (p:delete-file s))
        (Ok Unit))))

(declare create-temp-file! (&key (:extension String) -> Result FileError Pathname))
(define (create-temp-file! &key (extension ""))
  "A new empty file in the directory for temporary ones."
  (about "" (map Pathname-of (p:make-temporary-file extension))))

(declare create-temp-directory! (Void -> Result FileError Pathname))
(define (create-temp-directory!)
  "A new directory in the directory for temporary ones."
  (about "" (map (fn (s) (Pathname-of (p:string-concat s "/"))) (p:make-temporary-directory Unit))))

(declare with-temp-file (File :a => (FileStream :a -> Result FileError :b) &key (:extension String)
                         -> Result FileError :b))
(define (with-temp-file thunk &key (extension ""))
  "What thunk does with a temporary file, which is removed afterwards."
  (>>= (create-temp-file! :extension extension)
       (fn (path)
         (let ((done (with-open-file path thunk :direction Bidirectional :if-exists Overwrite)))
           (delete-file! path)
           done))))

(declare with-temp-directory ((Pathname -> Result FileError :a) -> Result FileError :a))
(define (with-temp-directory thunk)
  "What thunk does with a temporary directory, which is removed afterwards with everything in it."
  (>>= (create-temp-directory!)
       (fn (path)
         (let ((done (thunk path)))
           (remove-directory-recursive! path)
           done))))

;;; Streams

(define-type (FileStream :a)
  "An open file of characters, or of numbers of some type."
  (Stream-of UFix                   ; descriptor
             (Cell (Vector UFix))   ; bytes read ahead
             (Cell UFix)            ; how many of them are used up
             (Vector UFix)          ; bytes still to be written
             (Cell Boolean)))       ; is it open?

(repr :enum)
(define-type OpenDirection
  "What is to be done with a file."
  Input
  Output
  Bidirectional)

(repr :enum)
(define-type IfExists
  "What to do with a file that is there when it is opened to be written: give an error, write over what is in it, write
behind that, or begin anew."
  EError
  Overwrite
  Append
  Supersede)

(define-class (File :a)
  "What files can consist of."
  (open "Open a file, to be read if nothing else is said."
        (Into :path Pathname => :path &key (:direction OpenDirection) (:if-exists IfExists)
                                -> Result FileError (FileStream :a)))
  (read "The next element; EOF at the end." (FileStream :a -> Result FileError :a))
  (write "Put an element at the place where the stream is." (FileStream :a * :a -> Result FileError Unit)))

(declare open-stream (Pathname -> OpenDirection -> IfExists -> Result FileError (FileStream :a)))
(define (open-stream (Pathname-of path) direction if-exists)
  (let ((mode (match direction
                ((Input) 0)
                ((Output) (mode-of if-exists))
                ((Bidirectional) (+ 8 (mode-of if-exists))))))
    (map (fn (fd)
           (Stream-of fd (p:cell-new (p:vector-new 0)) (p:cell-new 0) (p:vector-new 0) (p:cell-new True)))
         (about path (p:stream-open path mode)))))

;; As smt_stream_open wants to have it.
(declare mode-of (IfExists -> UFix))
(define (mode-of if-exists)
  (match if-exists
    ((EError) 1)
    ((Overwrite) 2)
    ((Append) 3)
    ((Supersede) 4)))

(declare answered (Result String :a -> Result FileError :a))
(define (answered answer)
  (result:map-err (fn (reason) (LispError (LispCondition reason))) answer))

;; Write out what waits to be written.
(declare write-out (FileStream :a -> Result FileError Unit))
(define (write-out (Stream-of fd _ _ waiting _))
  (if (vector:empty? waiting)
      (Ok Unit)
      (let ((answer (p:stream-write fd waiting)))
        (vector:clear! waiting)
        (answered answer))))

(declare bytes-ahead (FileStream :a -> UFix))
(define (bytes-ahead (Stream-of _ ahead used _ _))
  (- (vector:length (p:cell-read ahead)) (p:cell-read used)))

;; Forget what was read ahead: the file's own place becomes that of the stream.
(declare step-back (FileStream :a -> Result FileError Unit))
(define (step-back stream)
  (match stream
    ((Stream-of fd ahead used _ _)
     (let ((n (bytes-ahead stream)))
       (p:cell-write! ahead (p:vector-new 0))
       (p:cell-write! used 0)
       (if (== n 0)
           (Ok Unit)
           (answered (map (fn (_) Unit) (p:stream-seek fd (- 0 n) 1))))))))

(declare read-byte (FileStream :a -> Result FileError UFix))
(define (read-byte stream)
  (match stream
    ((Stream-of fd ahead used _ _)
     (if (> (bytes-ahead stream) 0)
         (let ((at (p:cell-read used)))
           (p:cell-write! used (+ at 1))
           (Ok (p:vector-ref (p:cell-read ahead) at)))
         (do
           (write-out stream)
           (bytes <- (answered (p:stream-read fd 4096)))
           (progn
             (p:cell-write! ahead bytes)
             (p:cell-write! used 0)
             (if (vector:empty? bytes) (Err EOF) (read-byte stream))))))))

(declare write-byte (FileStream :a -> UFix -> Result FileError Unit))
(define (write-byte stream byte)
  (match stream
    ((Stream-of _ _ _ waiting _)
     (let ((ready (if (> (bytes-ahead stream) 0) (step-back stream) (Ok Unit))))
       (p:vector-push! byte waiting)
       (if (> (vector:length waiting) 4095)
           (>> ready (write-out stream))
           ready)))))

(declare close (FileStream :a -> Result FileError :b))
(define (close stream)
  "Write out what is left to be written, and close the file. What is in the Ok means nothing."
  (match stream
    ((Stream-of fd _ _ _ open?)
     (of-any-type
      (if (p:cell-read open?)
          (let ((written (write-out stream)))
            (p:cell-write! open? False)
            (>> (answered (p:stream-close fd)) written))
          (Ok Unit))))))

(declare of-any-type (Result FileError Unit -> Result FileError :b))
(define (of-any-type done)
  (p:cast done))

(declare abort (FileStream :a -> Result FileError :b))
(define (abort stream)
  "Close the file, without what is left to be written. What is in the Ok means nothing."
  (match stream
    ((Stream-of _ _ _ waiting _)
     (vector:clear! waiting)
     (close stream))))

(declare flush (FileStream :a -> Result FileError :b))
(define (flush stream)
  "Write out what is left to be written. What is in the Ok means nothing."
  (of-any-type (write-out stream)))

(declare file-position (FileStream :a -> Result FileError UFix))
(define (file-position stream)
  "How many bytes of the file come before the place where the stream is."
  (match stream
    ((Stream-of fd _ _ _ _)
     (do
       (write-out stream)
       (at <- (answered (p:stream-seek fd 0 1)))
       (pure (- at (bytes-ahead stream)))))))

(declare set-file-position (FileStream :a * UFix -> Result FileError Unit))
(define (set-file-position stream i)
  "Go to the place before which there are so many bytes."
  (match stream
    ((Stream-of fd ahead used _ _)
     (do
       (write-out stream)
       (progn
         (p:cell-write! ahead (p:vector-new 0))
         (p:cell-write! used 0)
         (answered (map (fn (_) Unit) (p:stream-seek fd i 0))))))))

(declare with-open-file
  ((File :a) (Into :path Pathname)
   => :path * (FileStream :a -> Result FileError :b) &key (:direction OpenDirection) (:if-exists IfExists)
   -> Result FileError :b))
(define (with-open-file path thunk &key (direction Input) (if-exists EError))
  "What thunk does with the open file, which is closed afterwards."
  (>>= (open-stream (Pathname-of (text-of path)) direction if-exists)
       (fn (stream)
         (let ((done (thunk stream)))
           (match (close stream)
             ((Ok _) done)
             ((Err e) (>> done (Err e))))))))

;;; Characters

(define-instance (File Char)
  (define (open path &key (direction Input) (if-exists EError))
    (open-stream (Pathname-of (text-of path)) direction if-exists))
  (define (read stream) (read-char stream))
  (define (write stream c) (write-char stream c)))

(declare read-char (FileStream Char -> Result FileError Char))
(define (read-char stream)
  "The next character; EOF at the end."
  (>>= (read-byte stream)
       (fn (byte)
         (cond
           ((< byte #x80) (char-of byte))
           ((< byte #xE0) (read-tail stream 1 (p:word-and byte #x1F)))
           ((< byte #xF0) (read-tail stream 2 (p:word-and byte #x0F)))
           (True (read-tail stream 3 (p:word-and byte #x07)))))))

(declare read-tail (FileStream Char -> UFix -> UFix -> Result FileError Char))
(define (read-tail stream n code)
  (if (== n 0)
      (char-of code)
      (>>= (read-byte stream)
           (fn (byte)
             (read-tail stream (- n 1) (p:word-or (p:word-shl code 6) (p:word-and byte #x3F)))))))

(declare char-of (UFix -> Result FileError Char))
(define (char-of code)
  (match (p:code-char code)
    ((Some c) (Ok c))
    ((None) (Err (FileError "the file is not valid UTF-8")))))

(declare write-char (FileStream Char * Char -> Result FileError Unit))
(define (write-char stream data)
  "Write a character."
  (let ((code (char:char-code data)))
    (let ((tail (fn (shift) (write-byte stream (p:word-or #x80 (p:word-and #x3F (p:word-shr code shift)))))))
      (cond
        ((< code #x80) (write-byte stream code))
        ((< code #x800)
         (>> (write-byte stream (p:word-or #xC0 (p:word-shr code 6)))
             (tail 0)))
        ((< code #x10000)
         (>> (>> (write-byte stream (p:word-or #xE0 (p:word-shr code 12)))
                 (tail 6))
             (tail 0)))
        (True
         (>> (>> (>> (write-byte stream (p:word-or #xF0 (p:word-shr code 18)))
                     (tail 12))
                 (tail 6))
             (tail 0)))))))

(declare write-string (FileStream Char * String -> Result FileError Unit))
(define (write-string fs s)
  "Write a string."
  (write-all fs (string:chars s)))

(declare write-all (FileStream Char -> iter:Iterator Char -> Result FileError Unit))
(define (write-all stream cs)
  (match (iter:next! cs)
    ((None) (Ok Unit))
    ((Some c)
     (match (write-char stream c)
       ((Ok _) (write-all stream cs))
       ((Err e) (Err e))))))

(declare write-line (FileStream Char * String -> Result FileError Unit))
(define (write-line stream s)
  "Write a string and a newline."
  (>> (write-string stream s) (write-char stream #\Newline)))

(declare read-line (FileStream Char -> Result FileError String))
(define (read-line stream)
  "The next line, without its newline; EOF at the end."
  (match (read-char stream)
    ((Err e) (Err e))
    ((Ok c)
     (let ((line (p:builder-new Unit)))
       (>> (rest-of-line stream line c) (Ok (p:builder->string line)))))))

(declare rest-of-line (FileStream Char -> Builder -> Char -> Result FileError Unit))
(define (rest-of-line stream line c)
  (if (== c #\Newline)
      (Ok Unit)
      (progn
        (p:builder-add-char line c)
        (match (read-char stream)
          ((Ok next) (rest-of-line stream line next))
          ((Err (EOF)) (Ok Unit))
          ((Err e) (Err e))))))

;;; Numbers

(declare read-number (FileStream :a -> UFix -> Result FileError UFix))
(define (read-number stream size)
  (read-bytes stream size 0 0))

(declare read-bytes (FileStream :a -> UFix -> UFix -> UFix -> Result FileError UFix))
(define (read-bytes stream size i so-far)
  (if (== i size)
      (Ok so-far)
      (>>= (read-byte stream)
           (fn (byte)
             (read-bytes stream size (+ i 1) (p:word-or so-far (p:word-shl byte (* 8 i))))))))

(declare write-number (FileStream :a -> UFix -> UFix -> Result FileError Unit))
(define (write-number stream size n)
  (if (== size 0)
      (Ok Unit)
      (>>= (write-byte stream (p:word-and n 255))
           (fn (_) (write-number stream (- size 1) (p:word-shr n 8))))))

(define-instance (File U8)
  (define (open path &key (direction Input) (if-exists EError))
    (open-stream (Pathname-of (text-of path)) direction if-exists))
  (define (read stream) (map p:cast (read-number stream 1)))
  (define (write stream n) (write-number stream 1 (p:cast n))))

(define-instance (File U16)
  (define (open path &key (direction Input) (if-exists EError))
    (open-stream (Pathname-of (text-of path)) direction if-exists))
  (define (read stream) (map p:cast (read-number stream 2)))
  (define (write stream n) (write-number stream 2 (p:cast n))))

(define-instance (File U32)
  (define (open path &key (direction Input) (if-exists EError))
    (open-stream (Pathname-of (text-of path)) direction if-exists))
  (define (read stream) (map p:cast (read-number stream 4)))
  (define (write stream n) (write-number stream 4 (p:cast n))))

(define-instance (File U64)
  (define (open path &key (direction Input) (if-exists EError))
    (open-stream (Pathname-of (text-of path)) direction if-exists))
  (define (read stream) (map p:cast (read-number stream 8)))
  (define (write stream n) (write-number stream 8 (p:cast n))))

(define-instance (File UFix)
  (define (open path &key (direction Input) (if-exists EError))
    (open-stream (Pathname-of (text-of path)) direction if-exists))
  (define (read stream) (map p:cast (read-number stream 8)))
  (define (write stream n) (write-number stream 8 (p:cast n))))

(define-instance (File I8)
  (define (open path &key (direction Input) (if-exists EError))
    (open-stream (Pathname-of (text-of path)) direction if-exists))
  (define (read stream) (map (fn (n) (p:word-sign-extend 8 (p:cast n))) (read-number stream 1)))
  (define (write stream n) (write-number stream 1 (p:cast n))))

(define-instance (File I16)
  (define (open path &key (direction Input) (if-exists EError))
    (open-stream (Pathname-of (text-of path)) direction if-exists))
  (define (read stream) (map (fn (n) (p:word-sign-extend 16 (p:cast n))) (read-number stream 2)))
  (define (write stream n) (write-number stream 2 (p:cast n))))

(define-instance (File I32)
  (define (open path &key (direction Input) (if-exists EError))
    (open-stream (Pathname-of (text-of path)) direction if-exists))
  (define (read stream) (map (fn (n) (p:word-sign-extend 32 (p:cast n))) (read-number stream 4)))
  (define (write stream n) (write-number stream 4 (p:cast n))))

(define-instance (File I64)
  (define (open path &key (direction Input) (if-exists EError))
    (open-stream (Pathname-of (text-of path)) direction if-exists))
  (define (read stream) (map p:cast (read-number stream 8)))
  (define (write stream n) (write-number stream 8 (p:cast n))))

(define-instance (File IFix)
  (define (open path &key (direction Input) (if-exists EError))
    (open-stream (Pathname-of (text-of path)) direction if-exists))
  (define (read stream) (map p:cast (read-number stream 8)))
  (define (write stream n) (write-number stream 8 (p:cast n))))

;;; Many elements at once

(declare read-vector (File :a => FileStream :a * UFix -> Result FileError (Vector :a)))
(define (read-vector stream chunk-size)
  "So many elements, or as many as there are left."
  (let ((v (p:vector-new chunk-size)))
    (read-into v stream chunk-size)))

(declare read-into (File :a => Vector :a -> FileStream :a -> UFix -> Result FileError (Vector :a)))
(define (read-into v stream n)
  (if (== n 0)
      (Ok v)
      (match (read stream)
        ((Ok x)
         (p:vector-push! x v)
         (read-into v stream (- n 1)))
        ((Err (EOF)) (Ok v))
        ((Err e) (Err e)))))

(declare read-file-to-vector (File :a => FileStream :a -> Result FileError (Vector :a)))
(define (read-file-to-vector stream)
  "All elements that are left."
  (read-into (p:vector-new 0) stream 18446744073709551615))

(declare write-vector ((RuntimeRepr :a) (File :a) => FileStream :a * Vector :a -> Result FileError Unit))
(define (write-vector stream v)
  "Write the elements of a vector."
  (write-from 0 v stream))

(declare write-from (File :a => UFix -> Vector :a -> FileStream :a -> Result FileError Unit))
(define (write-from i v stream)
  (if (< i (vector:length v))
      (match (write stream (p:vector-ref v i))
        ((Ok _) (write-from (+ i 1) v stream))
        ((Err e) (Err e)))
      (Ok Unit)))

(declare read-file-to-string (Into :a Pathname => :a -> Result FileError String))
(define (read-file-to-string path)
  "The whole of a file.

    (result:ok? (read-file-to-string \"/nowhere\"))  => False"
  (told (p:read-file (text-of path))))

(declare read-file-lines (Into :a Pathname => :a -> Result FileError (List String)))
(define (read-file-lines path)
  "The lines of a file."
  (map string:lines (read-file-to-string path)))

(declare write-to-file! ((RuntimeRepr :a) (Into :p Pathname) (File :a)
                         => :p * Vector :a &key (:if-exists IfExists) -> Result FileError Unit))
(define (write-to-file! path data &key (if-exists Supersede))
  "Make the elements of a vector the content of a file."
  (with-open-file path (fn (stream) (write-vector stream data)) :direction Output :if-exists if-exists))

(declare append-to-file! ((RuntimeRepr :a) (Into :p Pathname) (File :a)
                          => :p * Vector :a -> Result FileError Unit))
(define (append-to-file! path data)
  "Write the elements of a vector behind what is in a file."
  (with-open-file path (fn (stream) (write-vector stream data)) :direction Output :if-exists Append))

;; A stream as an iterator ends where the file does, and where it cannot be read.
(define-instance (File :a => IntoIterator (FileStream :a) :a)
  (define (into-iter stream)
    (iter:new (fn () (as-optional (read stream))))))
