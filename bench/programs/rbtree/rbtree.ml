type color = Red | Black
type tree = Empty | Node of color * tree * int * int * tree

let balance color l k v r =
  match color, l, r with
  | Black, Node (Red, Node (Red, a, kx, vx, b), ky, vy, c), d ->
    Node (Red, Node (Black, a, kx, vx, b), ky, vy, Node (Black, c, k, v, d))
  | Black, Node (Red, a, kx, vx, Node (Red, b, ky, vy, c)), d ->
    Node (Red, Node (Black, a, kx, vx, b), ky, vy, Node (Black, c, k, v, d))
  | Black, a, Node (Red, Node (Red, b, ky, vy, c), kz, vz, d) ->
    Node (Red, Node (Black, a, k, v, b), ky, vy, Node (Black, c, kz, vz, d))
  | Black, a, Node (Red, b, ky, vy, Node (Red, c, kz, vz, d)) ->
    Node (Red, Node (Black, a, k, v, b), ky, vy, Node (Black, c, kz, vz, d))
  | _ -> Node (color, l, k, v, r)

let rec add (key : int) value = function
  | Empty -> Node (Red, Empty, key, value, Empty)
  | Node (color, l, k, v, r) ->
    if key < k then balance color (add key value l) k v r
    else if key > k then balance color l k v (add key value r)
    else Node (color, l, key, value, r)

let insert key value t = match add key value t with Empty -> Empty | Node (_, l, k, v, r) -> Node (Black, l, k, v, r)

let rec find (key : int) = function
  | Empty -> None
  | Node (_, l, k, v, r) -> if key < k then find key l else if key > k then find key r else Some v

let next x = ((x * 1103515245) + 12345) mod 2147483648
let rec fill n x t = if n = 0 then t else fill (n - 1) (next x) (insert x n t)
let rec sum n x t total =
  if n = 0 then total
  else sum (n - 1) (next x) t (match find x t with Some v -> total + v | None -> total)

let () = Printf.printf "%d\n" (sum 200000 42 (fill 200000 42 Empty) 0)
