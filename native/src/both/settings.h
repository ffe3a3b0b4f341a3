/*
 * The settings of a child beside its limit on open files: those of systemd.exec(5), and some of
 * their kind. Each launch has a block of its own, encoded by Java, copied into the launch's arena:
 *
 *   jni_settings.c -> struct settings -> environment, cgroup (parent) -> child_settings.c (child)
 *
 * A setting that cannot be applied is noted; a required one ends the launch.
 */
#ifndef PROCEX_SETTINGS_H
#define PROCEX_SETTINGS_H

#include <stddef.h>
#include <stdint.h>

enum setting_number {
    SETTING_NONE,
    SETTING_ENVIRONMENT, /* list: NAME=VALUE, which replace others of the name */
    SETTING_PASS_ENVIRONMENT,
    SETTING_UNSET_ENVIRONMENT, /* list: NAME, or NAME=VALUE for just that value */
    SETTING_SLICE,             /* path: a directory of cgroup v2 */
    SETTING_DIE_WITH_PARENT,   /* signal */
    SETTING_OOM_SCORE_ADJUST,
    SETTING_NICE,
    SETTING_CPU_SCHEDULING_POLICY, /* policy, priority */
    SETTING_CPU_AFFINITY,          /* a mask as of sched_setaffinity */
    SETTING_IO_SCHEDULING_CLASS,   /* as of ioprio_set */
    SETTING_UMASK,
    SETTING_WORKING_DIRECTORY, /* path: used if the application has given none */
    SETTING_NO_NEW_PRIVILEGES,
    SETTING_READ_ONLY_PATHS, /* Landlock: rights that are restricted, count, rules */
    SETTING_READ_WRITE_PATHS,
    SETTING_EXEC_PATHS,
    SETTING_NO_EXEC_PATHS,
    SETTING_IGNORE_SIGPIPE,
    SETTING_SYSTEM_CALL_FILTER, /* count, struct sock_filter each */
    SETTING_TRACE,              /* list: one or two variables that belong together */
    SETTING_RUNTIME_MAX,        /* the reaper's, which ends the child: it needs a pidfd for that */
    SETTING_KILL_MODE,          /* enum kill_mode; of a leaf also its place */
    SETTING_CAPABILITY_BOUNDING_SET, /* a bit for each that the child keeps */
    SETTING_AMBIENT_CAPABILITIES,    /* a bit for each that the child has */
    SETTING_KEYRING_MODE,            /* enum keyring_mode */
    SETTING_APPARMOR_PROFILE,        /* text: what is written to the module's file */
    SETTING_SELINUX_CONTEXT,         /* likewise */
    SETTING_MEMORY_MAX,              /* list: place, then file and value of each limit */
    SETTING_TASKS_MAX,
    SETTING_CPU_QUOTA,
    SETTING_IO_WEIGHT,
    SETTING_LIMIT = 32,                       /* and RLIMIT_*: soft, hard; ~0 is infinity */
    SETTING_LIMIT_NOFILE = SETTING_LIMIT + 7, /* soft, hard, only_lower of struct spawn_limit */
    SETTINGS = SETTING_LIMIT + 16,
};

enum kill_mode {
    KILL_PROCESS_GROUP = 1,
    KILL_CONTROL_GROUP = 2, /* then the path of the place, see leaf_make.h */
};

enum keyring_mode { KEYRING_PRIVATE = 1, KEYRING_SHARED = 2 };

enum {
    SETTING_FLAG_REQUIRED = 1,
    SETTING_FLAG_ONLY_TIGHTEN = 2, /* for a profile's value: never looser than the JVM's own */
};

/* Lists are strings with a NUL after each, and one more after the last. */
struct setting {
    uint16_t number;
    uint16_t flags;
    uint32_t size; /* of value, in bytes: a multiple of 8 */
    uint64_t value[];
};

/* One path in the value of a setting about paths; rights are those of linux/landlock.h. */
struct settings_path {
    uint64_t rights;
    uint32_t optional; /* it need not exist */
    uint32_t size;     /* of path, with NULs up to a multiple of 8 */
    char path[];
};

/* The settings of one launch, in the order in which they are applied. */
struct settings {
    const char *block;
    size_t size;
    int parent;            /* this process; 0 if the child must not be told to die with it */
    int cgroup;            /* a descriptor, or -1 */
    int enters_cgroup;     /* the child enters it by itself */
    int leaf;              /* the number of the group that the child has for itself; or 0 */
    char leaf_name[48];    /* of leaf_name.h */
    int oom_score_is_left; /* by the child to the parent */
    int is_tied;    /* the child makes its process group the owner of these ends, see tie.h */
    int dies_alone; /* its group or leaf cannot die with this process, which was noted */
    int ends[2];
    int reaper;           /* how many children it watches, or -errno: then no time is limited */
    int pidfd;            /* of the child, if the reaper has to signal it; or -1 */
    int requires_nothing; /* the child runs, and cannot be ended: what fails is noted */
    int required_failed;  /* the setting that ended the launch, or SETTING_NONE */
    int now;              /* the number of the one that the child applies */
    uint64_t killed;      /* a bit for each that a filter killed a child for: it is skipped */
    int failures;
    struct {
        uint16_t number;
        uint16_t error;
    } failed[SETTINGS]; /* one for each setting at most */
};

/* The first, and the one after another; NULL after the last. */
const struct setting *settings_next(const struct settings *settings, const struct setting *after);

/* NULL if there is none. */
const struct setting *settings_find(const struct settings *settings, enum setting_number number);

/* The first, or the next, of those that want a leaf: the child in a group of its own. */
const struct setting *settings_next_of_leaf(const struct settings *settings,
                                            const struct setting *after);

/* The path of the group in which such a setting wants the leaf. */
const char *setting_leaf_place(const struct setting *setting);

/* True if it was noted already. */
int settings_has_failed(const struct settings *settings, const struct setting *setting);

/*
 * True if not the child alone has to die with this process, but its process group: both settings
 * are given, and nothing has refused them yet.
 */
int settings_tie_group(const struct settings *settings);

/* Likewise for all that is in its leaf. */
int settings_leaf_dies(const struct settings *settings);

/* Notes what could not be set. 0, or error if that ends the launch. Both sides call it. */
long settings_failed(struct settings *settings, const struct setting *setting, long error);

#endif
