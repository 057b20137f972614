;;;; smelter/adapters/http -- requests over HTTP. The program curl does them; without it there is an Err.

(package smelter/adapters/http
  (import
   coalton-prelude
   (coalton/list as list)
   (coalton/string as string)
   (smelter/adapters/process as process)
   (smelter/prim as p))
  (export
   Method GET POST PUT DELETE PATCH
   Headers Request Response HttpError NetworkError TimeoutError ParseError
   http-request http-get http-post http-get-json
   make-headers response-status response-body response-headers get-header))

(derive Eq Show)
(define-type Method
  "What is asked of a server."
  GET
  POST
  PUT
  DELETE
  PATCH)

(derive Eq Show)
(define-type Headers
  "Names and values."
  (Headers (List (Tuple String String))))

(derive Eq Show)
(define-type Request
  "Where to, what to do, with which headers, and what to send."
  (Request String Method Headers (Optional String)))

(derive Eq Show)
(define-type Response
  "Status, headers, text."
  (Response Integer Headers String))

(derive Eq Show)
(define-type HttpError
  "Why there is no response."
  (NetworkError String)
  (TimeoutError String)
  (ParseError String))

(define-instance (Signalable HttpError)
  (define (error e) (p:error (show-as-string e))))

(declare make-headers (List (Tuple String String) -> Headers))
(define (make-headers pairs)
  "Headers of these names and values."
  (Headers pairs))

(declare response-status (Response -> Integer))
(define (response-status (Response status _ _))
  "The status: 200 if all is well."
  status)

(declare response-headers (Response -> Headers))
(define (response-headers (Response _ headers _))
  "The headers."
  headers)

(declare response-body (Response -> String))
(define (response-body (Response _ _ body))
  "The text."
  body)

(declare get-header (String -> Headers -> Optional String))
(define (get-header name (Headers pairs))
  "The value of a header; capitals do not matter in its name."
  (list:lookup (string:downcase name)
               (map (fn ((Tuple key value)) (Tuple (string:downcase key) value)) pairs)))

(declare http-get (String -> Result HttpError Response))
(define (http-get url)
  "What is there at an address."
  (http-request (Request url GET (Headers Nil) None)))

(declare http-get-json (String -> Result HttpError Response))
(define (http-get-json url)
  "The same, when JSON is wanted."
  (http-request (Request url GET (Headers (make-list (Tuple "Accept" "application/json"))) None)))

(declare http-post (String -> String -> Result HttpError Response))
(define (http-post url body)
  "Send JSON to an address."
  (http-request (Request url POST (Headers (make-list (Tuple "Content-Type" "application/json"))) (Some body))))

(declare http-request (Request -> Result HttpError Response))
(define (http-request (Request url method (Headers headers) body))
  "Do a request. Redirections are followed."
  (match (process:shell-with-input (curl-command url method headers (some? body)) (with-default "" body))
    ((Ok (process:ProcessResult text _ 0)) (read-response text))
    ((Ok (process:ProcessResult _ why 28)) (Err (TimeoutError (string:trim why))))
    ((Ok (process:ProcessResult _ why _)) (Err (NetworkError (string:trim why))))
    ((Err e) (Err (NetworkError (show-as-string e))))))

(declare curl-command (String -> Method -> List (Tuple String String) -> Boolean -> String))
(define (curl-command url method headers body?)
  (string:unwords
   (concat
    (make-list
     (make-list "curl" "--silent" "--show-error" "--location" "--suppress-connect-headers" "--max-time" "60"
                "--write-out" (process:quote-argument "\\n%{http_code} %{size_header}") "--include"
                "--request" (show-as-string method))
     (list:concatMap (fn ((Tuple name value))
                       (make-list "--header" (process:quote-argument (mconcat (make-list name ": " value)))))
                     headers)
     (if body? (make-list "--data-binary" "@-") Nil)
     (make-list "--" (process:quote-argument url))))))

;; What curl prints: the headers of every response on the way, an empty line after each; the text of the last; and the line
;; that --write-out asks for.
(declare read-response (String -> Result HttpError Response))
(define (read-response text)
  (match (list:reverse (string:split #\Newline text))
    ((Cons end others)
     (match (string:parse-int end)
       ((Some status) (Ok (last-response status Nil (list:reverse others))))
       ((None) (Err (ParseError "the response makes no sense")))))
    ((Nil) (Err (ParseError "the response is empty")))))

(declare last-response (Integer -> List (Tuple String String) -> List String -> Response))
(define (last-response status headers lines)
  (match lines
    ((Nil) (Response status (Headers (list:reverse headers)) ""))
    ((Cons line rest)
     (cond
       ((string:starts-with? "HTTP/" line) (last-response status Nil rest))
       ((== (string:trim line) "")
        (match rest
          ((Cons next _)
           (if (string:starts-with? "HTTP/" next)
               (last-response status Nil rest)
               (Response status (Headers (list:reverse headers)) (string:join "\n" rest))))
          ((Nil) (Response status (Headers (list:reverse headers)) ""))))
       (True
        (match (string:substring-index ":" line)
          ((Some at)
           (last-response status
                          (Cons (Tuple (string:substring line 0 at)
                                       (string:trim (string:substring line (+ at 1) (string:length line))))
                                headers)
                          rest))
          ((None) (last-response status headers rest))))))))
