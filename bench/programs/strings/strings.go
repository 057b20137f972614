package main

import (
	"fmt"
	"strconv"
	"strings"
)

func check(s string) int {
	sum := 0
	for i := 0; i < len(s); i++ {
		sum = (sum*31 + int(s[i])) % 1000003
	}
	return sum
}

func main() {
	var b strings.Builder
	for i := 1; i <= 500000; i++ {
		if i > 1 {
			b.WriteString("; ")
		}
		b.WriteString("item ")
		b.WriteString(strconv.Itoa(i))
		b.WriteString(": ")
		b.WriteString(strconv.Itoa(i * i % 1009))
		if i%2 == 0 {
			b.WriteString(" even")
		} else {
			b.WriteString(" odd")
		}
	}
	text := b.String()
	fmt.Printf("%d\n%d\n%d\n", len(text), check(text), check(strings.ToUpper(text)))
}
