#include <stdlib.h>
#define THINGS 12
static int alive;
static int count_things(void) { return alive; }
static void *new_thing(void) {
  alive++;
  return malloc(1);
}
static void drop_thing(void *thing) {
  alive--;
  free(thing);
}
