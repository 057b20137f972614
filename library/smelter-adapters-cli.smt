;;;; smelter/adapters/cli -- the arguments of a script: `--name value`, `--name=value`, `--flag`.

(package smelter/adapters/cli
  (import
   coalton-prelude
   (coalton/list as list)
   (coalton/string as string)
   (smelter/prim as p))
  (export
   ArgType StringArg IntegerArg BooleanArg ListArg
   ArgSpec Args CLIError MissingRequired InvalidType
   string-arg integer-arg boolean-arg list-arg with-default-value
   parse-args get-arg get-arg-string get-arg-integer get-arg-boolean get-arg-list generate-help))

(derive Eq Show)
(define-type ArgType
  "What an argument can be."
  StringArg
  IntegerArg
  BooleanArg
  (ListArg ArgType))

(derive Eq Show)
(define-type ArgSpec
  "Name, description, type, whether it must be there, and its value if it is not."
  (ArgSpec String String ArgType Boolean (Optional String)))

(derive Eq Show)
(define-type Args
  "The arguments by name."
  (Args (List (Tuple String String))))

(derive Eq Show)
(define-type CLIError
  "An argument that is missing; or one of another type: its name, the type, and what was given."
  (MissingRequired String)
  (InvalidType String String String))

(define-instance (Signalable CLIError)
  (define (error e) (p:error (show-as-string e))))

(declare string-arg (String -> String -> Boolean -> ArgSpec))
(define (string-arg name description required)
  "An argument that is any text."
  (ArgSpec name description StringArg required None))

(declare integer-arg (String -> String -> Boolean -> ArgSpec))
(define (integer-arg name description required)
  "An argument that is a whole number."
  (ArgSpec name description IntegerArg required None))

(declare boolean-arg (String -> String -> Boolean -> ArgSpec))
(define (boolean-arg name description required)
  "An argument that is true or false; without a value it is true."
  (ArgSpec name description BooleanArg required None))

(declare list-arg (ArgType -> String -> String -> Boolean -> ArgSpec))
(define (list-arg element-type name description required)
  "An argument that has several values with commas between them."
  (ArgSpec name description (ListArg element-type) required None))

(declare with-default-value (String -> ArgSpec -> ArgSpec))
(define (with-default-value value (ArgSpec name description type required _))
  "The same argument with a value for when it is not given."
  (ArgSpec name description type required (Some value)))

(declare parse-args (List ArgSpec -> List String -> Result CLIError Args))
(define (parse-args specs raw-args)
  "What the arguments say, if they are as described."
  (map Args (checked specs (pairs-of specs raw-args))))

;; A flag that is described as a Boolean takes the next argument only if that is one.
(declare pairs-of (List ArgSpec -> List String -> List (Tuple String String)))
(define (pairs-of specs arguments)
  (match arguments
    ((Nil) Nil)
    ((Cons argument rest)
     (if (dashed? argument)
         (let ((name (without-dashes argument)))
           (match (string:substring-index "=" name)
             ((Some at)
              (Cons (Tuple (string:substring name 0 at)
                           (string:substring name (+ at 1) (string:length name)))
                    (pairs-of specs rest)))
             ((None)
              (match rest
                ((Cons value others)
                 (if (takes? specs name value)
                     (Cons (Tuple name value) (pairs-of specs others))
                     (Cons (Tuple name "true") (pairs-of specs rest))))
                ((Nil) (make-list (Tuple name "true")))))))
         (pairs-of specs rest)))))

(declare dashed? (String -> Boolean))
(define (dashed? argument)
  (and (string:starts-with? "-" argument) (none? (string:parse-int argument))))

(declare without-dashes (String -> String))
(define (without-dashes argument)
  (match (string:strip-prefix "-" argument)
    ((Some rest) (without-dashes rest))
    ((None) argument)))

(declare takes? (List ArgSpec -> String -> String -> Boolean))
(define (takes? specs name value)
  (and (not (dashed? value))
       (or (some? (boolean-of value))
           (not (list:any (fn ((ArgSpec other _ type _ _)) (and (== other name) (== type BooleanArg))) specs)))))

(declare checked (List ArgSpec -> List (Tuple String String) -> Result CLIError (List (Tuple String String))))
(define (checked specs pairs)
  (match specs
    ((Nil) (Ok Nil))
    ((Cons (ArgSpec name _ type required default-value) rest)
     (match (alt (list:lookup name pairs) default-value)
       ((Some value)
        (if (fits? type value)
            (map (Cons (Tuple name value)) (checked rest pairs))
            (Err (InvalidType name (type-name type) value))))
       ((None)
        (if required
            (Err (MissingRequired name))
            (checked rest pairs)))))))

(declare fits? (ArgType -> String -> Boolean))
(define (fits? type value)
  (match type
    ((StringArg) True)
    ((IntegerArg) (some? (p:string->int value)))
    ((BooleanArg) (some? (boolean-of value)))
    ((ListArg element) (list:all (fits? element) (string:split #\, value)))))

(declare boolean-of (String -> Optional Boolean))
(define (boolean-of text)
  (cond
    ((or (== text "true") (== text "1")) (Some True))
    ((or (== text "false") (== text "0")) (Some False))
    (True None)))

(declare type-name (ArgType -> String))
(define (type-name type)
  (match type
    ((StringArg) "string")
    ((IntegerArg) "integer")
    ((BooleanArg) "boolean")
    ((ListArg element) (<> "list of " (type-name element)))))

(declare get-arg (Args -> String -> Optional String))
(define (get-arg (Args pairs) name)
  "The value of an argument, as it was given."
  (list:lookup name pairs))

(declare get-arg-string (Args -> String -> Result CLIError String))
(define (get-arg-string arguments name)
  "The value of an argument."
  (match (get-arg arguments name)
    ((Some value) (Ok value))
    ((None) (Err (MissingRequired name)))))

(declare get-arg-integer (Args -> String -> Result CLIError Integer))
(define (get-arg-integer arguments name)
  "The value of an argument as a number."
  (>>= (get-arg-string arguments name)
       (fn (value)
         (match (p:string->int value)
           ((Some n) (Ok n))
           ((None) (Err (InvalidType name "integer" value)))))))

(declare get-arg-boolean (Args -> String -> Result CLIError Boolean))
(define (get-arg-boolean arguments name)
  "The value of an argument as a Boolean."
  (>>= (get-arg-string arguments name)
       (fn (value)
         (match (boolean-of value)
           ((Some b) (Ok b))
           ((None) (Err (InvalidType name "boolean" value)))))))

(declare get-arg-list (Args -> String -> Result CLIError (List String)))
(define (get-arg-list arguments name)
  "The values of an argument that has several."
  (map (string:split #\,) (get-arg-string arguments name)))

(declare generate-help (List ArgSpec -> String))
(define (generate-help specs)
  "A text that says which arguments there are."
  (<> "Usage:\n" (mconcatmap help-line specs)))

(declare help-line (ArgSpec -> String))
(define (help-line (ArgSpec name description type required default-value))
  (mconcat
   (make-list "  --" name ": " description " (" (type-name type) ")"
              (if required " [required]" "")
              (match default-value
                ((Some value) (mconcat (make-list " [default: " value "]")))
                ((None) ""))
              "\n")))
