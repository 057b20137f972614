const words = [];
for (let n = 0, x = 1; n < 2000000; n++, x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff) words.push('w' + Math.floor(x / 65536) % 5000);
const counts = new Map();
for (const w of words.reverse().join(' ').split(' ')) counts.set(w, (counts.get(w) || 0) + 1);
console.log(String(counts.size));
for (const w of ['w1', 'w42', 'w4999']) console.log(`${w} ${counts.get(w) || 0}`);
