package io.procex.agent.instrument;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.lockdown.Lockdown;
import io.procex.agent.nativelib.CorePreparation;
import io.procex.agent.nativelib.LaunchRules;
import io.procex.agent.nativelib.LaunchSettings;
import io.procex.agent.nativelib.LoadedLibrary;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.rules.RulesException;
import io.procex.agent.start.AtStart;
import java.nio.charset.StandardCharsets;

/**
 * Gives the bridge the objects that it calls back. A class of its own, because linking it needs the
 * bridge: it must not be used before the injection.
 */
final class BridgeConnection {
  /** The JVM's own program, which exists wherever there is procfs. */
  private static final byte[] REHEARSED = "/proc/self/exe\0".getBytes(StandardCharsets.US_ASCII);

  private final Installation installation;
  private final AtStart atStart;
  private final LoadedLibrary library = new LoadedLibrary();
  private boolean opened;

  /** Null if the option rules is not set. */
  private LaunchRules rules;

  BridgeConnection(Installation installation) {
    this.installation = installation;
    atStart = installation.atStart();
  }

  /** Where the library came from, and which other users may change it; null before it is loaded. */
  String library() {
    return library.origin();
  }

  /**
   * Puts these options in force, unless options are in force already: another agent may have the
   * class transformed again at any time.
   */
  synchronized void open(AgentOptions options) {
    if (!opened) {
      use(options);
    }
  }

  /** Puts these options in force; the next launch prepares the core for them. */
  synchronized void use(AgentOptions options) {
    rules = options.rules() == null ? null : new LaunchRules(options, installation.lockdown());
    Bridge.control()
        .install(
            new CorePreparation(options, atStart, library),
            LaunchSettings.of(options.childSettings(), options.tracesChildren()),
            rules,
            options.strict());
    opened = true;
  }

  /** Reads the rules again. Returns what is in force, or throws what is wrong with the file. */
  synchronized String reloadRules(AgentOptions options) throws RulesException {
    open(options);
    return rules.reload();
  }

  /** Puts the lockdown in force by the rules. Returns null, or why it is not. */
  synchronized String lockDown() {
    Lockdown lockdown = installation.lockdown();
    if (library.origin() == null) {
      return lockdown.refuse("the native library is not loaded");
    }
    if (rules == null || rules.obstacle() != null) {
      return lockdown.refuse(rules == null ? "there are no rules" : rules.obstacle());
    }
    return lockdown.begin(rules.current());
  }

  /** Null, or why the rules refuse all launches. */
  synchronized String obstacleOfRules() {
    return rules == null ? "there are no rules" : rules.obstacle();
  }

  /** The rules in force, for people; null if there are none. */
  synchronized String rules() {
    return rules == null ? null : rules.toString();
  }

  /** Tells the bridge that the JDK's class now hands it the tasks that wait for processes. */
  void expectProcesses() {
    Bridge.control().expectProcesses();
  }

  /** Prepares launches now. Returns null, or why they fall back to the JDK. */
  String prepare() {
    String obstacle = Bridge.control().prepare();
    if (obstacle == null) {
      Bridge.control().rehearse(REHEARSED);
    }
    return obstacle;
  }

  /**
   * Takes the options out of force: launches that still arrive fall back to the JDK. Gives back
   * what was reserved.
   */
  synchronized void close() {
    if (opened) {
      Bridge.control().uninstall();
    }
  }
}
