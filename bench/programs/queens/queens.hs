safe :: Int -> Int -> [Int] -> Bool
safe _ _ [] = True
safe column distance (q : rest) =
  q /= column && q /= column + distance && q /= column - distance && safe column (distance + 1) rest

queens :: Int -> Int -> [[Int]]
queens 0 _ = [[]]
queens k n = [c : placed | placed <- queens (k - 1) n, c <- [1 .. n], safe c 1 placed]

main :: IO ()
main = print (length (queens 12 12))
