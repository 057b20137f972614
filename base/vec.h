/* vec.h -- growable arrays in an arena.
 *
 *   typedef VEC(Token) TokenVec;
 *   TokenVec v = {0};
 *   vec_push(arena, &v, token);
 *   for (int i = 0; i < v.len; i++) use(v.data[i]);
 *
 * Growing copies; the old block stays in the arena, at most as much again as the final size. */
#ifndef SMT_BASE_VEC_H
#define SMT_BASE_VEC_H

#include "base/arena.h"
#include <string.h>

#define VEC(T)                                                                                     \
  struct {                                                                                         \
    T *data;                                                                                       \
    int len, cap;                                                                                  \
  }

#define vec_push(arena, v, item)                                                                   \
  do {                                                                                             \
    if ((v)->len == (v)->cap)                                                                      \
      (v)->data = vec_grow((arena), (v)->data, (v)->len, &(v)->cap, sizeof *(v)->data);            \
    (v)->data[(v)->len++] = (item);                                                                \
  } while (0)

/* A block of twice the capacity (at least 4) with the first `len` items of `data` in it. */
static inline void *vec_grow(Arena *a, void *data, int len, int *cap, size_t size) {
  int bigger = *cap ? *cap * 2 : 4;
  void *fresh = arena_alloc(a, (size_t)bigger * size);
  if (len) memcpy(fresh, data, (size_t)len * size);
  *cap = bigger;
  return fresh;
}

#endif
