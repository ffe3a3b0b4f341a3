package io.procex.agent.entry;

import io.procex.agent.Absence;
import io.procex.agent.Origin;
import io.procex.agent.attach.Attachment;
import io.procex.agent.diagnostics.AgentLog;
import io.procex.agent.diagnostics.Fallbacks;
import io.procex.agent.diagnostics.Notice;
import io.procex.agent.instrument.AgentInstaller;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.start.Agent;
import io.procex.agent.start.StartTransformer;
import java.io.IOException;

/** What the outer jar calls: see io.procex.agent.start.Inner. */
public final class Entry implements Agent {
  /** Null where there were none. */
  private String given;

  @Override
  public void begin(StartTransformer atStart) {
    Origin.begin(atStart);
  }

  @Override
  public String start(String arguments) {
    given = arguments;
    try {
      return start(new AgentOptions(arguments));
    } catch (Throwable t) {
      return giveUp(t, false); // options that cannot even be read
    }
  }

  private static String start(AgentOptions options) {
    boolean strict = options.strictAtStart();
    try {
      AgentLog.use(options.log());
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
        return AgentInstaller.install(options);
      }
      Absence.begin("the option 'enabled' is false");
      return null;
    } catch (Throwable t) {
      return giveUp(t, strict);
    }
  }

  private static String giveUp(Throwable why, boolean strict) {
    AgentLog.line("not installed: " + why);
    Origin.transformer().descriptors().release();
    Absence.begin("the agent is not installed: " + why);
    Fallbacks.expect("the agent is not installed: " + why);
    return strict ? why.toString() : null;
  }

  @Override
  public String startAgain(String arguments) {
    AgentInstaller.adopt();
    SecondStart second = new SecondStart(given, arguments);
    if (!second.isTakenOver()) {
      return null;
    }
    given = given == null ? arguments : given + "," + arguments;
    return start(second.options());
  }

  @Override
  public void adopt() {
    AgentInstaller.adopt();
  }

  @Override
  public void answer(String argument) throws IOException {
    AgentInstaller.adopt();
    Attachment.answer(argument);
  }

  @Override
  public void probe() throws Exception {
    LaunchProbe.run();
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
    AgentInstaller.adoptFirstLaunches();
    return LaunchStatus.launches();
  }

  @Override
  public String describe() {
    AgentInstaller.adoptFirstLaunches();
    return LaunchStatus.describe();
  }
}
