/* library.cc -- what library.smt measures, of std::map, std::unordered_map, std::vector, std::deque and std::list. */
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <list>
#include <map>
#include <unordered_map>
#include <vector>

static int64_t key(size_t i) { return (i * 2654435761u) & 4294967295u; }

static volatile int64_t sink;

/* Often enough to take a tenth of a second. */
template <class Work> static void report(const char *operation, const char *structure, size_t n, Work work) {
  double elapsed = 0;
  size_t rounds = 1;
  for (;; rounds *= 4) {
    clock_t start = clock();
    for (size_t i = 0; i < rounds; i++) sink = sink + work();
    elapsed = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (elapsed >= 0.1) break;
  }
  printf("%s %s %zu %.3f\n", operation, structure, n, elapsed * 1e9 / (double)(rounds * n));
  fflush(stdout);
}

template <class Map> static Map filled(size_t n) {
  Map m;
  for (size_t i = 0; i < n; i++) m[key(i)] = (int64_t)i;
  return m;
}

template <class Map> static void maps(const char *name, size_t n) {
  Map m = filled<Map>(n);
  report("insert", name, n, [&] { return (int64_t)filled<Map>(n).size(); });
  report("look-up", name, n, [&] {
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) sum += m.find(key(i))->second;
    return sum;
  });
  report("iterate", name, n, [&] {
    int64_t sum = 0;
    for (auto &e : m) sum += e.second;
    return sum;
  });
  report("insert+delete", name, n, [&] {
    Map c = filled<Map>(n);
    for (size_t i = 0; i < n; i++) c.erase(key(i));
    return (int64_t)c.size();
  });
}

template <class Row> static Row row(size_t n) {
  Row v;
  for (size_t i = 0; i < n; i++) v.push_back(key(i));
  return v;
}

int main(int argc, char **argv) {
  for (int a = 1; a < argc; a++) {
    size_t n = strtoul(argv[a], NULL, 10);
    maps<std::map<int64_t, int64_t>>("std::map", n);
    maps<std::unordered_map<int64_t, int64_t>>("std::unordered_map", n);
    std::vector<int64_t> v = row<std::vector<int64_t>>(n);
    const char *name = "std::vector";
    report("push", name, n, [&] { return (int64_t)row<std::vector<int64_t>>(n).size(); });
    report("index", name, n, [&] {
      int64_t sum = 0;
      for (size_t i = 0; i < n; i++) sum += v.at(i);
      return sum;
    });
    report("iterate", name, n, [&] {
      int64_t sum = 0;
      for (int64_t x : v) sum += x;
      return sum;
    });
    report("concatenate", name, n, [&] {
      std::vector<int64_t> c;
      c.reserve(2 * n);
      for (int i = 0; i < 2; i++) c.insert(c.end(), v.begin(), v.end());
      return (int64_t)c.size();
    });
    report("sort", name, n, [&] {
      std::vector<int64_t> c = v;
      std::stable_sort(c.begin(), c.end());
      return c[0];
    });
    report("push+pop", "std::deque", n, [&] {
      std::deque<int64_t> q = row<std::deque<int64_t>>(n);
      int64_t sum = 0;
      for (; !q.empty(); q.pop_front()) sum += q.front();
      return sum;
    });
    std::list<int64_t> l = row<std::list<int64_t>>(n);
    report("sort", "std::list", n, [&] {
      std::list<int64_t> c = l;
      c.sort();
      return c.front();
    });
  }
}
