package io.procex.agent.entry;

import io.procex.agent.diagnostics.Notice;
import io.procex.agent.host.AgentLog;
import io.procex.agent.options.AgentOptions;
import java.util.List;

/**
 * Decides about the options of an agent that is named twice: in JAVA_TOOL_OPTIONS and on the
 * command line. The second may add to what the first asks for.
 */
final class SecondStart {
  private static final String STARTED = "already started; ";

  private final String arguments;
  private final AgentOptions alone;
  private final AgentOptions together;

  /**
   * Reads the options of both.
   *
   * @param first the arguments of the first, or null
   */
  SecondStart(String first, String arguments) {
    this.arguments = arguments;
    alone = new AgentOptions(arguments);
    together = new AgentOptions(first, arguments);
  }

  /** The options of both. */
  AgentOptions options() {
    return together;
  }

  /** Logs what happens to the options of the second, and returns whether they will be used. */
  boolean isTakenOver() {
    if (!alone.enabled()) {
      AgentLog.line(STARTED + "these arguments are ignored: " + arguments);
      return false;
    }
    if (!together.enabled()) {
      tellOfKillSwitch();
      return false;
    }
    AgentLog.line(STARTED + "these arguments are added to the earlier ones: " + arguments);
    List<String> replaced = together.replaced();
    if (!replaced.isEmpty()) {
      Notice.use(together.notices());
      Notice.once(
          "named twice: the second has other values of "
              + String.join(", ", replaced)
              + ", which are in force");
    }
    return true;
  }

  private void tellOfKillSwitch() {
    String sentence = STARTED + "with enabled=false, so these arguments are ignored: " + arguments;
    Notice.use(together.notices() && alone.notices());
    if (alone.asked().isEmpty() && alone.lockdown().equals("off")) {
      AgentLog.line(sentence);
    } else {
      Notice.once(sentence);
    }
  }
}
