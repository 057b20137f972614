"""library.py -- what library.smt measures, of Python's dict, list and deque."""
import sys
import time
from collections import deque

sink = 0


def key(i):
    return i * 2654435761 & 4294967295


def report(operation, structure, n, work):
    """Often enough to take a tenth of a second."""
    global sink
    elapsed, rounds = 0, 1
    while True:
        start = time.process_time_ns()
        for _ in range(rounds):
            sink += work()
        elapsed = time.process_time_ns() - start
        if elapsed >= 1e8:
            break
        rounds *= 4
    print(operation, structure, n, "%.3f" % (elapsed / (rounds * n)), flush=True)


def filled(n):
    return {key(i): i for i in range(n)}


def emptied(n):
    d = filled(n)
    for i in range(n):
        del d[key(i)]
    return len(d)


def through(n):
    q = deque()
    for i in range(n):
        q.append(key(i))
    total = 0
    while q:
        total += q.popleft()
    return total


for n in map(int, sys.argv[1:]):
    d = filled(n)
    v = [key(i) for i in range(n)]
    report("insert", "Python-dict", n, lambda: len(filled(n)))
    report("look-up", "Python-dict", n, lambda: sum(d[key(i)] for i in range(n)))
    report("iterate", "Python-dict", n, lambda: sum(d.values()))
    report("insert+delete", "Python-dict", n, lambda: emptied(n))
    report("push", "Python-list", n, lambda: len([key(i) for i in range(n)]))
    report("index", "Python-list", n, lambda: sum(v[i] for i in range(n)))
    report("iterate", "Python-list", n, lambda: sum(v))
    report("concatenate", "Python-list", n, lambda: len(v + v))
    report("sort", "Python-list", n, lambda: sorted(v)[0])
    report("push+pop", "Python-deque", n, lambda: through(n))
