package io.procex.agent.sink;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Knows whether a sink works. Used by the queue's thread only. */
final class SinkHealth {
  /** A failed sink is tried again after this time. */
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String name;
  private final Consumer<String> complaints;

  private boolean failed;
  private boolean losing;
  private long failedAt;

  SinkHealth(String name, Consumer<String> complaints) {
    this.name = name;
    this.complaints = complaints;
  }

  /** Whether it has failed, and must not be tried again yet. */
  boolean isToRest() {
    return failed && System.nanoTime() - failedAt < RETRY_NANOS;
  }

  /** Notes that the sink has written a record. */
  void recover() {
    losing = false;
    if (failed) {
      failed = false;
      complaints.accept(name + " works again");
    }
  }

  /** Notes that the sink has lost one record, but may take the next. */
  void lose(Throwable why) {
    if (!losing) {
      losing = true;
      complaints.accept("a record for " + name + " is lost: " + why);
    }
  }

  /** Notes that the sink cannot write; or, if the cause says so, that it has lost one record. */
  void fail(Throwable why) {
    if (why instanceof RecordLostException) {
      lose(why);
      return;
    }
    boolean before = failed;
    failed = true;
    failedAt = System.nanoTime();
    if (!before) {
      complaints.accept("records for " + name + " are lost: " + why);
    }
  }
}
