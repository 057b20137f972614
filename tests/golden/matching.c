/* Made by smt; do not edit. */
#include "smt.h"

#define SMT_ALIGNED __attribute__((aligned(16), unused))
#define SMT_LOCAL SMT_CODE static __attribute__((unused))

SMT_LOCAL W s_mix(W, W);
SMT_LOCAL W s_kind(W, W);
SMT_LOCAL W s_start(W);
SMT_LOCAL W s_expression__init(void);
SMT_LOCAL W s_expression_2__init(void);

static const struct { uint32_t bytes, chars; char text[4]; } str_1_red SMT_ALIGNED = {3, 3,
  "red"};
static const struct { uint32_t bytes, chars; char text[7]; } str_2_yellow SMT_ALIGNED = {6, 6,
  "yellow"};
static const struct { uint32_t bytes, chars; char text[7]; } str_3_bluish SMT_ALIGNED = {6, 6,
  "bluish"};
static const struct { uint32_t bytes, chars; char text[15]; } str_4_something_else SMT_ALIGNED = {14, 14,
  "something else"};
static const struct { uint32_t bytes, chars; char text[4]; } str_5_one SMT_ALIGNED = {3, 3,
  "one"};
static const struct { uint32_t bytes, chars; char text[1]; } str_6_ SMT_ALIGNED = {0, 0,
  ""};
static const W big_7[3] SMT_ALIGNED = {2ul, 0x19e0c9bab2400000ul, 542ul};


static W s_mix(W a, W b) {
  W x = smt_data2(0, a, b);
  W x_2 = ((W *)x)[0];
  W x_3 = ((W *)x)[1];
  switch (x_3) {
  case 0: /* Red */ {
    switch (x_2) {
    case 0: /* Red */ {
      return (W)&str_1_red;
    }
    case 1: /* Green */ {
      return (W)&str_2_yellow;
    }
    default: {
      goto join_1;
    }
    }
  }
  case 1: /* Green */ {
    if (x_2 == 0) {
      return (W)&str_2_yellow;
    }
    goto join_1;
  }
  default: {
    return (W)&str_3_bluish;
  }
  }
join_1:;
  return (W)&str_4_something_else;
}

static W s_kind(W text, W n) {
  if (smt_string_eq(text, (W)&str_5_one)) {
    return SMT_SMALL(1);
  }
  if (smt_string_eq(text, (W)&str_6_)) {
    if (smt_int_eq(n, SMT_SMALL(0))) {
      return SMT_SMALL(0);
    }
    if (smt_int_eq(n, (W)big_7)) {
      return SMT_SMALL(2);
    }
    return n;
  }
  return SMT_SMALL(-1);
}

static W s_start(W x) {
  (void)x;
  return 0ul;
}

static W s_expression__init(void) {
  W text = s_mix(1ul, 0ul);
  return smt_println(text);
}

static W s_expression_2__init(void) {
  W x = s_kind((W)&str_6_, SMT_SMALL(5));
  return smt_println(smt_int_to_string(x));
}

static void smt_init(void) {
  s_expression__init();
  s_expression_2__init();
}

static const char *const smt_files[] = {""};
static const SmtSite smt_sites[] = {
{0, 0, 0}, };
static const SmtFunctionEntry smt_functions[] = {
{(void *)s_mix, "mix"},
{(void *)s_kind, "kind"},
{(void *)s_start, "start"},
{(void *)s_expression__init, 0},
{(void *)s_expression_2__init, 0},
};
const SmtProgram smt_program = {smt_init, s_start, smt_files, smt_sites, 1, smt_functions, 5, 0, 0};

