/* The page that the native entry tells its state on, where the kernel refuses what makes one. */
#include "entry_page.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "check.h"
#include "entry_state.h"
#include "refuse.h"

enum { ADD_SEALS = 0x8 /* the bit of F_ADD_SEALS that F_DUPFD_CLOEXEC lacks */, DUP = 0x2 };

static void refuse_call(int number, int argument, unsigned mask, int error) {
    CHECK_EQ(refuse(&(struct refusal){number, argument, mask, error}), 0);
}

/* The descriptor of the page; -1 if there is none. */
static int find(char *name, size_t size) {
    for (int fd = 0; fd < 256; fd++) {
        char path[64];
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        ssize_t length = readlink(path, name, size - 1);
        name[length < 0 ? 0 : length] = '\0';
        if (strstr(name, ENTRY_PAGE_NAME) != NULL) {
            return fd;
        }
    }
    return -1;
}

static void check_seen(const char *kind, int lowest) {
    static struct entry_page read_back;
    char name[256];
    entry_page_open();
    entry_page_tell("version: x\n");
    entry_page()->launched = 7;
    int fd = find(name, sizeof name);
    CHECK_EQ(fd >= lowest, 1);
    CHECK_EQ(strncmp(name, kind, strlen(kind)), 0);
    CHECK_EQ(pread(fd, &read_back, sizeof read_back, 0), sizeof read_back);
    CHECK_TEXT(read_back.text, "version: x\n");
    CHECK_EQ(read_back.launched, 7);
}

/* Nobody sees it, and whoever writes to it does not notice. */
static void check_unseen(void) {
    char name[256];
    entry_page_open();
    entry_page_tell("version: x\n");
    CHECK_EQ(native_entry.page == NULL, 1);
    CHECK_TEXT(entry_page()->text, "version: x\n");
    CHECK_EQ(find(name, sizeof name), -1);
    snprintf(name, sizeof name, "/dev/shm/" ENTRY_PAGE_NAME "-%d", (int)getpid());
    CHECK_EQ(access(name, F_OK), -1);
}

static void page_is_memory_with_a_name_above_the_low_descriptors(void) {
    check_seen("/memfd:" ENTRY_PAGE_NAME, 64);
    const int wanted = F_SEAL_SEAL | F_SEAL_SHRINK;
    CHECK_EQ(fcntl(find((char[256]){0}, 256), F_GET_SEALS) & wanted, wanted);
    struct entry_page *page = entry_page();
    entry_page_open(); /* a second one is not made */
    CHECK_EQ(entry_page() == page, 1);
}

static void page_stays_low_where_there_is_no_room_above(void) {
    refuse_call(SYS_fcntl, 1, DUP, EMFILE);
    check_seen("/memfd:" ENTRY_PAGE_NAME, 3);
}

static void skip_without_shm(void) {
    if (access("/dev/shm", W_OK) != 0) {
        SKIP("there is no /dev/shm");
    }
}

static void page_is_a_file_of_shm_if_memory_without_a_name_is_refused(void) {
    skip_without_shm();
    refuse_call(SYS_memfd_create, 0, 0, EPERM);
    check_seen("/dev/shm/" ENTRY_PAGE_NAME, 64);
}

static void page_is_a_file_of_shm_if_a_filter_kills_for_a_seal(void) {
    skip_without_shm();
    refuse_call(SYS_fcntl, 1, ADD_SEALS, REFUSE_BY_KILLING);
    check_seen("/dev/shm/" ENTRY_PAGE_NAME, 64);
}

/* It could be made shorter then, and the next count would end the JVM. */
static void memory_that_cannot_be_sealed_is_not_used(void) {
    skip_without_shm();
    refuse_call(SYS_fcntl, 1, ADD_SEALS, EPERM);
    check_seen("/dev/shm/" ENTRY_PAGE_NAME, 64);
}

static void page_that_cannot_be_written_first_is_not_used(void) {
    refuse_call(SYS_write, 2, 4096, ENOSPC);
    check_unseen();
}

/* No file may be longer than that: there is no filter, and so no child that tries it first. */
static void check_cut(rlim_t longest) {
    const struct rlimit limit = {longest, longest};
    signal(SIGXFSZ, SIG_IGN);
    CHECK_EQ(setrlimit(RLIMIT_FSIZE, &limit), 0);
    check_unseen();
}

static void page_that_is_written_in_part_is_not_used(void) {
    check_cut(100);
}

static void page_that_cannot_be_written_is_closed(void) {
    check_cut(0);
}

static void page_that_cannot_be_shared_is_not_used(void) {
    refuse_call(SYS_mmap, 3, MAP_SHARED, EACCES);
    check_unseen();
}

static void without_memory_for_a_child_that_tries_it_there_is_no_page(void) {
    refuse_call(SYS_mmap, 0, 0, ENOMEM);
    check_unseen();
}

/* What another copy has mapped. */
static void map_named(const char *name) {
    int file = (int)syscall(SYS_memfd_create, name, 0);
    CHECK_EQ(ftruncate(file, 4096), 0);
    CHECK_EQ(mmap(NULL, 4096, PROT_READ, MAP_SHARED, file, 0) == MAP_FAILED, 0);
    close(file);
}

static void page_of_another_copy_is_found_by_its_whole_name(void) {
    CHECK_EQ(entry_page_of_another(), 0);
    map_named("procex-entr");
    map_named("/memfd:procex-entr");
    CHECK_EQ(entry_page_of_another(), 0);
    map_named(ENTRY_PAGE_NAME);
    CHECK_EQ(entry_page_of_another(), 1);
}

static void own_page_is_not_anothers(void) {
    entry_page_open();
    CHECK_EQ(native_entry.page == NULL, 0);
    CHECK_EQ(entry_page_of_another(), 0);
}

static void without_proc_no_other_copy_is_known(void) {
    map_named(ENTRY_PAGE_NAME);
    refuse_call(SYS_openat, 0, 0, ENOENT);
    CHECK_EQ(entry_page_of_another(), 0);
}

static const struct check_case cases[] = {
    CASE(page_is_memory_with_a_name_above_the_low_descriptors),
    CASE(page_stays_low_where_there_is_no_room_above),
    CASE(page_is_a_file_of_shm_if_memory_without_a_name_is_refused),
    CASE(page_is_a_file_of_shm_if_a_filter_kills_for_a_seal),
    CASE(memory_that_cannot_be_sealed_is_not_used),
    CASE(page_that_cannot_be_written_first_is_not_used),
    CASE(page_that_is_written_in_part_is_not_used),
    CASE(page_that_cannot_be_written_is_closed),
    CASE(page_that_cannot_be_shared_is_not_used),
    CASE(without_memory_for_a_child_that_tries_it_there_is_no_page),
    CASE(page_of_another_copy_is_found_by_its_whole_name),
    CASE(own_page_is_not_anothers),
    CASE(without_proc_no_other_copy_is_known),
};

CHECK_MAIN(cases)
