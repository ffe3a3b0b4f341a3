package io.procex.agent.cli;

import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The records that a person wants to see. */
final class RecordFilter {
  @Option(
      names = {"-e", "--event"},
      split = ",",
      paramLabel = "EVENT",
      description =
          "Only these events: launch, launch-failed, launch-declined, exit, agent, dropped.")
  private List<String> events = new ArrayList<>();

  @Option(
      names = {"-p", "--program"},
      paramLabel = "REGEX",
      description = "Only those whose program's path matches.")
  private Pattern program;

  @Option(
      names = {"-c", "--caller"},
      paramLabel = "REGEX",
      description = "Only those whose calling method matches.")
  private Pattern caller;

  @Option(
      names = {"-f", "--failed"},
      description = "Only failed launches, and exits by a signal or with another code than 0.")
  private boolean failed;

  /** Throws if the options are wrong. */
  void check(CommandLine commandLine) {
    for (String name : events) {
      boolean known = false;
      for (Event event : Event.values()) {
        known |= event.label().equals(name);
      }
      if (!known) {
        throw new ParameterException(
            commandLine, "--event: there is no event '" + Printable.of(name) + "'");
      }
    }
  }

  boolean accepts(Map<Field, Object> record) {
    return (events.isEmpty() || events.contains(record.get(Field.EVENT)))
        && matches(program, record.get(Field.EXECUTABLE), record.get(Field.COMMAND))
        && matches(caller, record.get(Field.FUNCTION), null)
        && (!failed || isFailure(record));
  }

  private static boolean matches(Pattern pattern, Object first, Object second) {
    return pattern == null
        || (first != null && pattern.matcher(first.toString()).find())
        || (second != null && pattern.matcher(second.toString()).find());
  }

  static boolean isFailure(Map<Field, Object> record) {
    Object code = record.get(Field.EXIT_CODE);
    return Event.LAUNCH_FAILED.label().equals(record.get(Field.EVENT))
        || Event.DENIED.label().equals(record.get(Field.EVENT))
        || record.containsKey(Field.EXIT_SIGNAL)
        || (code != null && !code.equals(0L));
  }
}
