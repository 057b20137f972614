/* constraint.c -- constraints of a written type that say nothing: another one implies them, or an instance always holds. */
#include "typecheck/checker.h"

/* Does `p` imply `wanted`, being the same or by its superclasses? */
static bool implies(Checker *c, const Pred *p, const Pred *wanted) {
  bool same = p->cls == wanted->cls;
  for (int i = 0; same && i < p->cls->params; i++) same = ty_equal(p->arg[i], wanted->arg[i]);
  if (same) return true;
  for (int i = 0; i < p->cls->supers; i++) {
    Pred super = p->cls->super[i];
    Type **arg = ARENA_ARRAY(c->arena, Type *, super.cls->params + 1);
    for (int k = 0; k < super.cls->params; k++)
      arg[k] = ty_instantiate(c->arena, super.arg[k], p->arg);
    super.arg = arg;
    if (implies(c, &super, wanted)) return true;
  }
  return false;
}

/* Is there no type variable in it, and an instance for it? */
static bool always_holds(Checker *c, const Pred *p) {
  TypeSet open = {0};
  for (int i = 0; i < p->cls->params; i++) type_vars(c->arena, p->arg[i], &open);
  return open.len == 0 && instance_exists(c, p->cls, p->arg);
}

void constraint_check_all(Checker *c, Pred *pred, int preds) {
  TypePrinter p = {.arena = c->arena};
  if (c->package->is_library) return;
  for (int i = 0; i < preds; i++) {
    if (always_holds(c, &pred[i]))
      diag_warn(c->diag, DIAG_REDUCIBLE, pred[i].span,
                "the constraint `%s` says nothing: there is always this instance",
                ty_pred_text(&p, &pred[i]));
    for (int k = 0; k < preds; k++) {
      /* of two that imply each other the later one is superfluous */
      if (k == i || !implies(c, &pred[k], &pred[i]) || (k > i && implies(c, &pred[i], &pred[k])))
        continue;
      diag_warn(c->diag, DIAG_REDUCIBLE, pred[i].span,
                "the constraint `%s` says nothing: `%s` implies it", ty_pred_text(&p, &pred[i]),
                ty_pred_text(&p, &pred[k]));
      break;
    }
  }
}
