let stays cr ci =
  let rec loop zr zi n =
    if (zr *. zr) +. (zi *. zi) > 4.0 then false
    else if n = 50 then true
    else loop ((zr *. zr) -. (zi *. zi) +. cr) ((2.0 *. (zr *. zi)) +. ci) (n + 1)
  in
  loop 0.0 0.0 0

let () =
  let size = 2000 and sum = ref 0 in
  let coordinate i = 2.0 *. float_of_int i /. float_of_int size in
  for y = 0 to size - 1 do
    for x = 0 to size - 1 do if stays (coordinate x -. 1.5) (coordinate y -. 1.0) then incr sum done
  done;
  Printf.printf "%d\n" !sum
