package io.procex.agent.record;

/** What a record reports, with the name of the event in records. */
public enum Event {
  LAUNCH("launch", "exec", "start", "success", 9, "the core has launched a child"),
  LAUNCH_FAILED(
      "launch-failed", "exec", "start", "failure", 13, "a launch ended with an exception"),
  LAUNCH_DECLINED(
      "launch-declined",
      "exec",
      "start",
      "unknown",
      13,
      "a launch fell back to the JDK, or was refused"),
  DENIED(
      "denied",
      "exec",
      "start",
      "failure",
      13,
      "the rules have denied a launch, which ended with EACCES"),
  EXIT(
      "exit",
      "end",
      "end",
      "success",
      9,
      "a child has ended, launched by the core or by the JDK, once the native library is loaded"),
  AGENT("agent", "agent", "info", "unknown", 9, "the agent says something about itself"),
  DROPPED("dropped", "dropped", "info", "failure", 17, "a sink has lost records and works again");

  private static final int WARN = 13; // as of OpenTelemetry's severity numbers
  private static final int ERROR = 17;

  private final String label;
  private final String action;
  private final String type;
  private final String outcome;
  private final int severity;
  private final String meaning;

  Event(String label, String action, String type, String outcome, int severity, String meaning) {
    this.label = label;
    this.action = action;
    this.severity = severity;
    this.type = type;
    this.outcome = outcome;
    this.meaning = meaning;
  }

  /** Its name in records, such as {@code launch-failed}. */
  public String label() {
    return label;
  }

  /** The event of that name, or null. */
  static Event named(String label) {
    for (Event event : values()) {
      if (event.label.equals(label)) {
        return event;
      }
    }
    return null;
  }

  /**
   * ECS's {@code event.action}, as detection rules for Linux expect it: an attempt that failed or
   * was denied is an {@code exec} too.
   */
  public String action() {
    return action;
  }

  /** OpenTelemetry's {@code SeverityNumber}. */
  int severity() {
    return severity;
  }

  /** The name of that severity. */
  String severityText() {
    return severity >= ERROR ? "ERROR" : severity >= WARN ? "WARN" : "INFO";
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
