package io.procex.agent.security;

/** What a child could do, and how much of its exposure that is. */
public final class Finding {
  private final Assessment assessment;
  private final int badness;
  private final int allWeights;

  Finding(Assessment assessment, int badness, int allWeights) {
    this.assessment = assessment;
    this.badness = badness;
    this.allWeights = allWeights;
  }

  /** systemd's name of the assessment. */
  public String name() {
    return assessment.name;
  }

  /** What the child could do, for people. */
  public String could() {
    return assessment.could;
  }

  /** From 1 to the range. */
  public int badness() {
    return badness;
  }

  /** The badness of what is worst. */
  public int range() {
    return assessment.range;
  }

  /** The weight among all assessments. */
  public int weight() {
    return assessment.weight;
  }

  /** Its part of the exposure, in tenths; rounded up, as systemd does. */
  public int tenths() {
    return Exposure.tenths(assessment.weightOf(badness), allWeights);
  }

  int weightOfBadness() {
    return assessment.weightOf(badness);
  }
}
