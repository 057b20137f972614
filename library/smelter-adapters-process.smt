;;;; smelter/adapters/process -- other programs. A command is a line for the shell.

(package smelter/adapters/process
  (import
   coalton-prelude
   (coalton/string as string)
   (smelter/prim as p))
  (export
   ProcessError ProcessFailed ProcessTimeout ProcessResult
   run shell shell-with-input run-with-timeout capture-command command-exists?
   process-stdout process-stderr process-exit-code
   get-env set-env which pipe-commands quote-argument))

(derive Eq Show)
(define-type ProcessError
  "Why a command could not be run, or that it took too long."
  (ProcessFailed String)
  (ProcessTimeout String))

(derive Eq Show)
(define-type ProcessResult
  "What a command printed, what it complained about, and its exit status."
  (ProcessResult String String Integer))

(define-instance (Signalable ProcessError)
  (define (error e) (p:error (show-as-string e))))

(declare shell-with-input (String -> String -> Result ProcessError ProcessResult))
(define (shell-with-input command input)
  "Run a command that gets that input."
  (match (p:run-command command input)
    ((Ok (Cons printed (Cons complained (Cons status _))))
     (Ok (ProcessResult printed complained (with-default 0 (string:parse-int status)))))
    ((Ok _) (Err (ProcessFailed "no result")))
    ((Err reason) (Err (ProcessFailed reason)))))

(declare run (String -> Result ProcessError ProcessResult))
(define (run command)
  "Run a command."
  (shell-with-input command ""))

(declare shell (String -> Result ProcessError ProcessResult))
(define (shell command)
  "Run a command; another name for run."
  (run command))

(declare run-with-timeout (Integer -> String -> Result ProcessError ProcessResult))
(define (run-with-timeout seconds command)
  "Run a command that may take so many seconds."
  (match (run (mconcat (make-list "timeout " (show-as-string seconds) " sh -c " (quote-argument command))))
    ((Ok (ProcessResult _ _ 124)) (Err (ProcessTimeout command)))
    (other other)))

(declare capture-command (String -> Result ProcessError String))
(define (capture-command command)
  "What a command prints."
  (map process-stdout (run command)))

(declare pipe-commands (String -> String -> Result ProcessError ProcessResult))
(define (pipe-commands cmd1 cmd2)
  "Run the second command on what the first one prints."
  (>>= (run cmd1)
       (fn (result) (shell-with-input cmd2 (process-stdout result)))))

(declare process-stdout (ProcessResult -> String))
(define (process-stdout (ProcessResult printed _ _))
  "What the command printed."
  printed)

(declare process-stderr (ProcessResult -> String))
(define (process-stderr (ProcessResult _ complained _))
  "What the command complained about."
  complained)

(declare process-exit-code (ProcessResult -> Integer))
(define (process-exit-code (ProcessResult _ _ status))
  "The exit status."
  status)

(declare get-env (String -> Optional String))
(define (get-env name)
  "A variable of the environment."
  (p:getenv name))

(declare set-env (String -> String -> Unit))
(define (set-env name value)
  "Give a variable of the environment a value."
  (p:setenv name value))

(declare which (String -> Optional String))
(define (which program)
  "The path of a program that the shell would find."
  (match (run (<> "command -v -- " (quote-argument program)))
    ((Ok (ProcessResult path _ 0)) (Some (string:trim path)))
    (_ None)))

(declare command-exists? (String -> Boolean))
(define (command-exists? command)
  "Would the shell find that program?"
  (some? (which command)))

(declare quote-argument (String -> String))
(define (quote-argument text)
  "The text as one word of a command, whatever is in it.

    (quote-argument \"it's\")  => \"'it'\\\\''s'\""
  (mconcat (make-list "'" (string:replace "'" "'\\''" text) "'")))
