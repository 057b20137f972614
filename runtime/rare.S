/* rare.S -- the rare paths of inline functions, as calls that cost their caller nothing until they are made.
 *
 * An ordinary call may change half of the registers. So a loop that adds Integers would keep what it works with in the other
 * half, and save that half on entry, for the sake of a path that is hardly ever taken. Each smt_..._rare here calls
 * smt_..._slow and changes no register but rax, its result; SMT_RARE of smt.h is such a call. The stack need not be aligned.
 *
 * What is saved lies on the stack, where the collector looks for roots. Only x86-64 has this: see SMT_RARE. */
#if defined(__x86_64__)

/* Each stands in a section of its own: a program without large integers is linked without them. */
.macro RARE name
  .section .text.smt_\name\()_rare, "ax", @progbits
  .globl smt_\name\()_rare
  .type smt_\name\()_rare, @function
smt_\name\()_rare:
  leaq smt_\name\()_slow(%rip), %rax
  jmp call_rare
  .size smt_\name\()_rare, . - smt_\name\()_rare
.endm

  .section .text.call_rare, "ax", @progbits
  .type call_rare, @function
call_rare:
  pushq %rbp
  movq %rsp, %rbp
  pushq %rdi
  pushq %rsi
  pushq %rdx
  pushq %rcx
  pushq %r8
  pushq %r9
  pushq %r10
  pushq %r11
  subq $256, %rsp
  andq $-16, %rsp
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  movaps %xmm\n, 16 * \n(%rsp)
  .endr
  call *%rax
  .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  movaps 16 * \n(%rsp), %xmm\n
  .endr
  leaq -64(%rbp), %rsp
  popq %r11
  popq %r10
  popq %r9
  popq %r8
  popq %rcx
  popq %rdx
  popq %rsi
  popq %rdi
  popq %rbp
  ret
  .size call_rare, . - call_rare

RARE alloc
RARE cell_new
RARE data1
RARE data2
RARE data3
RARE int_add
RARE int_sub
RARE int_mul
RARE int_quot
RARE int_rem
RARE int_div
RARE int_mod
RARE int_and
RARE int_or
RARE int_xor
RARE int_not
RARE int_neg
RARE int_eq
RARE int_cmp
RARE int_from_signed
RARE int_from_word
RARE int_to_word
RARE vector_push
#endif

  .section .note.GNU-stack, "", @progbits
