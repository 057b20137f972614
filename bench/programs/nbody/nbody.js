const SOLAR_MASS = 39.47841760435743, DAYS = 365.24;
const body = (x, y, z, vx, vy, vz, m) => ({ x, y, z, vx: vx * DAYS, vy: vy * DAYS, vz: vz * DAYS, mass: m * SOLAR_MASS });
const bodies = [
  body(0, 0, 0, 0, 0, 0, 1),
  body(4.84143144246472090, -1.16032004402742839, -0.103622044471123109, 0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609),
  body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -0.00276742510726411041, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812),
  body(12.8943695621391310, -15.1111514016986312, -0.223307578892655734, 0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298),
  body(15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451),
];
function step(dt) {
  for (let i = 0; i < 5; i++) {
    const a = bodies[i];
    for (let j = i + 1; j < 5; j++) {
      const b = bodies[j], dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
      const d2 = dx * dx + (dy * dy + dz * dz), m = dt / (d2 * Math.sqrt(d2)), ma = m * a.mass, mb = m * b.mass;
      a.vx -= dx * mb; a.vy -= dy * mb; a.vz -= dz * mb;
      b.vx += dx * ma; b.vy += dy * ma; b.vz += dz * ma;
    }
  }
  for (const a of bodies) { a.x += dt * a.vx; a.y += dt * a.vy; a.z += dt * a.vz; }
}
for (let n = 0; n < 2000000; n++) step(0.01);
let sum = 0;
for (const a of bodies) sum += 0.5 * (a.mass * (a.vx * a.vx + (a.vy * a.vy + a.vz * a.vz)));
console.log(String(Math.trunc(sum * 1e9)));
