package io.procex.agent.start;

import java.io.IOException;

/**
 * The agent as the outer jar sees it. The rest of the agent is in a jar within the jar. An object
 * of this type has all the rights of the agent, so no field that an application can read may lead
 * here.
 */
public interface Agent {
  /** Hands over what the start of the JVM has prepared. Called before all other methods. */
  void begin(AtStart atStart);

  /**
   * Starts with options.
   *
   * @return why a JVM with strict=true must not start, or null
   */
  String start(String arguments);

  /**
   * Starts with the options of an agent that is named a second time.
   *
   * @return why a JVM with strict=true must not start, or null
   */
  String startAgain(String arguments);

  /** Takes over from the first launches in a JVM without options. */
  void adopt();

  /** Carries out the request of a command that has attached. */
  void answer(String argument) throws IOException;

  /** Tries launches, and prints the results. */
  void probe() throws Exception;

  /** Adds to the agent's log. */
  void log(String line);

  /** Waits until the log is written. */
  void flushLog();

  /** One line with the counts of launches by outcome. */
  String launches();

  /** The counts, the reasons of fallbacks, and the agent's log, for people. */
  String describe();
}
