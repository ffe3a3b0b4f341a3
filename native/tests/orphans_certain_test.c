/* What marks and sessions prove. */
#include "check.h"
#include "orphans_certain.h"

enum { OTHER = 40, ZOMBIE = 41, JVM = 30, SHELL = 20 };

static const uint64_t INFINITE = ~(uint64_t)0;

static void mark_of_another_process_proves_an_orphan(void) {
    const struct orphans_own own = {JVM, SHELL, INFINITE};
    const uint64_t mark = orphan_mark_of(INFINITE, OTHER);
    CHECK_EQ(orphan_mark_is(mark), 1);
    CHECK_EQ(orphan_mark_pid(mark), OTHER);
    CHECK_EQ(orphans_certain_by_mark(&own, mark, 0), 1);
    CHECK_EQ(orphans_certain_by_mark(&own, mark, 1), 0);
    CHECK_EQ(orphans_certain_by_mark(&own, INFINITE, 0), 0);
    CHECK_EQ(orphans_certain_by_mark(&own, 0, 0), 0);
}

static void marks_have_room_for_all_pids(void) {
    CHECK_EQ(orphan_mark_pid(orphan_mark_of(0, 4194303)), 4194303);
    CHECK_EQ(orphan_mark_of(0, 4194303) < INFINITE >> 1, 1);
    CHECK_EQ(orphan_mark_generation(orphan_mark_of(0, 4194303)), 0);
}

/* Each of them has the mark of its own launch, and what it forks by other ways has that too. */
static void a_jvm_below_a_jvm_has_marks_of_its_own(void) {
    const uint64_t outer = orphan_mark_of(INFINITE, JVM);
    const uint64_t inner = orphan_mark_of(outer, OTHER);
    const struct orphans_own own = {JVM, SHELL, outer};
    const struct orphans_own above = {SHELL, SHELL + 1, INFINITE};
    CHECK_EQ(orphans_certain_by_mark(&own, outer, 0), 0);
    CHECK_EQ(orphans_certain_by_mark(&own, orphan_mark_of(INFINITE, OTHER), 0), 0);
    CHECK_EQ(orphans_certain_by_mark(&own, inner, 0), 1);
    CHECK_EQ(orphans_certain_by_mark(&own, inner, 1), 0);
    CHECK_EQ(orphans_certain_by_mark(&above, outer, 0), 1);
    CHECK_EQ(orphans_certain_by_mark(&above, inner, 1), 1);
}

static void session_of_neither_proves_an_orphan(void) {
    const struct orphans_own own = {JVM, SHELL, INFINITE};
    CHECK_EQ(orphans_certain_by_session(&own, ZOMBIE, OTHER), 1);
    CHECK_EQ(orphans_certain_by_session(&own, ZOMBIE, SHELL), 0);
    CHECK_EQ(orphans_certain_by_session(&own, ZOMBIE, ZOMBIE), 0);
    CHECK_EQ(orphans_certain_by_session(&own, ZOMBIE, 0), 0);
    CHECK_EQ(orphans_certain_by_session(&own, ZOMBIE, -1), 0);
}

static void session_proves_nothing_if_ours_may_have_been_another(void) {
    const struct orphans_own leader = {JVM, JVM, INFINITE};
    const struct orphans_own first = {1, 1, INFINITE};
    const struct orphans_own first_of_session_outside = {1, 0, INFINITE};
    CHECK_EQ(orphans_certain_by_session(&leader, ZOMBIE, OTHER), 0);
    CHECK_EQ(orphans_certain_by_session(&first, ZOMBIE, OTHER), 1);
    CHECK_EQ(orphans_certain_by_session(&first, ZOMBIE, 1), 0);
    CHECK_EQ(orphans_certain_by_session(&first_of_session_outside, ZOMBIE, OTHER), 1);
    CHECK_EQ(orphans_certain_by_session(&first_of_session_outside, ZOMBIE, 0), 0);
}

static const struct check_case cases[] = {
    CASE(mark_of_another_process_proves_an_orphan),
    CASE(marks_have_room_for_all_pids),
    CASE(a_jvm_below_a_jvm_has_marks_of_its_own),
    CASE(session_of_neither_proves_an_orphan),
    CASE(session_proves_nothing_if_ours_may_have_been_another),
};

CHECK_MAIN(cases)
