package io.procex.agent.entry;

import io.procex.agent.attach.Attachment;
import io.procex.agent.diagnostics.Fallbacks;
import io.procex.agent.diagnostics.Notice;
import io.procex.agent.diagnostics.RecordedLog;
import io.procex.agent.host.AgentLog;
import io.procex.agent.instrument.Installation;
import io.procex.agent.instrument.LaunchStatus;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.start.Agent;
import io.procex.agent.start.AtStart;
import java.io.IOException;

/** The agent, for the outer jar: see io.procex.agent.start.InnerAgent. */
public final class Entry implements Agent {
  /** The arguments of the agent; null for none. */
  private String given;

  private AtStart atStart;

  /** Null until something needs it; with enabled=false nothing does. */
  private Installation installation;

  @Override
  public void begin(AtStart outer) {
    atStart = outer;
  }

  private synchronized Installation installation() {
    if (installation == null) {
      installation = new Installation(atStart);
    }
    return installation;
  }

  @Override
  public String start(String arguments) {
    given = arguments;
    try {
      return start(new AgentOptions(arguments));
    } catch (Throwable t) {
      return giveUp(t, false); // the options could not even be read
    }
  }

  private String start(AgentOptions options) {
    boolean strict = options.strictAtStart();
    try {
      RecordedLog.use(options.log());
      for (String problem : options.problems()) {
        AgentLog.line(problem);
      }
      if (strict && !options.problems().isEmpty()) {
        return String.join("; ", options.problems());
      }
      if (options.enabled()) {
        Notice.use(options.notices());
        for (String problem : options.log().misplaced()) {
          Notice.once(problem);
        }
        return installation().install(options);
      }
      atStart.absence("the option 'enabled' is false");
      return null;
    } catch (Throwable t) {
      String failure = giveUp(t, strict);
      return failure == null && options.enabled() && options.lockdown().equals("exec-required")
          ? "lockdown=exec-required is not in force: " + t
          : failure;
    }
  }

  private String giveUp(Throwable why, boolean strict) {
    AgentLog.line("not installed: " + why);
    atStart.descriptors().release();
    atStart.absence("the agent is not installed: " + why);
    Fallbacks.expect("the agent is not installed: " + why);
    return strict ? why.toString() : null;
  }

  @Override
  public String startAgain(String arguments) {
    installation().adopt();
    SecondStart second = new SecondStart(given, arguments);
    if (!second.isTakenOver()) {
      return null;
    }
    given = given == null ? arguments : given + "," + arguments;
    return start(second.options());
  }

  @Override
  public void adopt() {
    installation().adopt();
  }

  @Override
  public void answer(String argument) throws IOException {
    installation().adopt();
    Attachment.answer(installation(), argument);
  }

  @Override
  public void probe() throws Exception {
    installation().adopt();
    new LaunchProbe(installation()).run();
  }

  @Override
  public void log(String line) {
    AgentLog.line(line);
  }

  @Override
  public void flushLog() {
    AgentLog.flush();
  }

  @Override
  public String launches() {
    installation().adoptFirstLaunches();
    return new LaunchStatus(installation()).launches();
  }

  @Override
  public String describe() {
    installation().adoptFirstLaunches();
    return new LaunchStatus(installation()).describe();
  }
}
