package io.procex.agent.start;

import java.io.IOException;

/**
 * The agent as the outer jar sees it; the rest of it is in a jar within. It may do all that the
 * operator may: no field that an application can read leads here.
 */
public interface Agent {
  /** Gives it what the start of the JVM has left, before all else. */
  void begin(StartTransformer atStart);

  /**
   * Starts with options.
   *
   * @return why a JVM with strict=true must not start, or null
   */
  String start(String arguments);

  /**
   * Starts with the options of an agent that is named once more.
   *
   * @return why a JVM with strict=true must not start, or null
   */
  String startAgain(String arguments);

  /** Takes over what was installed at a start without options. */
  void adopt();

  /** Carries out a request of somebody who has attached. */
  void answer(String argument) throws IOException;

  /** Tries launches, and prints how they fare. */
  void probe() throws Exception;

  /** Adds to the agent's log. */
  void log(String line);

  /** Sees to it that the log is written. */
  void flushLog();

  /** One line on what became of launches. */
  String launches();

  /** That, the reasons of declined launches, and the agent's log. */
  String describe();
}
