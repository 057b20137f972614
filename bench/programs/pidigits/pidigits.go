package main

import (
	"fmt"
	"math/big"
)

func main() {
	num, acc, den := big.NewInt(1), big.NewInt(0), big.NewInt(1)
	t, u, digit := new(big.Int), new(big.Int), new(big.Int)
	three, ten := big.NewInt(3), big.NewInt(10)
	found, sum := int64(0), int64(0)
	for k := int64(1); found < 4000; k++ {
		odd := big.NewInt(2*k + 1)
		acc.Add(acc, t.Lsh(num, 1))
		acc.Mul(acc, odd)
		den.Mul(den, odd)
		num.Mul(num, big.NewInt(k))
		if num.Cmp(acc) > 0 {
			continue
		}
		t.Mul(num, three)
		t.Add(t, acc)
		digit.Div(t, den)
		t.Add(t, num)
		u.Div(t, den)
		if digit.Cmp(u) != 0 {
			continue
		}
		acc.Sub(acc, t.Mul(den, digit))
		acc.Mul(acc, ten)
		num.Mul(num, ten)
		found++
		sum += digit.Int64() * found
	}
	fmt.Println(sum)
}
