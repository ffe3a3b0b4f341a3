package io.procex.agent.lockdown;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.host.AgentLog;
import io.procex.agent.record.Errno;
import io.procex.agent.rules.AllowedPrograms;
import io.procex.agent.rules.Rules;
import io.procex.agent.settings.JnuCharset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Set;

/**
 * What this JVM may execute, by the option lockdown. Once in force it stays until the JVM ends, and
 * limits the rules that come later.
 */
public final class Lockdown {
  private static final String NOT_IN_FORCE = "not in force: ";

  /** Null until it is in force, and if nothing has asked for it. */
  private volatile AllowedPrograms limit;

  private volatile String description = "off";

  /** Whether the kernel holds the rules. */
  public boolean isInForce() {
    return limit != null;
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
      return begin(programs, needed.paths());
    } catch (IOException | RuntimeException unreadable) {
      return refuse(unreadable.toString());
    }
  }

  private String begin(AllowedPrograms programs, Set<String> paths) {
    int[] outcome = new int[ProcexNumbers.LOCKDOWN_SIZE];
    Bridge.control().lockDown(encode(paths), outcome);
    if (outcome[ProcexNumbers.LOCKDOWN_STEP] != ProcexNumbers.LOCKDOWN_STEP_NONE) {
      return refuse(reason(outcome));
    }
    limit = programs;
    description = describe(paths.size(), outcome);
    AgentLog.line("lockdown: " + description);
    for (String glob : programs.absent()) {
      AgentLog.line("lockdown: no such program now, so none until the next start: " + glob);
    }
    return null;
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

  private static String describe(int files, int[] outcome) {
    if (files == 0) {
      return "no program can be executed, by a seccomp filter on all threads";
    }
    int threads = outcome[ProcexNumbers.LOCKDOWN_THREADS];
    return files
        + " files can be executed, by Landlock (ABI "
        + outcome[ProcexNumbers.LOCKDOWN_ABI]
        + (threads == 0 ? ") on all threads" : ") on all threads, " + threads + " by a signal");
  }

  private static String reason(int[] outcome) {
    String error = Errno.name(outcome[ProcexNumbers.LOCKDOWN_ERROR]);
    switch (outcome[ProcexNumbers.LOCKDOWN_STEP]) {
      case ProcexNumbers.LOCKDOWN_STEP_PROBE:
        return "a filter of system calls kills for what it takes";
      case ProcexNumbers.LOCKDOWN_STEP_ABI:
        return "it needs Landlock of Linux 5.19 (ABI 2) or later: " + error;
      case ProcexNumbers.LOCKDOWN_STEP_PATH:
        return "Landlock refuses a file: " + error;
      case ProcexNumbers.LOCKDOWN_STEP_FILTER:
        return "seccomp refuses a filter on all threads: " + error;
      case ProcexNumbers.LOCKDOWN_STEP_DOMAIN:
        return "Landlock refuses: " + error;
      default:
        return "only some threads are confined, since one does not answer a signal: " + error;
    }
  }
}
