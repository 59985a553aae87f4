/* What is common to the libraries that are put under a program: which files are ours.
 * It is included after `#define _GNU_SOURCE`.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST_OPEN 4096

/* The descriptors of files below the folder. */
static atomic_char ours[MOST_OPEN];
static const char *folder;
static size_t length;

#define NEXT(name) __typeof__(&name) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/* The mode of a file that is made, from behind the last parameter that has a name. */
#define TAKE_MODE(flags)                                                       \
    mode_t mode = 0;                                                           \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                     \
        va_list rest;                                                          \
        va_start(rest, flags);                                                 \
        mode = va_arg(rest, mode_t);                                           \
        va_end(rest);                                                          \
    }

static void watch(const char *path) {
    folder = path;
    length = path ? strlen(path) : 0;
}

static int append_to(const char *path) {
    int (*open_)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    return path ? open_(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
}

static int below(const char *path) {
    return folder && path && !strncmp(path, folder, length) && (path[length] == '/' || !path[length]);
}

static int mine(int descriptor) {
    return descriptor >= 0 && descriptor < MOST_OPEN && ours[descriptor];
}
