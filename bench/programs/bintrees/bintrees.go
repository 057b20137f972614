package main

import "fmt"

type tree struct{ left, right *tree }

func build(depth int) *tree {
	if depth == 0 {
		return &tree{}
	}
	return &tree{build(depth - 1), build(depth - 1)}
}

func (t *tree) count() int {
	if t == nil {
		return 0
	}
	return 1 + t.left.count() + t.right.count()
}

func main() {
	longLived := build(17)
	for depth, times := 4, 131072; depth <= 17; depth, times = depth+2, times/4 {
		sum := 0
		for i := 0; i < times; i++ {
			sum += build(depth).count()
		}
		fmt.Printf("%d trees of depth %d, check %d\n", times, depth, sum)
	}
	fmt.Printf("long lived tree, check %d\n", longLived.count())
}
