let next x = ((x * 1103515245) + 12345) mod 2147483648
let word n = "w" ^ string_of_int (n / 65536 mod 5000)
let text n = let rec loop n x words = if n = 0 then words else loop (n - 1) (next x) (word x :: words) in String.concat " " (loop n 1 [])

let () =
  let counts = Hashtbl.create 16 in
  let count w = match Hashtbl.find_opt counts w with Some n -> Hashtbl.replace counts w (n + 1) | None -> Hashtbl.replace counts w 1 in
  List.iter count (String.split_on_char ' ' (text 2000000));
  Printf.printf "%d\n" (Hashtbl.length counts);
  List.iter (fun w -> Printf.printf "%s %d\n" w (Option.value ~default:0 (Hashtbl.find_opt counts w))) [ "w1"; "w42"; "w4999" ]
