/*
 * Low descriptors that this process keeps reserved, for launches on the shared table.
 *
 * slots_reserve.c takes them, slots.c lends them, slots_give_up.c gives them back; they are copies
 * of placeholder.c's. All orders of these steps are checked by models/slots.pml.
 *
 * The child's ends must lie below the cut, where the kernel copies; all else lies above it. So a
 * launch borrows a lane of three slots, puts its three sources there, and puts the placeholder
 * back afterwards. All other free numbers below the cut are filled with placeholders, else the
 * application's next file would get one and be copied after all. The cut is 64 unless the agent
 * came late: the kernel copies whole words of its table, so that a lower one would spare nothing.
 */
#ifndef PROCEX_SLOTS_H
#define PROCEX_SLOTS_H

#include <stdint.h>

enum {
    SLOT_LANES = 4, /* launches under way at once; one takes some 30 to 100 us */
    SLOT_ENDS = 3,
    SLOTS_NEEDED = SLOT_LANES * SLOT_ENDS + 1, /* and the placeholder that all are copies of */
    SLOTS_MOST_RESERVED = 64,
    SLOTS_LEAST_LIMIT = 512, /* of open files: below, the application needs its numbers itself */
};

/*
 * Turns the caller's descriptors, SLOTS_MOST_RESERVED at most, into slots and placeholders, opening
 * what is missing and closing what is not needed. 0, or -errno with all of them closed; -EBUSY
 * if a launch from before slots_give_up has not ended.
 */
long slots_reserve(const int *reserved, int count);

/*
 * Closes all of them; those of a launch under way, and what all are copies of, when the last launch
 * releases its lane. Until the next slots_reserve no launch finds a slot. Thread-safe.
 */
void slots_give_up(void);

/* True if an application with that soft limit can do without these descriptors. */
int slots_are_affordable(uint64_t open_files);

/*
 * No descriptor is left to this process: closes some that no lane needs, or all if there are no
 * others or the limit is low. A hole is filled again by slots_lift, once there are more.
 */
void slots_make_room(void);

/* All slots and the placeholder are below this number. */
unsigned slots_cut(void);

/* From this number up to the cut all are placeholders, unless other code has closed some. */
unsigned slots_filled(void);

/*
 * A free lane; -ETIMEDOUT when all were taken for 200 ms (an exec on a dead network disk), -EBADF
 * after slots_give_up.
 */
int slots_acquire(void);

/*
 * Puts a copy of source at each of the lane's ends and tells their numbers; source i stays as it
 * is where it is i, for a child that inherits it in place. 0 or -errno; either way the lane is to
 * be released with the same slot.
 */
long slots_fill(int lane, const int source[3], int slot[3]);

/*
 * Puts the placeholder back where slots_fill put a source, unless the number was closed and given
 * out again since, and gives the lane to the next. wanted: SPAWN_PIPE if the source is the end
 * of a pipe that was made for this launch.
 */
void slots_release(int lane, const int slot[3], const int wanted[3]);

/* True once a slot was found closed or replaced, by native code that closes all it can find. */
int slots_lost(void);

/*
 * Moves a new descriptor of ours up, beyond the cut, and closes the hole it came from. Returns its
 * number; unchanged if there is no room.
 */
int slots_lift(int fd);

#endif
