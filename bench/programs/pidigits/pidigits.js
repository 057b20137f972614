let num = 1n, acc = 0n, den = 1n, sum = 0, found = 0;
for (let k = 1n; found < 4000; k++) {
  const odd = 2n * k + 1n;
  acc = (acc + 2n * num) * odd;
  den *= odd;
  num *= k;
  if (num > acc) continue;
  const digit = (num * 3n + acc) / den;
  if (digit !== (num * 4n + acc) / den) continue;
  acc = (acc - den * digit) * 10n;
  num *= 10n;
  sum += Number(digit) * ++found;
}
console.log(String(sum));
