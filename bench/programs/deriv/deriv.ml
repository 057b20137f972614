type expr = Num of int | Var of string | Add of expr * expr | Mul of expr * expr | Pow of expr * int

let add a b = match a, b with Num x, Num y -> Num (x + y) | Num 0, _ -> b | _, Num 0 -> a | _ -> Add (a, b)

let mul a b =
  match a, b with
  | Num x, Num y -> Num (x * y)
  | Num 0, _ | _, Num 0 -> Num 0
  | Num 1, _ -> b
  | _, Num 1 -> a
  | _ -> Mul (a, b)

let power a n = if n = 0 then Num 1 else if n = 1 then a else Pow (a, n)

let rec derive v = function
  | Num _ -> Num 0
  | Var w -> if v = w then Num 1 else Num 0
  | Add (a, b) -> add (derive v a) (derive v b)
  | Mul (a, b) -> add (mul a (derive v b)) (mul b (derive v a))
  | Pow (a, n) -> mul (mul (Num n) (power a (n - 1))) (derive v a)

let rec size = function Num _ | Var _ -> 1 | Add (a, b) | Mul (a, b) -> 1 + size a + size b | Pow (a, _) -> 1 + size a
let rec nest n e = if n = 0 then e else nest (n - 1) (derive "x" e)

let expression k =
  Mul (Pow (Add (Var "x", Num k), 5), Mul (Add (Pow (Var "x", 4), Mul (Num 3, Var "y")), Add (Mul (Var "x", Var "x"), Num 7)))

let () =
  let sum = ref 0 in
  for k = 1 to 2000 do sum := !sum + size (nest 6 (expression k)) done;
  Printf.printf "%d\n" !sum
