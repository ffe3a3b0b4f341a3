/*
 * Executes by the JDK's rules: the search of search.h, and /bin/sh for a file that the kernel
 * cannot load. See child.h for what may be done here.
 */
#include "child.h"

#include "search.h"
#include "sys.h"
#include "text.h"

void child_observe(struct spawn_observation *observation, const char *file) {
    if (observation == NULL) {
        return;
    }
    size_t length = text_length(file);
    size_t copied = length < SPAWN_FILE_SIZE ? length : SPAWN_FILE_SIZE - 1;
    *text_append(observation->file, file, copied) = '\0';
}

long child_exec_shell(const struct spawn_request *request, const char *script) {
    char **argv = request->argv;
    char *own = argv[0];
    argv[-1] = (char *)"/bin/sh";
    argv[0] = (char *)script;
    long error = sys_execve("/bin/sh", argv - 1, request->envp);
    argv[0] = own;
    return error;
}

long child_exec_file(const struct spawn_request *request, const char *file) {
    child_observe(request->observation, file);
    long error = sys_execve(file, request->argv, request->envp);
    return error == -SYS_ENOEXEC ? child_exec_shell(request, file) : error;
}

static long candidate(void *request, const char *file) {
    return child_exec_file(request, file);
}

long child_exec(const struct spawn_request *request) {
    const struct search search = {.program = request->argv[0],
                                  .path = request->path,
                                  .as_execvp = request->search_as_execvp,
                                  .candidate = candidate,
                                  .context = (void *)request};
    return search_program(&search);
}
