/*
 * A kernel with pages of 64 KiB, as far as the layout of our memory can tell on one with smaller
 * pages. It protects whole pages: a guard of less would make a guard of the stack above it.
 */
#include "launch.h"
#include "libc.h"
#include "settings_block.h"
#include "task.h"

enum { PAGE = 65536, CHILD_STACK = 32 * 1024, KEEPER_STACK = 8 * 1024 };

size_t __wrap_libc_page_size(void);
long __wrap_task_start_thread(unsigned long flags, void *stack_top, void (*run)(void *),
                              void *argument);
long __real_task_start_thread(unsigned long flags, void *stack_top, void (*run)(void *),
                              void *argument);

static const char *keeper_stack_top;

size_t __wrap_libc_page_size(void) {
    return PAGE;
}

long __wrap_task_start_thread(unsigned long flags, void *stack_top, void (*run)(void *),
                              void *argument) {
    keeper_stack_top = stack_top;
    return __real_task_start_thread(flags, stack_top, run, argument);
}

/* How many bytes from there on can be neither read nor written. */
static size_t protected_from(const char *start) {
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[512];
    size_t length = 0;
    while (fgets(line, sizeof line, maps) != NULL) {
        unsigned long first;
        unsigned long end;
        char rights[5];
        if (sscanf(line, "%lx-%lx %4s", &first, &end, rights) == 3 &&
            first == (unsigned long)start && strcmp(rights, "---p") == 0) {
            length = end - first;
        }
    }
    fclose(maps);
    return length;
}

static void check_arena(size_t bytes) {
    struct arena arena;
    CHECK_EQ(arena_open(&arena, bytes), 0);
    CHECK_EQ(protected_from(arena.base), PAGE);
    CHECK_EQ((const char *)arena_stack_top(&arena) - arena.base, PAGE + CHILD_STACK);
    char *data = arena_take(&arena, bytes);
    CHECK_EQ(data != NULL, 1);
    memset(arena.base + PAGE, 1, arena.size - PAGE);
    CHECK_EQ(data[bytes - 1], 1);
    arena_close(&arena);
}

static void guard_of_an_arena_is_whole_pages_and_leaves_the_stack(void) {
    check_arena(1);
    check_arena(20000);
    check_arena(100000);
}

static void arena_is_kept_for_the_next_launch(void) {
    struct arena first;
    struct arena second;
    CHECK_EQ(arena_open(&first, 0), 0);
    arena_close(&first);
    CHECK_EQ(arena_open(&second, 0), 0);
    CHECK_EQ(first.base == second.base, 1);
}

static void guard_of_a_keeper_is_whole_pages_and_leaves_its_stack(void) {
    static char *argv[] = {NULL, (char *)"cat", NULL};
    struct settings settings;
    struct block block = {0};
    block_number(&block, SETTING_DIE_WITH_PARENT, SETTING_FLAG_REQUIRED, SIGKILL);
    launch_prepare();
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    launch.request.settings = &settings;
    launch_run(&launch);
    CHECK_EQ(launch.result.error, 0);
    /* Above the stack there is less than 4 KiB for what both threads share. */
    const char *end = (const char *)(((uintptr_t)keeper_stack_top + 4095) & ~(uintptr_t)4095);
    CHECK_EQ(protected_from(end - KEEPER_STACK - PAGE), PAGE);
    close(launch.result.fds[0]);
    CHECK_EQ(launch_wait(&launch), 0);
}

static const struct check_case cases[] = {
    CASE(guard_of_an_arena_is_whole_pages_and_leaves_the_stack),
    CASE(arena_is_kept_for_the_next_launch),
    CASE(guard_of_a_keeper_is_whole_pages_and_leaves_its_stack),
};

CHECK_MAIN(cases)
