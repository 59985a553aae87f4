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
#include <pthread.h>
#include <sys/uio.h>

#include "shim.h"

static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
static int log_to = -1;

__attribute__((constructor)) static void begin(void) {
    watch(getenv("RECORD_FOLDER"));
    log_to = append_to(getenv("RECORD_LOG"));
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
        TAKE_MODE(flags)                                                       \
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
