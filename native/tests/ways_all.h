/* All ways: see ways.h. */
#ifndef PROCEX_WAYS_ALL_H
#define PROCEX_WAYS_ALL_H

#include "ways_by_name.h"
#include "ways_by_program.h"

static const struct way ways[] = {
    WAY(execve),
    WAY(execve_from_its_folder),
    WAY(execve_by_proc_root),
    WAY(execve_by_proc_fd),
    WAY(execveat_in_its_folder),
    WAY(execveat_by_descriptor),
    WAY(execveat_by_path_descriptor),
    WAY(fexecve),
    WAY(memory_file),
    WAY(memory_file_by_proc_fd),
    WAY(memory_file_of_no_exec_kind),
    WAY(file_without_name),
    WAY(file_that_is_removed),
    WAY(vfork),
    WAY(clone_that_shares_memory),
    WAY(clone3),
    WAY(orphan_of_another_session),
#ifdef __x86_64__
    WAY(call_of_32_bits),
    WAY(call_of_x32),
#endif
    WAY(symbolic_link),
    WAY(hard_link),
    WAY(move_to_an_allowed_name),
    WAY(copy_to_an_allowed_name),
    WAY(copy_in_memory),
    WAY(mount_on_an_allowed_name),
    WAY(root_of_its_own),
    WAY(detached_mount),
    WAY(interpreter_of_a_script),
    WAY(script_of_an_allowed_shell),
    WAY(posix_spawn),
    WAY(posix_spawnp),
    WAY(system),
    WAY(popen),
    WAY(sh),
    WAY(sh_exec),
    WAY(sh_in_background),
    WAY(env),
    WAY(xargs),
    WAY(find),
    WAY(setsid),
    WAY(nohup),
    WAY(timeout),
    WAY(perl),
    WAY(awk),
};

/* Of these, what needs another program or libc's help: with a lockdown, to what is allowed too. */
static const struct way tools[] = {
    WAY(posix_spawn), WAY(system), WAY(popen), WAY(sh),     WAY(sh_exec), WAY(sh_in_background),
    WAY(env),         WAY(xargs),  WAY(find),  WAY(setsid), WAY(nohup),   WAY(timeout),
    WAY(perl),        WAY(awk),
};

enum { WAYS = sizeof ways / sizeof ways[0], TOOLS = sizeof tools / sizeof tools[0] };

/* They lead to the allowed program: a way that is closed without it would prove nothing. */
static inline struct place ways_to_allowed(const struct place *place) {
    struct place other = *place;
    memcpy(other.witness, place->allowed, sizeof other.witness);
    return other;
}

#endif
