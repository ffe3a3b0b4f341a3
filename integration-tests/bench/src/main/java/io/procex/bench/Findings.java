package io.procex.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one scenario has found out, and what it could not. */
final class Findings {
  private final List<Series> series = new ArrayList<>();
  private final Map<String, String> leftOut = new LinkedHashMap<>();

  void add(Subject subject, Map<Metric, Samples> batch) {
    batch.forEach((metric, samples) -> seriesOf(subject, metric).add(samples));
  }

  /** Nothing is shown of this subject but the reason. */
  void leaveOut(Subject subject, String reason) {
    System.err.println("  left out: " + subject + ": " + reason);
    leftOut.put(subject.toString(), reason);
    series.removeIf(each -> each.subject.toString().equals(subject.toString()));
  }

  void leaveOut(String what, String reason) {
    System.err.println("  left out: " + what + ": " + reason);
    leftOut.put(what, reason);
  }

  List<Series> of(Metric metric) {
    List<Series> found = new ArrayList<>();
    for (Series each : series) {
      if (each.metric == metric) {
        found.add(each);
      }
    }
    return found;
  }

  /** The medians of the rounds, if it was measured. */
  Optional<Samples> medians(Metric metric, String jdk, String load, String contender) {
    return of(metric).stream()
        .filter(each -> each.subject.belongsTo(jdk, load))
        .filter(each -> each.subject.contender.equals(contender))
        .map(Series::medians)
        .findFirst();
  }

  Set<String> jdks() {
    Set<String> jdks = new LinkedHashSet<>();
    for (Series each : series) {
      if (!each.subject.jdk.isEmpty()) {
        jdks.add(each.subject.jdk);
      }
    }
    return jdks;
  }

  Map<String, String> leftOut() {
    return leftOut;
  }

  private Series seriesOf(Subject subject, Metric metric) {
    for (Series each : of(metric)) {
      if (each.subject.toString().equals(subject.toString())) {
        return each;
      }
    }
    Series made = new Series(subject, metric);
    series.add(made);
    return made;
  }
}
