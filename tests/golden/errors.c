/* Made by smt; do not edit. */
#include "smt.h"

#define SMT_ALIGNED __attribute__((aligned(16), unused))
#define SMT_LOCAL SMT_CODE static __attribute__((unused))


SMT_LOCAL W ls_checked__fn_21913(W, W);
static const W ls_checked__fn_21914__c[2] SMT_ALIGNED;
SMT_LOCAL W ls_checked__fn_21914(W, W, W, W);
SMT_LOCAL W s_checked(W);
static W s__starlimit_star;
static const W ls_main__fn_21916__c[2] SMT_ALIGNED;
SMT_LOCAL W ls_main__fn_21916(W, W);
SMT_LOCAL W s_main(W);
SMT_LOCAL W s_describe_Failure(W);
SMT_LOCAL W s_describe_Use(W);
SMT_LOCAL W s_start(W);
static const W s_describe_Failure__c[2] SMT_ALIGNED;
SMT_LOCAL W s_describe_Failure__closure(W, W);
static const W s_describe_Use__c[2] SMT_ALIGNED;
SMT_LOCAL W s_describe_Use__closure(W, W);
SMT_LOCAL W ls_checked__fn_21915(W, W);
static const W ls_main__fn_21917__c[2] SMT_ALIGNED;
SMT_LOCAL W ls_main__fn_21917(W, W);
static const W ls_main__fn_21918__c[2] SMT_ALIGNED;
SMT_LOCAL W ls_main__fn_21918(W, W, W, W);

static const W ls_checked__fn_21914__c[2] SMT_ALIGNED = {(W)ls_checked__fn_21914, 3};
static const W ls_main__fn_21916__c[2] SMT_ALIGNED = {(W)ls_main__fn_21916, 1};
static const struct { uint32_t bytes, chars; char text[9]; } str_1_Failure SMT_ALIGNED = {8, 8,
  "(Failure"};
static const struct { uint32_t bytes, chars; char text[2]; } str_2_ SMT_ALIGNED = {1, 1,
  " "};
static const struct { uint32_t bytes, chars; char text[2]; } str_3_ SMT_ALIGNED = {1, 1,
  ")"};
static const struct { uint32_t bytes, chars; char text[5]; } str_4_Use SMT_ALIGNED = {4, 4,
  "(Use"};
static const W s_describe_Failure__c[2] SMT_ALIGNED = {(W)s_describe_Failure__closure, 1};
static const W s_describe_Use__c[2] SMT_ALIGNED = {(W)s_describe_Use__closure, 1};
static const W ls_main__fn_21917__c[2] SMT_ALIGNED = {(W)ls_main__fn_21917, 1};
static const W ls_main__fn_21918__c[2] SMT_ALIGNED = {(W)ls_main__fn_21918, 3};


static W s_checked(W n) {
  W *p = (W *)smt_closure_new((void *)ls_checked__fn_21913, 1, 1);
  p[2] = n;
  W t = (W)p;
  return smt_resumable(t, (W)ls_checked__fn_21914__c);
}

static W s_main(W x) {
  (void)x;
  W x_2 = smt_dynamic_bind((W)&s__starlimit_star, SMT_SMALL(3), (W)ls_main__fn_21916__c);
  return smt_println(smt_int_to_string(x_2));
}

static W s_describe_Failure(W x) {
  return smt_string_concat(smt_string_concat((W)&str_1_Failure, smt_string_concat((W)&str_2_, smt_int_to_string(x))), (W)&str_3_);
}

static W s_describe_Use(W x) {
  return smt_string_concat(smt_string_concat((W)&str_4_Use, smt_string_concat((W)&str_2_, smt_int_to_string(x))), (W)&str_3_);
}

static W s_start(W x) {
  (void)x;
  s_main(0ul);
  return 0ul;
}

static W ls_checked__fn_21913(W self, W x) {
  (void)x;
  W n = ((W *)self)[2];
  W y = s__starlimit_star;
  W t = smt_int_lt(y, n);
  if (t) {
    return smt_throw((W)s_describe_Failure__c, n, 1);
  }
  return n;
}

static W ls_checked__fn_21914(W self, W x, W x_2, W x_3) {
  (void)self;
  if (x == ((W)s_describe_Use__c)) {
    W *p = (W *)smt_closure_new((void *)ls_checked__fn_21915, 1, 1);
    p[2] = x_2;
    return (W)p;
  }
  return x_3;
}

static W ls_checked__fn_21915(W self, W x) {
  (void)x;
  W x_2 = ((W *)self)[2];
  return x_2;
}

static W ls_main__fn_21916(W self, W x) {
  (void)self;
  (void)x;
  return smt_catch((W)ls_main__fn_21917__c, (W)ls_main__fn_21918__c);
}

static W ls_main__fn_21917(W self, W x) {
  (void)self;
  (void)x;
  return s_checked(SMT_SMALL(5));
}

static W ls_main__fn_21918(W self, W x, W x_2, W x_3) {
  (void)self;
  if (x == ((W)s_describe_Failure__c)) {
    return smt_resume_to((W)s_describe_Use__c, smt_int_mul(SMT_SMALL(2), x_2), 2);
  }
  return x_3;
}

static void smt_init(void) {
  s__starlimit_star = SMT_SMALL(10);
}

static W s_describe_Use__closure(W self, W x) {
  (void)self;
  return s_describe_Use(x);
}

static W s_describe_Failure__closure(W self, W x) {
  (void)self;
  return s_describe_Failure(x);
}

static const char *const smt_files[] = {"", "errors.smt"};
static const SmtSite smt_sites[] = {
{0, 0, 0}, {10, 32, 1}, {16, 35, 1}, };
static const SmtFunctionEntry smt_functions[] = {
{(void *)s_checked, "checked"},
{(void *)s_main, "main"},
{(void *)s_describe_Failure, "describe Failure"},
{(void *)s_describe_Use, "describe Use"},
{(void *)s_start, "start"},
{(void *)ls_checked__fn_21913, "checked"},
{(void *)ls_checked__fn_21914, "checked"},
{(void *)ls_checked__fn_21915, "checked"},
{(void *)ls_main__fn_21916, "main"},
{(void *)ls_main__fn_21917, "main"},
{(void *)ls_main__fn_21918, "main"},
{(void *)s_describe_Use__closure, 0},
{(void *)s_describe_Failure__closure, 0},
};
const SmtProgram smt_program = {smt_init, s_start, smt_files, smt_sites, 3, smt_functions, 13, 0, 0};

