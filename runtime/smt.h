/* smt.h -- the runtime as generated C sees it.
 *
 * Every value is one 64-bit word, W, without a tag that says what it is: static types said so.
 *
 *   Integer      2n+1 when n fits 63 bits, else the address of an SmtBig (its low bit is 0)
 *   F64, F32     the bits of the number; an F32 lies in the lower half, the upper half is 0
 *   Char         its code
 *   I8..I64, IFix, U8..U64, UFix    sign-extended or zero-extended to the word
 *   Unit 0; Boolean False 0, True 1; Ordering LT 0, EQ 1, GT 2
 *   data         constructor number i without fields is the word i; with fields a 16-byte aligned
 *                address plus i: a match reads no memory to branch, and objects have no header
 *   List         Nil 0, Cons address+1 {head, tail};   Optional   None 0, Some address+1 {x}
 *   Result       Err address+0 {x}, Ok address+1 {x};  Tuple      address+0 {a, b}
 *   String       address of an SmtString;              function   address of an SmtClosure
 *
 * The collector (heap.c) is conservative and moves nothing: a word on the stack, in a register,
 * in static data or in another object that points anywhere into an object keeps it. So nothing
 * is registered and no write is announced; what must be said is only which objects hold no
 * pointers (smt_alloc_leaf) and which will be written to when they have been made
 * (smt_alloc_mutable).
 *
 * Functions here take and give words, so that code compiled in memory by libtcc and code
 * compiled by gcc share one calling convention. The common path of each is inline, the rare one
 * is an ordinary function in ..._slow. extern.c compiles this header with SMT_INLINE empty: the
 * same functions as ordinary external ones, for in-memory code, which declares what it uses and
 * never reads this file. A parameter `site` is the position in the source for messages: an index
 * into SmtProgram.sites, 0 where it is not known. */
#ifndef SMT_H
#define SMT_H

#include <stddef.h>
#include <stdint.h>

/* The runtime is a part of the program or library that it is linked into and nobody else's: several libraries with a runtime
 * each can be in one process, and code that may lie anywhere (-fPIC) comes to it without detours. */
#pragma GCC visibility push(hidden)

#ifndef SMT_INLINE
#define SMT_INLINE static inline __attribute__((unused))
#endif
#ifdef SMT_PROGRAM
/* What follows is generated. What is odd in a script is for smt to say. Tail calls need sibling calls, which there are from -O1 on,
 * and traces need frame pointers. */
#if defined __clang__ || __GNUC__ >= 12
#pragma GCC diagnostic ignored "-Winfinite-recursion"
#endif
#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wtype-limits"
#endif
#if defined __GNUC__ && !defined __clang__ && !defined __OPTIMIZE__
#pragma GCC optimize("O1", "optimize-sibling-calls", "no-omit-frame-pointer")
#endif
#endif

#define SMT_NORETURN _Noreturn __attribute__((cold))
#define SMT_LIKELY(x) __builtin_expect(!!(x), 1)
#define SMT_UNLIKELY(x) __builtin_expect(!!(x), 0)

/* A rare path that changes no register but that of its result: smt_NAME_rare of rare.S is smt_NAME_slow, called so. Compilers
 * take the function around such a call for one that calls nothing, which may use the red zone: the call steps over it, unless
 * the code is compiled with -mno-red-zone and says so. Elsewhere than on x86-64, where more registers survive an ordinary call,
 * it is one. */
#if defined(__x86_64__)
#ifdef SMT_NO_RED_ZONE
#define SMT_RARE_CALL(name) "call smt_" #name "_rare"
#else
#define SMT_RARE_CALL(name)                                                                        \
  "leaq -128(%%rsp), %%rsp\n\tcall smt_" #name "_rare\n\tleaq 128(%%rsp), %%rsp"
#endif
#define SMT_RARE(name, ...)                                                                        \
  ({                                                                                               \
    W smt_result;                                                                                  \
    __asm__ volatile(SMT_RARE_CALL(name) : "=a"(smt_result) : __VA_ARGS__ : "memory", "cc");       \
    smt_result;                                                                                    \
  })
#define SMT_RARE1(name, a) SMT_RARE(name, "D"(a))
#define SMT_RARE2(name, a, b) SMT_RARE(name, "D"(a), "S"(b))
#define SMT_RARE3(name, a, b, c) SMT_RARE(name, "D"(a), "S"(b), "d"(c))
#define SMT_RARE4(name, a, b, c, d) SMT_RARE(name, "D"(a), "S"(b), "d"(c), "c"(d))
#else
#define SMT_RARE1(name, a) smt_##name##_slow(a)
#define SMT_RARE2(name, a, b) smt_##name##_slow(a, b)
#define SMT_RARE3(name, a, b, c) smt_##name##_slow(a, b, c)
#define SMT_RARE4(name, a, b, c, d) smt_##name##_slow(a, b, c, d)
#endif

/* Generated functions stand in a section of their own: a trace can then tell them from the
 * runtime's. */
#define SMT_CODE __attribute__((section("smt_code")))

typedef uint64_t W;

/* ---- what every compiler has under some name --------------------------------------------------- */

/* Is the result too large for an int64_t? *r has its low 64 bits. */
#ifdef __GNUC__
#define smt_add_overflows(a, b, r) __builtin_add_overflow((int64_t)(a), (int64_t)(b), r)
#define smt_sub_overflows(a, b, r) __builtin_sub_overflow((int64_t)(a), (int64_t)(b), r)
#define smt_mul_overflows(a, b, r) __builtin_mul_overflow((int64_t)(a), (int64_t)(b), r)
#define smt_popcount(a) ((W)__builtin_popcountll(a))
#define smt_leading_zeros(a) ((W)__builtin_clzll(a)) /* a is not 0 */
#define smt_trailing_zeros(a) ((W)__builtin_ctzll(a))
#define smt_is_infinite(x) (__builtin_isinf(x) != 0)
#define smt_copy __builtin_memcpy
#define smt_sqrt __builtin_sqrt
#define smt_sqrtf __builtin_sqrtf
#define smt_fabs __builtin_fabs
#define smt_fabsf __builtin_fabsf
#else
static inline int smt_add_overflows(int64_t a, int64_t b, int64_t *r) {
  *r = (int64_t)((W)a + (W)b);
  return ((a ^ *r) & (b ^ *r)) < 0;
}
static inline int smt_sub_overflows(int64_t a, int64_t b, int64_t *r) {
  *r = (int64_t)((W)a - (W)b);
  return ((a ^ b) & (a ^ *r)) < 0;
}
static inline int smt_mul_overflows(int64_t a, int64_t b, int64_t *r) {
  *r = (int64_t)((W)a * (W)b);
  return (a == -1 && b == INT64_MIN) || (a != 0 && a != -1 && *r / a != b);
}
static inline W smt_popcount(W a) {
  W n = 0;
  for (; a; a &= a - 1) n++;
  return n;
}
static inline W smt_trailing_zeros(W a) { return smt_popcount((a & -a) - 1); }
static inline W smt_leading_zeros(W a) {
  for (int by = 1; by < 64; by *= 2) a |= a >> by;
  return 64 - smt_popcount(a);
}
#define smt_is_infinite(x) ((x) == (x) && (x) - (x) != 0)
double sqrt(double), fabs(double);
float sqrtf(float), fabsf(float);
void *memcpy(void *, const void *, size_t);
#define smt_copy memcpy
#define smt_sqrt sqrt
#define smt_sqrtf sqrtf
#define smt_fabs fabs
#define smt_fabsf fabsf
#endif

/* ---- the program ----------------------------------------------------------------------------- */

/* Names of files that are known only when a program starts: SMT_SCRIPT alone stands for the script, SMT_BESIDE in front of
 * the rest of a name for the directory of the script, with its slash. */
#define SMT_SCRIPT '\1'
#define SMT_BESIDE '\2'

#define SMT_CALLS_MAIN '\1' /* as the name of a function */

typedef struct SmtProgram {
  void (*init)(void); /* computes the top-level values, in order */
  W (*main)(W args);  /* List String -> exit status as a word */
  const char *const *files;
  /* What only traces look at is text: a compiler reads one string many times as fast as a table of as many entries.
   * Sites are numbered from 1: "line:column " each, with "file@" (index into files) in front where that is another one. */
  const char *sites;
  void *const *functions; /* nfunctions of them, in any order */
  /* Of the functions, each with a NUL. Empty: none that a person would know; SMT_CALLS_MAIN alone: it calls `main`, which may
   * have been inlined into it. */
  const char *names;
  uint32_t nfunctions;
  W *roots; /* values of an in-memory program; NULL: they are static data */
  uint64_t nroots;
} SmtProgram;

/* Run a program from init to flush on the Smelter stack and give its exit status (0 to 255).
 * argv[0] is the path of the script, the rest its arguments. Returns also after smt_exit and
 * after an uncaught error (1). */
int smt_run_program(const SmtProgram *program, int argc, char **argv);

/* For a process that runs one program after the other (the REPL): */
int smt_program_exited(void); /* did the last one end by smt_exit? */
char *smt_next_line(
    size_t *
        size); /* the next line of stdin without its newline, from malloc; NULL at the end. Programs read
                                        from the same buffer */

/* From now on SIGINT ends the program that is running, with status 130, as soon as it is in code made in memory and not in the
 * runtime; asked twice, SIGINT has its usual effect. Without a running program it does nothing. */
void smt_catch_interrupts(void);

/* ---- the state ------------------------------------------------------------------------------- */

enum {
  SMT_REGS = 5,          /* arguments that travel as C arguments */
  SMT_ARGS = 64,         /* arguments at most */
  SMT_GRANULE = 16,      /* objects are multiples of this and aligned to it */
  SMT_INLINE_WORDS = 32, /* objects up to this size have a size class per granule */
  SMT_CLASSES = 42,
};

/* What the objects of a block hold. Constant: words that are written while the object is made, by who has hold of it, and
 * never again. Mutable: words that may be written to at any time. Leaf: bytes in which the collector sees no pointers. */
typedef enum { SMT_CONSTANT, SMT_LEAF, SMT_MUTABLE, SMT_HEAP_KINDS } SmtHeapKind;

/* Free room of one size class: allocation moves next up to end. */
typedef struct SmtRun {
  char *next, *end;
} SmtRun;

/* The state that generated code and more than one file of the runtime touch. In-memory code
 * declares only the first four members, so their order is fixed. */
typedef struct SmtRuntime {
  uint32_t site; /* stored by user code before a library call that may fail */
  uint32_t spare;
  W spill[SMT_ARGS]; /* arguments from number SMT_REGS on; the callee reads them first */
  W args[SMT_ARGS];  /* room for the arguments of smt_apply_n */

  SmtRun run[SMT_HEAP_KINDS][SMT_CLASSES];

  const SmtProgram *program;
  const char *script; /* argv[0]: how messages name the program */
  int argc;
  char **argv;
  char *stack_base; /* the Smelter stack: scanned from the stack pointer up to here */
  char *stack_low;  /* its lowest usable address; NULL when it is not ours */
  /* catch, resumable, dynamic-bind and exits in force, the innermost first */
  struct SmtFrame *frames;
  struct SmtFrame *catches; /* the innermost catch that a throw may reach */
  uint64_t hash_seed;       /* 0 until first needed */
  uint64_t exits;           /* keys of smt_with_exit given so far */
} SmtRuntime;

extern SmtRuntime smt_rt;

/* ---- the heap (heap.c) ----------------------------------------------------------------------- */

W *smt_alloc_slow(W words);
W *smt_alloc_mutable(W words); /* as smt_alloc, for what is written to later on */
void *smt_alloc_leaf(W bytes); /* an object in which the collector does not look for pointers */

/* Treat `words` words at start as roots from now on, as often as it is registered;
 * smt_heap_remove_roots undoes it. */
void smt_heap_add_roots(const W *start, W words);
void smt_heap_remove_roots(const W *start);

/* Collect now. Figures for tests and benchmarks. */
void smt_heap_collect(void);
typedef struct SmtHeapInfo {
  uint64_t collections, live_bytes, reserved_bytes, used_bytes;
  uint64_t allocated_bytes; /* ever, in whole granules; large objects in whole blocks */
} SmtHeapInfo;
SmtHeapInfo smt_heap_info(void);
void smt_heap_report(void); /* print what SMT_GC in the environment asks for */

/* A new object of `words` words (at least 1), 16-byte aligned, its contents undefined. Only who makes it may write to it, and
 * only as long as a register or the stack has its address (or one inside of it). Never fails: ends the program when memory
 * is exhausted. */
SMT_INLINE W *smt_alloc(W words) {
#ifndef SMT_STRESS
  if (SMT_LIKELY(words <= SMT_INLINE_WORDS)) {
    W granules = (words + 1) / 2;
    SmtRun *r = &smt_rt.run[0][granules - 1];
    char *p = r->next, *next = p + granules * SMT_GRANULE;
    if (SMT_LIKELY(next <= r->end)) {
      r->next = next;
      if (words & 1) ((W *)p)[words] = 0; /* the odd word out must not keep anything alive */
      return (W *)p;
    }
  }
#endif
  return (W *)SMT_RARE1(alloc, words);
}

/* ---- data ------------------------------------------------------------------------------------ */

#define SMT_TAG(w) ((w)&15)
#define SMT_FIELDS(w) ((W *)((w) & ~(W)15))

W smt_data1_slow(W tag, W a);
W smt_data2_slow(W tag, W a, W b);
W smt_data3_slow(W tag, W a, W b, W c);

/* A value of constructor `tag` with these fields. That the rare path takes the fields along
 * keeps them in scratch registers on the common one, where a call of smt_alloc would have them
 * saved and restored. */
#ifdef SMT_STRESS
#define SMT_ROOM(class, p) ((p) = NULL, 0)
#else
#define SMT_ROOM(class, p)                                                                         \
  ((p) = smt_rt.run[0][class].next,                                                                \
   (char *)(p) + ((class) + 1) * SMT_GRANULE <= smt_rt.run[0][class].end)
#endif
#define SMT_TAKE(class) (smt_rt.run[0][class].next += ((class) + 1) * SMT_GRANULE)
SMT_INLINE W smt_data1(W tag, W a) {
  void *p;
  if (SMT_UNLIKELY(!SMT_ROOM(0, p))) return SMT_RARE2(data1, tag, a);
  SMT_TAKE(0);
  ((W *)p)[0] = a, ((W *)p)[1] = 0;
  return (W)p + tag;
}
SMT_INLINE W smt_data2(W tag, W a, W b) {
  void *p;
  if (SMT_UNLIKELY(!SMT_ROOM(0, p))) return SMT_RARE3(data2, tag, a, b);
  SMT_TAKE(0);
  ((W *)p)[0] = a, ((W *)p)[1] = b;
  return (W)p + tag;
}
SMT_INLINE W smt_data3(W tag, W a, W b, W c) {
  void *p;
  if (SMT_UNLIKELY(!SMT_ROOM(1, p))) return SMT_RARE4(data3, tag, a, b, c);
  SMT_TAKE(1);
  ((W *)p)[0] = a, ((W *)p)[1] = b, ((W *)p)[2] = c, ((W *)p)[3] = 0;
  return (W)p + tag;
}
SMT_INLINE W smt_cons(W head, W tail) { return smt_data2(1, head, tail); }
SMT_INLINE W smt_some(W x) { return smt_data1(1, x); }
SMT_INLINE W smt_err(W x) { return smt_data1(0, x); }
SMT_INLINE W smt_ok(W x) { return smt_data1(1, x); }
SMT_INLINE W smt_tuple(W a, W b) { return smt_data2(0, a, b); }

/* ---- functions (closure.c) ------------------------------------------------------------------- */

/* A function as a value: code takes the closure itself, then the arguments. Aligned to 16 bytes. */
typedef struct SmtClosure {
  void *code; /* W (*)(W self, W a0, ...) */
  W arity;    /* lower half: arguments wanted; upper half: words captured */
  W captured[];
} SmtClosure;

typedef W SmtCode1(W self, W a);
typedef W SmtCode2(W self, W a, W b);
typedef W SmtCode3(W self, W a, W b, W c);
typedef W SmtCode4(W self, W a, W b, W c, W d);
typedef W SmtCode5(W self, W a, W b, W c, W d, W e);

/* A closure that captures nothing, as static data: SMT_STATIC_CLOSURE(f__value, f__closure, 2);
 * its word is (W)&f__value. */
#define SMT_STATIC_CLOSURE(name, code, arity)                                                      \
  static const struct {                                                                            \
    void *f;                                                                                       \
    W n;                                                                                           \
  } name __attribute__((aligned(16), unused)) = {(void *)(code), (arity)}

#define SMT_ARITY(f) ((uint32_t)((SmtClosure *)(f))->arity)

/* A closure with room for `captured` words, which the caller fills. */
SMT_INLINE SmtClosure *smt_closure_new(void *code, W arity, W captured) {
  SmtClosure *c = (SmtClosure *)smt_alloc(2 + captured);
  c->code = code;
  c->arity = arity | captured << 32;
  return c;
}

W smt_apply1_slow(W f, W a);
W smt_apply2_slow(W f, W a, W b);
W smt_apply3_slow(W f, W a, W b, W c);
W smt_apply4_slow(W f, W a, W b, W c, W d);
W smt_apply5_slow(W f, W a, W b, W c, W d, W e);

/* Call an unknown function with n arguments (1 to SMT_ARGS), which are copied before anything is
 * called: they may stand in smt_rt.args. Too few for its arity: the partial application; too
 * many: its result is applied to the rest. */
W smt_apply_n(W f, W n, const W *args);

SMT_INLINE W smt_apply1(W f, W a) {
  if (SMT_LIKELY(SMT_ARITY(f) == 1)) return ((SmtCode1 *)((SmtClosure *)f)->code)(f, a);
  return smt_apply1_slow(f, a);
}
SMT_INLINE W smt_apply2(W f, W a, W b) {
  if (SMT_LIKELY(SMT_ARITY(f) == 2)) return ((SmtCode2 *)((SmtClosure *)f)->code)(f, a, b);
  return smt_apply2_slow(f, a, b);
}
SMT_INLINE W smt_apply3(W f, W a, W b, W c) {
  if (SMT_LIKELY(SMT_ARITY(f) == 3)) return ((SmtCode3 *)((SmtClosure *)f)->code)(f, a, b, c);
  return smt_apply3_slow(f, a, b, c);
}
SMT_INLINE W smt_apply4(W f, W a, W b, W c, W d) {
  if (SMT_LIKELY(SMT_ARITY(f) == 4)) return ((SmtCode4 *)((SmtClosure *)f)->code)(f, a, b, c, d);
  return smt_apply4_slow(f, a, b, c, d);
}
SMT_INLINE W smt_apply5(W f, W a, W b, W c, W d, W e) {
  if (SMT_LIKELY(SMT_ARITY(f) == 5)) return ((SmtCode5 *)((SmtClosure *)f)->code)(f, a, b, c, d, e);
  return smt_apply5_slow(f, a, b, c, d, e);
}

/* ---- errors and control (error.c, exception.c) ----------------------------------------------- */

/* Raise a run-time error: a throw with the type word 0 and the message, a String, as its value.
 * With site 0 the message names smt_rt.site instead. */
SMT_NORETURN W smt_error(W message, W site);
SMT_NORETURN W smt_error_text(const char *message, W site);
SMT_NORETURN W smt_match_failed(W site);                     /* no branch of a match fits */
SMT_NORETURN W smt_error_zero(W site);                       /* division by zero */
SMT_NORETURN W smt_error_overflow(const char *type, W site); /* overflow of a signed type */
SMT_NORETURN W smt_error_index(W index, W length, W site);

/* Throw an exception. `describe` is a static closure from the exception to a String; its address
 * is the type. */
SMT_NORETURN W smt_throw(W describe, W value, W site);

/* Run thunk(Unit). When something is thrown out of it, handler(type, value, decline) runs on top
 * of the throwing stack, this catch and those inside it out of reach of further throws: when it
 * gives back `decline` the search goes on outward, otherwise the stack is unwound and what it
 * gave is the result. */
W smt_catch(W thunk, W handler);

/* Run thunk(Unit). When smt_resume_to is called inside, also by a handler that runs on top,
 * handler(type, value, decline) gives back `decline` or a function: then the stack is unwound to
 * here and that function's result is the result. */
W smt_resumable(W thunk, W handler);
SMT_NORETURN W smt_resume_to(W describe, W value, W site);

/* Set the word at address `slot` while thunk(Unit) runs. The old value comes back however it
 * ends. */
W smt_dynamic_bind(W slot, W value, W thunk);

/* Run body(key). smt_exit_to(key, value), called while it runs and from however deep, ends it at once: value is the result
 * then. No handler sees that. A key whose body has ended already is a run-time error. */
W smt_with_exit(W body);
SMT_NORETURN W smt_exit_to(W key, W value, W site);

/* End the program with this status (an Integer, of which the low 8 bits count). */
SMT_NORETURN W smt_exit(W status);

/* ---- exact integers (integer.c) -------------------------------------------------------------- */

/* An Integer that is not small: its magnitude, least significant limb first, without leading
 * zeros. Holds no pointers. Generated C may define one as static data, aligned to 16 bytes. */
typedef struct SmtBig {
  int64_t sign_and_count; /* number of limbs, negative for a negative number; never 0 */
  uint64_t limb[];
} SmtBig;

#define SMT_SMALL(n) ((W)(n) << 1 | 1)
#define SMT_SMALL_MAX (INT64_MAX >> 1)
#define SMT_SMALL_MIN (INT64_MIN >> 1)

W smt_int_add_slow(W a, W b);
W smt_int_sub_slow(W a, W b);
W smt_int_mul_slow(W a, W b);
W smt_int_quot_slow(W a, W b, W site);
W smt_int_rem_slow(W a, W b, W site);
W smt_int_div_slow(W a, W b, W site);
W smt_int_mod_slow(W a, W b, W site);
W smt_int_and_slow(W a, W b);
W smt_int_or_slow(W a, W b);
W smt_int_xor_slow(W a, W b);
W smt_int_not_slow(W a);
W smt_int_neg_slow(W a);
W smt_int_eq_slow(W a, W b);
W smt_int_cmp_slow(W a, W b);
W smt_int_from_signed_slow(W n);
W smt_int_from_word_slow(W n);
W smt_int_to_word_slow(W a);

W smt_int_of_decimal(const char *digits); /* "-123": must be well-formed */
W smt_int_gcd(W a, W b);                  /* never negative; gcd(0, 0) = 0 */
W smt_int_shift(W a, W by, W site);       /* floor(a * 2^by) */
W smt_int_pow(W a, W exponent, W site);   /* error: negative exponent */
W smt_int_sqrt(W a, W site);              /* floor; error: negative */
W smt_int_bit_length(W a);                /* without the sign; of -a-1 for a negative a */
W smt_int_to_string(W a);
W smt_int_to_string_radix(W a, W radix); /* 2 to 36, lower-case */
W smt_string_to_int(W s);                /* [+-]digits and nothing else, as Optional */
W smt_string_parse_int(W s);             /* blanks before it and anything after it are ignored */
W smt_int_to_f64(W a);                   /* correctly rounded; infinite when too large */
W smt_int_to_f32(W a);
W smt_int_hash(W a);
W smt_int_fits_signed(W bits, W a); /* bits: a plain word */
W smt_int_fits_unsigned(W bits, W a);

/* Integer from a signed or an unsigned word. */
SMT_INLINE W smt_int_from_signed(W n) {
  W r = n << 1;
  return SMT_LIKELY((int64_t)r >> 1 == (int64_t)n) ? r | 1 : SMT_RARE1(int_from_signed, n);
}
SMT_INLINE W smt_int_from_word(W n) {
  return SMT_LIKELY(n >> 62 == 0) ? n << 1 | 1 : SMT_RARE1(int_from_word, n);
}
/* The low 64 bits in two's complement. */
SMT_INLINE W smt_int_to_word(W a) {
  return SMT_LIKELY(a & 1) ? (W)((int64_t)a >> 1) : SMT_RARE1(int_to_word, a);
}

SMT_INLINE W smt_int_add(W a, W b) {
  int64_t r;
  if (SMT_LIKELY(a & b & 1) && !smt_add_overflows(a, b - 1, &r)) return (W)r;
  return SMT_RARE2(int_add, a, b);
}
SMT_INLINE W smt_int_sub(W a, W b) {
  int64_t r;
  if (SMT_LIKELY(a & b & 1) && !smt_sub_overflows(a, b - 1, &r)) return (W)r;
  return SMT_RARE2(int_sub, a, b);
}
SMT_INLINE W smt_int_mul(W a, W b) {
  int64_t r;
  if (SMT_LIKELY(a & b & 1) && !smt_mul_overflows(a - 1, (int64_t)b >> 1, &r)) return (W)r + 1;
  return SMT_RARE2(int_mul, a, b);
}
/* Both small already: what is left to test is the result. */
SMT_INLINE W smt_small_add(W a, W b) {
  int64_t r;
  return SMT_LIKELY(!smt_add_overflows(a, b - 1, &r)) ? (W)r : SMT_RARE2(int_add, a, b);
}
SMT_INLINE W smt_small_sub(W a, W b) {
  int64_t r;
  return SMT_LIKELY(!smt_sub_overflows(a, b - 1, &r)) ? (W)r : SMT_RARE2(int_sub, a, b);
}
SMT_INLINE W smt_small_mul(W a, W b) {
  int64_t r;
  return SMT_LIKELY(!smt_mul_overflows(a - 1, (int64_t)b >> 1, &r)) ? (W)r + 1
                                                                    : SMT_RARE2(int_mul, a, b);
}
/* Small, the divisor above 0. */
SMT_INLINE W smt_small_div(W a, W b) {
  int64_t x = (int64_t)a >> 1, y = (int64_t)b >> 1;
  return SMT_SMALL(x / y - (x % y < 0));
}
SMT_INLINE W smt_small_mod(W a, W b) {
  int64_t y = (int64_t)b >> 1, r = ((int64_t)a >> 1) % y;
  return SMT_SMALL(r < 0 ? r + y : r);
}
/* quot and rem truncate, div and mod floor. The quotient of two small ones may be just too large
 * to be small. */
SMT_INLINE W smt_int_quot(W a, W b, W site) {
  if (SMT_LIKELY((a & b & 1) && b != SMT_SMALL(0)))
    return smt_int_from_signed((W)(((int64_t)a >> 1) / ((int64_t)b >> 1)));
  return SMT_RARE3(int_quot, a, b, site);
}
SMT_INLINE W smt_int_rem(W a, W b, W site) {
  if (SMT_LIKELY((a & b & 1) && b != SMT_SMALL(0)))
    return SMT_SMALL(((int64_t)a >> 1) % ((int64_t)b >> 1));
  return SMT_RARE3(int_rem, a, b, site);
}
SMT_INLINE W smt_int_div(W a, W b, W site) {
  if (SMT_LIKELY((a & b & 1) && b != SMT_SMALL(0))) {
    int64_t x = (int64_t)a >> 1, y = (int64_t)b >> 1, q = x / y, r = x % y;
    return smt_int_from_signed((W)(r != 0 && (r ^ y) < 0 ? q - 1 : q));
  }
  return SMT_RARE3(int_div, a, b, site);
}
SMT_INLINE W smt_int_mod(W a, W b, W site) {
  if (SMT_LIKELY((a & b & 1) && b != SMT_SMALL(0))) {
    int64_t y = (int64_t)b >> 1, r = ((int64_t)a >> 1) % y;
    return SMT_SMALL(r != 0 && (r ^ y) < 0 ? r + y : r);
  }
  return SMT_RARE3(int_mod, a, b, site);
}
SMT_INLINE W smt_int_and(W a, W b) {
  return SMT_LIKELY(a & b & 1) ? a & b : SMT_RARE2(int_and, a, b);
}
SMT_INLINE W smt_int_or(W a, W b) {
  return SMT_LIKELY(a & b & 1) ? a | b : SMT_RARE2(int_or, a, b);
}
SMT_INLINE W smt_int_xor(W a, W b) {
  return SMT_LIKELY(a & b & 1) ? (a ^ b) | 1 : SMT_RARE2(int_xor, a, b);
}
SMT_INLINE W smt_int_not(W a) { return SMT_LIKELY(a & 1) ? a ^ ~(W)1 : SMT_RARE1(int_not, a); }
SMT_INLINE W smt_int_neg(W a) {
  return SMT_LIKELY((a & 1) && a != SMT_SMALL(SMT_SMALL_MIN)) ? 2 - a : SMT_RARE1(int_neg, a);
}
/* Equal numbers have equal representations, so two words of which one is small are equal only
 * when identical. */
SMT_INLINE W smt_int_eq(W a, W b) {
  if (a == b) return 1;
  return SMT_LIKELY((a | b) & 1) ? 0 : SMT_RARE2(int_eq, a, b);
}
SMT_INLINE W smt_int_cmp(W a, W b) {
  if (SMT_LIKELY(a & b & 1)) return (W)(((int64_t)a > (int64_t)b) - ((int64_t)a < (int64_t)b) + 1);
  return SMT_RARE2(int_cmp, a, b);
}
SMT_INLINE W smt_int_lt(W a, W b) {
  return SMT_LIKELY(a & b & 1) ? (int64_t)a < (int64_t)b : SMT_RARE2(int_cmp, a, b) < 1;
}
SMT_INLINE W smt_int_le(W a, W b) {
  return SMT_LIKELY(a & b & 1) ? (int64_t)a <= (int64_t)b : SMT_RARE2(int_cmp, a, b) < 2;
}
SMT_INLINE W smt_int_abs(W a) { return smt_int_lt(a, SMT_SMALL(0)) ? smt_int_neg(a) : a; }

/* ---- fixed-width integers -------------------------------------------------------------------- */

/* A sum, difference or product computed in 64 bits: itself when the type holds it, else the
 * error. */
SMT_INLINE W smt_i8_check(W n, W site) {
  return SMT_LIKELY((W)(int8_t)n == n) ? n : smt_error_overflow("I8", site);
}
SMT_INLINE W smt_i16_check(W n, W site) {
  return SMT_LIKELY((W)(int16_t)n == n) ? n : smt_error_overflow("I16", site);
}
SMT_INLINE W smt_i32_check(W n, W site) {
  return SMT_LIKELY((W)(int32_t)n == n) ? n : smt_error_overflow("I32", site);
}

#define SMT_DEFINE_SIGNED(prefix, name)                                                            \
  SMT_INLINE W smt_##prefix##_add(W a, W b, W site) {                                              \
    int64_t r;                                                                                     \
    if (SMT_UNLIKELY(smt_add_overflows(a, b, &r))) smt_error_overflow(name, site);                 \
    return (W)r;                                                                                   \
  }                                                                                                \
  SMT_INLINE W smt_##prefix##_sub(W a, W b, W site) {                                              \
    int64_t r;                                                                                     \
    if (SMT_UNLIKELY(smt_sub_overflows(a, b, &r))) smt_error_overflow(name, site);                 \
    return (W)r;                                                                                   \
  }                                                                                                \
  SMT_INLINE W smt_##prefix##_mul(W a, W b, W site) {                                              \
    int64_t r;                                                                                     \
    if (SMT_UNLIKELY(smt_mul_overflows(a, b, &r))) smt_error_overflow(name, site);                 \
    return (W)r;                                                                                   \
  }                                                                                                \
  SMT_INLINE W smt_##prefix##_from_int(W a, W site) {                                              \
    if (SMT_LIKELY(a & 1)) return (W)((int64_t)a >> 1);                                            \
    return smt_int_fits_signed(64, a) ? SMT_RARE1(int_to_word, a)                                  \
                                      : smt_error_overflow(name, site);                            \
  }
SMT_DEFINE_SIGNED(i64, "I64")
SMT_DEFINE_SIGNED(ifix, "IFix")

SMT_INLINE W smt_i8_from_int(W a, W site) {
  int64_t n = (int64_t)a >> 1;
  return SMT_LIKELY((a & 1) && (int8_t)n == n) ? (W)n : smt_error_overflow("I8", site);
}
SMT_INLINE W smt_i16_from_int(W a, W site) {
  int64_t n = (int64_t)a >> 1;
  return SMT_LIKELY((a & 1) && (int16_t)n == n) ? (W)n : smt_error_overflow("I16", site);
}
SMT_INLINE W smt_i32_from_int(W a, W site) {
  int64_t n = (int64_t)a >> 1;
  return SMT_LIKELY((a & 1) && (int32_t)n == n) ? (W)n : smt_error_overflow("I32", site);
}

/* Division of signed words, for every signed type; only -2^63 / -1 overflows a word. */
SMT_INLINE W smt_i64_quot(W a, W b, W site) {
  if (SMT_UNLIKELY(b == 0)) smt_error_zero(site);
  if (SMT_UNLIKELY(b == ~(W)0)) return a == (W)INT64_MIN ? smt_error_overflow("I64", site) : -a;
  return (W)((int64_t)a / (int64_t)b);
}
SMT_INLINE W smt_i64_rem(W a, W b, W site) {
  if (SMT_UNLIKELY(b == 0)) smt_error_zero(site);
  return SMT_UNLIKELY(b == ~(W)0) ? 0 : (W)((int64_t)a % (int64_t)b);
}
SMT_INLINE W smt_i64_div(W a, W b, W site) {
  W q = smt_i64_quot(a, b, site);
  int64_t r = (int64_t)(a - q * b);
  return r != 0 && (r ^ (int64_t)b) < 0 ? q - 1 : q;
}
SMT_INLINE W smt_i64_mod(W a, W b, W site) {
  W r = smt_i64_rem(a, b, site);
  return r != 0 && (int64_t)(r ^ b) < 0 ? r + b : r;
}
SMT_INLINE W smt_u64_quot(W a, W b, W site) {
  return SMT_LIKELY(b != 0) ? a / b : smt_error_zero(site);
}
SMT_INLINE W smt_u64_rem(W a, W b, W site) {
  return SMT_LIKELY(b != 0) ? a % b : smt_error_zero(site);
}

/* Shifts by 64 and more shift everything out. */
SMT_INLINE W smt_word_shl(W a, W by) { return by < 64 ? a << by : 0; }
SMT_INLINE W smt_word_shr(W a, W by) { return by < 64 ? a >> by : 0; }
SMT_INLINE W smt_word_sar(W a, W by) { return (W)((int64_t)a >> (by < 64 ? by : 63)); }
/* The low `bits` bits, zero-extended or sign-extended. */
SMT_INLINE W smt_word_mask(W bits, W a) { return bits < 64 ? a & (((W)1 << bits) - 1) : a; }
SMT_INLINE W smt_word_sign_extend(W bits, W a) {
  if (bits == 0) return 0;
  return bits < 64 ? (W)((int64_t)(a << (64 - bits)) >> (64 - bits)) : a;
}
SMT_INLINE W smt_word_popcount(W a) { return smt_popcount(a); }
SMT_INLINE W smt_word_clz(W a) { return a ? smt_leading_zeros(a) : 64; }
SMT_INLINE W smt_word_ctz(W a) { return a ? smt_trailing_zeros(a) : 64; }

/* ---- hashes (hash.c): words of 62 bits ------------------------------------------------------- */

SMT_INLINE W smt_word_hash(W a) {
  a = (a ^ a >> 32) * 0x9fb21c651e98df25u;
  a = (a ^ a >> 29) * 0xc2b2ae3d27d4eb4fu;
  return (a ^ a >> 32) >> 2;
}
SMT_INLINE W smt_hash_mix(W h) { return smt_word_hash(h); }
SMT_INLINE W smt_hash_combine(W a, W b) { return smt_word_hash(a * 0x9e3779b97f4a7c15u + b); }
W smt_string_hash(W s); /* differs from one run to the next */
W smt_f64_hash(W x);    /* -0.0 and 0.0 alike, every NaN alike */
W smt_f32_hash(W x);
W smt_random_word(void);

/* ---- floating point (float.c) ---------------------------------------------------------------- */

SMT_INLINE double smt_f64_of(W w) {
  double d;
  smt_copy(&d, &w, sizeof d);
  return d;
}
SMT_INLINE W smt_f64_word(double d) {
  W w;
  smt_copy(&w, &d, sizeof d);
  return w;
}
SMT_INLINE float smt_f32_of(W w) {
  uint32_t half = (uint32_t)w;
  float f;
  smt_copy(&f, &half, sizeof f);
  return f;
}
SMT_INLINE W smt_f32_word(float f) {
  uint32_t half;
  smt_copy(&half, &f, sizeof f);
  return half;
}

/* eq, lt, le are IEEE's (a NaN is unequal to all); cmp is a total order with NaN last and equal
 * to NaN. */
#define SMT_DEFINE_FLOAT(t, T, sqrt, fabs)                                                         \
  SMT_INLINE W smt_##t##_add(W a, W b) {                                                           \
    return smt_##t##_word(smt_##t##_of(a) + smt_##t##_of(b));                                      \
  }                                                                                                \
  SMT_INLINE W smt_##t##_sub(W a, W b) {                                                           \
    return smt_##t##_word(smt_##t##_of(a) - smt_##t##_of(b));                                      \
  }                                                                                                \
  SMT_INLINE W smt_##t##_mul(W a, W b) {                                                           \
    return smt_##t##_word(smt_##t##_of(a) * smt_##t##_of(b));                                      \
  }                                                                                                \
  SMT_INLINE W smt_##t##_div(W a, W b) {                                                           \
    return smt_##t##_word(smt_##t##_of(a) / smt_##t##_of(b));                                      \
  }                                                                                                \
  SMT_INLINE W smt_##t##_neg(W a) { return smt_##t##_word(-smt_##t##_of(a)); }                     \
  SMT_INLINE W smt_##t##_abs(W a) { return smt_##t##_word(smt_##fabs(smt_##t##_of(a))); }          \
  SMT_INLINE W smt_##t##_sqrt(W a) { return smt_##t##_word(smt_##sqrt(smt_##t##_of(a))); }         \
  SMT_INLINE W smt_##t##_eq(W a, W b) { return smt_##t##_of(a) == smt_##t##_of(b); }               \
  SMT_INLINE W smt_##t##_lt(W a, W b) { return smt_##t##_of(a) < smt_##t##_of(b); }                \
  SMT_INLINE W smt_##t##_le(W a, W b) { return smt_##t##_of(a) <= smt_##t##_of(b); }               \
  SMT_INLINE W smt_##t##_is_nan(W a) { return smt_##t##_of(a) != smt_##t##_of(a); }                \
  SMT_INLINE W smt_##t##_is_infinite(W a) { return (W)smt_is_infinite(smt_##t##_of(a)); }          \
  SMT_INLINE W smt_##t##_cmp(W a, W b) {                                                           \
    T x = smt_##t##_of(a), y = smt_##t##_of(b);                                                    \
    if (SMT_LIKELY(x == x && y == y)) return (W)((x > y) - (x < y) + 1);                           \
    return (W)((x != x) - (y != y) + 1);                                                           \
  }                                                                                                \
  W smt_##t##_rem(W a, W b);                                                                       \
  W smt_##t##_pow(W a, W b);                                                                       \
  W smt_##t##_atan2(W y, W x);                                                                     \
  W smt_##t##_log(W base, W a);                                                                    \
  W smt_##t##_exp(W a);                                                                            \
  W smt_##t##_ln(W a);                                                                             \
  W smt_##t##_sin(W a);                                                                            \
  W smt_##t##_cos(W a);                                                                            \
  W smt_##t##_tan(W a);                                                                            \
  W smt_##t##_asin(W a);                                                                           \
  W smt_##t##_acos(W a);                                                                           \
  W smt_##t##_atan(W a);                                                                           \
  W smt_##t##_sinh(W a);                                                                           \
  W smt_##t##_cosh(W a);                                                                           \
  W smt_##t##_tanh(W a);                                                                           \
  W smt_##t##_floor(W a);                                                                          \
  W smt_##t##_ceiling(W a);                                                                        \
  W smt_##t##_truncate(W a);                                                                       \
  W smt_##t##_round(W a);          /* to nearest, halves to even */                                \
  W smt_##t##_to_string(W a);      /* shortest digits that read back as the same number */         \
  W smt_##t##_to_int(W a, W site); /* what is left of the point, exactly; error: NaN, infinite */  \
  W smt_##t##_mantissa(W a); /* a = mantissa * 2^exponent, the mantissa an Integer of full    */   \
  W smt_##t##_exponent(W a); /* precision (0 and 0 for zero, NaN and the infinities)          */
SMT_DEFINE_FLOAT(f64, double, sqrt, fabs)
SMT_DEFINE_FLOAT(f32, float, sqrtf, fabsf)

SMT_INLINE W smt_f32_to_f64(W a) { return smt_f64_word((double)smt_f32_of(a)); }
SMT_INLINE W smt_f64_to_f32(W a) { return smt_f32_word((float)smt_f64_of(a)); }
SMT_INLINE W smt_i64_to_f64(W a) { return smt_f64_word((double)(int64_t)a); }
SMT_INLINE W smt_u64_to_f64(W a) { return smt_f64_word((double)a); }
SMT_INLINE W smt_i64_to_f32(W a) { return smt_f32_word((float)(int64_t)a); }
W smt_string_to_f64(W s); /* a decimal number, inf, -inf or nan, as Optional */

/* ---- characters (char.c, unicode.c) ---------------------------------------------------------- */

/* Optional Char: None for a code that is no Unicode scalar value. */
SMT_INLINE W smt_char_of_code(W code) {
  return code < 0xd800 || (code > 0xdfff && code < 0x110000) ? smt_some(code) : 0;
}
W smt_char_upcase_slow(W c);
W smt_char_downcase_slow(W c);
W smt_char_is_alpha_slow(W c);
W smt_char_is_digit_slow(W c);
W smt_char_is_uppercase_slow(W c);
W smt_char_is_lowercase_slow(W c);

SMT_INLINE W smt_char_upcase(W c) {
  return SMT_LIKELY(c < 128) ? c - (c - 'a' < 26u ? 32 : 0) : smt_char_upcase_slow(c);
}
SMT_INLINE W smt_char_downcase(W c) {
  return SMT_LIKELY(c < 128) ? c + (c - 'A' < 26u ? 32 : 0) : smt_char_downcase_slow(c);
}
SMT_INLINE W smt_char_is_alpha(W c) {
  return SMT_LIKELY(c < 128) ? (c | 32) - 'a' < 26u : smt_char_is_alpha_slow(c);
}
SMT_INLINE W smt_char_is_digit(W c) {
  return SMT_LIKELY(c < 128) ? c - '0' < 10u : smt_char_is_digit_slow(c);
}
SMT_INLINE W smt_char_is_uppercase(W c) {
  return SMT_LIKELY(c < 128) ? c - 'A' < 26u : smt_char_is_uppercase_slow(c);
}
SMT_INLINE W smt_char_is_lowercase(W c) {
  return SMT_LIKELY(c < 128) ? c - 'a' < 26u : smt_char_is_lowercase_slow(c);
}
W smt_char_is_space(W c);
W smt_char_quote(W c); /* as written in a program: #\a, #\Space, #\U+7 */

/* ---- strings (string.c, builder.c, unicode.c) ------------------------------------------------ */

/* An immutable string: always valid UTF-8, and a zero byte after it that does not count. bytes
 * counts bytes, chars characters (equal: it is ASCII). Holds no pointers. */
typedef struct SmtString {
  uint32_t bytes, chars;
  char text[];
} SmtString;

/* A string as static data: SMT_STATIC_STRING(s1, 3, 2, "a\xc3\xa9"); its word is (W)&s1. */
#define SMT_STATIC_STRING(name, nbytes, nchars, literal)                                           \
  static const struct {                                                                            \
    uint32_t bytes, chars;                                                                         \
    char text[(nbytes) + 1];                                                                       \
  } name __attribute__((aligned(16), unused)) = {(nbytes), (nchars), literal}

#define SMT_STR(w) ((SmtString *)(w))

W smt_string_concat_slow(W a, W b);
W smt_string_eq_slow(W a, W b);
W smt_string_ref_slow(W s, W index, W site);

/* A string of this text; what is no valid UTF-8 becomes U+FFFD. */
W smt_string_new(const char *text, W bytes);
W smt_string_of_c(const char *text);

SMT_INLINE W smt_string_length(W s) { return SMT_STR(s)->chars; }
SMT_INLINE W smt_string_bytes(W s) { return SMT_STR(s)->bytes; }
SMT_INLINE W smt_string_eq(W a, W b) {
  if (a == b) return 1;
  return SMT_STR(a)->bytes == SMT_STR(b)->bytes ? smt_string_eq_slow(a, b) : 0;
}
/* The concatenation of a and b; one of them, uncopied, when the other is empty. */
SMT_INLINE W smt_string_concat(W a, W b) {
  if (SMT_STR(a)->bytes == 0) return b;
  if (SMT_STR(b)->bytes == 0) return a;
  return smt_string_concat_slow(a, b);
}
SMT_INLINE W smt_string_ref(W s, W index, W site) {
  if (SMT_LIKELY(SMT_STR(s)->bytes == SMT_STR(s)->chars && index < SMT_STR(s)->chars))
    return (W)SMT_STR(s)->text[index];
  return smt_string_ref_slow(s, index, site);
}

W smt_string_cmp(W a, W b); /* by code points */
W smt_string_lt(W a, W b);
W smt_string_concat_list(W list);
W smt_string_join(W separator, W list);
W smt_string_substring(W s, W from, W to); /* bounds are swapped when reversed, then clamped */
W smt_string_reverse(W s);
W smt_string_upcase(W s); /* character by character: the length stays */
W smt_string_downcase(W s);
W smt_string_trim(W s); /* without white space at the ends */
W smt_string_trim_left(W s);
W smt_string_trim_right(W s);
W smt_string_split(W separator, W s);        /* at a Char; "" gives no piece */
W smt_string_words(W s);                     /* the pieces between spaces, none of them empty */
W smt_string_split_string(W separator, W s); /* at a String; "": into characters */
W smt_string_find(W needle, W s, W from);    /* its first index, at least from, as Optional */
W smt_string_starts_with(W prefix, W s);
W smt_string_ends_with(W suffix, W s);
W smt_string_replace(W old, W by, W s); /* every place, from the left */
W smt_string_to_chars(W s);
W smt_string_of_chars(W list);
W smt_string_of_char(W c);
W smt_string_repeat(W times, W s);
W smt_string_quote(W s);                /* in double quotes, " and \ escaped */
W smt_string_next(W s, W byte);         /* byte offset of the character after this one */
W smt_string_char_at_byte(W s, W byte); /* which must be the start of a character */

W smt_builder_new(void);
W smt_builder_add(W builder, W s);
W smt_builder_add_char(W builder, W c);
W smt_builder_to_string(W builder);

/* ---- cells, arrays, vectors, sorting (vector.c) ---------------------------------------------- */

/* A cell is one word, an array its length and then its elements, a vector {length, capacity,
 * address of the data}. */
W smt_cell_new_slow(W x);
SMT_INLINE W smt_cell_new(W x) {
#ifndef SMT_STRESS
  SmtRun *r = &smt_rt.run[SMT_MUTABLE][0];
  W *p = (W *)r->next;
  if (SMT_LIKELY((char *)p != r->end)) {
    r->next += SMT_GRANULE;
    p[0] = x, p[1] = 0;
    return (W)p;
  }
#endif
  return SMT_RARE1(cell_new, x);
}
W smt_array_new(W length, W fill);
W smt_array_copy(W array, W from, W to);            /* elements from..to-1, which must be there */
W smt_array_blit(W from, W at, W to, W where, W n); /* n elements; may overlap */

SMT_INLINE W smt_vector_index(W index, W vector, W site) {
  W *v = (W *)vector;
  return SMT_LIKELY(index < v[0]) ? ((W *)v[2])[index] : smt_error_index(index, v[0], site);
}
SMT_INLINE W smt_vector_set(W index, W x, W vector, W site) {
  W *v = (W *)vector;
  if (SMT_UNLIKELY(index >= v[0])) smt_error_index(index, v[0], site);
  ((W *)v[2])[index] = x;
  return 0;
}
W smt_vector_push_slow(W x, W vector);
SMT_INLINE W smt_vector_push(W x, W vector) { /* gives the index of x */
  W *v = (W *)vector;
  if (SMT_UNLIKELY(v[0] == v[1])) return SMT_RARE2(vector_push, x, vector);
  ((W *)v[2])[v[0]] = x;
  return v[0]++;
}
W smt_vector_new(W capacity);
W smt_vector_pop(W vector, W site); /* error: empty */
W smt_vector_resize(W vector, W length, W fill);
W smt_vector_set_capacity(W vector, W capacity); /* what does not fit is dropped */
W smt_vector_copy(W vector, W from, W to);       /* elements from..to-1, bounds clamped */
W smt_vector_sort(W less, W vector);             /* stable; unchanged when less throws */
W smt_list_sort(W less, W list);                 /* stable */

/* ---- C from Smelter (foreign.c) -------------------------------------------------------------- */

/* A Pointer is an address of C's, never NULL, as an object {address, finaliser}: so that it can be
 * known when nobody uses it any more. The address is 0 once it has been released. */
typedef void SmtFinalizer(void *address);
W smt_pointer_new(void *address, SmtFinalizer *finalizer); /* error: NULL */
void *smt_pointer_address(W pointer);                      /* error: released */
W smt_pointer_release(W pointer); /* call the finaliser now, if it has one; never again */

W smt_string_from_c(const char *text); /* a copy; error: NULL */
W smt_char_from_c(uint32_t code);      /* error: no Unicode scalar value */
int64_t smt_integer_to_c(W integer);   /* error: too large */

/* A word must not be collected before this place, whatever the compiler makes of its last use. */
#define SMT_KEEP(w) __asm__ volatile("" : : "g"(w))

/* ---- C that calls Smelter (library.c, codegen/export.c) -------------------------------------- */

typedef struct SmtLibrary {
  const SmtProgram *program;
  const char *name; /* for messages */
} SmtLibrary;

/* Compute the top-level values, if that has not been done, then call body(context) on the Smelter stack (no body: nothing
 * more). Threads take turns. True when it comes to its end; else smt_library_error says why not. Nested calls are good. */
_Bool smt_library_call(const SmtLibrary *library, void (*body)(void *), void *context);

/* What went wrong in this thread's last call, until its next one; NULL: nothing. */
const char *smt_library_error(void);

/* Give everything back; each further call fails. */
void smt_library_end(void);

/* A value in C's hands, until it is released. */
void *smt_handle_new(W value);
W smt_handle_value(void *handle); /* error: NULL */
void smt_handle_release(void *handle);

/* Copies in C's own memory, and of what is there. */
char *smt_string_to_c(W string);
void *smt_row_to_c(const W *from, W count, W size);
W smt_vector_from_c(const void *row, W count, W size, int is_signed);
W smt_array_from_c(const void *row, W count, W size, int is_signed);

/* The elements of a vector and of an array, as they lie there. */
#define SMT_VECTOR_DATA(v) (((W **)(v))[2])
#define SMT_ARRAY_DATA(a) ((W *)(a) + 1)

/* The low `size` bytes of each of `count` words, as a row of numbers of C's; and back again. */
void *smt_numbers_out(const W *from, W count, W size);
void smt_numbers_in(W *to, W count, const void *from, W size, int is_signed);

/* Functions that C may call at the moment through a C function type's stubs; stub k calls
 * function[k]. A function has its place until it is given back, or until an exception leaves the
 * foreign call that took it, whose frame that is; one without a frame has it for ever. */
enum { SMT_CALLBACKS = 64 };
typedef struct SmtCallbacks {
  W function[SMT_CALLBACKS];        /* 0: free */
  const char *frame[SMT_CALLBACKS]; /* NULL: for ever */
  struct SmtCallbacks *next;
  int is_listed;
  unsigned last; /* taken */
} SmtCallbacks;
unsigned smt_callback_take(SmtCallbacks *pool, W function, void *frame); /* error: none free */
void smt_callback_give(SmtCallbacks *pool, unsigned k);
W smt_callback_function(const SmtCallbacks *pool, unsigned k); /* error: given back */

/* Let what C prints go the same way as what Smelter prints; a program that calls C starts with it.
 * Its fflush is smt_fflush, with a FILE *. */
void smt_join_stdout(void);
int smt_fflush(void *file);

#define SMT_EACH_CALLBACK_8(F, a, b, c, d, e, f, g, h) F(a) F(b) F(c) F(d) F(e) F(f) F(g) F(h)
#define SMT_EACH_CALLBACK(F)                                                                       \
  SMT_EACH_CALLBACK_8(F, 0, 1, 2, 3, 4, 5, 6, 7)                                                   \
  SMT_EACH_CALLBACK_8(F, 8, 9, 10, 11, 12, 13, 14, 15)                                             \
  SMT_EACH_CALLBACK_8(F, 16, 17, 18, 19, 20, 21, 22, 23)                                           \
  SMT_EACH_CALLBACK_8(F, 24, 25, 26, 27, 28, 29, 30, 31)                                           \
  SMT_EACH_CALLBACK_8(F, 32, 33, 34, 35, 36, 37, 38, 39)                                           \
  SMT_EACH_CALLBACK_8(F, 40, 41, 42, 43, 44, 45, 46, 47)                                           \
  SMT_EACH_CALLBACK_8(F, 48, 49, 50, 51, 52, 53, 54, 55)                                           \
  SMT_EACH_CALLBACK_8(F, 56, 57, 58, 59, 60, 61, 62, 63)

/* ---- the world (io.c, file.c, system.c, run.c) ----------------------------------------------- */

W smt_print(W s);
W smt_println(W s);
W smt_print_error(W s);
W smt_flush(void);
W smt_read_line(void); /* without its newline; None at the end */
W smt_read_all(void);
W smt_args(void);
W smt_getenv(W name);
W smt_read_file(W path); /* Result String a: Err "path: reason" */
W smt_write_file(W path, W text);
W smt_append_file(W path, W text);
W smt_file_exists(W path);
W smt_is_directory(W path);
W smt_delete_file(W path);
W smt_list_directory(W path); /* names in order, without . and .. */
W smt_time_unix(void);
W smt_time_monotonic_ns(void);
W smt_collect(void);
W smt_bytes_allocated(void);
W smt_program_name(void);   /* Optional String */
W smt_system_name(W field); /* of uname(2): 0 the system, 1 the machine's name, 2 its kind */

/* stream.c: an open file is its descriptor, bytes travel in vectors, one in a word; Result
 * String a, Err "reason" */
W smt_stream_open(W path,
                  W mode); /* 0 read, 1 new, 2 overwrite, 3 append, 4 empty; + 8 to read as well */
W smt_stream_close(W fd);
W smt_stream_read(W fd, W count); /* up to 4096 bytes; none at the end */
W smt_stream_write(W fd, W vector);
W smt_stream_seek(W fd, W offset,
                  W whence); /* from 0 the beginning, 1 here, 2 the end; gives where that is */
W smt_make_directory(W path);
W smt_remove_directory(W path);
W smt_make_temporary_file(W suffix); /* gives its path */
W smt_make_temporary_directory(void);
W smt_rename_file(W from, W to);
W smt_real_path(W path); /* absolute, without links and dots */
W smt_file_info(
    W path); /* a vector: size, time of the last change in seconds since 1970, is it a directory? */
W smt_setenv(W name, W value);
W smt_sleep(W nanoseconds);
W smt_run_command(
    W command,
    W input); /* by /bin/sh (process.c): a list of what it prints, its complaints, its exit status */

#pragma GCC visibility pop

#endif
