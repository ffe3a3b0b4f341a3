/* Checks that a launch would still find what was resolved before. */
#include "resolve.h"
#include "search.h"
#include "signals.h"
#include "sys_rules.h"

/* Ends a search that has found something else, as no error of a missing file does. */
enum { OTHER = -SYS_EINVAL };

static long candidate(void *context, const char *file) {
    const struct file_version *version = context;
    struct arch_stat found;
    if (file[0] != '/') {
        return OTHER; /* it depends on the working directory */
    }
    long error = sys_newfstatat(SYS_AT_FDCWD, file, &found, 0);
    if (error < 0) {
        return error;
    }
    return file_version_is(version, &found) ? 0 : OTHER;
}

int resolve_is_still(const struct resolve_request *request, const struct file_version *version) {
    struct file_version wanted = *version;
    const struct search search = {.program = request->program,
                                  .path = request->path,
                                  .as_execvp = request->as_execvp,
                                  .candidate = candidate,
                                  .context = &wanted};
    uint64_t mask = signals_block(); /* as in resolve */
    int is_still = search_program(&search) == 0;
    signals_restore(mask);
    return is_still;
}
