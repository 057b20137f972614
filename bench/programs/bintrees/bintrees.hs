data Tree = Leaf | Node Tree Tree

build :: Int -> Tree
build 0 = Node Leaf Leaf
build depth = Node (build (depth - 1)) (build (depth - 1))

count :: Tree -> Int
count Leaf = 0
count (Node l r) = 1 + count l + count r

series :: Int -> Int -> IO ()
series depth times
  | depth > 17 = return ()
  | otherwise = do
      let total = sum [count (build (depth + min 0 i)) | i <- [1 .. times]]
      putStrLn (show times ++ " trees of depth " ++ show depth ++ ", check " ++ show total)
      series (depth + 2) (times `div` 4)

main :: IO ()
main = do
  let longLived = build 17
  series 4 131072
  putStrLn ("long lived tree, check " ++ show (count longLived))
