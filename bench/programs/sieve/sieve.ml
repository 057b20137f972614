let () =
  let n = 20000000 and count = ref 0 in
  let composite = Array.make (n + 1) false in
  for i = 2 to n do
    if not composite.(i) then begin
      incr count;
      let j = ref (i * i) in
      while !j <= n do composite.(!j) <- true; j := !j + i done
    end
  done;
  Printf.printf "%d\n" !count
