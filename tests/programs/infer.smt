;; Type inference for a small lambda calculus: algorithm W in a monad of fresh variables and errors.
(define-type Ty
  (TyVar UFix)
  TyInt
  TyBool
  (TyFun Ty Ty)
  (TyPair Ty Ty)
  (TyList Ty))

(define-type Scheme (Forall (List UFix) Ty))

(derive Eq Show)
(define-type Expr
  (EVar String)
  (ELam String Expr)
  (EApp Expr Expr)
  (ELet String Expr Expr)
  (EInt Integer)
  (EBool Boolean)
  (EIf Expr Expr Expr)
  (EPair Expr Expr))

(define-type InferError
  (UnboundVar String)
  (Mismatch Ty Ty)
  (Infinite UFix Ty))

(define-type-alias Subst (ordmap:OrdMap UFix Ty))

(define-instance (Eq Ty)
  (define (== a b)
    (match (Tuple a b)
      ((Tuple (TyVar x) (TyVar y)) (== x y))
      ((Tuple (TyInt) (TyInt)) True)
      ((Tuple (TyBool) (TyBool)) True)
      ((Tuple (TyFun a1 b1) (TyFun a2 b2)) (and (== a1 a2) (== b1 b2)))
      ((Tuple (TyPair a1 b1) (TyPair a2 b2)) (and (== a1 a2) (== b1 b2)))
      ((Tuple (TyList a1) (TyList a2)) (== a1 a2))
      (_ False))))

(define-class (Types :a)
  (apply-subst (Subst -> :a -> :a))
  (free-vars (:a -> List UFix)))

(define-instance (Types Ty)
  (define (apply-subst s t)
    (match t
      ((TyVar n) (with-default t (ordmap:lookup s n)))
      ((TyFun a b) (TyFun (apply-subst s a) (apply-subst s b)))
      ((TyPair a b) (TyPair (apply-subst s a) (apply-subst s b)))
      ((TyList a) (TyList (apply-subst s a)))
      (_ t)))
  (define (free-vars t)
    (match t
      ((TyVar n) (make-list n))
      ((TyFun a b) (list:union (free-vars a) (free-vars b)))
      ((TyPair a b) (list:union (free-vars a) (free-vars b)))
      ((TyList a) (free-vars a))
      (_ Nil))))

(define-instance (Types Scheme)
  (define (apply-subst s (Forall vs t))
    (Forall vs (apply-subst (fold (fn (m v) (ordmap:remove m v)) s vs) t)))
  (define (free-vars (Forall vs t))
    (list:difference (free-vars t) vs)))

(define-instance (Types :a => Types (List :a))
  (define (apply-subst s xs) (map (apply-subst s) xs))
  (define (free-vars xs) (fold (fn (acc x) (list:union acc (free-vars x))) Nil xs)))

(define-type Env (Env (ordmap:OrdMap String Scheme)))
(define-instance (Types Env)
  (define (apply-subst s (Env m)) (Env (map (apply-subst s) m)))
  (define (free-vars (Env m)) (free-vars (the (List Scheme) (iter:collect! (ordmap:values-iter m))))))

(declare compose (Subst -> Subst -> Subst))
(define (compose s1 s2)
  (ordmap:union (map (apply-subst s1) s2) s1))

;; the monad
(define-type (Infer :a) (Infer (UFix -> Tuple UFix (Result InferError :a))))
(declare run-infer (Infer :a -> UFix -> Tuple UFix (Result InferError :a)))
(define (run-infer (Infer f)) f)

(define-instance (Functor Infer)
  (define (map f (Infer g))
    (Infer (fn (n) (match (g n) ((Tuple n2 r) (Tuple n2 (map f r))))))))
(define-instance (Applicative Infer)
  (define (pure x) (Infer (fn (n) (Tuple n (Ok x)))))
  (define (liftA2 f a b)
    (>>= a (fn (x) (map (f x) b)))))
(define-instance (Monad Infer)
  (define (>>= (Infer g) k)
    (Infer (fn (n)
             (match (g n)
               ((Tuple n2 (Err e)) (Tuple n2 (Err e)))
               ((Tuple n2 (Ok x)) (run-infer (k x) n2)))))))

(declare fresh (Infer Ty))
(define fresh (Infer (fn (n) (Tuple (1+ n) (Ok (TyVar n))))))
(declare fail-with (InferError -> Infer :a))
(define (fail-with e) (Infer (fn (n) (Tuple n (Err e)))))

(declare unify (Ty -> Ty -> Infer Subst))
(define (unify t1 t2)
  (match (Tuple t1 t2)
    ((Tuple (TyFun a b) (TyFun c d)) (unify-many (make-list (Tuple a c) (Tuple b d))))
    ((Tuple (TyPair a b) (TyPair c d)) (unify-many (make-list (Tuple a c) (Tuple b d))))
    ((Tuple (TyList a) (TyList b)) (unify a b))
    ((Tuple (TyVar v) t) (bind-var v t))
    ((Tuple t (TyVar v)) (bind-var v t))
    (_ (if (== t1 t2) (pure ordmap:empty) (fail-with (Mismatch t1 t2))))))

(declare unify-many (List (Tuple Ty Ty) -> Infer Subst))
(define (unify-many ps)
  (match ps
    ((Nil) (pure ordmap:empty))
    ((Cons (Tuple a b) rest)
     (do
       (s <- (unify a b))
       (let go = (fn (p) (match p ((Tuple x y) (Tuple (apply-subst s x) (apply-subst s y))))))
       (s2 <- (unify-many (map go rest)))
       (pure (compose s2 s))))))

(declare bind-var (UFix -> Ty -> Infer Subst))
(define (bind-var v t)
  (cond
    ((== t (TyVar v)) (pure ordmap:empty))
    ((list:member v (free-vars t)) (fail-with (Infinite v t)))
    (True (pure (ordmap:insert ordmap:empty v t)))))

(declare instantiate (Scheme -> Infer Ty))
(define (instantiate (Forall vs t))
  (do
    (news <- (traverse (fn (_) fresh) vs))
    (let s = (the Subst (iter:collect! (iter:into-iter (zip vs news)))))
    (pure (apply-subst s t))))

(declare generalize (Env -> Ty -> Scheme))
(define (generalize env t)
  (Forall (list:difference (free-vars t) (free-vars env)) t))

(declare extend (Env -> String -> Scheme -> Env))
(define (extend (Env m) k v) (Env (ordmap:insert m k v)))

(declare infer (Env -> Expr -> Infer (Tuple Subst Ty)))
(define (infer env e)
  (match e
    ((EInt _) (pure (Tuple ordmap:empty TyInt)))
    ((EBool _) (pure (Tuple ordmap:empty TyBool)))
    ((EVar x)
     (match env
       ((Env m)
        (match (ordmap:lookup m x)
          ((None) (fail-with (UnboundVar x)))
          ((Some sch) (do (t <- (instantiate sch))
                          (pure (Tuple ordmap:empty t))))))))
    ((ELam x body)
     (do
       (tv <- fresh)
       ((Tuple s t) <- (infer (extend env x (Forall Nil tv)) body))
       (pure (Tuple s (TyFun (apply-subst s tv) t)))))
    ((EApp f a)
     (do
       (tv <- fresh)
       ((Tuple s1 t1) <- (infer env f))
       ((Tuple s2 t2) <- (infer (apply-subst s1 env) a))
       (s3 <- (unify (apply-subst s2 t1) (TyFun t2 tv)))
       (pure (Tuple (compose s3 (compose s2 s1)) (apply-subst s3 tv)))))
    ((ELet x e1 e2)
     (do
       ((Tuple s1 t1) <- (infer env e1))
       (let env2 = (apply-subst s1 env))
       ((Tuple s2 t2) <- (infer (extend env2 x (generalize env2 t1)) e2))
       (pure (Tuple (compose s2 s1) t2))))
    ((EIf c a b)
     (do
       ((Tuple s1 t1) <- (infer env c))
       (s2 <- (unify t1 TyBool))
       (let sa = (compose s2 s1))
       ((Tuple s3 t3) <- (infer (apply-subst sa env) a))
       (let sb = (compose s3 sa))
       ((Tuple s4 t4) <- (infer (apply-subst sb env) b))
       (s5 <- (unify (apply-subst s4 t3) t4))
       (pure (Tuple (compose s5 (compose s4 sb)) (apply-subst s5 t4)))))
    ((EPair a b)
     (do
       ((Tuple s1 t1) <- (infer env a))
       ((Tuple s2 t2) <- (infer (apply-subst s1 env) b))
       (pure (Tuple (compose s2 s1) (TyPair (apply-subst s2 t1) t2)))))))

(declare pretty (UFix -> Ty -> String))
(define (pretty prec t)
  (match t
    ((TyVar n) (<> "t" (into n)))
    ((TyInt) "Int")
    ((TyBool) "Bool")
    ((TyList a) (string:concat "[" (string:concat (pretty 0 a) "]")))
    ((TyPair a b) (fold <> "" (make-list "(" (pretty 0 a) ", " (pretty 0 b) ")")))
    ((TyFun a b)
     (progn
       (let s = (mconcat (make-list (pretty 1 a) " -> " (pretty 0 b))))
       (if (> prec 0) (mconcat (make-list "(" s ")")) s)))))

(declare normalize (Ty -> Ty))
(define (normalize t)
  (let vars = (list:remove-duplicates (free-vars t)))
  (let numbered = (iter:enumerate! (iter:into-iter (sort vars))))
  (let s = (the Subst (iter:collect! (map (fn ((Tuple i v)) (Tuple v (TyVar i))) numbered))))
  (apply-subst s t))

(define builtins
  (Env (iter:collect!
        (iter:into-iter
         (make-list
          (Tuple "add" (Forall Nil (TyFun TyInt (TyFun TyInt TyInt))))
          (Tuple "eq" (Forall Nil (TyFun TyInt (TyFun TyInt TyBool))))
          (Tuple "nil" (Forall (make-list 0) (TyList (TyVar 0))))
          (Tuple "cons" (Forall (make-list 0) (TyFun (TyVar 0) (TyFun (TyList (TyVar 0)) (TyList (TyVar 0))))))
          (Tuple "fst" (Forall (make-list 0 1) (TyFun (TyPair (TyVar 0) (TyVar 1)) (TyVar 0))))
          (Tuple "fix" (Forall (make-list 0) (TyFun (TyFun (TyVar 0) (TyVar 0)) (TyVar 0)))))))))

(define-instance (Into InferError String)
  (define (into e)
    (match e
      ((UnboundVar x) (<> "unbound variable " x))
      ((Mismatch a b) (mconcat (make-list "cannot unify " (pretty 0 a) " with " (pretty 0 b))))
      ((Infinite v t) (mconcat (make-list "infinite type t" (into v) " = " (pretty 0 t)))))))

(declare report (String -> Expr -> Unit))
(define (report name e)
  (let r = (snd (run-infer (infer builtins e) 100)))
  (println
   (<> (<> name ": ")
       (match r
         ((Ok (Tuple _ t)) (pretty 0 (normalize t)))
         ((Err e) (<> "error: " (into e)))))))

(define (app f xs) (fold EApp f xs))

(define (main)
  (report "id" (ELam "x" (EVar "x")))
  (report "const" (ELam "x" (ELam "y" (EVar "x"))))
  (report "compose" (ELam "f" (ELam "g" (ELam "x" (EApp (EVar "f") (EApp (EVar "g") (EVar "x")))))))
  (report "let-poly" (ELet "i" (ELam "x" (EVar "x")) (EPair (EApp (EVar "i") (EInt 1)) (EApp (EVar "i") (EBool True)))))
  (report "omega" (ELam "x" (EApp (EVar "x") (EVar "x"))))
  (report "bad-if" (EIf (EInt 1) (EInt 2) (EInt 3)))
  (report "unbound" (EApp (EVar "foo") (EInt 1)))
  (report "map" (EApp (EVar "fix")
                      (ELam "m" (ELam "f" (ELam "p"
                        (EIf (app (EVar "eq") (make-list (EInt 0) (EInt 1)))
                             (EVar "nil")
                             (app (EVar "cons") (make-list (EApp (EVar "f") (EApp (EVar "fst") (EVar "p")))
                                                           (app (EVar "m") (make-list (EVar "f") (EVar "p")))))))))))
  (report "mismatch" (app (EVar "add") (make-list (EBool True) (EInt 1))))
  (println (show (ELet "x" (EInt 5) (EIf (EBool False) (EVar "x") (EInt -3)))))
  (println (show (== (EVar "a") (EVar "a")))))
