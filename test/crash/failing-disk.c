/* Preloaded into a process, makes the disk under some of its files fail while a control file says so.
 *
 * FAILING_DISK_FILES    what the names of these files begin with
 * FAILING_DISK_CONTROL  a file of lines `<operation> <errno> [<end of the file's name>]`; empty or absent: no trouble.
 *                       Operations: write, half-write (the first half is written, what follows fails), sync, truncate,
 *                       open (for writing), access (for writing), read. Every failure adds a byte to <control>.hits. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static int number_of(const char *name) {
  if (strcmp(name, "ENOSPC") == 0) return ENOSPC;
  if (strcmp(name, "EROFS") == 0) return EROFS;
  return EIO;
}

static void count_hit(const char *control) {
  char hits[4096];
  snprintf(hits, sizeof hits, "%s.hits", control);
  int fd = syscall(SYS_openat, AT_FDCWD, hits, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (fd < 0) return;
  syscall(SYS_write, fd, "x", 1);
  syscall(SYS_close, fd);
}

/* The errno an operation on this file shall fail with, 0 when it shall not. */
static int trouble(const char *operation, const char *file) {
  const char *files = getenv("FAILING_DISK_FILES"), *control = getenv("FAILING_DISK_CONTROL");
  if (!files || !control || strncmp(file, files, strlen(files)) != 0) return 0;
  int fd = syscall(SYS_openat, AT_FDCWD, control, O_RDONLY, 0);
  if (fd < 0) return 0;
  char text[1024];
  ssize_t length = syscall(SYS_read, fd, text, sizeof text - 1);
  syscall(SYS_close, fd);
  if (length <= 0) return 0;
  text[length] = 0;
  char *rest = NULL;
  for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
    char what[32] = "", code[32] = "", end[256] = "";
    if (sscanf(line, "%31s %31s %255s", what, code, end) < 2 || strcmp(what, operation) != 0) continue;
    size_t name = strlen(file), tail = strlen(end);
    if (tail > name || strcmp(file + name - tail, end) != 0) continue;
    count_hit(control);
    return number_of(code);
  }
  return 0;
}

static int trouble_of_fd(const char *operation, int fd) {
  char link[64], file[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, file, sizeof file - 1);
  if (length < 0) return 0;
  file[length] = 0;
  return trouble(operation, file);
}

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))
#define FAIL_IF(code) do { int failed = (code); if (failed) { errno = failed; return -1; } } while (0)

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
  FAIL_IF(trouble_of_fd("write", fd));
  int half = size > 1 ? trouble_of_fd("half-write", fd) : 0;
  if (half) {
    ssize_t written = REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t)(fd, bytes, size / 2, at);
    if (written > 0 && size / 2 > 16) return written;
    errno = half;
    return -1;
  }
  return REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t)(fd, bytes, size, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) { return pwrite64(fd, bytes, size, at); }

ssize_t write(int fd, const void *bytes, size_t size) {
  FAIL_IF(trouble_of_fd("write", fd));
  return REAL(ssize_t, write, int, const void *, size_t)(fd, bytes, size);
}

ssize_t pread64(int fd, void *bytes, size_t size, off64_t at) {
  FAIL_IF(trouble_of_fd("read", fd));
  return REAL(ssize_t, pread64, int, void *, size_t, off64_t)(fd, bytes, size, at);
}

int ftruncate64(int fd, off64_t length) {
  FAIL_IF(trouble_of_fd("truncate", fd));
  return REAL(int, ftruncate64, int, off64_t)(fd, length);
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int fsync(int fd) {
  FAIL_IF(trouble_of_fd("sync", fd));
  return REAL(int, fsync, int)(fd);
}

int fdatasync(int fd) {
  FAIL_IF(trouble_of_fd("sync", fd));
  return REAL(int, fdatasync, int)(fd);
}

int access(const char *file, int mode) {
  if (mode & W_OK) FAIL_IF(trouble("access", file));
  return REAL(int, access, const char *, int)(file, mode);
}

int open64(const char *file, int flags, ...) {
  mode_t mode = 0;
  if (flags & (O_CREAT | O_TMPFILE)) {
    va_list rest;
    va_start(rest, flags);
    mode = va_arg(rest, mode_t);
    va_end(rest);
  }
  if ((flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT)) FAIL_IF(trouble("open", file));
  return REAL(int, open64, const char *, int, ...)(file, flags, mode);
}

int open(const char *file, int flags, ...) {
  mode_t mode = 0;
  if (flags & (O_CREAT | O_TMPFILE)) {
    va_list rest;
    va_start(rest, flags);
    mode = va_arg(rest, mode_t);
    va_end(rest);
  }
  return open64(file, flags, mode);
}
