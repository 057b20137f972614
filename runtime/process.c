/* process.c -- run another program and talk to it through pipes.
 *
 * The command goes to /bin/sh. All of its input is given to it and all that it prints is taken while it runs, whichever
 * way is free, so that neither side can wait for the other for ever. */
#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct Output { /* what came through one pipe */
  char *data;           /* from malloc */
  size_t size, room;
} Output;

static W refused(void) { return smt_err(smt_string_of_c(strerror(errno))); }

static void close_pair(int fd[2]) {
  close(fd[0]);
  close(fd[1]);
}

/* Three pipes: 0 to the standard input of the program, 1 and 2 from its outputs. */
static bool open_pipes(int fd[3][2]) {
  for (int i = 0; i < 3; i++)
    if (pipe2(fd[i], O_CLOEXEC) != 0) {
      while (i-- > 0) close_pair(fd[i]);
      return false;
    }
  return true;
}

static _Noreturn void become(const char *command, int fd[3][2]) {
  dup2(fd[0][0], 0);
  dup2(fd[1][1], 1);
  dup2(fd[2][1], 2);
  signal(SIGPIPE, SIG_DFL);
  execl("/bin/sh", "sh", "-c", command, (char *)NULL);
  _exit(127);
}

/* Take what is there; false at the end. */
static bool take(int fd, Output *o) {
  if (o->room - o->size < 4096) {
    o->room = o->room ? o->room * 2 : 65536;
    o->data = realloc(o->data, o->room);
    if (!o->data) smt_out_of_memory();
  }
  ssize_t n = read(fd, o->data + o->size, o->room - o->size);
  if (n > 0) o->size += (size_t)n;
  return n > 0 || (n < 0 && errno == EINTR);
}

/* Give the input and take the outputs until all three pipes are closed. */
static void converse(int fd[3][2], const SmtString *input, Output out[2]) {
  struct pollfd p[3] = {{fd[0][1], POLLOUT, 0}, {fd[1][0], POLLIN, 0}, {fd[2][0], POLLIN, 0}};
  size_t given = 0;
  fcntl(p[0].fd, F_SETFL, O_NONBLOCK);
  while (p[0].fd >= 0 || p[1].fd >= 0 || p[2].fd >= 0) {
    if (p[0].fd >= 0 && given == input->bytes) {
      close(p[0].fd);
      p[0].fd = -1;
      continue;
    }
    if (poll(p, 3, -1) < 0) continue;
    if (p[0].fd >= 0 && p[0].revents) {
      ssize_t n = write(p[0].fd, input->text + given, input->bytes - given);
      if (n > 0) given += (size_t)n;
      else if (n < 0 && errno != EINTR && errno != EAGAIN)
        given = input->bytes; /* nobody reads it */
    }
    for (int i = 1; i < 3; i++)
      if (p[i].fd >= 0 && p[i].revents && !take(p[i].fd, &out[i - 1])) {
        close(p[i].fd);
        p[i].fd = -1;
      }
  }
}

static W text_of(Output *o) {
  W s = smt_string_new(o->data ? o->data : "", o->size);
  free(o->data);
  return s;
}

W smt_run_command(W command, W input) {
  int fd[3][2];
  smt_flush();
  if (!open_pipes(fd)) return refused();
  pid_t pid = fork();
  if (pid == 0) become(SMT_STR(command)->text, fd);
  close(fd[0][0]);
  close(fd[1][1]);
  close(fd[2][1]);
  if (pid < 0) {
    close(fd[0][1]);
    close(fd[1][0]);
    close(fd[2][0]);
    return refused();
  }
  Output out[2] = {{0}};
  void (*old)(int) = signal(SIGPIPE, SIG_IGN);
  converse(fd, SMT_STR(input), out);
  signal(SIGPIPE, old);
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
  char code[16];
  snprintf(code, sizeof code, "%d",
           WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  W printed = text_of(&out[0]), complained = text_of(&out[1]);
  return smt_ok(smt_cons(printed, smt_cons(complained, smt_cons(smt_string_of_c(code), 0))));
}
