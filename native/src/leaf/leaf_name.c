#include "leaf_name.h"

#include "filtered.h"
#include "leaf_suffix.h"
#include "leaf_watch.h"
#include "sys.h"
#include "text.h"

static const char prefix[] = "procex-";

enum { DIGITS = 16 };

/* "-4026531836-": the kernel's number of the namespace; "-0-" if it cannot be known. */
static void namespace_between_dashes(char between[DIGITS]) {
    char link[32] = "";
    const char *digits = link;
    char *at = between;
    *at++ = '-';
    if (!filtered(FILTERED_READLINKAT)) {
        sys_readlink("/proc/self/ns/pid", link, sizeof link - 1); /* pid:[4026531836] */
    }
    while (*digits != '\0' && (*digits < '0' || *digits > '9')) {
        digits++;
    }
    if (*digits == '\0') {
        digits = "0";
    }
    while (*digits >= '0' && *digits <= '9' && at < between + DIGITS - 2) {
        *at++ = *digits++;
    }
    *at++ = '-';
    *at = '\0';
}

void leaf_prefix(char name[LEAF_NAME_SIZE]) {
    char between[DIGITS];
    namespace_between_dashes(between);
    char *at = text_append(name, prefix, sizeof prefix - 1);
    at = text_append_number(at, (int)sys_getpid());
    *text_append(at, between, text_length(between)) = '\0';
}

void leaf_name(char name[LEAF_NAME_SIZE], int number) {
    const size_t suffix = (number & LEAF_DIES) == 0 ? 0 : sizeof LEAF_DIES_SUFFIX - 1;
    leaf_prefix(name);
    char *at = text_append_number(name + text_length(name), number & ~LEAF_DIES);
    *text_append(at, LEAF_DIES_SUFFIX, suffix) = '\0';
}

int leaf_owner(const char *name) {
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
    return pid > 0 && !text_starts(between, "-0-") && text_starts(name + size, between) ? pid : 0;
}
