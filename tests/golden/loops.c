/* Made by smt; do not edit. */
#define SMT_PROGRAM 1
#include "smt.h"

#define SMT_ALIGNED __attribute__((aligned(16), unused))
#define SMT_LOCAL SMT_CODE static __attribute__((unused))

SMT_LOCAL W s_even_length_p(W);
SMT_LOCAL W s_start(W);
SMT_LOCAL W s_expression__init(void);
SMT_LOCAL W s_expression_2__init(void);
SMT_LOCAL W s_expression_3__init(void);

static const W data_1_Cons[2] SMT_ALIGNED = {SMT_SMALL(3), 0ul};
static const W data_2_Cons[2] SMT_ALIGNED = {SMT_SMALL(2), (W)data_1_Cons + 1};
static const W data_3_Cons[2] SMT_ALIGNED = {SMT_SMALL(1), (W)data_2_Cons + 1};
static const struct { uint32_t bytes, chars; char text[5]; } str_4_True SMT_ALIGNED = {4, 4,
  "True"};
static const struct { uint32_t bytes, chars; char text[6]; } str_5_False SMT_ALIGNED = {5, 5,
  "False"};


static W s_even_length_p(W xs) {
again:;
  if (xs == 0) {
    return 1ul;
  }
  W r = ((W *)(xs - 1))[1];
  if (r == 0) {
    return 0ul;
  }
  W r_2 = ((W *)(r - 1))[1];
  xs = r_2;
  goto again;
}

static W s_start(W x) {
  (void)x;
  return 0ul;
}

static W s_expression__init(void) {
  W x;
  W i;
  W sum;
  W i_2;
  W sum_2;
  i = SMT_SMALL(1);
  sum = SMT_SMALL(0);
loop_1:;
  if (sum & 1) {
    if ((int64_t)SMT_SMALL(10) < (int64_t)i) {
      x = sum;
    } else {
      sum = smt_small_add(sum, i);
      i = i + SMT_SMALL(1) - 1;
      goto loop_1;
    }
  } else {
    i_2 = i;
    sum_2 = sum;
    goto loop_2;
  }
  goto end_3;
loop_2:;
  if ((int64_t)SMT_SMALL(10) < (int64_t)i_2) {
    x = sum_2;
  } else {
    sum_2 = smt_int_add(sum_2, i_2);
    i_2 = i_2 + SMT_SMALL(1) - 1;
    goto loop_2;
  }
end_3:;
  return smt_println(smt_int_to_string(x));
}

static W s_expression_2__init(void) {
  W i = SMT_SMALL(7);
  for (;;) {
    W x = i;
    if ((int64_t)SMT_SMALL(100) < (int64_t)x) {
      goto end_1;
    }
    W a = i;
    i = a + SMT_SMALL(7) - 1;
  }
end_1:;
  W x_2 = i;
  return smt_println(smt_int_to_string(x_2));
}

static W s_expression_3__init(void) {
  W x = s_even_length_p((W)data_3_Cons + 1);
  return smt_println(x ? ((W)&str_4_True) : ((W)&str_5_False));
}

static void smt_init(void) {
  s_expression__init();
  s_expression_2__init();
  s_expression_3__init();
}

static const char *const smt_files[] = {""};
static const char smt_sites[] = "";
static void *const smt_functions[] = {
(void *)s_even_length_p, (void *)s_start, (void *)s_expression__init, (void *)s_expression_2__init,
(void *)s_expression_3__init, };
static const char smt_names[] = "even-length\077\000\001\000\000\000\000";
const SmtProgram smt_program = {smt_init, s_start, smt_files, smt_sites, smt_functions, smt_names, 5, 0, 0};

