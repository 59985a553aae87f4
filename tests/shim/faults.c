/* Counts what a program does to the files below one folder, and spoils one of these operations.
 *
 * FAULTS_FOLDER  the folder; everything else is left alone
 * FAULTS_LOG     where a line is written for each operation before it is done: its name and path
 * FAULTS_AT      which operation, from 1; none when it is not given
 * FAULTS_DO      "kill-before", "kill-after", "short" (writes take half), or the number of an error
 * FAULTS_ONLY    the one operation that counts, e.g. "flock"; all when it is not given
 * FAULTS_ALWAYS  when given, every operation from that one on fails (with an error or "short")
 */
#define _GNU_SOURCE
#include <limits.h>
#include <signal.h>
#include <sys/file.h>

#include "shim.h"

static atomic_int done;
static int at, always, kill_before, kill_after, shorten, error, log_to = -1;
static const char *only;

/* Called when the program begins, and again by one that has changed its environment. */
__attribute__((constructor)) void faults_begin(void) {
    const char *text = getenv("FAULTS_AT"), *what = getenv("FAULTS_DO");
    watch(getenv("FAULTS_FOLDER"));
    only = getenv("FAULTS_ONLY");
    at = text ? atoi(text) : 0;
    always = getenv("FAULTS_ALWAYS") != NULL;
    if (what) {
        kill_before = !strcmp(what, "kill-before");
        kill_after = !strcmp(what, "kill-after");
        shorten = !strcmp(what, "short");
        error = atoi(what);
    }
    log_to = append_to(getenv("FAULTS_LOG"));
}

/* Whether this operation is the one: it may not return. */
static int strike(const char *name, const char *path) {
    if (only && strcmp(only, name)) return 0;
    int number = atomic_fetch_add(&done, 1) + 1;
    if (log_to >= 0) {
        char line[PATH_MAX + 64];
        int size = snprintf(line, sizeof line, "%s %s\n", name, path ? path : "");
        ssize_t (*write_)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
        if (size > 0) (void)!write_(log_to, line, (size_t)size);
    }
    if (!at || number < at || (number > at && !always)) return 0;
    if (kill_before) kill(getpid(), SIGKILL), pause();
    return 1;
}

static void after(int struck) {
    if (struck && kill_after) kill(getpid(), SIGKILL), pause();
}

#define FAIL_IF(struck) if ((struck) && error) { errno = error; return -1; }

static int note(int descriptor, int struck) {
    if (descriptor >= 0 && descriptor < MOST_OPEN) ours[descriptor] = 1;
    after(struck);
    return descriptor;
}

#define OPENED(NAME, PARAMETERS, ARGUMENTS)                                    \
    int NAME PARAMETERS {                                                      \
        NEXT(NAME);                                                            \
        TAKE_MODE(flags)                                                       \
        if (!below(path)) return next ARGUMENTS;                               \
        if (!(flags & (O_WRONLY | O_RDWR | O_CREAT | O_DIRECTORY)))            \
            return next ARGUMENTS;                                             \
        int struck = strike("open", path);                                     \
        FAIL_IF(struck)                                                        \
        return note(next ARGUMENTS, struck);                                   \
    }

OPENED(open, (const char *path, int flags, ...), (path, flags, mode))
OPENED(open64, (const char *path, int flags, ...), (path, flags, mode))
OPENED(openat, (int from, const char *path, int flags, ...), (from, path, flags, mode))
OPENED(openat64, (int from, const char *path, int flags, ...), (from, path, flags, mode))

int close(int descriptor) {
    NEXT(close);
    if (!mine(descriptor)) return next(descriptor);
    ours[descriptor] = 0;
    return next(descriptor);
}

ssize_t write(int descriptor, const void *data, size_t size) {
    NEXT(write);
    if (!mine(descriptor)) return next(descriptor, data, size);
    int struck = strike("write", "");
    FAIL_IF(struck)
    ssize_t written = next(descriptor, data, struck && shorten && size > 1 ? size / 2 : size);
    after(struck);
    return written;
}

#define SIMPLE(RESULT, NAME, PARAMETERS, ARGUMENTS, CONCERNS, PATH)            \
    RESULT NAME PARAMETERS {                                                   \
        NEXT(NAME);                                                            \
        if (!(CONCERNS)) return next ARGUMENTS;                                \
        int struck = strike(#NAME, PATH);                                      \
        FAIL_IF(struck)                                                        \
        RESULT result = next ARGUMENTS;                                        \
        after(struck);                                                         \
        return result;                                                         \
    }

SIMPLE(int, fsync, (int descriptor), (descriptor), mine(descriptor), "")
SIMPLE(int, fdatasync, (int descriptor), (descriptor), mine(descriptor), "")
SIMPLE(int, rename, (const char *from, const char *to), (from, to), below(from) || below(to), to)
SIMPLE(int, renameat, (int f, const char *from, int t, const char *to), (f, from, t, to),
       below(from) || below(to), to)
SIMPLE(int, unlink, (const char *path), (path), below(path), path)
SIMPLE(int, unlinkat, (int from, const char *path, int flags), (from, path, flags), below(path), path)
SIMPLE(int, mkdir, (const char *path, mode_t mode), (path, mode), below(path), path)
SIMPLE(int, mkdirat, (int from, const char *path, mode_t mode), (from, path, mode), below(path), path)
SIMPLE(int, flock, (int descriptor, int operation), (descriptor, operation), mine(descriptor), "")
