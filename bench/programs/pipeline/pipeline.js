function* upto(n) { for (let i = 0; i < n; i++) yield i; }
function* map(f, xs) { for (const x of xs) yield f(x); }
function* filter(f, xs) { for (const x of xs) if (f(x)) yield x; }
let sum = 0;
for (const x of filter(x => x % 3 === 1, map(x => x * x, upto(30000000)))) sum = (sum + x) % 1000003;
console.log(String(sum));
function withLists(n) {
  return Array.from({ length: n }, (_, i) => i + 1).map(x => x + 1).filter(x => x % 7 !== 0).map(x => 3 * x).reduce((a, b) => a + b, 0);
}
let total = 0;
for (let i = 0; i < 50; i++) total += withLists(100000);
console.log(String(total));
