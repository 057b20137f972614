;;;; adventure.smt -- a small text adventure: a state machine that reads commands from the input.
;;;;
;;;; The world is a value; a command is a function from a world to an outcome. Nothing is mutable.

(derive Eq Ord Show Hash)
(define-type Room Cellar Kitchen Garden Attic)

(derive Eq Ord Show Hash)
(define-type Direction North South East West Up Down)

(derive Eq Ord Show Hash)
(define-type Item Lamp Key Apple Ladder)

(define-type Command
  (Go Direction)
  (Take Item)
  (Drop Item)
  (Use Item)
  Look
  Inventory
  Quit
  (Not-understood String))

(define-struct World
  (room      Room)
  (carried   (List Item))
  (lying     (ordmap:OrdMap Room (List Item)))
  (door-open Boolean)
  (lamp-lit  Boolean)
  (moves     UFix))

(define-type Outcome
  (Goes-on World String)
  (Ends World String))

(declare start World)
(define start
  (World Kitchen
         Nil
         [Cellar => (make-list Key) Kitchen => (make-list Lamp Apple) Garden => (make-list Ladder)]
         False
         False
         0))

;;; Names, both ways

(define-class (Named :a)
  (every (List :a))
  (word-for (:a -> String)))

(define-instance (Named Direction)
  (define every (make-list North South East West Up Down))
  (define (word-for d) (downcase (show d))))

(define-instance (Named Item)
  (define every (make-list Lamp Key Apple Ladder))
  (define (word-for i) (downcase (show i))))

(declare named (Named :a => String -> Optional :a))
(define (named word)
  (find (fn (x) (== word (word-for x))) every))

;;; Understanding

(declare with-object (Named :a => (:a -> Command) -> String -> Command))
(define (with-object make word)
  (match (named word)
    ((Some x) (make x))
    ((None) (Not-understood word))))

(declare understand (String -> Command))
(define (understand line)
  (match (words (downcase (trim line)))
    ((Cons "go" (Cons d (Nil))) (with-object Go d))
    ((Cons "take" (Cons i (Nil))) (with-object Take i))
    ((Cons "drop" (Cons i (Nil))) (with-object Drop i))
    ((Cons "use" (Cons i (Nil))) (with-object Use i))
    ((Cons "look" (Nil)) Look)
    ((Cons "inventory" (Nil)) Inventory)
    ((Cons "i" (Nil)) Inventory)
    ((Cons "quit" (Nil)) Quit)
    ((Cons d (Nil)) (with-object Go d))
    (_ (Not-understood line))))

;;; The map

(declare leads (Room -> Direction -> Optional Room))
(define (leads room direction)
  (match (Tuple room direction)
    ((Tuple (Kitchen) (Down)) (Some Cellar))
    ((Tuple (Cellar) (Up)) (Some Kitchen))
    ((Tuple (Kitchen) (East)) (Some Garden))
    ((Tuple (Garden) (West)) (Some Kitchen))
    ((Tuple (Kitchen) (Up)) (Some Attic))
    ((Tuple (Attic) (Down)) (Some Kitchen))
    (_ None)))

(declare items-in (World -> Room -> List Item))
(define (items-in w room)
  (with-default Nil (ordmap:lookup (.lying w) room)))

(declare put-items (Room -> List Item -> World -> World))
(define (put-items room items w)
  (World (.room w) (.carried w) (ordmap:insert (.lying w) room items) (.door-open w) (.lamp-lit w) (.moves w)))

(declare set-carried (List Item -> World -> World))
(define (set-carried items w)
  (World (.room w) items (.lying w) (.door-open w) (.lamp-lit w) (.moves w)))

(declare move-to (Room -> World -> World))
(define (move-to room w)
  (World room (.carried w) (.lying w) (.door-open w) (.lamp-lit w) (.moves w)))

(declare has (World -> Item -> Boolean))
(define (has w item) (member item (.carried w)))

(declare sees (World -> Boolean))
(define (sees w)
  (or (/= (.room w) Cellar) (.lamp-lit w)))

(declare listed (List Item -> String))
(define (listed items)
  (if (null? items) "nothing" (mconcat (intersperse ", " (map word-for (sort items))))))

(declare describe (World -> String))
(define (describe w)
  (if (not (sees w))
      "It is dark."
      (mconcat (make-list "You are in the " (downcase (show (.room w)))
                          ". You see: " (listed (items-in w (.room w))) "."))))

;;; What commands do

(declare go (Direction -> World -> Outcome))
(define (go direction w)
  (match (leads (.room w) direction)
    ((None) (Goes-on w "There is no way there."))
    ((Some (Garden))
     (if (.door-open w)
         (let ((next (move-to Garden w))) (Goes-on next (describe next)))
         (Goes-on w "The door is locked.")))
    ((Some (Attic))
     (if (has w Ladder)
         (Ends (move-to Attic w) "You climb the ladder into the attic, where the treasure is.")
         (Goes-on w "The hatch is too high.")))
    ((Some room) (let ((next (move-to room w))) (Goes-on next (describe next))))))

(declare take-item (Item -> World -> Outcome))
(define (take-item item w)
  (let ((here (items-in w (.room w))))
    (cond
      ((not (sees w)) (Goes-on w "You find nothing in the dark."))
      ((not (member item here)) (Goes-on w (mconcat (make-list "There is no " (word-for item) " here."))))
      (True (Goes-on (pipe w
                           (put-items (.room w) (list:remove item here))
                           (set-carried (Cons item (.carried w))))
                     (<> "Taken: " (word-for item)))))))

(declare drop-item (Item -> World -> Outcome))
(define (drop-item item w)
  (if (has w item)
      (Goes-on (pipe w
                     (put-items (.room w) (Cons item (items-in w (.room w))))
                     (set-carried (list:remove item (.carried w))))
               (<> "Dropped: " (word-for item)))
      (Goes-on w "You do not have that.")))

(declare use-item (Item -> World -> Outcome))
(define (use-item item w)
  (unless (has w item) (return (Goes-on w "You do not have that.")))
  (match item
    ((Lamp) (Goes-on (World (.room w) (.carried w) (.lying w) (.door-open w) True (.moves w)) "The lamp is lit."))
    ((Key)
     (if (== (.room w) Kitchen)
         (Goes-on (World (.room w) (.carried w) (.lying w) True (.lamp-lit w) (.moves w)) "The door to the east opens.")
         (Goes-on w "There is no lock here.")))
    ((Apple) (Goes-on (set-carried (list:remove Apple (.carried w)) w) "Delicious."))
    ((Ladder) (Goes-on w "You need a place to climb to."))))

(declare obey (Command -> World -> Outcome))
(define (obey command w)
  (match command
    ((Go d) (go d w))
    ((Take i) (take-item i w))
    ((Drop i) (drop-item i w))
    ((Use i) (use-item i w))
    ((Look) (Goes-on w (describe w)))
    ((Inventory) (Goes-on w (mconcat (make-list "You carry: " (listed (.carried w)) "."))))
    ((Quit) (Ends w "Goodbye."))
    ((Not-understood what) (Goes-on w (mconcat (make-list "I do not understand " (show what) "."))))))

(declare counted (World -> World))
(define (counted w)
  (World (.room w) (.carried w) (.lying w) (.door-open w) (.lamp-lit w) (1+ (.moves w))))

(declare play (World -> Unit))
(define (play w)
  (print "> ")
  (match (read-line)
    ((None) (finish w "The input has ended."))
    ((Some line)
     (println line)
     (match (obey (understand line) (counted w))
       ((Goes-on next text) (progn (println text) (play next)))
       ((Ends next text) (finish next text))))))

(declare finish (World -> String -> Unit))
(define (finish w text)
  (println text)
  (println (mconcat (make-list "You made " (show (.moves w)) " moves."))))

(define (main)
  (println (describe start))
  (play start))
