package main

import "fmt"

type list struct {
	head int
	tail *list
}

func safe(column int, placed *list) bool {
	for d := 1; placed != nil; d, placed = d+1, placed.tail {
		q := placed.head
		if q == column || q == column+d || q == column-d {
			return false
		}
	}
	return true
}

func queens(k, n int) []*list {
	if k == 0 {
		return []*list{nil}
	}
	var found []*list
	for _, placed := range queens(k-1, n) {
		for c := 1; c <= n; c++ {
			if safe(c, placed) {
				found = append(found, &list{c, placed})
			}
		}
	}
	return found
}

func main() { fmt.Println(len(queens(12, 12))) }
