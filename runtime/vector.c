/* vector.c -- arrays, growable vectors, and stable sorting of vectors and lists. */
#include "internal.h"

#include <string.h>

typedef struct Vector {
  W length, capacity;
  W *data; /* capacity words; from length on zero: they keep nothing alive */
} Vector;

static void fill(W *p, W n, W x) {
  for (W i = 0; i < n; i++) p[i] = x;
}

/* ---- arrays ---- */

W smt_array_new(W length, W x) {
  if (length >= (W)1 << 60) smt_out_of_memory();
  W *a = smt_alloc_mutable(1 + length);
  a[0] = length;
  fill(a + 1, length, x);
  return (W)a;
}

W smt_array_copy(W array, W from, W to) {
  W *a = smt_alloc_mutable(1 + to - from);
  a[0] = to - from;
  memcpy(a + 1, (W *)array + 1 + from, (to - from) * sizeof(W));
  return (W)a;
}

W smt_array_blit(W from, W at, W to, W where, W n) {
  memmove((W *)to + 1 + where, (W *)from + 1 + at, n * sizeof(W));
  return 0;
}

/* ---- vectors ---- */

static void set_capacity(Vector *v, W capacity) {
  if (capacity >= (W)1 << 60) smt_out_of_memory();
  W *data = capacity ? smt_alloc_mutable(capacity) : NULL;
  if (v->length) memcpy(data, v->data, v->length * sizeof(W));
  fill(data + v->length, capacity - v->length, 0);
  v->data = data;
  v->capacity = capacity;
}

static Vector *vector_new(W capacity) {
  Vector *v = (Vector *)smt_alloc_mutable(sizeof(Vector) / sizeof(W));
  *v = (Vector){0, 0, NULL};
  if (capacity) set_capacity(v, capacity);
  return v;
}

W smt_vector_new(W capacity) { return (W)vector_new(capacity); }

W smt_vector_set_capacity(W vector, W capacity) {
  Vector *v = (Vector *)vector;
  if (capacity < v->length) v->length = capacity;
  set_capacity(v, capacity);
  return 0;
}

W smt_vector_push_slow(W x, W vector) {
  Vector *v = (Vector *)vector;
  set_capacity(v, v->capacity < 4 ? 4 : v->capacity * 2);
  v->data[v->length] = x;
  return v->length++;
}

W smt_vector_pop(W vector, W site) {
  Vector *v = (Vector *)vector;
  if (v->length == 0) smt_error_text("pop from an empty vector", site);
  W x = v->data[--v->length];
  v->data[v->length] = 0;
  return x;
}

W smt_vector_resize(W vector, W length, W x) {
  Vector *v = (Vector *)vector;
  if (length > v->capacity) set_capacity(v, length < v->capacity * 2 ? v->capacity * 2 : length);
  if (length > v->length) fill(v->data + v->length, length - v->length, x);
  else if (length < v->length) fill(v->data + length, v->length - length, 0);
  v->length = length;
  return 0;
}

W smt_vector_copy(W vector, W from, W to) {
  const Vector *v = (const Vector *)vector;
  if (to > v->length) to = v->length;
  if (from > to) from = to;
  Vector *r = vector_new(to - from);
  if (to > from) memcpy(r->data, v->data + from, (to - from) * sizeof(W));
  r->length = to - from;
  return (W)r;
}

/* ---- sorting ---- */

enum { INSERTION = 8 }; /* pieces up to this length are sorted by insertion */

/* Merge sort of p[0..n-1] with as much scratch space. Stable: an element moves before another
 * only when it is less. */
static void sort(W less, W *p, W n, W *space) {
  if (n <= INSERTION) {
    for (W i = 1; i < n; i++) {
      W x = p[i], j = i;
      for (; j > 0 && smt_apply2(less, x, p[j - 1]); j--) p[j] = p[j - 1];
      p[j] = x;
    }
    return;
  }
  W left = n / 2;
  sort(less, p, left, space);
  sort(less, p + left, n - left, space);
  if (!smt_apply2(less, p[left], p[left - 1])) return; /* in order already */
  memcpy(space, p, left * sizeof(W));
  W i = 0, j = left, k = 0;
  while (i < left && j < n) {
    if (smt_apply2(less, p[j], space[i])) p[k++] = p[j++];
    else p[k++] = space[i++];
  }
  memcpy(p + k, space + i, (left - i) * sizeof(W));
}

W smt_vector_sort(W less, W vector) {
  Vector *v = (Vector *)vector;
  W n = v->length;
  if (n < 2) return 0;
  /* A copy is sorted: `less` may throw, or change the vector. */
  W *copy = smt_alloc_mutable(n + n / 2);
  memcpy(copy, v->data, n * sizeof(W));
  fill(copy + n, n / 2, 0);
  sort(less, copy, n, copy + n);
  memcpy(v->data, copy, (n < v->length ? n : v->length) * sizeof(W));
  return 0;
}

W smt_list_sort(W less, W list) {
  W n = 0;
  for (W l = list; l; l = SMT_FIELDS(l)[1]) n++;
  if (n < 2) return list;
  W *copy = smt_alloc_mutable(n + n / 2), i = 0;
  for (W l = list; l; l = SMT_FIELDS(l)[1]) copy[i++] = SMT_FIELDS(l)[0];
  fill(copy + n, n / 2, 0);
  sort(less, copy, n, copy + n);
  W result = 0;
  while (n-- > 0) result = smt_cons(copy[n], result);
  return result;
}
