package io.procex.bench;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** After how many launches a JVM has gained, by JDK, way and number of open descriptors. */
final class BreakEvenTable {
  static final List<String> WAYS =
      Collections.unmodifiableList(
          Arrays.asList(Subject.EARLIER_AGENT, Subject.AGENT, Subject.NATIVE_ENTRY));

  private static final double MILLISECOND = 1e6;

  private BreakEvenTable() {}

  static Table of(Findings findings) {
    Table table =
        new Table(
            "break-even",
            "JDK",
            "with",
            "open descriptors",
            "once more than without, ms",
            "saved by a launch, ms",
            "gains after launches");
    for (String jdk : findings.jdks()) {
      for (String way : WAYS) {
        for (String load : loads()) {
          breakEven(findings, jdk, way, load)
              .ifPresent(each -> table.row(cells(jdk, way, load, each)));
        }
      }
    }
    return table;
  }

  static Optional<BreakEven> breakEven(Findings findings, String jdk, String way, String load) {
    Optional<LifeCost> without = LifeCost.of(findings, jdk, Subject.NO_AGENT, load);
    Optional<LifeCost> with = LifeCost.of(findings, jdk, way, load);
    return without.isPresent() && with.isPresent()
        ? Optional.of(new BreakEven(without.get(), with.get()))
        : Optional.empty();
  }

  static List<String> loads() {
    return Arrays.asList(StartScenario.FEW, StartScenario.MORE, StartScenario.MANY);
  }

  private static String[] cells(String jdk, String way, String load, BreakEven each) {
    return new String[] {
      jdk,
      way,
      load.replaceFirst(" .*", ""),
      Spread.number(each.overhead() / MILLISECOND),
      Spread.number(each.saved() / MILLISECOND),
      each.text()
    };
  }
}
