/* The settings of a launch, on the child's side. See child.h for what may be done there. */
#ifndef PROCEX_CHILD_SETTINGS_H
#define PROCEX_CHILD_SETTINGS_H

#include "child.h"
#include "settings.h"

/* Each of these returns 0 or -errno. */
long child_die_with_parent(const struct setting *setting, int parent);
long child_scheduling(const struct setting *setting);
long child_affinity(const struct setting *setting);
long child_no_new_privileges(void);
long child_landlock(const struct setting *setting);
long child_filter(const struct setting *setting);
long child_bounding_set(const struct setting *setting);
long child_ambient_capabilities(const struct setting *setting);
long child_keyring(const struct setting *setting);
long child_apparmor_profile(const struct setting *setting);
long child_selinux_context(const struct setting *setting);
long child_limit(const struct setting *setting);
/* Of the control group and the process group; -ENOSYS for all others. */
long child_groups(const struct setting *setting, const struct settings *settings);

#endif
