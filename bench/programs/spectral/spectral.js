const N = 1500;
const a = (i, j) => 1 / ((i + j) * (i + j + 1) / 2 + i + 1);
function multiply(entry, from, to) {
  for (let i = 0; i < N; i++) {
    let sum = 0;
    for (let j = 0; j < N; j++) sum += entry(i, j) * from[j];
    to[i] = sum;
  }
}
const transposed = (i, j) => a(j, i);
function both(from, to, between) { multiply(a, from, between); multiply(transposed, between, to); }
const u = new Float64Array(N).fill(1), v = new Float64Array(N), t = new Float64Array(N);
for (let i = 0; i < 10; i++) { both(u, v, t); both(v, u, t); }
let uv = 0, vv = 0;
for (let i = 0; i < N; i++) { uv += u[i] * v[i]; vv += v[i] * v[i]; }
console.log(String(Math.trunc(1e9 * Math.sqrt(uv / vv))));
