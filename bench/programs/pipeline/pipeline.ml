let rec upto i n () = if i >= n then Seq.Nil else Seq.Cons (i, upto (i + 1) n)

let sum_of_squares n =
  upto 0 n |> Seq.map (fun x -> x * x) |> Seq.filter (fun x -> x mod 3 = 1) |> Seq.fold_left (fun sum x -> (sum + x) mod 1000003) 0

let with_lists n =
  List.init n (fun i -> i + 1)
  |> List.map (fun x -> x + 1) |> List.filter (fun x -> x mod 7 <> 0) |> List.map (fun x -> 3 * x) |> List.fold_left ( + ) 0

let () =
  Printf.printf "%d\n" (sum_of_squares 30000000);
  let sum = ref 0 in
  for _ = 1 to 50 do sum := !sum + with_lists 100000 done;
  Printf.printf "%d\n" !sum
