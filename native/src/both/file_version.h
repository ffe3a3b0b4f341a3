/*
 * Which file, and in which state of it: what is written to, renamed over or made another's has
 * another version.
 */
#ifndef PROCEX_FILE_VERSION_H
#define PROCEX_FILE_VERSION_H

#include <stdint.h>

#include "stat.h"

enum { FILE_VERSION_WORDS = 5 };

struct file_version {
    uint64_t word[FILE_VERSION_WORDS]; /* device and inode are the first two */
};

struct file_version file_version_of(const struct arch_stat *stat);

int file_version_is(const struct file_version *version, const struct arch_stat *stat);

/* As file_version_is, for any state of that file, as long as somebody holds it open. */
int file_version_is_of(const struct file_version *version, const struct arch_stat *stat);

#endif
