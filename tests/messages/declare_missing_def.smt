(declare f (Integer -> Integer))
