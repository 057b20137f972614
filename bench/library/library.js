// library.js -- what library.smt measures, of Node's Map and Array.
const key = (i) => Math.imul(i, 2654435761) >>> 0;
let sink = 0;

// Often enough to take a tenth of a second.
function report(operation, structure, n, work) {
  for (let rounds = 1; ; rounds *= 4) {
    const start = process.cpuUsage();
    for (let i = 0; i < rounds; i++) sink += work();
    const spent = process.cpuUsage(start);
    const elapsed = spent.user + spent.system;
    if (elapsed < 1e5) continue;
    console.log(operation, structure, n, (elapsed * 1000 / (rounds * n)).toFixed(3));
    return;
  }
}

function filled(n) {
  const m = new Map();
  for (let i = 0; i < n; i++) m.set(key(i), i);
  return m;
}

function row(n) {
  const v = [];
  for (let i = 0; i < n; i++) v.push(key(i));
  return v;
}

for (const argument of process.argv.slice(2)) {
  const n = Number(argument);
  const m = filled(n), v = row(n);
  report("insert", "Node-Map", n, () => filled(n).size);
  report("look-up", "Node-Map", n, () => { let s = 0; for (let i = 0; i < n; i++) s += m.get(key(i)); return s; });
  report("iterate", "Node-Map", n, () => { let s = 0; for (const x of m.values()) s += x; return s; });
  report("insert+delete", "Node-Map", n, () => { const c = filled(n); for (let i = 0; i < n; i++) c.delete(key(i)); return c.size; });
  report("push", "Node-Array", n, () => row(n).length);
  report("index", "Node-Array", n, () => { let s = 0; for (let i = 0; i < n; i++) s += v[i]; return s; });
  report("iterate", "Node-Array", n, () => { let s = 0; for (const x of v) s += x; return s; });
  report("concatenate", "Node-Array", n, () => v.concat(v).length);
  report("sort", "Node-Array", n, () => v.slice().sort((a, b) => a - b)[0]);
}
