function build(depth) { return depth === 0 ? { l: null, r: null } : { l: build(depth - 1), r: build(depth - 1) }; }
function count(t) { return t === null ? 0 : 1 + count(t.l) + count(t.r); }
const longLived = build(17);
for (let depth = 4, times = 131072; depth <= 17; depth += 2, times = Math.floor(times / 4)) {
  let sum = 0;
  for (let i = 0; i < times; i++) sum += count(build(depth));
  console.log(`${times} trees of depth ${depth}, check ${sum}`);
}
console.log(`long lived tree, check ${count(longLived)}`);
