const line = (i) => 'item ' + i + ': ' + ((i * i) % 1009) + (i % 2 ? ' odd' : ' even');
const lines = [];
for (let i = 1; i <= 500000; i++) lines.push(line(i));
const text = lines.join('; ');
function check(s) {
  let sum = 0;
  for (let i = 0; i < s.length; i++) sum = (sum * 31 + s.charCodeAt(i)) % 1000003;
  return sum;
}
console.log(`${text.length}\n${check(text)}\n${check(text.toUpperCase())}`);
