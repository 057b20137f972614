#include "tests/unit/unit.h"
#include "typecheck/check.h"
#include "typecheck/checker.h"

static Arena arena;
static SymTable names;
static Sources sources;
static Diag diag;
static int next_id = 1;
static World world;
static Checker c;

static void start(void) {
  arena = arena_new(0);
  sym_init(&names, &arena);
  sources_init(&sources, &arena);
  diag_init(&diag, &arena, &sources);
  world = (World){
      .arena = &arena, .names = &names, .diag = &diag, .sources = &sources, .next_id = &next_id};
  cnames_init(&world.cnames, &arena);
  c = (Checker){.world = &world, .arena = &arena, .diag = &diag};
  c.builtin = check_builtins(&world);
}

static Kind *star(void) { return kind_star(&arena); }
static Type *var(int level) { return ty_var(&arena, &next_id, level, star()); }
static Type *var_of(Kind *kind) { return ty_var(&arena, &next_id, 1, kind); }
static Type *rigid(int level, const char *name) {
  return ty_rigid(&arena, &next_id, level, star(), sym_of(&names, name));
}
static Type *integer(void) { return ty_con(&arena, c.builtin->integer); }
static Type *string(void) { return ty_con(&arena, c.builtin->string); }
static Type *list(Type *t) { return ty_app(&arena, ty_con(&arena, c.builtin->list), t); }
static Type *arrow(Type *a, Type *b) { return ty_arrow(&c, a, b); }

static const char *text(Type *t) {
  TypePrinter p = {.arena = &arena};
  return ty_text(&p, t);
}

START_TEST(a_variable_becomes_the_type) {
  start();
  Type *x = var(1);
  ck_assert_int_eq(unify(&c, x, list(integer())), UNIFY_OK);
  ck_assert_str_eq(text(x), "List Integer");
  ck_assert_int_eq(unify(&c, list(string()), x), UNIFY_MISMATCH);
}
END_TEST

START_TEST(two_variables_become_one) {
  start();
  Type *x = var(1), *y = var(1), *z = var(1);
  ck_assert_int_eq(unify(&c, x, y), UNIFY_OK);
  ck_assert_int_eq(unify(&c, y, z), UNIFY_OK);
  ck_assert_int_eq(unify(&c, z, integer()), UNIFY_OK);
  ck_assert_str_eq(text(x), "Integer");
}
END_TEST

START_TEST(functions_from_left_to_right) {
  start();
  Type *a = var(1), *b = var(1);
  ck_assert_int_eq(unify(&c, arrow(a, arrow(b, a)), arrow(integer(), arrow(string(), integer()))),
                   UNIFY_OK);
  ck_assert_str_eq(text(arrow(a, b)), "Integer -> String");
  ck_assert_int_eq(unify(&c, arrow(integer(), integer()), integer()), UNIFY_MISMATCH);
}
END_TEST

START_TEST(an_arrow_is_an_application) {
  start();
  Type *f = var_of(kind_arrow(&arena, star(), star())), *x = var(1);
  ck_assert_int_eq(unify(&c, ty_app(&arena, f, x), arrow(string(), integer())), UNIFY_OK);
  ck_assert_str_eq(text(x), "Integer");
  ck_assert_ptr_eq(ty_head(f), c.builtin->arrow);
}
END_TEST

START_TEST(occurs_looks_through_bound_variables) {
  start();
  Type *x = var(1), *y = var(1);
  ck_assert_int_eq(unify(&c, x, list(y)), UNIFY_OK);
  ck_assert_int_eq(unify(&c, y, arrow(integer(), x)), UNIFY_INFINITE);
  ck_assert_int_eq(unify(&c, x, x), UNIFY_OK);
}
END_TEST

START_TEST(levels_sink_to_the_outer_one) {
  start();
  Type *outer = var(1), *inner = var(3), *other = var(2);
  ck_assert_int_eq(unify(&c, outer, arrow(list(inner), other)), UNIFY_OK);
  ck_assert_int_eq(inner->var.level, 1);
  ck_assert_int_eq(other->var.level, 1);
}
END_TEST

START_TEST(levels_of_variables_meet) {
  start();
  Type *deep = var(5), *shallow = var(2);
  ck_assert_int_eq(unify(&c, deep, shallow), UNIFY_OK);
  ck_assert_int_eq(ty_find(deep)->var.level, 2);
  ck_assert_ptr_eq(ty_find(deep), ty_find(shallow));
}
END_TEST

START_TEST(a_rigid_variable_is_itself_only) {
  start();
  Type *a = rigid(1, ":a"), *b = rigid(1, ":b"), *x = var(1);
  ck_assert_int_eq(unify(&c, a, a), UNIFY_OK);
  ck_assert_int_ne(unify(&c, a, b), UNIFY_OK);
  ck_assert_int_ne(unify(&c, a, integer()), UNIFY_OK);
  ck_assert_int_eq(unify(&c, x, a), UNIFY_OK);
  ck_assert_ptr_eq(ty_find(x), a);
}
END_TEST

START_TEST(a_rigid_variable_does_not_leave_its_scope) {
  start();
  Type *outer = var(1), *a = rigid(2, ":a");
  ck_assert_int_eq(unify(&c, outer, list(a)), UNIFY_RIGID);
}
END_TEST

START_TEST(kinds_must_agree) {
  start();
  Type *f = var_of(kind_arrow(&arena, star(), star())), *x = var(1);
  ck_assert_int_eq(unify(&c, f, integer()), UNIFY_KIND);
  ck_assert_int_eq(unify(&c, x, ty_con(&arena, c.builtin->list)), UNIFY_KIND);
  ck_assert_int_eq(unify(&c, f, ty_con(&arena, c.builtin->list)), UNIFY_OK);
}
END_TEST

START_TEST(an_open_kind_is_settled) {
  start();
  Kind *k = kind_var(&arena);
  Type *f = var_of(k);
  ck_assert_int_eq(unify(&c, f, ty_con(&arena, c.builtin->list)), UNIFY_OK);
  ck_assert_str_eq(kind_text(&arena, k), "* -> *");
}
END_TEST

START_TEST(an_error_unifies_with_everything_and_spreads) {
  start();
  Type *x = var(1), *y = var(1), *a = rigid(1, ":a");
  ck_assert_int_eq(unify(&c, ty_error(&arena), arrow(x, integer())), UNIFY_OK);
  ck_assert(ty_has_error(x));
  ck_assert_int_eq(unify(&c, y, ty_error(&arena)), UNIFY_OK);
  ck_assert(ty_has_error(y));
  ck_assert_int_eq(unify(&c, list(a), ty_error(&arena)), UNIFY_OK);
  ck_assert(!ty_has_error(a));
  ck_assert_int_eq(diag.errors, 0);
}
END_TEST

START_TEST(unify_at_names_both_types) {
  start();
  ck_assert(!unify_at(&c, (Span){0}, list(integer()), string()));
  ck_assert_int_eq(diag.errors, 1);
  ck_assert_str_eq(diag.messages.data[0]->expected, "List Integer");
  ck_assert_str_eq(diag.messages.data[0]->found, "String");
  ck_assert(unify_at(&c, (Span){0}, integer(), integer()));
  ck_assert_int_eq(diag.errors, 1);
}
END_TEST

UNIT_MAIN("unify", a_variable_becomes_the_type, two_variables_become_one,
          functions_from_left_to_right, an_arrow_is_an_application,
          occurs_looks_through_bound_variables, levels_sink_to_the_outer_one,
          levels_of_variables_meet, a_rigid_variable_is_itself_only,
          a_rigid_variable_does_not_leave_its_scope, kinds_must_agree, an_open_kind_is_settled,
          an_error_unifies_with_everything_and_spreads, unify_at_names_both_types)
