/* Writes down what a program does to the files below one folder, and what it puts on its terminal.
 *
 * RECORD_FOLDER  the folder; everything else is left alone
 * RECORD_LOG     where it is written: NAME, inode, size, path and, for a rename, the path before, with
 *                tabs between them and a line end, then the bytes that were written
 *
 * One operation at a time is done and written down, so the order is that in which they took effect.
 * Bytes for a terminal are written down before they go there: nobody can see them earlier.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_OPEN 4096

static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
static char ours[MOST_OPEN];
static const char *folder;
static size_t length;
static int log_to = -1;

#define NEXT(name) __typeof__(&name) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
    int (*open_)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    const char *path = getenv("RECORD_LOG");
    folder = getenv("RECORD_FOLDER");
    length = folder ? strlen(folder) : 0;
    if (path) log_to = open_(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int below(const char *path) {
    return folder && path && !strncmp(path, folder, length) && (path[length] == '/' || !path[length]);
}

static int mine(int descriptor) {
    return descriptor >= 0 && descriptor < MOST_OPEN && ours[descriptor];
}

static void note(const char *name, int descriptor, const char *path, const char *second,
                 const void *data, size_t size) {
    struct stat status = {0};
    char head[2048];
    if (descriptor >= 0) fstat(descriptor, &status);
    else if (path) lstat(path, &status);
    int used = snprintf(head, sizeof head, "%s\t%lu\t%zu\t%s\t%s\n", name,
                        (unsigned long)status.st_ino, size, path ? path : "", second ? second : "");
    struct iovec parts[] = {{head, (size_t)used}, {(void *)data, size}};
    if (writev(log_to, parts, 2) != used + (ssize_t)size) abort();
}

/* Does OPERATION alone, and writes it down when it went well. */
#define ALONE(RESULT, OPERATION, ...)                                          \
    pthread_mutex_lock(&one);                                                  \
    RESULT result = OPERATION;                                                 \
    int reason = errno;                                                        \
    if (result >= 0) { __VA_ARGS__; }                                          \
    errno = reason;                                                            \
    pthread_mutex_unlock(&one);                                                \
    return result;

#define OPENED(NAME, PARAMETERS, ARGUMENTS)                                    \
    int NAME PARAMETERS {                                                      \
        NEXT(NAME);                                                            \
        mode_t mode = 0;                                                       \
        if (flags & (O_CREAT | O_TMPFILE)) {                                   \
            va_list rest;                                                      \
            va_start(rest, flags);                                             \
            mode = va_arg(rest, mode_t);                                       \
            va_end(rest);                                                      \
        }                                                                      \
        if (!below(path) || log_to < 0 || (flags & O_TMPFILE) == O_TMPFILE)    \
            return next ARGUMENTS; /* a file without a name is none */         \
        ALONE(int, next ARGUMENTS,                                             \
              if (result < MOST_OPEN) ours[result] = 1;                        \
              note(flags & O_TRUNC ? "truncate" : "open", result, path, "", "", 0)) \
    }

OPENED(open, (const char *path, int flags, ...), (path, flags, mode))
OPENED(open64, (const char *path, int flags, ...), (path, flags, mode))
OPENED(openat, (int from, const char *path, int flags, ...), (from, path, flags, mode))
OPENED(openat64, (int from, const char *path, int flags, ...), (from, path, flags, mode))

int close(int descriptor) {
    NEXT(close);
    if (mine(descriptor)) ours[descriptor] = 0;
    return next(descriptor);
}

ssize_t write(int descriptor, const void *data, size_t size) {
    NEXT(write);
    if (log_to >= 0 && isatty(descriptor)) {
        pthread_mutex_lock(&one);
        note("show", -1, "", "", data, size);
        pthread_mutex_unlock(&one);
        return next(descriptor, data, size);
    }
    if (!mine(descriptor)) return next(descriptor, data, size);
    ALONE(ssize_t, next(descriptor, data, size),
          note("write", descriptor, "", "", data, (size_t)result))
}

#define SIMPLE(NAME, PARAMETERS, ARGUMENTS, CONCERNS, ...)                     \
    int NAME PARAMETERS {                                                      \
        NEXT(NAME);                                                            \
        if (log_to < 0 || !(CONCERNS)) return next ARGUMENTS;                  \
        ALONE(int, next ARGUMENTS, note(__VA_ARGS__, "", 0))                   \
    }

SIMPLE(fsync, (int file), (file), mine(file), "sync", file, "", "")
SIMPLE(fdatasync, (int file), (file), mine(file), "sync", file, "", "")
SIMPLE(rename, (const char *from, const char *to), (from, to), below(from) || below(to),
       "rename", -1, to, from)
SIMPLE(renameat, (int f, const char *from, int t, const char *to), (f, from, t, to),
       below(from) || below(to), "rename", -1, from, to)
SIMPLE(unlink, (const char *path), (path), below(path), "remove", -1, path, "")
SIMPLE(unlinkat, (int from, const char *path, int flags), (from, path, flags), below(path),
       "remove", -1, path, "")
SIMPLE(mkdir, (const char *path, mode_t mode), (path, mode), below(path), "folder", -1, path, "")
SIMPLE(mkdirat, (int from, const char *path, mode_t mode), (from, path, mode), below(path),
       "folder", -1, path, "")
