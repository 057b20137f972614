;;;; bank.smt -- accounts, transactions and statements, over type classes.
;;;;
;;;; Money is exact (cents in an Integer) and knows its currency by a phantom type, so that francs cannot be added to
;;;; crowns. Storage is a class with two instances: a persistent map, and a mutable table. What goes wrong is an exception.

;;; Money

(define-type Franc Franc)
(define-type Crown Crown)

(define-class (Currency :c)
  (code (types:Proxy :c -> String)))

(define-instance (Currency Franc) (define (code _) "CHF"))
(define-instance (Currency Crown) (define (code _) "SEK"))

(repr :transparent)
(derive Eq Ord)
(define-type (Money :c) (Cents Integer))

(define-instance (Num (Money :c))
  (define (+ (Cents a) (Cents b)) (Cents (+ a b)))
  (define (- (Cents a) (Cents b)) (Cents (- a b)))
  (define (* (Cents a) (Cents b)) (Cents (* a b)))
  (define (fromInt n) (Cents (* 100 n))))

(define-instance (Semigroup (Money :c)) (define (<> a b) (+ a b)))
(define-instance (Monoid (Money :c)) (define mempty (Cents 0)))

(declare currency-of (Money :c -> types:Proxy :c))
(define (currency-of _) types:Proxy)

(declare two-digits (Integer -> String))
(define (two-digits n) (if (< n 10) (<> "0" (show n)) (show n)))

(define-instance (Currency :c => Show (Money :c))
  (define (show-to put (= money (Cents n)))
    (put (if (< n 0) "-" ""))
    (put (show (math:quot (abs n) 100)))
    (put ".")
    (put (two-digits (math:rem (abs n) 100)))
    (put " ")
    (put (code (currency-of money)))))

;;; Accounts

(derive Eq Ord Show Hash)
(define-type Account-id (Account-id String Integer))

(derive Eq Show)
(define-type Kind
  Checking
  (Savings Fraction))

(define-struct (Account :c)
  (id      Account-id)
  (owner   String)
  (kind    Kind)
  (balance (Money :c)))

(declare set-balance (Money :c -> Account :c -> Account :c))
(define (set-balance money a)
  (Account (.id a) (.owner a) (.kind a) money))

(define-exception Bank-error
  (No-such-account Account-id)
  (Insufficient Account-id Integer)
  (Beyond-limit Account-id)
  (Bad-amount Integer))

(define-resumption (Allow-overdraft Integer))

;;; Storage: either kind of bank works with the same code

(define-class (Store :s)
  (fetch (:s :c -> Account-id -> Optional (Account :c)))
  (store (:s :c -> Account :c -> :s :c))
  (all-accounts (:s :c -> List (Account :c))))

(define-type (Ledger :c) (Ledger (ordmap:OrdMap Account-id (Account :c))))

(define-instance (Store Ledger)
  (define (fetch (Ledger m) id) (ordmap:lookup m id))
  (define (store (Ledger m) a) (Ledger (ordmap:insert m (.id a) a)))
  (define (all-accounts (Ledger m)) (iter:collect! (ordmap:values-iter m))))

(define-type (Table :c) (Table (hashtable:HashTable Account-id (Account :c))))

(define-instance (Store Table)
  (define (fetch (Table t) id) (hashtable:get t id))
  (define (store (= table (Table t)) a)
    (hashtable:set! t (.id a) a)
    table)
  (define (all-accounts (Table t))
    (sortBy (fn (a b) (<=> (.id a) (.id b))) (iter:collect! (hashtable:values-iter t)))))

;;; What one can do with a bank

(declare account ((Store :s) => :s :c -> Account-id -> Account :c))
(define (account bank id)
  (match (fetch bank id)
    ((Some a) a)
    ((None) (throw (No-such-account id)))))

(declare deposit (Store :s => Account-id -> Money :c -> :s :c -> :s :c))
(define (deposit id amount bank)
  (let (Cents n) = amount)
  (when (<= n 0) (throw (Bad-amount n)))
  (let a = (account bank id))
  (store bank (set-balance (+ (.balance a) amount) a)))

;; Who calls this decides whether an account may be overdrawn, and by how much at most.
(declare withdraw (Store :s => Account-id -> Money :c -> :s :c -> :s :c))
(define (withdraw id amount bank)
  (let (Cents n) = amount)
  (when (<= n 0) (throw (Bad-amount n)))
  (let a = (account bank id))
  (let left = (- (.balance a) amount))
  (let (Cents cents) = left)
  (let floor = (if (>= cents 0)
                   cents
                   (resumable (throw (Insufficient id (negate cents)))
                     ((Allow-overdraft limit) (negate limit)))))
  (if (>= cents floor)
      (store bank (set-balance left a))
      (throw (Beyond-limit id))))

(declare transfer (Store :s => Account-id -> Account-id -> Money :c -> :s :c -> :s :c))
(define (transfer from to amount bank)
  (pipe bank
        (withdraw from amount)
        (deposit to amount)))

(declare add-interest (Store :s => :s :c -> :s :c))
(define (add-interest bank)
  (fold (fn (b a)
          (match (.kind a)
            ((Checking) b)
            ((Savings rate)
             (let ((balance (.balance a)))
               (match balance
                 ((Cents n) (store b (set-balance (Cents (round (* (into n) (+ 1 rate)))) a))))))))
        bank
        (all-accounts bank)))

(declare total (Store :s => :s :c -> Money :c))
(define (total bank) (mconcat (map .balance (all-accounts bank))))

;;; Statements

(declare id-text (Account-id -> String))
(define (id-text (Account-id branch n)) (mconcat (make-list branch "-" (show n))))

(declare line (Currency :c => Account :c -> String))
(define (line a)
  (unwords (make-list (id-text (.id a)) (.owner a)
                      (match (.kind a) ((Checking) "checking") ((Savings r) (<> "savings at " (show r))))
                      (show (.balance a)))))

(declare statement ((Store :s) (Currency :c) => String -> :s :c -> Unit))
(define (statement title bank)
  (println (<> "-- " title))
  (let lines = (map line (all-accounts bank)))
  (println (mconcat (intersperse "\n" lines)))
  (println (<> "total " (show (total bank)))))

(declare attempt (String -> (:s :c -> :s :c) -> :s :c -> :s :c))
(define (attempt what action bank)
  (catch (let ((next (action bank)))
           (println (<> what ": done"))
           next)
    ((No-such-account id) (progn (println (mconcat (make-list what ": there is no account " (id-text id)))) bank))
    ((Insufficient id 1) (progn (println (mconcat (make-list what ": " (id-text id) " lacks a single cent"))) bank))
    ((Insufficient id n) (progn (println (mconcat (make-list what ": " (id-text id) " lacks " (show n) " cents"))) bank))
    ((Beyond-limit id) (progn (println (mconcat (make-list what ": the limit of " (id-text id) " is reached"))) bank))
    ((Bad-amount n) (progn (println (mconcat (make-list what ": not an amount: " (show n)))) bank))))

;;; A day at the bank

(define ann (Account-id "ZH" 1))
(define bob (Account-id "ZH" 2))
(define cleo (Account-id "BE" 7))
(define nobody (Account-id "XX" 0))

(declare open-accounts (Store :s => :s :c -> :s :c))
(define (open-accounts bank)
  (fold store bank
        (make-list (Account ann "Ann" Checking 100)
                   (Account bob "Bob" (Savings 1/40) 250)
                   (Account cleo "Cleo" (Savings 1/3) 0))))

(declare day ((Store :s) (Currency :c) => :s :c -> :s :c))
(define (day bank)
  (pipe (open-accounts bank)
        (attempt "Ann to Bob" (transfer ann bob 40))
        (attempt "Ann to Cleo" (transfer ann cleo (Cents 6001)))
        (attempt "Ann to Cleo, again" (transfer ann cleo (Cents 5999)))
        (attempt "Bob to nobody" (transfer bob nobody 1))
        (attempt "Bob deposits nothing" (deposit bob 0))
        (attempt "Bob buys a house" (withdraw bob 500000))
        (attempt "Ann overdraws" (lenient 50 (withdraw ann 30)))
        (attempt "Ann overdraws more" (lenient 50 (withdraw ann 30)))
        add-interest))

;; Within this, an account may go below zero by `limit` whole units.
(declare lenient (Integer -> (:a -> :b) -> :a -> :b))
(define (lenient limit action bank)
  (catch (action bank)
    ((Insufficient _ _) (resume-to (Allow-overdraft (* 100 limit))))))

(declare empty-ledger (Ledger :c))
(define empty-ledger (Ledger ordmap:empty))

(declare new-table (Void -> Table :c))
(define (new-table) (Table (hashtable:new)))

(define (main)
  (statement "the ledger, in francs" (day (the (Ledger Franc) empty-ledger)))
  (statement "the table, in crowns" (day (the (Table Crown) (new-table)))))
