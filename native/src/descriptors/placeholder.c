#include "placeholder.h"

#include "filtered.h"
#include "mark.h"
#include "slots_state.h"
#include "stat.h"
#include "sys.h"

enum {
    FILE_KIND = 0170000,
    CHARACTER_DEVICE = 0020000,
};

/* The other bits of the word count how many have borrowed it. */
static const uint32_t RETIRED = 1U << 31;
static const uint32_t CLOSED = 1U << 30;

int placeholder_is(int fd) {
    return mark_is(fd, MARK_PLACEHOLDER);
}

void placeholder_close_copy(int fd) {
    if (placeholder_is(fd)) {
        sys_close(fd);
    }
}

int placeholder_number(void) {
    return slots.placeholder;
}

void placeholder_fill(int fd) {
    if (sys_dup3(slots.placeholder, fd, SYS_O_CLOEXEC) < 0) {
        sys_close(fd);
    }
}

long placeholder_copy(unsigned from) {
    return sys_fcntl(slots.placeholder, SYS_F_DUPFD_CLOEXEC, from);
}

void placeholder_move(int fd) {
    sys_close(slots.placeholder);
    slots.placeholder = fd;
}

void placeholder_close(void) {
    sys_close(slots.placeholder);
    slots.placeholder = -1;
}

/* Several threads may find that nobody needs it any more; one of them closes it. */
static void close_retired(void) {
    uint32_t unneeded = RETIRED;
    int fd = slots.placeholder;
    if (__atomic_compare_exchange_n(&slots.borrowers, &unneeded, RETIRED | CLOSED, 0,
                                    __ATOMIC_SEQ_CST, __ATOMIC_RELAXED) &&
        placeholder_is(fd)) {
        sys_close(fd);
    }
}

int placeholder_borrow(void) {
    uint32_t before = __atomic_fetch_add(&slots.borrowers, 1, __ATOMIC_SEQ_CST);
    if ((before & RETIRED) != 0) {
        placeholder_return();
        return 0;
    }
    return 1;
}

void placeholder_return(void) {
    if (__atomic_sub_fetch(&slots.borrowers, 1, __ATOMIC_SEQ_CST) == RETIRED) {
        close_retired();
    }
}

void placeholder_retire(void) {
    if (__atomic_or_fetch(&slots.borrowers, RETIRED, __ATOMIC_SEQ_CST) == RETIRED) {
        close_retired();
    }
}

static int is_character_device(int fd, struct arch_stat *stat) {
    return sys_fstat(fd, stat) == 0 && (stat->mode & FILE_KIND) == CHARACTER_DEVICE;
}

/* O_NONBLOCK, in case it is a FIFO. Anything but a character device is refused. */
static long open_nothing(void) {
    struct arch_stat stat;
    long fd = sys_openat("/dev/null", SYS_O_RDONLY | SYS_O_NONBLOCK | SYS_O_CLOEXEC);
    if (fd >= 0 && !is_character_device((int)fd, &stat)) {
        sys_close((int)fd);
        return -SYS_ENODEV;
    }
    if (fd >= 0) {
        sys_fcntl((int)fd, SYS_F_SETFL, SYS_O_RDONLY);
    }
    return fd;
}

static long open_pipe(void) {
    int ends[2];
    long error = sys_pipe2(ends, SYS_O_CLOEXEC);
    if (error < 0) {
        return error;
    }
    sys_close(ends[1]);
    return ends[0];
}

static long from_first_on(long fd) {
    if (fd < 0 || fd >= SYS_AFTER_STDIO) {
        return fd;
    }
    long moved = sys_fcntl((int)fd, SYS_F_DUPFD_CLOEXEC, SYS_AFTER_STDIO);
    sys_close((int)fd);
    return moved;
}

/* Takes placeholder_retire back, if nobody has closed it yet. */
static int revive(void) {
    uint32_t seen = __atomic_load_n(&slots.borrowers, __ATOMIC_SEQ_CST);
    do {
        if ((seen & CLOSED) != 0) {
            return 0;
        }
    } while (!__atomic_compare_exchange_n(&slots.borrowers, &seen, seen & ~RETIRED, 0,
                                          __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
    return slots.placeholder >= 0 && placeholder_is(slots.placeholder);
}

static long open_new(void) {
    long opened = open_nothing();
    if (opened < 0 && opened != -SYS_EMFILE) {
        opened = open_pipe();
    }
    long fd = from_first_on(opened);
    if (fd < 0) {
        return fd;
    }
    long error = mark_set((int)fd, MARK_PLACEHOLDER);
    if (error < 0) {
        sys_close((int)fd);
        return error;
    }
    slots.placeholder = (int)fd;
    return 0;
}

long placeholder_open(void) {
    if (revive()) {
        return 0;
    }
    long error = open_new();
    if (error == 0) {
        __atomic_and_fetch(&slots.borrowers, ~(RETIRED | CLOSED), __ATOMIC_SEQ_CST);
    }
    return error;
}

int placeholder_may_replace(int fd) {
    struct arch_stat own;
    struct arch_stat found;
    if (filtered(FILTERED_FCNTL) || filtered(FILTERED_FSTAT)) {
        return 1; /* nobody can look */
    }
    if (!is_character_device(fd, &found) || (sys_fcntl(fd, SYS_F_GETFL, 0) & SYS_O_ACCMODE) != 0) {
        return 0;
    }
    return !is_character_device(slots.placeholder, &own) ||
           (own.device == found.device && own.inode == found.inode);
}
