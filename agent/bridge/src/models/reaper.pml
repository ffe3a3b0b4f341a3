/*
 * The reaper, as ProcexReaperLoop, ProcexReaperState and ProcexLeaders take turns: two threads that
 * launch, the threads that lead one after another, and the operator who detaches. A thread may be
 * refused once (the limit on threads). The task of the first child waits for the second one's, as an
 * application's onExit() may.
 *
 * What must hold, in all orders of these steps:
 *   - each child's task is run, by the leader or by the JDK, and only once (reap);
 *   - at most one thread waits for ends (waits);
 *   - nobody uses the epoll set after it was closed: its number may be another file's (uses);
 *   - after a detach the set is closed once nothing is watched (at_end).
 * A task that nobody runs, and a thread that waits for ever, show as an invalid end state.
 */
#define CHILDREN 2

bool watched[CHILDREN];  /* ProcexWatchedTable */
bool in_set[CHILDREN];   /* of epoll */
bool launched[CHILDREN];
bool ended[CHILDREN];
byte reaped[CHILDREN];   /* how often; 1 too if it was not launched at all */
bool led = false, returning = false, retired = false, closed = false;
bool starting = false;
byte wakes = 0;          /* pipes in the set */
byte leaders = 0;        /* threads in awaitEnd */
bool refused = false;    /* whether a thread was refused */
bool detached = false;

#define SIZE (watched[0] + watched[1])

inline uses() { assert(!closed) }

inline reap(child) { reaped[child]++; assert(reaped[child] == 1) }

/* Under the lock, as all that is atomic here. */
inline close_if_unused() {
  if
#ifdef BUG_CLOSES_WHAT_IS_WATCHED
  :: retired && !closed && !led -> wakes = 0; closed = true
#else
  :: retired && !closed && !led && SIZE == 0 -> wakes = 0; closed = true
#endif
  :: else
  fi
}

/* ProcexLeaders.start: an idle thread, or a new one. */
inline start(ok) {
  if
  :: run leader(); ok = true
  :: !refused -> refused = true; ok = false
  fi
}

/* ProcexLeaders.send */
inline send(even_if_one_returns) {
  ok = true;
  atomic {
    !starting; /* else another thread starts one, and may fail */
    if
    :: led || closed || (returning && !even_if_one_returns) -> mine = false
    :: else -> starting = true; led = true; mine = true
    fi
  }
  if
  :: mine ->
     start(ok);
     if
     :: !ok ->
#ifndef BUG_A_FAILED_START_LEADS
        led = false;
#endif
        starting = false;
        atomic { close_if_unused() }
     :: else -> starting = false
     fi
  :: else
  fi
}

proctype launcher(byte me) {
  bool mine, ok, there;
  send(false); /* standBy */
  if
  :: !ok -> reaped[me] = 1; goto done /* the launch fails */
  :: else
  fi;
  launched[me] = true;
  atomic { if :: retired -> there = false :: else -> watched[me] = true; there = true fi } /* add */
  if
  :: !there -> ended[me]; reap(me); goto done /* by a thread of the JDK's */
  :: else
  fi;
#ifdef BUG_WAITS_FOR_ONE_THAT_RETURNS
  send(false);
#else
  send(true);
#endif
  if
  :: !ok ->
     atomic { there = watched[me]; watched[me] = false; close_if_unused() } /* takeBack */
     if :: there -> ended[me]; reap(me) :: else fi
  :: else -> atomic { uses(); in_set[me] = true } /* tell */
  fi;
done:
  skip
}

inline runs_task() {
  (found != 0 || refused || reaped[1] == 1); /* the first child's task waits for the second's */
  reap(found)
}

/* ProcexReaperLoop.run; a thread that gets another turn is a new one here. */
proctype leader() {
  byte found;
  bool ok, idle, there;
waits:
  atomic { leaders++; assert(leaders == 1) }
  if
  :: atomic { in_set[0] && ended[0] -> uses(); found = 0; leaders-- }
  :: atomic { in_set[1] && ended[1] -> uses(); found = 1; leaders-- }
  :: atomic { wakes > 0 -> uses(); wakes--; leaders--; goto looks }
  :: atomic { SIZE == 0 -> uses(); leaders--; goto looks } /* a minute without processes */
  fi;
  atomic { there = watched[found]; watched[found] = false } /* take */
  if :: !there -> in_set[found] = false; goto waits :: else fi;
  atomic { uses(); in_set[found] = false } /* drop */
  atomic { /* resign(true) */
    idle = (SIZE == 0);
    if :: idle -> led = false; close_if_unused() :: else fi;
    returning = idle
  }
  ok = true;
  if :: !idle -> start(ok) :: else fi; /* handOn */
  if
  :: !ok -> runs_task(); goto waits /* reapAlone */
  :: else
  fi;
  runs_task();
  atomic { /* takeLead */
    returning = false;
    if
    :: led || retired -> goto ends
    :: else -> led = true
    fi
  }
  goto waits;
looks:
  atomic { /* isStillOfUse, then resign(false) */
    idle = (SIZE == 0);
    if
    :: idle -> led = false; close_if_unused(); goto ends
    :: else
    fi
  }
  goto waits;
ends:
  skip
}

proctype child(byte me) {
  if
  :: launched[me] -> ended[me] = true
  :: reaped[me] == 1
  fi
}

proctype operator() {
  bool at_any_time;
  if :: at_any_time = true :: at_any_time = false fi;
  (at_any_time || (reaped[0] == 1 && reaped[1] == 1));
  atomic { /* retire */
    retired = true;
    if :: led -> wakes++ :: else fi;
    close_if_unused()
  }
  reaped[0] == 1 && reaped[1] == 1 && closed; /* at_end */
  detached = true
}

init {
  atomic { run launcher(0); run launcher(1); run child(0); run child(1); run operator() }
}
