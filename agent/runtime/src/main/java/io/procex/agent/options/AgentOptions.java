package io.procex.agent.options;

import io.procex.agent.settings.ChildSettings;
import io.procex.agent.settings.Knob;
import io.procex.agent.settings.LimitNofile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options in force, and what was wrong with those that were given. */
public final class AgentOptions {
  private final List<String> problems;
  private final boolean enabled;
  private final boolean strict;
  private final boolean strictUnclear;
  private final LimitNofile limitNofile;
  private final boolean stripsChildren;
  private final boolean watchesByPidfd;
  private final boolean sweeps;
  private final String nativePath;
  private final String tmpdir;
  private final LogOptions log;
  private final boolean notices;
  private final ChildSettings childSettings;
  private final String rules;
  private final boolean watchesRules;
  private final List<String> asked;
  private final List<String> replaced;

  /**
   * Reads them all. A wrong one is noted in {@link #problems} and its default taken.
   *
   * @param arguments what stands after {@code -javaagent:procex-agent.jar=}, or null
   */
  public AgentOptions(String arguments) {
    this(new OptionSources(arguments));
  }

  /**
   * Reads the options of an agent that is named twice.
   *
   * @param arguments those of the first
   * @param further those of the second: see {@link SecondArguments}
   */
  public AgentOptions(String arguments, String further) {
    this(new OptionSources(arguments, further));
  }

  private AgentOptions(OptionSources sources) {
    problems = sources.problems();
    OptionReader reader = new OptionReader(sources, problems);
    enabled = reader.flag(Option.ENABLED, true);
    int before = problems.size();
    strict = reader.flag(Option.STRICT, false);
    strictUnclear = problems.size() > before || reader.isBare(Option.STRICT);
    stripsChildren = reader.word(Option.CHILDREN, "keep", "strip").equals("strip");
    watchesByPidfd = reader.word(Option.REAPER, "pidfd", "jdk").equals("pidfd");
    sweeps = reader.word(Option.SWEEP, "off", "launch").equals("launch");
    nativePath = reader.file(Option.NATIVE);
    tmpdir = reader.directory(Option.TMPDIR);
    log = new LogOptions(reader);
    notices = reader.word(Option.NOTICE, "on", "off").equals("on");
    childSettings = enabled ? reader.childSettings() : null;
    limitNofile = childSettings == null ? LimitNofile.SELECT_SAFE : childSettings.limitNofile();
    rules = reader.path(Option.RULES);
    watchesRules = reader.word(Option.RULES_WATCH, "off", "launch").equals("launch");
    asked = enabled ? findAsked() : Collections.<String>emptyList();
    replaced = sources.replaced();
  }

  private List<String> findAsked() {
    List<String> keys = new ArrayList<>();
    addIf(rules != null, Option.RULES, keys);
    addIf(stripsChildren, Option.CHILDREN, keys);
    addIf(sweeps, Option.SWEEP, keys);
    if (childSettings != null && !childSettings.isEmpty()) {
      keys.addAll(childSettings.written().keySet());
    }
    return Collections.unmodifiableList(keys);
  }

  private static void addIf(boolean given, Option option, List<String> keys) {
    if (given) {
      keys.add(option.key);
    }
  }

  /** The options of a JVM for which nobody has set any. */
  public static AgentOptions byDefault() {
    return new AgentOptions(new OptionSources());
  }

  /** What was wrong, a sentence each. */
  public List<String> problems() {
    return Collections.unmodifiableList(problems);
  }

  /** The kill switch: false leaves the JVM as if the agent were not there. */
  public boolean enabled() {
    return enabled;
  }

  /** Whether to fail closed; the default is to fail open. */
  public boolean strict() {
    return strict;
  }

  /**
   * Whether a JVM with a wrong option must not start. That is so too if strict itself has a value
   * that means nothing: whoever wrote it must not believe in a strictness that is not there. The
   * kill switch beats everything.
   */
  public boolean strictAtStart() {
    return enabled && (strict || strictUnclear);
  }

  /** The limit on open files for children, where no rule sets another. */
  public LimitNofile limitNofile() {
    return limitNofile;
  }

  /** Whether children that are JVMs lose the agent that they would inherit by the environment. */
  public boolean stripsChildren() {
    return stripsChildren;
  }

  /** Whether one thread waits for all processes, and not one of the JDK's for each. */
  public boolean watchesByPidfd() {
    return watchesByPidfd;
  }

  /** Whether each launch first makes all descriptors of the JVM close-on-exec. */
  public boolean sweeps() {
    return sweeps;
  }

  /** The native library to load, or null to find it. */
  public String nativePath() {
    return nativePath;
  }

  /** Where to extract the native library, or null to choose. */
  public String tmpdir() {
    return tmpdir;
  }

  /** What the operator has set for children, or null for nothing. */
  public ChildSettings childSettings() {
    return childSettings;
  }

  /** The file of rules for what may be launched, or null for none. */
  public String rules() {
    return rules;
  }

  /** Whether launches check for a new version of that file. */
  public boolean watchesRules() {
    return watchesRules;
  }

  /** The options whose effect a child of a fallback would lack. */
  public List<String> asked() {
    return asked;
  }

  /**
   * Whether all is prepared at start: the first launch may have no stack or memory left for that.
   */
  public boolean areForStart() {
    return strict || !asked.isEmpty();
  }

  /**
   * Whether a launch must not fall back to the JDK; with rules that depends on what they say, too.
   */
  public boolean refusesFallbacks() {
    return strict
        || rules != null
        || (childSettings != null && childSettings.requirement() != null);
  }

  /** The options of an agent that is named twice which the second has replaced. */
  public List<String> replaced() {
    return replaced;
  }

  /** Whether the agent may say on the JVM's stderr that what was asked for is not in force. */
  public boolean notices() {
    return notices;
  }

  /** What is recorded, and where that goes. */
  public LogOptions log() {
    return log;
  }

  /** All options by their names, as they are in force; empty for one without a value. */
  public Map<String, String> inForce() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(Option.ENABLED.key, Boolean.toString(enabled));
    map.put(Option.STRICT.key, Boolean.toString(strict));
    map.put(Knob.LIMIT_NOFILE.key(), limitNofile.toString());
    map.put(Option.CHILDREN.key, stripsChildren ? "strip" : "keep");
    map.put(Option.REAPER.key, watchesByPidfd ? "pidfd" : "jdk");
    map.put(Option.SWEEP.key, sweeps ? "launch" : "off");
    map.put(Option.NATIVE.key, nativePath == null ? "" : nativePath);
    map.put(Option.TMPDIR.key, tmpdir == null ? "" : tmpdir);
    map.putAll(log.inForce());
    map.put(Option.NOTICE.key, notices ? "on" : "off");
    map.put(Option.PROFILE.key, "");
    map.put(Option.REQUIRED.key, "");
    map.put(Option.RULES.key, rules == null ? "" : rules);
    map.put(Option.RULES_WATCH.key, watchesRules ? "launch" : "off");
    if (childSettings != null) {
      map.putAll(childSettings.inForce());
      map.put(Knob.LIMIT_NOFILE.key(), limitNofile.toString()); // in words that show what was found
    }
    return map;
  }
}
