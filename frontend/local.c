/* local.c -- local variables: binding, finding, shadowing, and what is never used. */
#include "frontend/parse_internal.h"

#include <limits.h>
#include <string.h>

Local *local_new(Parser *p, const Sym *name, uint32_t mark, Span span) {
  Local *l = ARENA_NEW(p->world->arena, Local);
  l->name = name;
  l->mark = mark;
  l->span = span;
  l->depth = p->depth;
  return l;
}

void local_bind(Parser *p, Local *l) {
  if (!l->name) return;
  l->shadowed = names_get(&p->locals, l->name);
  names_put(p->world->arena, &p->locals, l->name, l);
}

static const void *place_of(const Local *l) {
  return (void *)((uintptr_t)l->span.file << 32 | l->span.at);
}

void local_unbind(Parser *p, Local *l) {
  if (!l->name) return;
  names_put(p->world->arena, &p->locals, l->name, l->shadowed);
  if (l->name->text[0] == '_' || l->mark || p->scope->package->is_library) return;
  if (!l->used) vec_push(p->world->arena, &p->unused, l);
  else if (p->expansions) map_put(p->world->arena, &p->used_at, place_of(l), l);
}

void local_report_unused(Parser *p, bool wanted) {
  /* Where there are errors, uses may be missing. */
  wanted = wanted && p->world->diag->errors == p->errors_before;
  for (int i = 0; wanted && i < p->unused.len; i++) {
    Local *l = p->unused.data[i];
    if (!map_get(&p->used_at, place_of(l)))
      diag_warn(p->world->diag, DIAG_UNUSED, l->span,
                "the variable `%s` is never used; begin its name with `_` if that is meant",
                l->name->text);
  }
  p->unused.len = 0;
  p->used_at = (Map){0};
}

/* The local variable that a name means, or NULL. A name from a macro template sees only what the same
 * expansion bound; one of the user's never sees what an expansion bound. */
Local *local_find(Parser *p, const Datum *d) {
  if (d->pkg) return NULL;
  for (Local *l = names_get(&p->locals, d->name); l; l = l->shadowed)
    if (l->mark == d->mark) return l;
  return NULL;
}

Local *local_near(Parser *p, const Datum *d) {
  Local *best = NULL;
  int distance = INT_MAX;
  for (int i = 0; i < p->locals.len && d->name->len > 2; i++) {
    Local *l = p->locals.entry[i].value;
    if (l && l->mark == d->mark && near_name(d->name->text, l->name->text, &distance)) best = l;
  }
  return best;
}

void local_bind_pattern(Parser *p, Pattern *pat) {
  if (pat->local) local_bind(p, pat->local);
  for (int i = 0; i < pat->subs; i++) local_bind_pattern(p, pat->sub[i]);
}

/* Many a loop only counts. */
void local_bind_counted(Parser *p, Pattern *pat) {
  if (pat->local) pat->local->used = true;
  if (pat->local) local_bind(p, pat->local);
  for (int i = 0; i < pat->subs; i++) local_bind_counted(p, pat->sub[i]);
}

void local_unbind_pattern(Parser *p, Pattern *pat) {
  for (int i = pat->subs - 1; i >= 0; i--) local_unbind_pattern(p, pat->sub[i]);
  if (pat->local) local_unbind(p, pat->local);
}

void local_check_duplicate(Parser *p, LocalVec *seen, Local *l, const char *what) {
  for (int i = 0; i < seen->len; i++)
    if (seen->data[i]->name == l->name && seen->data[i]->mark == l->mark) {
      diag_error(p->world->diag, DIAG_DUPLICATE, l->span, "duplicate variable `%s` in %s",
                 l->name->text, what);
      diag_note(p->world->diag, seen->data[i]->span, "bound here already");
      return;
    }
  vec_push(p->world->arena, seen, l);
}

void local_note_use(Parser *p, Local *l) {
  l->used = true;
  if (!l->binding) return;
  for (LetFrame *f = p->let; f; f = f->outer)
    if (f->self->group == l->binding->group) vec_push(p->world->arena, &f->self->uses, l->binding);
}
