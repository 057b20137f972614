function safe(column, placed) {
  let distance = 1;
  for (let p = placed; p; p = p.rest, distance++)
    if (p.q === column || p.q === column + distance || p.q === column - distance) return false;
  return true;
}
function queens(k, n) {
  if (k === 0) return [null];
  const columns = Array.from({ length: n }, (_, i) => i + 1);
  return queens(k - 1, n).flatMap(placed => columns.filter(c => safe(c, placed)).map(c => ({ q: c, rest: placed })));
}
console.log(String(queens(12, 12).length));
