let line i = String.concat "" [ "item "; string_of_int i; ": "; string_of_int (i * i mod 1009); (if i mod 2 = 0 then " even" else " odd") ]
let table n = String.concat "; " (List.rev (List.rev_map line (List.init n (fun i -> i + 1))))
let check text = String.fold_left (fun sum c -> ((sum * 31) + Char.code c) mod 1000003) 0 text

let () =
  let text = table 500000 in
  Printf.printf "%d\n%d\n%d\n" (String.length text) (check text) (check (String.uppercase_ascii text))
