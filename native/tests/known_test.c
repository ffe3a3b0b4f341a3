/* Files that were seen to be binaries: any change makes them unknown. */
#include "known.h"

#include <pthread.h>
#include <time.h>

#include "check.h"

static struct arch_stat file(uint64_t inode) {
    return (struct arch_stat){
        .device = 7, .inode = inode, .size = 100, .change_seconds = 1000, .change_nanoseconds = 5};
}

/* Its first byte is of the inode. */
static void add(const struct arch_stat *stat) {
    char head[SCRIPT_HEAD] = {(char)stat->inode};
    head[SCRIPT_HEAD - 1] = head[0];
    known_add(stat, head);
}

static int is_known(const struct arch_stat *stat) {
    char head[SCRIPT_HEAD];
    int known = known_head(stat, head);
    if (known) {
        CHECK_EQ(head[0], (char)stat->inode);
        CHECK_EQ(head[SCRIPT_HEAD - 1], (char)stat->inode);
    }
    return known;
}

static void file_is_known_until_anything_changes(void) {
    struct arch_stat stat = file(42);
    CHECK_EQ(is_known(&stat), 0);
    add(&stat);
    CHECK_EQ(is_known(&stat), 1);
    uint64_t *const parts[] = {&stat.device, &stat.inode, &stat.size, &stat.change_seconds,
                               &stat.change_nanoseconds};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        ++*parts[i];
        CHECK_EQ(is_known(&stat), 0);
        --*parts[i];
        CHECK_EQ(is_known(&stat), 1);
    }
}

static void empty_table_knows_nothing(void) {
    struct arch_stat nothing = {0};
    CHECK_EQ(is_known(&nothing), 0);
}

/* Within one tick of the clock a file may change without another time. */
static void file_that_has_just_changed_is_not_kept(void) {
    struct arch_stat stat = file(42);
    stat.change_seconds = (uint64_t)time(NULL);
    add(&stat);
    CHECK_EQ(is_known(&stat), 0);
    stat.change_seconds += 1000;
    add(&stat);
    CHECK_EQ(is_known(&stat), 0);
}

static void others_take_the_place_of_those_before(void) {
    for (uint64_t inode = 1; inode <= 1000; inode++) {
        struct arch_stat stat = file(inode);
        add(&stat);
        CHECK_EQ(is_known(&stat), 1);
    }
}

enum { ROUNDS = 200000, THREADS = 3, FILES = 97 };

/* Of all that are added the size is the inode. */
static void *add_and_ask(void *start) {
    for (uint64_t i = *(uint64_t *)start; i < ROUNDS; i++) {
        struct arch_stat stat = file(i % FILES * 2);
        stat.size = stat.inode;
        add(&stat);
        stat.size++;
        if (is_known(&stat)) {
            return start;
        }
    }
    return NULL;
}

static void threads_never_see_a_mixture(void) {
    pthread_t threads[THREADS];
    uint64_t starts[THREADS];
    for (uint64_t i = 0; i < THREADS; i++) {
        starts[i] = i * 31;
        CHECK_EQ(pthread_create(&threads[i], NULL, add_and_ask, &starts[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        void *failed;
        pthread_join(threads[i], &failed);
        CHECK_EQ(failed == NULL, 1);
    }
}

static const struct check_case cases[] = {
    CASE(file_is_known_until_anything_changes),
    CASE(empty_table_knows_nothing),
    CASE(file_that_has_just_changed_is_not_kept),
    CASE(others_take_the_place_of_those_before),
    CASE(threads_never_see_a_mixture),
};

CHECK_MAIN(cases)
