/* When and where the program runs. See child.h for what may be done here. */
#include "child_settings.h"

#include "sys_settings.h"

/* The kernel's scheduler calls change this task alone: the JVM's threads keep their policy. */
long child_scheduling(const struct setting *setting) {
    const int priority = (int)setting->value[1];
    return sys_sched_setscheduler((int)setting->value[0], &priority);
}

long child_affinity(const struct setting *setting) {
    long error = sys_sched_setaffinity(setting->size, setting->value);
    return error < 0 ? error : 0;
}
