type json = Null | Number of int | Text of string | Array of json list | Object of (string * json) list

let rec skip s i = if s.[i] = ' ' then skip s (i + 1) else i
let rec number s i n = match s.[i] with '0' .. '9' as c -> number s (i + 1) ((n * 10) + Char.code c - 48) | _ -> (n, i)
let rec quoted s start i = if s.[i] = '"' then (String.sub s start (i - start), i + 1) else quoted s start (i + 1)

let rec value s i =
  let i = skip s i in
  match s.[i] with
  | '{' -> let fields, i = members s (skip s (i + 1)) [] in (Object fields, i)
  | '[' -> let items, i = elements s (skip s (i + 1)) [] in (Array items, i)
  | '"' -> let t, i = quoted s (i + 1) (i + 1) in (Text t, i)
  | 'n' -> (Null, i + 4)
  | _ -> let n, i = number s i 0 in (Number n, i)

and elements s i found =
  match s.[i] with
  | ']' -> (List.rev found, i + 1)
  | ',' -> elements s (skip s (i + 1)) found
  | _ -> let item, i = value s i in elements s (skip s i) (item :: found)

and members s i found =
  match s.[i] with
  | '}' -> (List.rev found, i + 1)
  | ',' -> members s (skip s (i + 1)) found
  | _ ->
    let key, i = quoted s (i + 1) (i + 1) in
    let item, i = value s (1 + skip s i) in
    members s (skip s i) ((key, item) :: found)

let rec sum = function
  | Null -> 1
  | Number n -> n
  | Text s -> String.length s
  | Array items -> List.fold_left (fun total item -> total + sum item) 0 items
  | Object fields -> List.fold_left (fun total (key, item) -> total + String.length key + sum item) 0 fields

let record i =
  Printf.sprintf "{\"id\": %d, \"name\": \"name %d\", \"tags\": [\"a\", \"bc\", null, %d], \"next\": {\"deep\": [[1, 2], [3]]}}" i
    (i * 7919 mod 1000) (i mod 97)

let () =
  let text = "[" ^ String.concat ", " (List.init 100000 (fun i -> record (i + 1))) ^ "]" in
  Printf.printf "%d\n%d\n" (String.length text) (sum (fst (value text 0)))
