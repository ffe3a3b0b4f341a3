/* Numbers of releases. */
#ifndef PROCEX_RELEASE_H
#define PROCEX_RELEASE_H

#include "text.h"

static inline int release_take_number(const char **text) {
    int number = 0;
    while (text_is_digit(**text)) {
        number = number * 10 + (*(*text)++ - '0');
    }
    return number;
}

/* Compares a release, such as "5.14.0-427.el9", with a version. */
static inline int release_is_before(const char *release, int major, int minor) {
    int found_major = release_take_number(&release);
    if (*release == '.') {
        release++;
    }
    int found_minor = release_take_number(&release);
    return found_major < major || (found_major == major && found_minor < minor);
}

#endif
