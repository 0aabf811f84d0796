// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into kiosk-pack: ends the process, without a word, just before the
// call to the system that POWER_CUT_AT counts to, as a power cut would. With
// POWER_CUT_FULL the call fails instead with "no space left on device".
// The file that POWER_CUT_REACHED names is made when that happens, so that a
// test knows when it has cut at every call there is.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>

namespace {

template <class Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

// True: this call must fail as on a full disk.
bool cut_here() {
  static long left = [] {
    const char* at = std::getenv("POWER_CUT_AT");
    return at == nullptr ? 0L : std::atol(at);
  }();
  if (left == 0 || --left != 0) return false;
  if (const char* reached = std::getenv("POWER_CUT_REACHED")) {
    const int file = real<int (*)(const char*, int, ...)>("open")(reached, O_WRONLY | O_CREAT, 0644);
    if (file >= 0) real<int (*)(int)>("close")(file);
  }
  if (std::getenv("POWER_CUT_FULL") == nullptr) ::_exit(99);
  errno = ENOSPC;
  return true;
}

}  // namespace

extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
  if (file > 2 && cut_here()) return -1;
  return real<ssize_t (*)(int, const void*, size_t)>("write")(file, bytes, size);
}
int fsync(int file) {
  if (cut_here()) return -1;
  return real<int (*)(int)>("fsync")(file);
}
int rename(const char* from, const char* to) noexcept {
  if (cut_here()) return -1;
  return real<int (*)(const char*, const char*)>("rename")(from, to);
}
int symlink(const char* target, const char* link) noexcept {
  if (cut_here()) return -1;
  return real<int (*)(const char*, const char*)>("symlink")(target, link);
}
int unlink(const char* file) noexcept {
  if (cut_here()) return -1;
  return real<int (*)(const char*)>("unlink")(file);
}
int open(const char* file, int flags, ...) {
  mode_t mode = 0;
  if ((flags & O_CREAT) != 0) {
    va_list rest;
    va_start(rest, flags);
    mode = va_arg(rest, mode_t);
    va_end(rest);
    if (cut_here()) return -1;
  }
  return real<int (*)(const char*, int, ...)>("open")(file, flags, mode);
}

}  // extern "C"
