/* Made by smt; do not edit. */
#include "smt.h"

#define SMT_ALIGNED __attribute__((aligned(16), unused))
#define SMT_LOCAL SMT_CODE static __attribute__((unused))


SMT_LOCAL W ls_adder__fn_N(W, W);
SMT_LOCAL W s_adder(W);
SMT_LOCAL W s_six(W, W, W, W, W);
SMT_LOCAL W s_main(W);
SMT_LOCAL W s_start(W);

static const struct { uint32_t bytes, chars; char text[2]; } str_1_a SMT_ALIGNED = {1, 1,
  "a"};
static const struct { uint32_t bytes, chars; char text[2]; } str_2_b SMT_ALIGNED = {1, 1,
  "b"};
static const struct { uint32_t bytes, chars; char text[2]; } str_3_c SMT_ALIGNED = {1, 1,
  "c"};
static const struct { uint32_t bytes, chars; char text[2]; } str_4_d SMT_ALIGNED = {1, 1,
  "d"};
static const struct { uint32_t bytes, chars; char text[2]; } str_5_e SMT_ALIGNED = {1, 1,
  "e"};
static const struct { uint32_t bytes, chars; char text[2]; } str_6_ SMT_ALIGNED = {1, 1,
  "!"};


static W s_adder(W n) {
  W twice = smt_int_mul(SMT_SMALL(2), n);
  W *p = (W *)smt_closure_new((void *)ls_adder__fn_N, 1, 2);
  p[2] = n;
  p[3] = twice;
  return (W)p;
}

static W s_six(W a, W b, W c, W d, W e) {
  W f = smt_rt.spill[0];
  W t = smt_data2(1, f, smt_data2(1, e, smt_data2(1, d, smt_data2(1, c, smt_data2(1, b, smt_data2(1, a, 0ul))))));
  return smt_string_concat_list(t);
}

static W s_main(W x) {
  (void)x;
  W f = s_adder(SMT_SMALL(1));
  smt_rt.site = 1;
  W x_2 = smt_apply1(f, SMT_SMALL(2));
  smt_println(smt_int_to_string(x_2));
  smt_rt.spill[0] = (W)&str_6_;
  W text = s_six((W)&str_1_a, (W)&str_2_b, (W)&str_3_c, (W)&str_4_d, (W)&str_5_e);
  return smt_println(text);
}

static W s_start(W x) {
  (void)x;
  s_main(0ul);
  return 0ul;
}

static W ls_adder__fn_N(W self, W x) {
  W n = ((W *)self)[2];
  W twice = ((W *)self)[3];
  return smt_int_add(smt_int_add(x, n), twice);
}

static void smt_init(void) {
}

static const char *const smt_files[] = {"", "closures.smt"};
static const SmtSite smt_sites[] = {
{0, 0, 0}, {14, 18, 1}, };
static const SmtFunctionEntry smt_functions[] = {
{(void *)s_adder, "adder"},
{(void *)s_six, "six"},
{(void *)s_main, "main"},
{(void *)s_start, "start"},
{(void *)ls_adder__fn_N, "adder"},
};
const SmtProgram smt_program = {smt_init, s_start, smt_files, smt_sites, 2, smt_functions, 5, 0, 0};

