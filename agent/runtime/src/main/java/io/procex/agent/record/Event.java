package io.procex.agent.record;

/** What a record reports, with the name of the event in records. */
public enum Event {
  LAUNCH("launch", "start", "success", "the core has launched a child"),
  LAUNCH_FAILED("launch-failed", "start", "failure", "a launch ended with an exception"),
  LAUNCH_DECLINED(
      "launch-declined", "start", "unknown", "a launch fell back to the JDK, or was refused"),
  DENIED("denied", "denied", "failure", "the rules have denied a launch, which ended with EACCES"),
  EXIT(
      "exit",
      "end",
      "success",
      "a child has ended, launched by the core or by the JDK, once the native library is loaded"),
  AGENT("agent", "info", "unknown", "the agent says something about itself"),
  DROPPED("dropped", "info", "failure", "a sink has lost records and works again");

  private final String label;
  private final String type;
  private final String outcome;
  private final String meaning;

  Event(String label, String type, String outcome, String meaning) {
    this.label = label;
    this.type = type;
    this.outcome = outcome;
    this.meaning = meaning;
  }

  /** Its name in records, such as {@code launch-failed}. */
  public String label() {
    return label;
  }

  /** ECS's {@code event.type}. */
  public String type() {
    return type;
  }

  /** ECS's {@code event.outcome}. */
  public String outcome() {
    return outcome;
  }

  /** Whether an application got an exception. */
  public boolean isFailure() {
    return this == LAUNCH_FAILED || this == DENIED;
  }

  /** The meaning, for the documentation. */
  public String meaning() {
    return meaning;
  }
}
