#include "allocations.hpp"

#include <atomic>
#include <cstdlib>

// glibc's own names, so that the count sees what libraries allocate as well.
// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* place, std::size_t size);
}
// NOLINTEND(bugprone-reserved-identifier)

namespace {
std::atomic<std::size_t> calls{0};
}

namespace allocations {
std::size_t count() { return calls.load(std::memory_order_relaxed); }
} // namespace allocations

extern "C" {

void* malloc(std::size_t size) {
    calls.fetch_add(1, std::memory_order_relaxed);
    return __libc_malloc(size);
}

void* calloc(std::size_t count, std::size_t size) {
    calls.fetch_add(1, std::memory_order_relaxed);
    return __libc_calloc(count, size);
}

void* realloc(void* place, std::size_t size) {
    calls.fetch_add(1, std::memory_order_relaxed);
    return __libc_realloc(place, size);
}
}
