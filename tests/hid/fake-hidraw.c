/*
 * Sits between node-hid's native code and the kernel, for tests: a path under FAKE_HIDRAW_PREFIX opens a
 * Unix socket of that name in FAKE_HIDRAW_FOLDER in place of a device. A two-byte length precedes each
 * report, so that the socket keeps reports apart.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/hidraw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#define MOST_FILES 4096
#define MOST_REPORT 4096

static char faked[MOST_FILES];

static int is_faked(int fd) { return fd >= 0 && fd < MOST_FILES && faked[fd]; }

/* A vendor page with 64 bytes each way and no report ids: all that hidapi looks for in it. */
static const unsigned char descriptor[] = {0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01, 0x15, 0x00,
                                           0x26, 0xff, 0x00, 0x75, 0x08, 0x95, 0x40, 0x09, 0x01,
                                           0x81, 0x02, 0x09, 0x01, 0x91, 0x02, 0xc0};

static int open_fake(const char *name) {
  const char *folder = getenv("FAKE_HIDRAW_FOLDER");
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strcmp(name, "forbidden") == 0) {
    errno = EACCES;
    return -1;
  }
  if (strcmp(name, "held") == 0) {
    errno = EBUSY;
    return -1;
  }
  if (!folder || snprintf(address.sun_path, sizeof address.sun_path, "%s/%s", folder, name) >=
                     (int)sizeof address.sun_path) {
    errno = ENOENT;
    return -1;
  }
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  if (fd >= MOST_FILES || connect(fd, (struct sockaddr *)&address, sizeof address) < 0) {
    close(fd);
    errno = ENOENT;
    return -1;
  }
  faked[fd] = 1;
  return fd;
}

int open64(const char *path, int flags, ...) {
  static int (*real)(const char *, int, ...);
  const char *prefix = getenv("FAKE_HIDRAW_PREFIX");
  va_list more;
  va_start(more, flags);
  int mode = va_arg(more, int);
  va_end(more);
  if (prefix && strncmp(path, prefix, strlen(prefix)) == 0) return open_fake(path + strlen(prefix));
  if (!real) real = dlsym(RTLD_NEXT, "open64");
  return real(path, flags, mode);
}

int ioctl(int fd, unsigned long request, ...) {
  static int (*real)(int, unsigned long, ...);
  va_list more;
  va_start(more, request);
  void *argument = va_arg(more, void *);
  va_end(more);
  if (!is_faked(fd)) {
    if (!real) real = dlsym(RTLD_NEXT, "ioctl");
    return real(fd, request, argument);
  }
  if (request == HIDIOCGRDESCSIZE) {
    *(int *)argument = sizeof descriptor;
    return 0;
  }
  if (request == HIDIOCGRDESC) {
    struct hidraw_report_descriptor *answer = argument;
    memcpy(answer->value, descriptor, sizeof descriptor);
    return 0;
  }
  errno = EINVAL;
  return -1;
}

ssize_t read(int fd, void *buffer, size_t room) {
  static ssize_t (*real)(int, void *, size_t);
  if (!is_faked(fd)) {
    if (!real) real = dlsym(RTLD_NEXT, "read");
    return real(fd, buffer, room);
  }
  unsigned char length[2];
  unsigned char report[MOST_REPORT];
  ssize_t got = recv(fd, length, sizeof length, MSG_WAITALL);
  size_t size = (size_t)length[0] << 8 | length[1];
  if (got == 2 && size <= sizeof report)
    got = recv(fd, report, size, MSG_WAITALL) == (ssize_t)size ? (ssize_t)size : -1;
  if (got <= 0) {
    /* The kernel returns this for a device that was pulled out. */
    errno = EIO;
    return -1;
  }
  if (size > room) size = room;
  memcpy(buffer, report, size);
  return size;
}

ssize_t write(int fd, const void *buffer, size_t size) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!is_faked(fd)) {
    if (!real) real = dlsym(RTLD_NEXT, "write");
    return real(fd, buffer, size);
  }
  unsigned char length[2] = {size >> 8, size & 0xff};
  struct iovec parts[2] = {{length, sizeof length}, {(void *)buffer, size}};
  struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
  if (sendmsg(fd, &message, MSG_NOSIGNAL) < 0) {
    errno = EIO;
    return -1;
  }
  return size;
}

int close(int fd) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "close");
  if (fd >= 0 && fd < MOST_FILES) faked[fd] = 0;
  return real(fd);
}
