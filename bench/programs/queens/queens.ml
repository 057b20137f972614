let rec safe column distance = function
  | [] -> true
  | q :: rest -> q <> column && q <> column + distance && q <> column - distance && safe column (distance + 1) rest

let rec range a b = if a > b then [] else a :: range (a + 1) b

let rec queens k n =
  if k = 0 then [[]]
  else
    List.concat_map
      (fun placed -> List.map (fun c -> c :: placed) (List.filter (fun c -> safe c 1 placed) (range 1 n)))
      (queens (k - 1) n)

let () = Printf.printf "%d\n" (List.length (queens 12 12))
