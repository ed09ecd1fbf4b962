/* What a load does, in C: a session, a login, and the values of 100 objects. Prints the nanoseconds of each round. */

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef unsigned long ulong;
typedef ulong (*function)();

struct list {
    unsigned char version[2];
    function f[68];
};
struct attribute {
    ulong type;
    void *value;
    ulong length;
};
struct arguments {
    void *mutexes[4];
    ulong flags;
    void *reserved;
};

static struct list *p11;

static void call(int at, ulong a, ulong b, ulong c, ulong d, ulong e) {
    ulong answer = p11->f[at](a, b, c, d, e);
    if (answer) {
        fprintf(stderr, "function %d: 0x%lx\n", at, answer);
        exit(1);
    }
}
#define P(x) ((ulong)(x))

static void round_of(const char *label, const char *pin) {
    ulong count = 0, slots[64], session = 0, token = 0;
    char info[1024];
    call(4, 1, 0, P(&count), 0, 0);
    call(4, 1, P(slots), P(&count), 0, 0);
    for (ulong i = 0; i < count; i++) {
        call(6, slots[i], P(info), 0, 0, 0);
        if (!strncmp(info, label, strlen(label))) token = slots[i];
    }
    call(12, token, 4, 0, 0, P(&session));
    call(18, session, 1, P(pin), strlen(pin), 0);
    for (int number = 0; number < 100; number++) {
        unsigned char yes = 1;
        ulong class = 0, object = 0, found = 0;
        char name[32];
        snprintf(name, sizeof name, "key-%d", number);
        struct attribute template[3] = {{1, &yes, 1}, {0, &class, sizeof class}, {3, name, strlen(name)}};
        call(26, session, P(template), 3, 0, 0);
        call(27, session, P(&object), 1, P(&found), 0);
        call(28, session, 0, 0, 0, 0);
        struct attribute value = {0x11, 0, 0};
        call(24, session, object, P(&value), 1, 0);
        value.value = malloc(value.length);
        call(24, session, object, P(&value), 1, 0);
        free(value.value);
    }
    call(13, session, 0, 0, 0, 0);
}

int main(int count, char **arguments) {
    if (count != 5) return 2;
    void *library = dlopen(arguments[1], RTLD_NOW);
    ulong (*get)(struct list **) = (ulong (*)(struct list **))dlsym(library, "C_GetFunctionList");
    struct arguments locking = {{0}, 2, 0};
    if (get(&p11)) return 1;
    call(0, P(&locking), 0, 0, 0, 0);
    for (int round = atoi(arguments[4]); round > 0; round--) {
        struct timespec before, after;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
        round_of(arguments[2], arguments[3]);
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
        printf("%lld\n", (after.tv_sec - before.tv_sec) * 1000000000ll + after.tv_nsec - before.tv_nsec);
    }
    return 0;
}
