package io.procex.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** One question that the benchmark answers. */
interface Scenario {
  /** The word for it on the command line. */
  String name();

  String title();

  /** What is measured, and how; one sentence or two. */
  String explanation();

  /** Those of the figures that are shown. */
  List<Metric> metrics();

  int rounds() throws UsageException;

  /** All that is compared; what this machine cannot do is told to the findings. */
  List<Contender> contenders(Bench bench, Findings findings)
      throws IOException, InterruptedException, UsageException;

  /** What follows from several of its figures; it stands before them. */
  default List<Table> conclusions(Findings findings) {
    return Collections.emptyList();
  }

  default List<Comparison> comparisons() {
    return Arrays.asList(
        Comparison.ratio(Subject.STOCK, Subject.AGENT),
        Comparison.ratio(Subject.AGENT, Subject.FLOOR),
        Comparison.ratio(Subject.AGENT, Subject.POSIX_SPAWN));
  }
}
