#include "file_settled.h"

#include "filtered.h"
#include "sys_rules.h"

enum { SETTLING_SECONDS = 2 };

int file_is_settled(const struct arch_stat *stat) {
    struct sys_timespec now;
    return !filtered(FILTERED_CLOCK_GETTIME) && sys_clock_files(&now) == 0 &&
           (int64_t)stat->change_seconds < now.seconds - SETTLING_SECONDS;
}
