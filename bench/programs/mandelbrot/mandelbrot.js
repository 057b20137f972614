function stays(cr, ci) {
  let zr = 0, zi = 0;
  for (let n = 0; ; n++) {
    if (zr * zr + zi * zi > 4) return false;
    if (n === 50) return true;
    const r = zr * zr - zi * zi + cr;
    zi = 2 * (zr * zi) + ci;
    zr = r;
  }
}
const size = 2000;
let sum = 0;
for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) if (stays(2 * x / size - 1.5, 2 * y / size - 1)) sum++;
console.log(String(sum));
