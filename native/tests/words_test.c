/* How errors of a launch are put into words. */
#include "spawn_words.h"

#include "check.h"

#include <errno.h>

static char text[256];

static struct note fresh(void) {
    return (struct note){text, sizeof text, 0};
}

static void errors_have_their_names(void) {
    static const int errors[] = {EPERM, ENOSYS, EMFILE, EAGAIN, ETXTBSY};
    struct note note = fresh();
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        note_add_error(&note, errors[i]);
        note_add(&note, " ");
    }
    CHECK_TEXT(text, "EPERM ENOSYS EMFILE EAGAIN ETXTBSY ");
}

static void each_errno_of_a_launch_has_a_name(void) {
#define NAMED(error)                                                                               \
    { error, #error }
    static const struct {
        int error;
        const char *name;
    } errors[] = {
        NAMED(EPERM),  NAMED(ENOENT),    NAMED(ESRCH),        NAMED(EINTR),  NAMED(EIO),
        NAMED(E2BIG),  NAMED(ENOEXEC),   NAMED(EBADF),        NAMED(ECHILD), NAMED(EAGAIN),
        NAMED(ENOMEM), NAMED(EACCES),    NAMED(EFAULT),       NAMED(EBUSY),  NAMED(EEXIST),
        NAMED(ENODEV), NAMED(ENOTDIR),   NAMED(EISDIR),       NAMED(EINVAL), NAMED(ENFILE),
        NAMED(EMFILE), NAMED(ETXTBSY),   NAMED(ENOSPC),       NAMED(EROFS),  NAMED(EPIPE),
        NAMED(ERANGE), NAMED(EOVERFLOW), NAMED(ENAMETOOLONG), NAMED(ENOSYS), NAMED(ELOOP),
        NAMED(EXDEV),  NAMED(ETIMEDOUT), NAMED(EOPNOTSUPP),   NAMED(ESTALE), NAMED(ENXIO),
    };
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        struct note note = fresh();
        note_add_error(&note, errors[i].error);
        CHECK_TEXT(text, errors[i].name);
    }
}

static void error_without_a_name_is_a_number(void) {
    struct note note = fresh();
    note_add_error(&note, 4000);
    CHECK_TEXT(text, "errno 4000");
}

static void failed_launch_tells_step_error_and_rung(void) {
    struct note note = fresh();
    const struct spawn_result result = {.step = SPAWN_STEP_EXEC, .error = ENOENT, .rung = 0};
    spawn_describe(&result, &note);
    CHECK_TEXT(text, "step exec failed: ENOENT (rung shared-table)");
}

static void each_rung_that_does_not_work_is_told(void) {
    struct note note = fresh();
    struct spawn_ladder ladder = {.rung = 2};
    ladder.refused[0].step = SPAWN_STEP_TABLE;
    ladder.refused[0].error = ENOSYS;
    ladder.refused[1].step = SPAWN_STEP_CLOSE;
    ladder.refused[1].error = EPERM;
    spawn_describe_refusals(&ladder, &note);
    CHECK_TEXT(text, "shared-table refused: step table, ENOSYS; close-range refused: step close,"
                     " EPERM");
}

static const struct check_case cases[] = {
    CASE(errors_have_their_names),
    CASE(each_errno_of_a_launch_has_a_name),
    CASE(error_without_a_name_is_a_number),
    CASE(failed_launch_tells_step_error_and_rung),
    CASE(each_rung_that_does_not_work_is_told),
};

CHECK_MAIN(cases)
