/* Made by smt; do not edit. */
#include "smt.h"

#define SMT_ALIGNED __attribute__((aligned(16), unused))
#define SMT_LOCAL SMT_CODE static __attribute__((unused))

SMT_LOCAL W s_all_close_p(W, W);
SMT_LOCAL W s_Close_Integer_close_p(W, W);
W s_coalton_optional__Eq__Optional__a___eq_eq(W, W, W);
SMT_LOCAL W s_Close__Optional__a__close_p(W, W, W);
SMT_LOCAL W s_start(W);
extern const W s_coalton_classes__Eq_Integer__d[];
SMT_LOCAL W ls_coalton_optional__Eq__Optional__a___eq_eq__Eq_Optional_a__21922(W, W);
static const W s_Close_Integer__d[2] SMT_ALIGNED;
SMT_LOCAL W ls_Close__Optional__a__close_p__Close_Optional_a_close__21925(W, W);
static const W ls_Close__Optional__a___Close_Optional_a__21919__d[2] SMT_ALIGNED;
SMT_LOCAL W s_expression__init(void);
static const W ls_coalton_optional__Eq__Optional__a___Eq_Optional_a__21921__d[1] SMT_ALIGNED;
static const W ls_Close__Optional__a__close_p__Close_Optional_a_close__21925__c[2] SMT_ALIGNED;
SMT_LOCAL W ls_Close__Optional__a__close_p__Close_Optional_a_close__21925__closure(W, W, W);
static const W ls_coalton_optional__Eq__Optional__a___eq_eq__Eq_Optional_a__21922__c[2] SMT_ALIGNED;
SMT_LOCAL W ls_coalton_optional__Eq__Optional__a___eq_eq__Eq_Optional_a__21922__closure(W, W, W);
static const W s_Close_Integer_close_p__c[2] SMT_ALIGNED;
SMT_LOCAL W s_Close_Integer_close_p__closure(W, W, W);

static const W data_1_Cons[2] SMT_ALIGNED = {0ul, 0ul};
static const W data_2_Some[1] SMT_ALIGNED = {SMT_SMALL(2)};
static const W data_3_Cons[2] SMT_ALIGNED = {(W)data_2_Some + 1, (W)data_1_Cons + 1};
static const W data_4_Some[1] SMT_ALIGNED = {SMT_SMALL(1)};
static const W data_5_Cons[2] SMT_ALIGNED = {(W)data_4_Some + 1, (W)data_3_Cons + 1};
static const struct { uint32_t bytes, chars; char text[5]; } str_6_True SMT_ALIGNED = {4, 4,
  "True"};
static const struct { uint32_t bytes, chars; char text[6]; } str_7_False SMT_ALIGNED = {5, 5,
  "False"};
static const W ls_Close__Optional__a__close_p__Close_Optional_a_close__21925__c[2] SMT_ALIGNED = {(W)ls_Close__Optional__a__close_p__Close_Optional_a_close__21925__closure, 2};
static const W ls_Close__Optional__a___Close_Optional_a__21919__d[2] SMT_ALIGNED = {(W)ls_coalton_optional__Eq__Optional__a___Eq_Optional_a__21921__d, (W)ls_Close__Optional__a__close_p__Close_Optional_a_close__21925__c};
static const W ls_coalton_optional__Eq__Optional__a___eq_eq__Eq_Optional_a__21922__c[2] SMT_ALIGNED = {(W)ls_coalton_optional__Eq__Optional__a___eq_eq__Eq_Optional_a__21922__closure, 2};
static const W ls_coalton_optional__Eq__Optional__a___Eq_Optional_a__21921__d[1] SMT_ALIGNED = {(W)ls_coalton_optional__Eq__Optional__a___eq_eq__Eq_Optional_a__21922__c};
static const W s_Close_Integer_close_p__c[2] SMT_ALIGNED = {(W)s_Close_Integer_close_p__closure, 2};
static const W s_Close_Integer__d[2] SMT_ALIGNED = {(W)s_coalton_classes__Eq_Integer__d, (W)s_Close_Integer_close_p__c};


static W s_all_close_p(W v_Close, W xs) {
again:;
  if ((xs & 15) == 1) {
    W a = ((W *)(xs - 1))[0];
    W rest = ((W *)(xs - 1))[1];
    if ((rest & 15) == 1) {
      W b = ((W *)(rest - 1))[0];
      smt_rt.site = 1;
      W t = smt_apply2(((W *)v_Close)[1], a, b);
      if (t) {
        xs = rest;
        goto again;
      }
      return 0ul;
    }
    goto join_1;
  }
join_1:;
  return 1ul;
}

static W s_Close_Integer_close_p(W a, W b) {
  W x = smt_int_sub(a, b);
  return smt_int_lt(smt_int_lt(x, SMT_SMALL(0)) ? smt_int_neg(x) : x, SMT_SMALL(2));
}

static W s_Close__Optional__a__close_p(W v_Close, W x, W y) {
  W x_2 = smt_data2(0, x, y);
  W x_3 = ((W *)x_2)[0];
  W x_4 = ((W *)x_2)[1];
  if ((x_3 & 15) == 1) {
    W a = ((W *)(x_3 - 1))[0];
    if ((x_4 & 15) == 1) {
      W b = ((W *)(x_4 - 1))[0];
      smt_rt.site = 2;
      return smt_apply2(((W *)v_Close)[1], a, b);
    }
    goto join_1;
  }
join_1:;
  smt_rt.site = 3;
  return s_coalton_optional__Eq__Optional__a___eq_eq(((W *)v_Close)[0], x, y);
}

static W s_start(W x) {
  (void)x;
  return 0ul;
}

static W ls_coalton_optional__Eq__Optional__a___eq_eq__Eq_Optional_a__21922(W x, W y) {
  return s_coalton_optional__Eq__Optional__a___eq_eq((W)s_coalton_classes__Eq_Integer__d, x, y);
}

static W ls_Close__Optional__a__close_p__Close_Optional_a_close__21925(W x, W y) {
  return s_Close__Optional__a__close_p((W)s_Close_Integer__d, x, y);
}

static W s_expression__init(void) {
  W x = s_all_close_p((W)ls_Close__Optional__a___Close_Optional_a__21919__d, (W)data_5_Cons + 1);
  return smt_println(x ? ((W)&str_6_True) : ((W)&str_7_False));
}

static void smt_init(void) {
  s_expression__init();
}

static W s_Close_Integer_close_p__closure(W self, W x, W x_2) {
  (void)self;
  return s_Close_Integer_close_p(x, x_2);
}

static W ls_coalton_optional__Eq__Optional__a___eq_eq__Eq_Optional_a__21922__closure(W self, W x, W x_2) {
  (void)self;
  return ls_coalton_optional__Eq__Optional__a___eq_eq__Eq_Optional_a__21922(x, x_2);
}

static W ls_Close__Optional__a__close_p__Close_Optional_a_close__21925__closure(W self, W x, W x_2) {
  (void)self;
  return ls_Close__Optional__a__close_p__Close_Optional_a_close__21925(x, x_2);
}

static const char *const smt_files[] = {"", "classes.smt"};
static const SmtSite smt_sites[] = {
{0, 0, 0}, {16, 40, 1}, {11, 34, 1}, {12, 10, 1}, };
static const SmtFunctionEntry smt_functions[] = {
{(void *)s_all_close_p, "all-close\077"},
{(void *)s_Close_Integer_close_p, "Close Integer.close\077"},
{(void *)s_Close__Optional__a__close_p, "Close (Optional :a).close\077"},
{(void *)s_start, "start"},
{(void *)ls_coalton_optional__Eq__Optional__a___eq_eq__Eq_Optional_a__21922, "Eq (Optional :a).=="},
{(void *)ls_Close__Optional__a__close_p__Close_Optional_a_close__21925, "Close (Optional :a).close\077"},
{(void *)s_expression__init, 0},
{(void *)s_Close_Integer_close_p__closure, 0},
{(void *)ls_coalton_optional__Eq__Optional__a___eq_eq__Eq_Optional_a__21922__closure, 0},
{(void *)ls_Close__Optional__a__close_p__Close_Optional_a_close__21925__closure, 0},
};
const SmtProgram smt_program = {smt_init, s_start, smt_files, smt_sites, 4, smt_functions, 10, 0, 0};

