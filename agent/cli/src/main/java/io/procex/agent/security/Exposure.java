package io.procex.agent.security;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How much a child could do, from 0.0 to 10.0, computed as {@code systemd-analyze security} does.
 */
public final class Exposure {
  private static final int WHOLE = 100;
  private static final int TENTHS = 10;

  private final List<Finding> findings;
  private final int bad;
  private final int tenths;
  private final int tenthsByName;

  private Exposure(List<Finding> findings, int bad, int badByName, int weights) {
    this.findings = findings;
    this.bad = bad;
    this.tenths = tenths(bad, weights);
    this.tenthsByName = tenths(badByName, weights);
  }

  /** Weighs what a child could do. */
  public static Exposure of(Child child) {
    List<Assessment> applicable = new ArrayList<>(Assessment.all());
    applicable.removeIf(one -> one.badnessByName(child) == Measure.NOT_APPLICABLE);
    int weights = applicable.stream().mapToInt(one -> one.weight).sum();
    List<Finding> findings = new ArrayList<>();
    int bad = 0;
    int badByName = 0;
    for (Assessment one : applicable) {
      int badness = one.badness(child);
      bad += one.weightOf(badness);
      badByName += one.weightOf(one.badnessByName(child));
      if (badness > 0) {
        findings.add(new Finding(one, badness, weights));
      }
    }
    findings.sort(Comparator.comparingInt(Finding::weightOfBadness).reversed());
    return new Exposure(Collections.unmodifiableList(findings), bad, badByName, weights);
  }

  static int tenths(int bad, int weights) {
    return (bad * WHOLE + weights - 1) / weights;
  }

  /** What the child could do, the weightiest first. */
  public List<Finding> findings() {
    return findings;
  }

  /** The sum of the weights of all that is bad. */
  int bad() {
    return bad;
  }

  /** The exposure in tenths, 0 to 100. */
  public int tenths() {
    return tenths;
  }

  /** The same in tenths, if only settings with systemd's name count for an assessment. */
  public int tenthsByName() {
    return tenthsByName;
  }

  /** A number of tenths for people. */
  public static String text(int tenths) {
    return String.format(Locale.ROOT, "%d.%d", tenths / TENTHS, tenths % TENTHS);
  }

  /** systemd's word for the exposure. */
  public String level() {
    int[] bounds = {100, 90, 75, 50, 10, 1};
    String[] words = {"DANGEROUS", "UNSAFE", "EXPOSED", "MEDIUM", "OK", "SAFE"};
    for (int i = 0; i < bounds.length; i++) {
      if (tenths >= bounds[i]) {
        return words[i];
      }
    }
    return "PERFECT";
  }
}
