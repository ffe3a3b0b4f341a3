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
 * The rules of a JVM. A new version of their file comes into force as a whole or not at all. A
 * launch that has begun is decided by the version that it began with.
 */
public final class RulesInForce {
  /** How often launches check the file. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final File file;
  private final Values ofAgent;
  private final boolean watched;
  private final RulesLimit limit; // null: none
  private volatile Rules rules; // null until the file is valid for the first time
  private volatile String obstacle;
  private volatile long nextLook = System.nanoTime() + LOOK_NANOS;
  private FileVersion version; // of the version read last; guarded by this

  /** Reads the file. If it is invalid, that is an {@link #obstacle} to launches. */
  public RulesInForce(AgentOptions options, RulesLimit limit) {
    this.limit = limit;
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

  /** Reads the file as a JVM with these options does, to find out whether it is valid. */
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
        return key + ": " + expected; // reported already when the options were read
      }
    };
  }

  /**
   * Reads the file again.
   *
   * @return a sentence about what is in force now
   * @throws RulesException if it is invalid; then the earlier rules stay in force
   */
  public synchronized String reload() throws RulesException {
    version = FileVersion.of(file.toPath());
    Rules read = Rules.read(file.toPath(), ofAgent);
    String excess = limit == null ? null : limit.excess(read);
    if (excess != null) {
      throw new RulesException(Collections.singletonList(file + ": " + excess));
    }
    read.rehearse();
    rules = read;
    obstacle = null;
    tellIfOthersMayChangeIt();
    return rules.toString();
  }

  /**
   * Logs that other users can change the file, and so the rules. Whether to allow that is the
   * operator's decision.
   */
  private void tellIfOthersMayChangeIt() {
    try {
      TrustedPath.check(file.toPath().toRealPath());
    } catch (IOException | RuntimeException flaw) {
      AgentLog.line("other users may be able to modify the rules file: " + flaw.getMessage());
    }
  }

  /**
   * The rules in force, from the newest version if launches watch the file; null if there is an
   * obstacle.
   */
  public Rules current() {
    return watched ? current(System.nanoTime()) : rules;
  }

  /** The rules in force at that time of {@link System#nanoTime}. */
  Rules current(long now) {
    if (watched && now - nextLook >= 0) {
      look(now);
    }
    return rules;
  }

  /** Null, or why there are no rules: the file was never valid. */
  public String obstacle() {
    current();
    return obstacle;
  }

  /** The rules in force, for people. */
  @Override
  public String toString() {
    String reason = obstacle;
    return reason == null ? rules.toString() : "no program is launched: " + reason;
  }

  /**
   * Checks the file, in a thread of the application, which may itself not be allowed to read it.
   */
  private synchronized void look(long now) {
    nextLook = now + LOOK_NANOS;
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
