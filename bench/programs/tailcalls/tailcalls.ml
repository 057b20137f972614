let rec even_step n acc =
  if n = 0 then acc else if acc mod 3 = 0 then odd_step (n - 1) (acc + 5) else third_step (n - 1) (acc + 1)

and odd_step n acc =
  if n = 0 then -acc else if acc < 1000000 then third_step (n - 1) (acc * 2) else even_step (n - 1) (acc - 999999)

and third_step n acc = if n = 0 then acc + 7 else even_step (n - 1) (acc + 11)

let () = Printf.printf "%d\n" (even_step 300000000 1)
