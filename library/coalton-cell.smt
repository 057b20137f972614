;;;; coalton/cell -- a place whose content can be replaced.

(package coalton/cell
  (import
   coalton/classes
   (smelter/prim as p))
  (export
   Cell new read write! swap! update! update-swap!
   push! pop! increment! decrement!))

(declare new (:a -> Cell :a))
(define (new data)
  "A cell that holds data.

    (read (new 1))  => 1"
  (p:cell-new data))

(declare read (Cell :a -> :a))
(define (read cel)
  "What the cell holds.

    (read (new 1))  => 1"
  (p:cell-read cel))

(declare write! (Cell :a * :a -> :a))
(define (write! cel data)
  "Put data into the cell. Gives data.

    (let ((c (new 1))) (progn (write! c 2) (read c)))  => 2"
  (p:cell-write! cel data)
  data)

(declare swap! (Cell :a * :a -> :a))
(define (swap! cel data)
  "Put data into the cell. Gives what it held before.

    (swap! (new 1) 2)  => 1"
  (let ((old (p:cell-read cel)))
    (p:cell-write! cel data)
    old))

(declare update! ((:a -> :a) * Cell :a -> :a))
(define (update! f cel)
  "Put what f makes of the content into the cell. Gives the new content.

    (update! (fn (x) (+ x 1)) (new 1))  => 2"
  (let ((new-data (f (p:cell-read cel))))
    (p:cell-write! cel new-data)
    new-data))

(declare update-swap! ((:a -> :a) * Cell :a -> :a))
(define (update-swap! f cel)
  "Put what f makes of the content into the cell. Gives what it held before.

    (let ((c (new 1))) (update-swap! (+ 1) c))  => 1"
  (let ((old (p:cell-read cel)))
    (p:cell-write! cel (f old))
    old))

(declare push! (Cell (List :elt) * :elt -> List :elt))
(define (push! cel new-elt)
  "Put an element in front of the list in the cell. Gives the new list.

    (let ((c (new (make-list 2)))) (push! c 1))  => #<List [1 2]>"
  (write! cel (Cons new-elt (p:cell-read cel))))

(declare pop! (Cell (List :elt) -> Optional :elt))
(define (pop! cel)
  "Take the first element from the list in the cell.

    (let ((c (new (make-list 1 2)))) (Tuple (pop! c) (read c)))  => (Tuple (Some 1) #<List [2]>)
    (pop! (the (Cell (List Integer)) (new Nil)))  => None"
  (match (p:cell-read cel)
    ((Cons x rest)
     (p:cell-write! cel rest)
     (Some x))
    ((Nil) None)))

(declare increment! (Num :counter => Cell :counter -> :counter))
(define (increment! cel)
  "Add 1 to the number in the cell. Gives the new number.

    (increment! (new 1))  => 2"
  (write! cel (+ (p:cell-read cel) 1)))

(declare decrement! (Num :counter => Cell :counter -> :counter))
(define (decrement! cel)
  "Take 1 from the number in the cell. Gives the new number.

    (decrement! (new 1))  => 0"
  (write! cel (- (p:cell-read cel) 1)))

;;; A cell counts as its content where cells are compared or combined.

(define-instance (Eq :a => Eq (Cell :a))
  (define (== a b) (== (p:cell-read a) (p:cell-read b))))

(define-instance (Ord :a => Ord (Cell :a))
  (define (<=> a b) (<=> (p:cell-read a) (p:cell-read b))))

(define-instance (Num :a => Num (Cell :a))
  (define (+ a b) (p:cell-new (+ (p:cell-read a) (p:cell-read b))))
  (define (- a b) (p:cell-new (- (p:cell-read a) (p:cell-read b))))
  (define (* a b) (p:cell-new (* (p:cell-read a) (p:cell-read b))))
  (define (fromInt n) (p:cell-new (fromInt n))))

(define-instance (Semigroup :a => Semigroup (Cell :a))
  (define (<> a b) (p:cell-new (<> (p:cell-read a) (p:cell-read b)))))

(define-instance (Functor Cell)
  (define (map f c) (p:cell-new (f (p:cell-read c)))))

(define-instance (Applicative Cell)
  (define (pure x) (p:cell-new x))
  (define (liftA2 f a b) (p:cell-new (f (p:cell-read a) (p:cell-read b)))))

(define-instance (Default :a => Default (Cell :a))
  (define (default) (p:cell-new (default))))

(define-instance (Into :a (Cell :a))
  (define (into x) (p:cell-new x)))

(define-instance (Into (Cell :a) :a)
  (define (into c) (p:cell-read c)))

(define-instance (Into :a String => Into (Cell :a) String)
  (define (into c) (into (p:cell-read c))))
