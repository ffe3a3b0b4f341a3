package io.procex.agent.rules;

import io.procex.agent.host.AgentLog;
import io.procex.agent.host.TrustedPath;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.settings.Values;
import io.procex.agent.shared.OwnRights;
import java.io.File;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The rules of a JVM, and how a new version of their file comes into force: whole or not at all. A
 * launch that has begun ends by the version that it began with.
 */
public final class RulesInForce {
  /** How often launches look at the file. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final File file;
  private final Values ofAgent;
  private final boolean watched;
  private volatile Rules rules; // null while the file was never right
  private volatile String obstacle;
  private volatile long nextLook = System.nanoTime() + LOOK_NANOS;
  private FileVersion version; // of what was read last; guarded by this

  /** Reads the file. What is wrong with it is an {@link #obstacle} to launches. */
  public RulesInForce(AgentOptions options) {
    file = new File(options.rules()).getAbsoluteFile();
    ofAgent = valuesOf(options);
    watched = options.watchesRules();
    try {
      AgentLog.line(reload());
    } catch (RulesException broken) {
      obstacle = broken.getMessage();
      AgentLog.line(toString());
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError fault) {
      obstacle = file + " could not be read: " + fault;
      AgentLog.line(toString());
    }
  }

  /** Reads the file as a JVM with these options does, for whoever wants to know if it is right. */
  public static Rules read(AgentOptions options) throws RulesException {
    return Rules.read(new File(options.rules()).getAbsoluteFile().toPath(), valuesOf(options));
  }

  private static Values valuesOf(AgentOptions options) {
    Map<String, String> texts =
        options.childSettings() == null
            ? Collections.<String, String>emptyMap()
            : options.childSettings().written();
    return new Values() {
      @Override
      public String text(String key) {
        return texts.get(key);
      }

      @Override
      public String malformed(String key, String expected) {
        return key + ": " + expected; // it was told when they were read first
      }
    };
  }

  /**
   * Reads the file again.
   *
   * @return a sentence about what is in force now
   * @throws RulesException if it is broken; then what was in force stays so
   */
  public synchronized String reload() throws RulesException {
    version = FileVersion.of(file.toPath());
    Rules read = Rules.read(file.toPath(), ofAgent);
    read.rehearse();
    rules = read;
    obstacle = null;
    tellIfOthersMayChangeIt();
    return rules.toString();
  }

  /** Anyone who can modify it controls the rules. Whether that is right, the operator decides. */
  private void tellIfOthersMayChangeIt() {
    try {
      TrustedPath.check(file.toPath().toRealPath());
    } catch (IOException | RuntimeException flaw) {
      AgentLog.line("other users may be able to modify the rules file: " + flaw.getMessage());
    }
  }

  /** What is in force, of the newest version where launches watch the file; null at an obstacle. */
  public Rules current() {
    if (watched && System.nanoTime() - nextLook >= 0) {
      look();
    }
    return rules;
  }

  /** Null, or why there are no rules: their file is broken, and was so from the start. */
  public String obstacle() {
    current();
    return obstacle;
  }

  /** What is in force, for people. */
  @Override
  public String toString() {
    String reason = obstacle;
    return reason == null ? rules.toString() : "no program is launched: " + reason;
  }

  /** In the thread of an application, which may not be allowed to read the file itself. */
  private synchronized void look() {
    nextLook = System.nanoTime() + LOOK_NANOS;
    try {
      new OwnRights<Void>() {
        @Override
        public Void run() throws RulesException {
          takeOverNewVersion();
          return null;
        }
      }.call();
    } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError broken) {
      String stays =
          rules == null ? "still no program is launched: " : "the rules in force stay so: ";
      AgentLog.line(stays + (broken instanceof Error ? broken : broken.getMessage()));
    }
  }

  private void takeOverNewVersion() throws RulesException {
    if (FileVersion.of(file.toPath()).mayDifferFrom(version)) {
      AgentLog.line(reload());
    }
  }
}
