#include <math.h>
#include <stdio.h>

enum { BODIES = 5 };
#define SOLAR_MASS 39.47841760435743
#define DAYS 365.24
typedef struct Body {
  double x, y, z, vx, vy, vz, mass;
} Body;

static Body body[BODIES] = {
    {0, 0, 0, 0, 0, 0, SOLAR_MASS},
    {4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
     0.00166007664274403694 * DAYS, 0.00769901118419740425 * DAYS, -0.0000690460016972063023 * DAYS,
     0.000954791938424326609 * SOLAR_MASS},
    {8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
     -0.00276742510726411041 * DAYS, 0.00499852801234917238 * DAYS, 0.0000230417297573763929 * DAYS,
     0.000285885980666130812 * SOLAR_MASS},
    {12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
     0.00296460137564761618 * DAYS, 0.00237847173959480950 * DAYS, -0.0000296589568540237556 * DAYS,
     0.0000436624404335156298 * SOLAR_MASS},
    {15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0.00268067772490389322 * DAYS,
     0.00162824170038242295 * DAYS, -0.0000951592254519715870 * DAYS,
     0.0000515138902046611451 * SOLAR_MASS},
};

static void step(double dt) {
  for (int i = 0; i < BODIES; i++)
    for (int j = i + 1; j < BODIES; j++) {
      Body *a = &body[i], *b = &body[j];
      double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
      double d2 = dx * dx + (dy * dy + dz * dz), m = dt / (d2 * sqrt(d2));
      double ma = m * a->mass, mb = m * b->mass;
      a->vx -= dx * mb, a->vy -= dy * mb, a->vz -= dz * mb;
      b->vx += dx * ma, b->vy += dy * ma, b->vz += dz * ma;
    }
  for (int i = 0; i < BODIES; i++) {
    Body *a = &body[i];
    a->x += dt * a->vx, a->y += dt * a->vy, a->z += dt * a->vz;
  }
}

int main(void) {
  double sum = 0;
  for (int n = 0; n < 2000000; n++) step(0.01);
  for (int i = 0; i < BODIES; i++) {
    const Body *a = &body[i];
    sum += 0.5 * (a->mass * (a->vx * a->vx + (a->vy * a->vy + a->vz * a->vz)));
  }
  printf("%ld\n", (long)(sum * 1e9));
  return 0;
}
