/* A PKCS#11 module that stands before SoftHSM: it writes down which functions are called, and does what a file beside it
   says, which real tokens do only when they are worn out, pulled out or broken. REAL and CONF are given by the build. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

typedef unsigned long ulong;
typedef ulong (*function)(ulong, ulong, ulong, ulong, ulong, ulong, ulong, ulong);

/* CK_FUNCTION_LIST of version 2.40. */
struct list {
    unsigned char version[2];
    function functions[68];
};

static struct list ours, *real;
static char calls[4096], control[4096];
static int has_tried, is_swapped;

static void note(const char *name) {
    char line[80];
    int length = snprintf(line, sizeof line, "%s\n", name);
    int file = open(calls, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file >= 0) {
        if (write(file, line, (size_t)length) < 0) abort();
        close(file);
    }
}

/* Lines of the control file: `fail C_Name NUMBER`, `hang C_Name SECONDS`, `crash C_Name 0`, `set flags NUMBER`,
   `after C_Login NUMBER` for flags that the token has once a login was tried, `swap C_OpenSession 0` for another token
   in the slot from then on, and `logout C_Name 0` for another part of the program that logs out just before. */
static int told(const char *what, const char *name, ulong *number) {
    char line[200], is[40], of[60];
    FILE *file = fopen(control, "re");
    int found = 0;
    if (!file) return 0;
    while (!found && fgets(line, sizeof line, file)) {
        found = sscanf(line, "%39s %59s %li", is, of, (long *)number) == 3 && !strcmp(is, what) && !strcmp(of, name);
    }
    fclose(file);
    return found;
}

/* SoftHSM adds a slot when it is asked for them after a token was made, and crashes if another thread looks at them just
   then. All copies of this module share the file. */
static int locked(int how) {
    int file = open(CONF ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file >= 0) flock(file, how);
    return file;
}

/* SoftHSM may crash at the end of a process that has not finalized it, because OpenSSL ends before it. */
static void finalize(void) {
    real->functions[1](0, 0, 0, 0, 0, 0, 0, 0);
}

static ulong call(int at, const char *name, ulong a, ulong b, ulong c, ulong d, ulong e, ulong f, ulong g, ulong h) {
    ulong number = 0, answer;
    int held;
    note(name);
    if (at == 18) has_tried = 1;
    if (told("fail", name, &number)) return number;
    if (told("hang", name, &number)) sleep((unsigned)number);
    if (told("crash", name, &number)) abort();
    /* The functions so told of have the session first. */
    if (told("logout", name, &number)) real->functions[19](a, 0, 0, 0, 0, 0, 0, 0);
    held = locked(at == 4 || at == 9 ? LOCK_EX : LOCK_SH);
    answer = real->functions[at](a, b, c, d, e, f, g, h);
    if (held >= 0) close(held);
    if (at == 0 && answer == 0) atexit(finalize);
    /* CK_TOKEN_INFO has its flags behind four texts. */
    if (at == 6 && answer == 0 && (told("set", "flags", &number) || (has_tried && told("after", "C_Login", &number)))) {
        *(ulong *)((char *)b + 96) |= number;
    }
    if (at == 12 && told("swap", name, &number)) is_swapped = 1;
    /* And its serial number before them. */
    if (at == 6 && answer == 0 && is_swapped) ((char *)b)[80] = 'x';
    return answer;
}

#define EACH(X) \
    X(0, C_Initialize) X(4, C_GetSlotList) X(6, C_GetTokenInfo) X(7, C_GetMechanismList) X(9, C_InitToken) \
    X(12, C_OpenSession) X(13, C_CloseSession) X(18, C_Login) X(19, C_Logout) X(24, C_GetAttributeValue) \
    X(26, C_FindObjectsInit) X(27, C_FindObjects) X(33, C_DecryptInit) X(34, C_Decrypt) X(42, C_SignInit) X(43, C_Sign) X(61, C_UnwrapKey)

#define DEFINE(at, name) \
    static ulong our_##name(ulong a, ulong b, ulong c, ulong d, ulong e, ulong f, ulong g, ulong h) { \
        return call(at, #name, a, b, c, d, e, f, g, h); \
    }
EACH(DEFINE)

__attribute__((visibility("default"))) ulong C_GetFunctionList(struct list **list) {
    ulong (*get)(struct list **);
    Dl_info here;
    void *library;
    if (!real) {
        setenv("SOFTHSM2_CONF", CONF, 1);
        library = dlopen(REAL, RTLD_NOW | RTLD_LOCAL);
        if (!library || !dladdr((void *)C_GetFunctionList, &here)) return 5;
        snprintf(calls, sizeof calls, "%s.calls", here.dli_fname);
        snprintf(control, sizeof control, "%s.control", here.dli_fname);
        get = (ulong (*)(struct list **))dlsym(library, "C_GetFunctionList");
        if (!get || get(&real)) return 5;
        ours = *real;
#define REPLACE(at, name) ours.functions[at] = our_##name;
        EACH(REPLACE)
    }
    *list = &ours;
    return 0;
}
