(* library.ml -- what library.smt measures, of OCaml's Map, Hashtbl, List, Array and Queue. *)
module M = Map.Make (Int)

let key i = i * 2654435761 land 4294967295
let sink = ref 0

(* Often enough to take a tenth of a second. *)
let report operation structure n work =
  let rec measure rounds =
    let start = Sys.time () in
    for _ = 1 to rounds do sink := !sink + work () done;
    let elapsed = Sys.time () -. start in
    if elapsed < 0.1 then measure (4 * rounds)
    else Printf.printf "%s %s %d %.3f\n%!" operation structure n (elapsed *. 1e9 /. float (rounds * n)) in
  measure 1

let rec steps f state i n = if i = n then state else steps f (f state i) (i + 1) n

let all n =
  let name = "OCaml-Map" in
  let make () = steps (fun m i -> M.add (key i) i m) M.empty 0 n in
  let m = make () in
  report "insert" name n (fun () -> ignore (Sys.opaque_identity (make ())); 1);
  report "look-up" name n (fun () -> steps (fun sum i -> sum + M.find (key i) m) 0 0 n);
  report "iterate" name n (fun () -> M.fold (fun _ v sum -> sum + v) m 0);
  report "delete" name n (fun () -> M.cardinal (steps (fun m i -> M.remove (key i) m) m 0 n));
  let name = "OCaml-Hashtbl" in
  let make () =
    let t = Hashtbl.create 8 in
    for i = 0 to n - 1 do Hashtbl.replace t (key i) i done;
    t in
  let t = make () in
  report "insert" name n (fun () -> Hashtbl.length (make ()));
  report "look-up" name n (fun () -> steps (fun sum i -> sum + Hashtbl.find t (key i)) 0 0 n);
  report "iterate" name n (fun () -> Hashtbl.fold (fun _ v sum -> sum + v) t 0);
  report "insert+delete" name n (fun () ->
    let t = make () in
    for i = 0 to n - 1 do Hashtbl.remove t (key i) done;
    Hashtbl.length t);
  let name = "OCaml-list" in
  let make () = steps (fun l i -> key i :: l) [] 0 n in
  let l = make () in
  report "push" name n (fun () -> List.length (make ()));
  report "iterate" name n (fun () -> List.fold_left ( + ) 0 l);
  report "concatenate" name n (fun () -> List.length (List.rev_append (List.rev l) l));
  report "sort" name n (fun () -> List.hd (List.stable_sort compare l));
  let name = "OCaml-array" in
  let a = Array.init n key in
  report "index" name n (fun () -> steps (fun sum i -> sum + a.(i)) 0 0 n);
  report "iterate" name n (fun () -> Array.fold_left ( + ) 0 a);
  report "concatenate" name n (fun () -> Array.length (Array.append a a));
  report "sort" name n (fun () -> let c = Array.copy a in Array.stable_sort compare c; c.(0));
  report "push+pop" "OCaml-Queue" n (fun () ->
    let q = Queue.create () in
    for i = 0 to n - 1 do Queue.push (key i) q done;
    let sum = ref 0 in
    while not (Queue.is_empty q) do sum := !sum + Queue.pop q done;
    !sum)

let () = for a = 1 to Array.length Sys.argv - 1 do all (int_of_string Sys.argv.(a)) done
