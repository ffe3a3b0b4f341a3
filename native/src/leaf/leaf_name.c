#include "leaf_name.h"

#include <stdint.h>

#include "filtered.h"
#include "leaf_suffix.h"
#include "leaf_watch.h"
#include "sys.h"
#include "sys_time.h"
#include "text.h"

static const char prefix[] = "procex-";
static const char nowhere[] = "-0-";

enum { DIGITS = 16, UNKNOWN_NAMESPACE = 1, LARGEST_FIRST = (1 << 29) - 1 };

/*
 * All threads launch, and no two names are equal. The namespace is found once: if /proc were gone
 * later, the leaves that were made before could not be named any more. The words are written and
 * read atomically, and 0 until they are first needed.
 */
static struct {
    uint32_t pid_namespace; /* the kernel's number of it */
    uint32_t first;         /* the number of the first leaf */
    uint32_t made;          /* how many numbers were given */
} leaf_names;

/* Sets a word that is 0, unless another thread does so. Returns what it is then. */
static uint32_t settle(uint32_t *word, uint32_t value) {
    uint32_t found = 0;
    return __atomic_compare_exchange_n(word, &found, value, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED)
               ? value
               : found;
}

/* The number that a text begins with; at most what ten digits stand for. 0 if there is none. */
static int64_t number_of(const char *text) {
    int64_t number = 0;
    for (int i = 0; i < 10 && text_is_digit(text[i]); i++) {
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

/* From "pid:[4026531836]". */
static uint32_t find_namespace(void) {
    char link[32] = "";
    if (!filtered(FILTERED_READLINKAT)) {
        sys_readlink("/proc/self/ns/pid", link, sizeof link - 1);
    }
    int64_t number = number_of(text_behind("[", link));
    return number > 0 && number <= UINT32_MAX ? (uint32_t)number : UNKNOWN_NAMESPACE;
}

/*
 * In tenths of seconds since the machine was booted. So the numbers of an earlier process with our
 * pid are smaller, unless it has launched ten children in each second of its life.
 */
static uint32_t find_first(void) {
    const int64_t nanoseconds_of_tenth = 100000000;
    struct sys_timespec now = {0};
    if (!filtered(FILTERED_CLOCK_GETTIME)) {
        sys_clock_boottime(&now);
    }
    int64_t tenths = now.seconds * 10 + now.nanoseconds / nanoseconds_of_tenth;
    return (uint32_t)(tenths & LARGEST_FIRST) + 1;
}

static uint32_t first_number(void) {
    uint32_t first = __atomic_load_n(&leaf_names.first, __ATOMIC_RELAXED);
    return first != 0 ? first : settle(&leaf_names.first, find_first());
}

int leaf_new_number(void) {
    uint32_t made = __atomic_fetch_add(&leaf_names.made, 1, __ATOMIC_RELAXED);
    int number = (int)((first_number() + made) & (LEAF_DIES - 1));
    return number != 0 ? number : leaf_new_number();
}

/* "-4026531836-"; nowhere if the namespace cannot be known. */
static void namespace_between_dashes(char between[DIGITS]) {
    uint32_t number = __atomic_load_n(&leaf_names.pid_namespace, __ATOMIC_RELAXED);
    number = number != 0 ? number : settle(&leaf_names.pid_namespace, find_namespace());
    number = number == UNKNOWN_NAMESPACE ? 0 : number;
    char *at = between;
    *at++ = '-';
    if (number >= 10) { /* a signed number does not hold all digits */
        at = text_append_number(at, (int)(number / 10));
    }
    at = text_append_number(at, (int)(number % 10));
    *at++ = '-';
    *at = '\0';
}

int leaf_prefix(char name[LEAF_NAME_SIZE]) {
    char between[DIGITS];
    namespace_between_dashes(between);
    char *at = text_append(name, prefix, sizeof prefix - 1);
    at = text_append_number(at, (int)sys_getpid());
    *text_append(at, between, text_length(between)) = '\0';
    return !text_is(between, nowhere);
}

void leaf_name(char name[LEAF_NAME_SIZE], int number) {
    const size_t suffix = (number & LEAF_DIES) == 0 ? 0 : sizeof LEAF_DIES_SUFFIX - 1;
    leaf_prefix(name);
    char *at = text_append_number(name + text_length(name), number & ~LEAF_DIES);
    *text_append(at, LEAF_DIES_SUFFIX, suffix) = '\0';
}

/* The pid in a name, with the text behind it; or 0. */
static int pid_in(const char *name, const char **rest) {
    char between[DIGITS];
    char digits[8] = "";
    size_t size = 0;
    if (!text_starts(name, prefix)) {
        return 0;
    }
    name += sizeof prefix - 1;
    while (name[size] != '\0' && name[size] != '-' && size < sizeof digits - 1) {
        digits[size] = name[size];
        size++;
    }
    namespace_between_dashes(between);
    int pid = text_number(digits);
    *rest = name + size + text_length(between);
    return pid > 0 && !text_is(between, nowhere) && text_starts(name + size, between) ? pid : 0;
}

int leaf_owner(const char *name) {
    const char *rest = name;
    int pid = pid_in(name, &rest);
    return pid == (int)sys_getpid() ? 0 : pid;
}

int leaf_is_of_predecessor(const char *name) {
    const char *rest = name;
    if (pid_in(name, &rest) != (int)sys_getpid()) {
        return 0;
    }
    int64_t number = number_of(rest);
    return number > 0 && number < first_number();
}
