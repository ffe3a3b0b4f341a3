/*
 * Descriptors that are reserved for launches, as native/src/descriptors lends and gives them back:
 * launches, a thread that gives all back, one that reserves them again, and an application that
 * takes each number that is free. There is one lane instead of four, with one slot instead of three, so
 * that launches wait for it.
 *
 * What must hold, in all orders of these steps:
 *   - no call of ours closes or replaces a descriptor of the application's (closes, replaces);
 *   - no two launches have the same lane (users);
 *   - nobody copies the placeholder when it is closed (copies);
 *   - a launch that waits for a lane is woken, unless they are given back (no invalid end state);
 *   - once all is given back and no launch is under way, none of our descriptors is open (at_end).
 */
#define LAUNCHERS 2
#define ROUNDS 1
#define NUMBERS 4 /* of descriptors that are free, ours or the application's */
#define NONE 255

mtype = { FREE, PLACEHOLDER, LENT, APPLICATION };
mtype table[NUMBERS];

byte slot = 1;          /* slots.slot */
byte placeholder = 0;   /* slots.placeholder */
bool free_lane = true;  /* slots.free_lanes */
bool held_lane = false; /* slots.held_lanes */
byte borrowers = 0;     /* the count of slots.borrowers, and its two flags */
bool retired = false;
bool closed = false;
bool lost = false;
bool closing = false;
byte sleepers = 0;      /* in the futex */
byte wakes = 0;
byte waiting = 0;
byte users = 0;         /* of the lane */
byte running = LAUNCHERS;
bool given_back = false;

inline closes(fd) { assert(table[fd] != APPLICATION); table[fd] = FREE; }
inline replaces(fd, what) { assert(table[fd] != APPLICATION && table[fd] != FREE); table[fd] = what; }
inline copies(fd) { assert(table[placeholder] == PLACEHOLDER); replaces(fd, PLACEHOLDER); }

/* placeholder_close_copy: what is open under a number of ours stays ours between the look and the call */
inline closes_copy(fd) { atomic { if :: table[fd] == PLACEHOLDER -> closes(fd) :: else fi } }

/* close_retired, by whoever finds that nobody needs it */
inline close_retired() {
  atomic {
    if
    :: borrowers == 0 && retired && !closed -> closed = true; mine = placeholder
    :: else -> mine = NONE
    fi
  }
  if :: mine != NONE -> closes_copy(mine) :: else fi;
  mine = 0
}

inline give_back_placeholder() {
  atomic { borrowers--; last = (borrowers == 0 && retired && !closed) }
  if :: last -> close_retired() :: else fi;
  last = false
}

inline awaits_lane() {
  waiting++;
  atomic { if :: !free_lane -> sleepers++; asleep = true :: else fi }
  if
  :: !asleep
  :: asleep && wakes > 0 -> atomic { wakes--; sleepers-- }
  :: asleep && lost && wakes < sleepers -> atomic { sleepers--; timed_out = true } /* within 200 ms */
  fi;
  asleep = false;
  waiting--
}

inline begins_closing() { atomic { !closing -> closing = true } }

/* Under the lock of begins_closing. */
inline give_up() {
  lost = true;
  atomic { held_lane = held_lane || free_lane; free_lane = false }
  fd = 0;
  do
  :: fd == NUMBERS -> break
  :: else ->
     if
     :: fd == placeholder
     :: else ->
        if :: slot != fd || held_lane -> closes_copy(fd) :: else fi
     fi;
     fd++
  od;
  atomic { retired = true; last = (borrowers == 0 && !closed) } /* placeholder_retire */
  if :: last -> close_retired() :: else fi;
  last = false
}

proctype launcher() {
  byte round, mine, fd;
  bool was_retired, last, asleep, timed_out, filled;
  do
  :: round == ROUNDS -> break
  :: else ->
     round++;
     atomic { was_retired = retired; borrowers++ } /* placeholder_borrow */
     if :: was_retired -> give_back_placeholder(); goto next :: else fi;
     do /* take_lane */
     :: atomic { free_lane -> free_lane = false; users++; assert(users == 1) } break
     :: !free_lane -> awaits_lane();
        if :: timed_out -> break :: else fi
     od;
     if :: timed_out -> timed_out = false; give_back_placeholder(); goto next :: else fi;
     fd = slot;
     filled = false;
     if /* slots_fill */
     :: lost
     :: else ->
        if
        :: atomic { table[fd] != PLACEHOLDER -> lost = true }
        :: atomic { table[fd] == PLACEHOLDER } -> atomic { replaces(fd, LENT); filled = true }
        fi
     fi;
     /* the child is made, and has its program */
     if /* slots_release: put_placeholder */
     :: filled ->
        if
        :: lost -> closes(fd)
        :: else -> atomic { copies(fd) }
        fi
     :: else
     fi;
#ifdef BUG_LOOKS_TOO_EARLY
     if :: lost -> closes_copy(fd) :: else fi;
#endif
     atomic { users--; free_lane = true }
#ifndef BUG_WAKES_NOBODY
     if
     :: atomic { waiting > 0 -> if :: sleepers > wakes -> wakes++ :: else fi }
     :: else
     fi;
#endif
#ifndef BUG_LOOKS_TOO_EARLY
     if :: lost -> begins_closing(); if :: lost -> give_up() :: else fi; closing = false :: else fi; /* slots_give_back */
#endif
     give_back_placeholder();
next:
     was_retired = false
  od;
  running--
}

/* Takes the lowest free number, as the kernel does. */
inline takes(fd, what) {
  atomic {
    fd = 0;
    do :: fd < NUMBERS && table[fd] != FREE -> fd++ :: else -> break od;
    if :: fd < NUMBERS -> table[fd] = what :: else -> fd = NONE fi
  }
}

/* slots_reserve, if all lanes are back. */
inline reserve() {
#ifndef BUG_RESERVES_WITHOUT_LOCK
  begins_closing();
#endif
  busy = true;
  atomic {
    if :: free_lane == !held_lane -> free_lane = false; held_lane = true; busy = false :: else fi
  }
  if
  :: !busy ->
     atomic { if :: retired && !closed -> retired = false; revived = true :: else fi } /* revive */
     if
     :: revived && table[placeholder] == PLACEHOLDER
     :: else ->
        takes(fd, PLACEHOLDER); /* open_new */
        if :: fd == NONE -> goto none_left :: else fi;
        placeholder = fd;
        atomic { retired = false; closed = false }
     fi;
     takes(fd, PLACEHOLDER);
     if :: fd == NONE -> goto too_few :: else fi;
     slot = fd;
     held_lane = false;
     lost = false;
     free_lane = true;
     goto reserved;
too_few:
     closes_copy(placeholder);
     placeholder = 0;
none_left:
     skip
  :: else
  fi;
reserved:
  revived = false;
#ifndef BUG_RESERVES_WITHOUT_LOCK
  closing = false
#endif
}

/* The operator detaches, attaches again, and detaches; at any time, or when no launch is under way. */
proctype operator() {
  byte fd, mine;
  bool last, busy, revived, patient;
  if :: patient = true :: patient = false fi;
  (!patient || running == 0);
  begins_closing();
  give_up();
  closing = false;
  reserve();
  begins_closing();
  give_up();
  closing = false;
  running == 0; /* at_end */
  fd = 0;
  do
  :: fd == NUMBERS -> break
  :: else -> assert(table[fd] == FREE || table[fd] == APPLICATION); fd++
  od;
  given_back = true
}

/* Takes any number that is free, and closes what it has. */
proctype application() {
  do
  :: given_back -> break
  :: atomic { !given_back && table[0] == FREE -> table[0] = APPLICATION }
  :: atomic { !given_back && table[1] == FREE -> table[1] = APPLICATION }
  :: atomic { !given_back && table[2] == FREE -> table[2] = APPLICATION }
  :: atomic { !given_back && table[3] == FREE -> table[3] = APPLICATION }
  od
}

init {
  atomic {
    table[0] = PLACEHOLDER;
    table[1] = PLACEHOLDER;
    table[2] = PLACEHOLDER; /* which only fills a hole */
    table[3] = FREE;
    run launcher(); run launcher(); run operator(); run application()
  }
}
