let n = 1500
let a i j = 1.0 /. float_of_int (((i + j) * (i + j + 1) / 2) + i + 1)

let multiply entry from into =
  for i = 0 to n - 1 do
    let sum = ref 0.0 in
    for j = 0 to n - 1 do sum := !sum +. (entry i j *. from.(j)) done;
    into.(i) <- !sum
  done

let both from into between =
  multiply a from between;
  multiply (fun i j -> a j i) between into

let () =
  let u = Array.make n 1.0 and v = Array.make n 0.0 and t = Array.make n 0.0 in
  for _ = 1 to 10 do both u v t; both v u t done;
  let uv = ref 0.0 and vv = ref 0.0 in
  for i = 0 to n - 1 do uv := !uv +. (u.(i) *. v.(i)); vv := !vv +. (v.(i) *. v.(i)) done;
  Printf.printf "%d\n" (int_of_float (1e9 *. sqrt (!uv /. !vv)))
