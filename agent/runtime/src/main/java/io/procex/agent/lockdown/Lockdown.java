package io.procex.agent.lockdown;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.host.AgentLog;
import io.procex.agent.rules.AllowedPrograms;
import io.procex.agent.rules.Rules;
import io.procex.agent.settings.JnuCharset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;

/**
 * What this JVM may execute, by the option lockdown. Once in force it stays until the JVM ends, and
 * limits the rules that come later.
 */
public final class Lockdown {
  private static final String NOT_IN_FORCE = "not in force: ";

  /** Null until the kernel holds it for all threads, or for some of them. */
  private volatile AllowedPrograms limit;

  /** Null, or why it is not in force. */
  private volatile String obstacle;

  private volatile String description = NOT_IN_FORCE + "the agent is not installed";

  /**
   * Whether the kernel holds the rules until the JVM ends: for all threads, or, after a failure,
   * for some of them. See {@link #obstacle}.
   */
  public boolean isHeld() {
    return limit != null;
  }

  /** Null, or why it is not in force, as far as anybody has asked for it. */
  public String obstacle() {
    return obstacle;
  }

  /** In words, for status. */
  @Override
  public String toString() {
    return description;
  }

  /** Null, or why rules that are read anew must not come into force: the kernel allows less. */
  public String excess(Rules rules) {
    AllowedPrograms held = limit;
    if (held == null) {
      return null;
    }
    AllowedPrograms now = rules.allowedPrograms();
    String beyond = now.obstacle() == null ? now.firstBeyond(held) : now.obstacle();
    return beyond == null
        ? null
        : "allows more than the kernel does until the JVM is started again (lockdown): " + beyond;
  }

  /** Notes that it cannot be in force, and returns why. */
  public String refuse(String reason) {
    description = NOT_IN_FORCE + reason;
    obstacle = reason;
    return reason;
  }

  /** Puts it in force for all threads. Returns null, or why it is not. */
  public synchronized String begin(Rules rules) {
    AllowedPrograms programs = rules.allowedPrograms();
    if (programs.obstacle() != null) {
      return refuse(programs.obstacle());
    }
    try {
      NeededFiles needed = NeededFiles.of(programs);
      int[] outcome = new int[ProcexNumbers.LOCKDOWN_SIZE];
      Bridge.control().lockDown(encode(needed.paths()), outcome);
      return conclude(programs, needed, outcome);
    } catch (IllegalArgumentException | IllegalStateException sentence) {
      return refuse(sentence.getMessage());
    } catch (IOException | RuntimeException unreadable) {
      return refuse(unreadable.toString());
    }
  }

  /** Notes what the kernel has done. Returns null, or why it is not in force. */
  String conclude(AllowedPrograms programs, NeededFiles needed, int[] outcome) {
    int step = outcome[ProcexNumbers.LOCKDOWN_STEP];
    if (step == ProcexNumbers.LOCKDOWN_STEP_THREADS) {
      limit = programs; // nothing takes it from the threads that have it
    }
    if (step != ProcexNumbers.LOCKDOWN_STEP_NONE) {
      return refuse(LockdownFailure.of(outcome));
    }
    limit = programs;
    obstacle = null;
    description = describe(needed, outcome);
    AgentLog.line("lockdown: " + description);
    log("no such program now, so none until the next start: ", programs.absent());
    log(
        "held as the files that are there now, since a rule before always denies: ",
        programs.listed());
    tellOfTheRest(needed, outcome[ProcexNumbers.LOCKDOWN_ABSENT]);
    return null;
  }

  /** What is allowed and may yet fail. */
  private static void tellOfTheRest(NeededFiles needed, int absent) {
    if (absent > 0) {
      AgentLog.line("lockdown: " + absent + " of the files were not found by the kernel");
    }
    if (!needed.byEnv().isEmpty()) {
      AgentLog.line(
          "lockdown: what env runs needs a rule of its own; scripts that are run by env: "
              + needed.byEnv().size()
              + ", such as "
              + needed.byEnv().iterator().next());
    }
  }

  private static void log(String what, List<String> globs) {
    for (String glob : globs) {
      AgentLog.line("lockdown: " + what + glob);
    }
  }

  private static byte[] encode(Set<String> paths) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    Charset charset = JnuCharset.get();
    for (String path : paths) {
      byte[] bytes = path.getBytes(charset);
      block.write(bytes, 0, bytes.length);
      block.write(0);
    }
    return block.toByteArray();
  }

  private static String describe(NeededFiles needed, int[] outcome) {
    int all = needed.paths().size();
    int directories = needed.directories();
    if (all == 0) {
      return "no program can be executed, by a seccomp filter on all threads";
    }
    int threads = outcome[ProcexNumbers.LOCKDOWN_THREADS];
    return (all - directories)
        + " files"
        + (directories == 0 ? "" : " and what is in " + directories + " directories")
        + " can be executed, by Landlock (ABI "
        + outcome[ProcexNumbers.LOCKDOWN_ABI]
        + (threads == 0 ? ") on all threads" : ") on all threads, " + threads + " by a signal");
  }
}
