package io.procex.agent.systemd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plans the drop-in by which a unit's JVM starts with the agent, or says why that is impossible.
 */
public final class Plan {
  private static final Pattern AGENT = Pattern.compile("-(?:javaagent|agentpath):([^=\\s\"']*)");

  private final Unit unit;
  private final DropIn dropIn;
  private final JvmVariables variables;
  private final String text;
  private final String variable;
  private final List<String> notes = new ArrayList<>();

  /**
   * Reads the unit without a drop-in that an earlier command has written.
   *
   * @param jar as the unit's JVM sees it
   * @param given a variable that the operator has named, or null
   */
  public Plan(Unit asItIs, String jar, String options, String given) throws IOException, Refusal {
    dropIn = new DropIn(asItIs.root, asItIs.name);
    dropIn.checkOwn();
    unit = asItIs.with(DropIn.NAME, dropIn.toString(), null);
    variables = given == null ? JvmVariables.of(unit) : JvmVariables.given(given);
    UnitEnvironment environment = UnitEnvironment.of(unit);
    Obstacles obstacles = new Obstacles(unit, environment, variables);
    lookForAgents(obstacles, jar);
    variable = choose(obstacles, jar);
    AgentFlag flag = AgentFlag.of(jar, options, variable);
    UnitEnvironment.Value before = environment.value(variable);
    text = text(flag, before);
    checkReaches(flag.text);
    if (variable.equals(JvmVariables.EACH_JVM)) {
      notes.add(
          variable
              + ": each JVM of the unit prints one line about it on stderr, and its child JVMs"
              + " inherit it (option children=strip prevents that)");
    }
    if (before != null && !before.text.isEmpty()) {
      notes.add("keeps the value of " + before.file + ": if that changes, enable it again");
    }
  }

  private void lookForAgents(Obstacles obstacles, String jar) throws IOException, Refusal {
    for (String[] place : obstacles.places()) {
      Matcher agent = AGENT.matcher(place[1]);
      while (agent.find()) {
        if (agent.group(1).equals(jar) || agent.group(1).contains("procex")) {
          throw new Refusal(unit.name + ": has the flag already: " + place[0]);
        }
        notes.add("another agent is there, and stays: " + agent.group() + " (" + place[0] + ")");
      }
    }
  }

  private String choose(Obstacles obstacles, String jar) throws IOException, Refusal {
    String first = null;
    for (String name : variables.names) {
      String obstacle = obstacles.to(name);
      if (obstacle == null) {
        return name;
      }
      first = first == null ? obstacle : first;
    }
    throw new Refusal(
        unit.name
            + ": "
            + first
            + ": add to its value there -javaagent:"
            + jar
            + ", or choose another variable, such as --variable "
            + JvmVariables.EACH_JVM);
  }

  private String text(AgentFlag flag, UnitEnvironment.Value before) {
    String own = Specifiers.escape(flag.text);
    String kept = before == null ? "" : before.text.trim();
    StringBuilder body = new StringBuilder("[Service]\n");
    append(body, variable, kept.isEmpty() ? own : kept + " " + own);
    for (Map.Entry<String, String> option : flag.variables.entrySet()) {
      append(body, option.getKey(), Specifiers.escape(option.getValue()));
    }
    return DropIn.marked(unit.name.toString(), body.toString());
  }

  private static void append(StringBuilder body, String name, String value) {
    body.append("Environment=").append(Words.quote(name + "=" + value)).append('\n');
  }

  /** Checks that the flag survives: a drop-in with a later name may set the variable again. */
  private void checkReaches(String flag) throws IOException, Refusal {
    UnitEnvironment.Value then =
        UnitEnvironment.of(unit.with(DropIn.NAME, dropIn.toString(), text)).value(variable);
    if (then == null || !then.text.endsWith(Specifiers.escape(flag))) {
      throw new Refusal(
          unit.name
              + ": "
              + (then == null ? "a drop-in" : then.file)
              + " is read after "
              + dropIn
              + " and sets the variables too: add -javaagent there, or give it an earlier name");
    }
  }

  /** The drop-in to write. */
  public DropIn dropIn() {
    return dropIn;
  }

  /** The text to write. */
  public String text() {
    return text;
  }

  /** What kind of host the unit is, and its variable. */
  public String finding() {
    return unit.name + ": " + variables.host + ": " + variable;
  }

  /** Remarks for the operator, a sentence each. */
  public List<String> notes() {
    return notes;
  }
}
