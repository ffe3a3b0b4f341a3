/* The settings of a launch, on the parent's side: checked, applied to what the parent makes. */
#ifndef PROCEX_SETTINGS_PARENT_H
#define PROCEX_SETTINGS_PARENT_H

#include "arena.h"
#include "settings.h"

/* True if all that is read of its value lies within it. */
int settings_fit(const struct setting *setting);

/*
 * Sets it up for a block of that size, which must be aligned to 8. 0, or -EINVAL if its parts do
 * not fit together.
 */
long settings_use(struct settings *settings, const char *block, size_t size);

/*
 * Notes that a filter has killed the child while it set one, and has the next child go without. The
 * same result as settings_failed.
 */
long settings_killed(struct settings *settings);

/*
 * Notes how many children the reaper watches, or -errno if it watches none: the time limit and the
 * process group are its. 0 or -errno, as of settings_unwatched.
 */
long settings_expect_reaper(struct settings *settings, int reaper);

/* True if the reaper needs a pidfd of the child. */
int settings_need_reaper(const struct settings *settings);

/* Notes that the settings that the reaper has to know cannot be applied. 0 or error. */
long settings_unwatched(struct settings *settings, long error);

/* Opens the cgroup that children are to start in, or makes it: a leaf. 0 or -errno. */
long settings_open_cgroup(struct settings *settings);

void settings_close_cgroup(struct settings *settings);

/* How many bytes of an arena settings_environment takes for count variables. */
size_t settings_environment_room(size_t block_size, size_t count);

/*
 * The vector as the settings want it, in the arena; NULL when that is used up. own: the JVM's
 * environment.
 */
char *const *settings_environment(const struct settings *settings, struct arena *arena,
                                  char *const *envp, char *const *own);

#endif
