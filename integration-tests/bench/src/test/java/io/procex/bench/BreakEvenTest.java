package io.procex.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All costs are in ms. */
class BreakEvenTest {
  private static LifeCost cost(double life, double later) {
    return new LifeCost(Samples.of(life), Samples.of(later), Samples.of(later));
  }

  private static double launches(LifeCost without, LifeCost with) {
    return new BreakEven(without, with).launches();
  }

  @Test
  void overheadIsDividedByWhatALaunchSaves() {
    BreakEven breakEven = new BreakEven(cost(100, 2), cost(149, 1));
    assertEquals(50, breakEven.overhead()); // 148 - 98: without the part that every launch has
    assertEquals(1, breakEven.saved());
    assertEquals(50, breakEven.launches()); // 100 + 49 * 2 = 149 + 49 * 1
  }

  @Test
  void partOfALaunchIsRoundedUp() {
    assertEquals(51, launches(cost(100, 2), cost(149.5, 1)));
  }

  @Test
  void oneLaunchIsEnoughWhereTheFirstOneSavesAll() {
    assertEquals(1, launches(cost(100, 2), cost(100, 1)));
    assertEquals(1, launches(cost(100, 2), cost(99.5, 1)));
    assertEquals(2, launches(cost(100, 2), cost(100.5, 1)));
  }

  @Test
  void nothingIsNeededWhereItGainsFromTheStart() {
    assertEquals(0, launches(cost(100, 2), cost(99, 1)));
    assertEquals(0, launches(cost(100, 2), cost(90, 1)));
    assertEquals("0", new BreakEven(cost(100, 2), cost(90, 1)).text());
  }

  @Test
  void launchesThatSaveNothingNeverMakeUpForIt() {
    assertEquals(Double.POSITIVE_INFINITY, launches(cost(100, 2), cost(149, 2)));
    assertEquals(Double.POSITIVE_INFINITY, launches(cost(100, 2), cost(149, 3)));
    assertEquals("never", new BreakEven(cost(100, 2), cost(149, 2)).text());
  }

  /** What start and end cost does not hang on descriptors; what a launch saves does. */
  @Test
  void withMoreDescriptorsOnlyTheSavingIsAnother() {
    LifeCost without = new LifeCost(Samples.of(100), Samples.of(2), Samples.of(51));
    LifeCost with = new LifeCost(Samples.of(149), Samples.of(1), Samples.of(1));
    BreakEven breakEven = new BreakEven(without, with);
    assertEquals(50, breakEven.overhead());
    assertEquals(1, breakEven.launches());
  }

  /** One slow round of each does not show. */
  @Test
  void mediansAreSetAgainstEachOther() {
    LifeCost without =
        new LifeCost(Samples.of(100, 900, 100), Samples.of(2, 2, 2), Samples.of(2, 2, 2));
    LifeCost with =
        new LifeCost(Samples.of(149, 149, 149), Samples.of(1, 1, 9), Samples.of(1, 1, 9));
    assertEquals(50, launches(without, with));
  }

  @Test
  void spreadIsThatOfRoundsDrawnByChance() {
    Samples lives = Samples.of(140, 145, 149, 153, 160);
    Samples later = Samples.of(1, 1, 1, 1, 1);
    Samples twice = Samples.of(2, 2, 2, 2, 2);
    LifeCost without = new LifeCost(Samples.of(100, 100, 100, 100, 100), twice, twice);
    BreakEven breakEven = new BreakEven(without, new LifeCost(lives, later, later));
    assertEquals("50 (41–61)", breakEven.text());
  }

  @Test
  void tableHasARowForEachWayAndNumberOfDescriptorsThatWasMeasured() {
    Findings findings = new Findings();
    measured(findings, Subject.NO_AGENT, 100, 2, 51);
    measured(findings, Subject.AGENT, 149, 1, 1);
    List<String[]> rows = BreakEvenTable.of(findings).rows;
    assertEquals(3, rows.size()); // with the head
    assertEquals(List.of("17", "agent", "10", "50.0", "1.00", "50"), List.of(rows.get(1)));
    assertEquals(List.of("17", "agent", "19,000", "50.0", "50.0", "1"), List.of(rows.get(2)));
  }

  /** An agent that does nothing differs by chance alone in what its launches take. */
  @Test
  void summaryTellsWhenAJvmGainsOfThisAgentAlone() {
    Findings findings = new Findings();
    measured(findings, Subject.NO_AGENT, 100, 2, 51);
    measured(findings, Subject.NO_OP_AGENT, 140, 1.9, 50);
    measured(findings, Subject.AGENT, 149, 1, 1);
    List<String[]> rows = LifeSummary.of(findings).rows;
    assertEquals(List.of("", "no agent", "no-op agent", "agent"), List.of(rows.get(0)));
    String label = "gains after launches, 10 descriptors";
    String[] row = rows.stream().filter(each -> each[0].equals(label)).findFirst().orElseThrow();
    assertEquals(List.of(label, "–", "–", "50"), List.of(row));
  }

  private static void measured(
      Findings findings, String contender, double life, double later, double laterOfMany) {
    add(findings, contender, LifeScenario.ONE, Metric.WALL, life);
    add(findings, contender, StartScenario.FEW, Metric.LATER, later);
    add(findings, contender, StartScenario.MANY, Metric.LATER, laterOfMany);
  }

  private static void add(
      Findings findings, String contender, String load, Metric metric, double milliseconds) {
    Map<Metric, Samples> batch = new EnumMap<>(Metric.class);
    batch.put(metric, Samples.of(milliseconds * 1e6));
    findings.add(new Subject("17", load, contender), batch);
  }
}
