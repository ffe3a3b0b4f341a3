/* The variables that carry a trace into a child. */
#ifndef PROCEX_SETTINGS_TRACE_H
#define PROCEX_SETTINGS_TRACE_H

#include "arena.h"
#include "settings.h"

/*
 * The vector with the variables of SETTING_TRACE, in the arena; NULL when that is used up. own: the
 * JVM's environment.
 */
char *const *settings_trace(const struct settings *settings, struct arena *arena, char *const *envp,
                            char *const *own);

#endif
