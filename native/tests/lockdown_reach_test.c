/* What the lockdown does not reach: these ways stay open, and the page says why. */
#include "check.h"
#include "lockdown.h"
#include "ways_all.h"

#ifdef __x86_64__
#define LOADER "/lib64/ld-linux-x86-64.so.2"
#else
#define LOADER "/lib/ld-linux-aarch64.so.1"
#endif

/* Of coreutils and not allowed: it leaves the sign. */
#define PROGRAM "/usr/bin/touch"

static struct place place;

static void lock_down(void) {
    char folder[] = "/tmp/lockdown.XXXXXX";
    char paths[512];
    struct lockdown_report report;
    if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 2) {
        SKIP("this kernel has no Landlock, too old a one, or it is switched off");
    }
    if (access(LOADER, X_OK) != 0 || access(PROGRAM, X_OK) != 0) {
        SKIP("no glibc or no coreutils here");
    }
    CHECK_EQ(mkdtemp(folder) != NULL, 1);
    ways_set_up(&place, folder, "./sign_child");
    size_t size =
        (size_t)snprintf(paths, sizeof paths, "%s%c/bin/sh%c%s", LOADER, 0, 0, place.allowed);
    lockdown_exec(paths, size + 1, &report);
    CHECK_EQ(report.step, LOCKDOWN_STEP_NONE);
}

static void clean_up(void) {
    unlink(place.witness);
    unlink(place.allowed);
    unlink(place.sign);
    rmdir(place.folder);
}

static void way_program_itself(const struct place *of) {
    execl(PROGRAM, "touch", of->sign, (char *)NULL);
}

static void way_program_by_the_loader(const struct place *of) {
    execl(LOADER, "ld.so", PROGRAM, of->sign, (char *)NULL);
}

/* The kernel sees that the loader is executed, which it has to be for each program. */
static void loader_runs_a_program_that_is_not_allowed(void) {
    const struct way itself = WAY(program_itself);
    const struct way by_loader = WAY(program_by_the_loader);
    lock_down();
    CHECK_EQ(ways_try(&itself, &place), 0);
    CHECK_EQ(ways_try(&by_loader, &place), 1);
    clean_up();
}

static void way_shell_reads_a_script(const struct place *of) {
    (void)of;
    execl("/bin/sh", "sh", "-c", ": >\"$WITNESS_SIGN\"", (char *)NULL);
}

static void shell_does_what_is_built_into_it(void) {
    const struct way way = WAY(shell_reads_a_script);
    lock_down();
    CHECK_EQ(ways_try(&way, &place), 1);
    clean_up();
}

static void way_bytes_of_the_allowed_file(const struct place *of) {
    ways_copy(of->witness, of->allowed); /* the same inode */
    ways_exec(of->allowed);
}

static void who_can_write_to_an_allowed_file_executes_anything(void) {
    const struct way way = WAY(bytes_of_the_allowed_file);
    lock_down();
    CHECK_EQ(ways_try(&way, &place), 1);
    clean_up();
}

static const struct check_case cases[] = {
    CASE(loader_runs_a_program_that_is_not_allowed),
    CASE(shell_does_what_is_built_into_it),
    CASE(who_can_write_to_an_allowed_file_executes_anything),
};

CHECK_MAIN(cases)
