/* Made by smt; do not edit. */
#define SMT_PROGRAM 1
#include "smt.h"

#define SMT_ALIGNED __attribute__((aligned(16), unused))
#define SMT_LOCAL SMT_CODE static __attribute__((unused))

SMT_LOCAL W s_start(W);

static const struct { uint32_t bytes, chars; char text[2]; } str_1_a SMT_ALIGNED = {1, 1,
  "a"};
static const W data_2_Cons[2] SMT_ALIGNED = {(W)&str_1_a, 0ul};
static const struct { uint32_t bytes, chars; char text[2]; } str_3_b SMT_ALIGNED = {1, 1,
  "b"};
static const W data_4_Cons[2] SMT_ALIGNED = {(W)&str_3_b, (W)data_2_Cons + 1};
static const struct { uint32_t bytes, chars; char text[2]; } str_5_c SMT_ALIGNED = {1, 1,
  "c"};
static const W data_6_Cons[2] SMT_ALIGNED = {(W)&str_5_c, (W)data_4_Cons + 1};
static const struct { uint32_t bytes, chars; char text[2]; } str_7_d SMT_ALIGNED = {1, 1,
  "d"};
static const W data_8_Cons[2] SMT_ALIGNED = {(W)&str_7_d, (W)data_6_Cons + 1};
static const struct { uint32_t bytes, chars; char text[2]; } str_9_e SMT_ALIGNED = {1, 1,
  "e"};
static const W data_10_Cons[2] SMT_ALIGNED = {(W)&str_9_e, (W)data_8_Cons + 1};
static const struct { uint32_t bytes, chars; char text[2]; } str_11_ SMT_ALIGNED = {1, 1,
  "!"};
static const W data_12_Cons[2] SMT_ALIGNED = {(W)&str_11_, (W)data_10_Cons + 1};


static W s_start(W x) {
  (void)x;
  smt_println(smt_int_to_string(SMT_SMALL(5)));
  smt_println(smt_string_concat_list((W)data_12_Cons + 1));
  return 0ul;
}

static void smt_init(void) {
}

static const char *const smt_files[] = {""};
static const char smt_sites[] = "";
static void *const smt_functions[] = {
(void *)s_start, };
static const char smt_names[] = "\001\000";
const SmtProgram smt_program = {smt_init, s_start, smt_files, smt_sites, smt_functions, smt_names, 1, 0, 0};

