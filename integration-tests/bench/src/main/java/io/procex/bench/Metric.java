package io.procex.bench;

/** A kind of figure: the name under which hosts and the floor give it, and how it is shown. */
enum Metric {
  START("start", "start()", "µs", 1000, true),
  LAUNCHER("launcher", "processor time of start() in its thread", "µs", 1000, true),
  UNDISTURBED("undisturbed", "start() of the fastest tenth", "µs", 1000, false),
  CORE("core", "of that in the native core", "µs", 1000, true),
  BRIDGE("bridge", "of that in the agent's own Java code", "µs", 1000, true),
  REST("rest", "of that in the JDK, with the hand-over to the reaper", "µs", 1000, true),
  WAIT("wait", "start() and waitFor()", "µs", 1000, true),
  RATE("rate", "launches a second", "", 1, false),
  CPU("cpu", "CPU time of a launch, parent and child", "µs", 1000, false),
  ALLOCATED("allocated", "allocated by a launch", "KB", 1024, false),
  THREADS("threads", "threads more than without children", "", 1, false),
  MEMORY("memory", "memory for a living child", "KB", 1024, false),
  BUSY("busy", "failures in 1,000 launches of fresh programs", "", 1, false),
  WALL("wall", "wall time from start to end", "ms", 1_000_000, false),
  LIFE_CPU("life-cpu", "CPU time of the JVM and its children", "ms", 1_000_000, false),
  TO_MAIN("to-main", "from the start to main", "ms", 1_000_000, false),
  FIRST("first", "first start()", "ms", 1_000_000, false),
  LATE("late", "start() from the 91st to the 100th", "µs", 1000, false),
  LATER("later", "a launch but the first: start() and waitFor(), mean", "ms", 1_000_000, false),
  END("end", "from the end of main to the end of the JVM", "ms", 1_000_000, false),
  RESIDENT("resident", "resident at the end of main", "MB", 1024 * 1024, false),
  PEAK("peak", "most that was resident", "MB", 1024 * 1024, false),
  FLOOD("flood", "launches a second of four threads, with records", "", 1, false),
  HEAP("heap", "heap in use at its end", "MB", 1024 * 1024, false),
  TOLD_LOST("told-lost", "records told as lost", "", 1, false),
  LOST("lost", "records lost", "", 1, false),
  SUNK("sunk", "records a second that a file takes", "", 1, false);

  final String key;
  final String label;
  final String unit;
  final double divisor;

  /** One value for each launch, so that high percentiles say something. */
  final boolean perLaunch;

  Metric(String key, String label, String unit, double divisor, boolean perLaunch) {
    this.key = key;
    this.label = label;
    this.unit = unit;
    this.divisor = divisor;
    this.perLaunch = perLaunch;
  }

  String title() {
    return unit.isEmpty() ? label : label + ", " + unit;
  }

  /** Null if there is none of this name: hosts may know more than is asked for. */
  static Metric named(String key) {
    for (Metric metric : values()) {
      if (metric.key.equals(key)) {
        return metric;
      }
    }
    return null;
  }
}
