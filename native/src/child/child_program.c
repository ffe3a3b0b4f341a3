/*
 * Executes the file that was decided on in the parent, or nothing. See child.h for what may be done
 * here.
 *
 * execveat of the descriptor itself (AT_EMPTY_PATH) would be simplest. But before Linux 6.14 it
 * makes the process's name in ps and /proc/PID/comm a number, and on all kernels AT_EXECFN, by
 * which uutils' coreutils know which tool they are. So the file is executed by its name in its
 * directory, after a check that the name still is that file. A directory on the way that was
 * replaced, or by a symlink, is detected. A rename within the last directory is not, but whoever
 * can do that can replace the allowed program anyway.
 */
#include "child.h"

#include "settings.h"
#include "sys_rules.h"
#include "text.h"

enum { SCRIPT_NAME = 320 }; /* /dev/fd/N/ and NAME_MAX */

/* The parent does not hold open what was remembered: its inode may be another file's by now. */
static int is_same(const struct spawn_program *program, const struct arch_stat *found) {
    return program->how == SPAWN_REMEMBERED ? file_version_is(&program->version, found)
                                            : file_version_is_of(&program->version, found);
}

static long check_same(const struct spawn_program *program, int directory, const char *name,
                       int flags) {
    struct arch_stat found;
    long error = sys_newfstatat(directory, name, &found, flags);
    if (error < 0) {
        return error;
    }
    return is_same(program, &found) ? 0 : -SYS_EACCES;
}

/* openat2: Linux 5.6. */
static long open_without_links(const struct spawn_program *program, const char *path, int flags) {
    const struct sys_open_how how = {(uint64_t)(SYS_O_PATH | flags), 0, SYS_RESOLVE_NO_SYMLINKS};
    long opened = -SYS_ENOSYS;
    if (!program->without_openat2) {
        opened = sys_openat2(SYS_AT_FDCWD, path, &how);
    }
    return opened == -SYS_ELOOP ? -SYS_EACCES : opened;
}

/*
 * Without openat2, a symlink that has replaced a directory is followed: either to another file,
 * which is then refused, or to the place where this file was moved after the decision. A remembered
 * name may be that old, and is not used then.
 */
static long open_directory(const struct spawn_program *program, int flags) {
    long opened = open_without_links(program, program->directory, SYS_O_DIRECTORY | flags);
    if (program->how != SPAWN_REMEMBERED && (opened == -SYS_ENOSYS || opened == -SYS_EPERM)) {
        opened = sys_openat(program->directory, SYS_O_PATH | SYS_O_DIRECTORY | flags);
    }
    return opened;
}

/* A filter among the settings need not allow execveat, and may kill for it: see filtered.h. */
static int may_call_execveat(const struct spawn_request *request) {
    int filters = request->settings != NULL &&
                  settings_find(request->settings, SETTING_SYSTEM_CALL_FILTER) != NULL;
    return !filters && !request->program->without_execveat;
}

/*
 * A remembered binary that the launch names by this very path: any binary there may be executed
 * now, because rules that look at the program alone decide alike. A script in its place is refused
 * by execveat, below a directory that is close-on-exec.
 */
static int is_allowed_by_path(const struct spawn_request *request) {
    const struct spawn_program *program = request->program;
    return program->how == SPAWN_REMEMBERED && program->is_own_name && may_call_execveat(request);
}

long child_check_program(const struct spawn_request *request, int *directory) {
    const struct spawn_program *program = request->program;
    if (program == NULL) {
        return 0;
    }
    child_observe(request->observation, program->path);
    if (program->how == SPAWN_BY_PATH) {
        return check_same(program, SYS_AT_FDCWD, program->path, 0);
    }
    /* The interpreter of a script has to find it below /dev/fd. */
    int flags = program->how == SPAWN_BY_DIRECTORY ? 0 : SYS_O_CLOEXEC;
    long opened = open_directory(program, flags);
    if (opened < 0) {
        return opened;
    }
    *directory = (int)opened;
    return is_allowed_by_path(request)
               ? 0
               : check_same(program, (int)opened, program->name, SYS_AT_SYMLINK_NOFOLLOW);
}

static long exec_in(const struct spawn_request *request, int directory) {
    const struct spawn_program *program = request->program;
    if (!may_call_execveat(request)) {
        return -SYS_ENOSYS;
    }
    return sys_execveat(directory, program->name, request->argv, request->envp,
                        SYS_AT_SYMLINK_NOFOLLOW);
}

/*
 * Executes the file by its path if execveat is refused (ENOSYS, or EPERM under some seccomp
 * profiles). Also if it fails with ENOENT: an emulator that binfmt_misc names for ELF files of
 * another CPU, or for all of them (Rosetta), does not find the file below a directory that is
 * close-on-exec.
 */
static long exec_pinned(const struct spawn_request *request, int directory) {
    const struct spawn_program *program = request->program;
    long error = exec_in(request, directory);
    if (is_allowed_by_path(request)) {
        return error; /* the rules have to decide on the file that is there now */
    }
    if (error == -SYS_ENOSYS || error == -SYS_EPERM || error == -SYS_ENOENT) {
        error = sys_execve(program->path, request->argv, request->envp);
    }
    return error;
}

/* The kernel names the file /dev/fd/N/name, and so does the shell if it has to run it. */
static long exec_script(const struct spawn_request *request, int directory) {
    static const char below[] = "/dev/fd/";
    char script[SCRIPT_NAME];
    const struct spawn_program *program = request->program;
    long error = exec_in(request, directory);
    size_t length = text_length(program->name);
    if (error != -SYS_ENOEXEC || length + sizeof below + 12 > sizeof script) {
        return error;
    }
    char *end = text_append(script, below, sizeof below - 1);
    end = text_append_number(end, directory);
    *end++ = '/';
    *text_append(end, program->name, length) = '\0';
    return child_exec_shell(request, script);
}

long child_exec_program(const struct spawn_request *request, int directory) {
    switch (request->program->how) {
    case SPAWN_PINNED:
    case SPAWN_REMEMBERED:
        return exec_pinned(request, directory);
    case SPAWN_BY_DIRECTORY:
        return exec_script(request, directory);
    default:
        return child_exec_file(request, request->program->path);
    }
}
