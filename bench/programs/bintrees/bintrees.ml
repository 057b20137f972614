type tree = Leaf | Node of tree * tree

let rec build depth = if depth = 0 then Node (Leaf, Leaf) else Node (build (depth - 1), build (depth - 1))
let rec count = function Leaf -> 0 | Node (l, r) -> 1 + count l + count r

let () =
  let long_lived = build 17 in
  let rec series depth times =
    if depth <= 17 then begin
      let sum = ref 0 in
      for _ = 1 to times do sum := !sum + count (build depth) done;
      Printf.printf "%d trees of depth %d, check %d\n" times depth !sum;
      series (depth + 2) (times / 4)
    end
  in
  series 4 131072;
  Printf.printf "long lived tree, check %d\n" (count long_lived)
