package io.procex.agent.options;

import io.procex.agent.settings.ChildSettings;
import io.procex.agent.settings.LimitNofile;
import io.procex.agent.settings.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options in force, and the problems of those that were given. */
public final class AgentOptions {
  private final List<String> problems;
  private final boolean enabled;
  private final boolean strict;
  private final boolean strictUnclear;
  private final String lockdown;
  private final LimitNofile limitNofile;
  private final boolean stripsChildren;
  private final boolean watchesByPidfd;
  private final boolean sweeps;
  private final boolean reapsOrphans;
  private final boolean tracesChildren;
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
   * Reads all options. A wrong option is noted in {@link #problems}, and its default is used.
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
    lockdown = reader.word(Option.LOCKDOWN, "off", "exec", "exec-required");
    strictUnclear = problems.size() > before || reader.isBare(Option.STRICT, Option.LOCKDOWN);
    stripsChildren = reader.word(Option.CHILDREN, "keep", "strip").equals("strip");
    watchesByPidfd = reader.word(Option.REAPER, "pidfd", "jdk").equals("pidfd");
    sweeps = reader.word(Option.SWEEP, "off", "launch").equals("launch");
    reapsOrphans = reader.word(Option.REAP_ORPHANS, "off", "auto").equals("auto");
    tracesChildren = reader.word(Option.TRACE_CHILDREN, "off", "env").equals("env");
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
    addIf(reapsOrphans, Option.REAP_ORPHANS, keys);
    addIf(tracesChildren, Option.TRACE_CHILDREN, keys);
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

  /** The options of a JVM in which nobody has set any. */
  public static AgentOptions byDefault() {
    return new AgentOptions(new OptionSources());
  }

  /** What is wrong, a sentence each. */
  public List<String> problems() {
    return Collections.unmodifiableList(problems);
  }

  /** The kill switch. If false, the JVM behaves as if the agent were not there. */
  public boolean enabled() {
    return enabled;
  }

  /** Whether to fail closed; the default is to fail open. */
  public boolean strict() {
    return strict;
  }

  /**
   * Whether a JVM with a wrong option must not start: with strict, or if strict or lockdown has a
   * malformed value, so that nobody relies on what is not in force. The kill switch overrides all.
   */
  public boolean strictAtStart() {
    return enabled && (strict || strictUnclear);
  }

  /** Whether the JVM itself may execute only what rules allow: off, exec, or exec-required. */
  public String lockdown() {
    return lockdown;
  }

  /** The limit on open files for children, unless a rule sets another. */
  public LimitNofile limitNofile() {
    return limitNofile;
  }

  /** Whether the agent is removed from the options for JVMs in the environment of children. */
  public boolean stripsChildren() {
    return stripsChildren;
  }

  /** Whether one thread waits for all processes, instead of one of the JDK's for each. */
  public boolean watchesByPidfd() {
    return watchesByPidfd;
  }

  /** Whether each launch first makes all descriptors of the JVM close-on-exec. */
  public boolean sweeps() {
    return sweeps;
  }

  /** Whether orphans that come to this JVM are reaped. */
  public boolean reapsOrphans() {
    return reapsOrphans;
  }

  /** Whether children get the current trace in their environment. */
  public boolean tracesChildren() {
    return tracesChildren;
  }

  /** The native library to load; null if it is searched. */
  public String nativePath() {
    return nativePath;
  }

  /** Where to extract the native library; null for the usual places. */
  public String tmpdir() {
    return tmpdir;
  }

  /** The settings of children; null if there are none. */
  public ChildSettings childSettings() {
    return childSettings;
  }

  /** The file of rules, or null. */
  public String rules() {
    return rules;
  }

  /** Whether launches check for a new version of that file. */
  public boolean watchesRules() {
    return watchesRules;
  }

  /** The options that would not apply to the child of a fallback. */
  public List<String> asked() {
    return asked;
  }

  /**
   * Whether everything is prepared at start, because the first launch may have no stack or memory
   * for it.
   */
  public boolean areForStart() {
    return strict || !asked.isEmpty();
  }

  /**
   * Whether a launch must not fall back to the JDK. With rules, this also depends on their mode.
   */
  public boolean refusesFallbacks() {
    return strict
        || rules != null
        || (childSettings != null && childSettings.requirement() != null);
  }

  /** The options that the second naming of the agent has replaced. */
  public List<String> replaced() {
    return replaced;
  }

  /** Whether the agent may write on the JVM's stderr that something is not in force. */
  public boolean notices() {
    return notices;
  }

  /** What is recorded, and where that goes. */
  public LogOptions log() {
    return log;
  }

  /** All options in force, by name; the value is empty if there is none. */
  public Map<String, String> inForce() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(Option.ENABLED.key, Boolean.toString(enabled));
    map.put(Option.STRICT.key, Boolean.toString(strict));
    map.put(Option.LOCKDOWN.key, lockdown);
    map.put(Setting.LIMIT_NOFILE.key(), limitNofile.toString());
    map.put(Option.CHILDREN.key, stripsChildren ? "strip" : "keep");
    map.put(Option.REAPER.key, watchesByPidfd ? "pidfd" : "jdk");
    map.put(Option.SWEEP.key, sweeps ? "launch" : "off");
    map.put(Option.REAP_ORPHANS.key, reapsOrphans ? "auto" : "off");
    map.put(Option.TRACE_CHILDREN.key, tracesChildren ? "env" : "off");
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
      // in words that show the number found
      map.put(Setting.LIMIT_NOFILE.key(), limitNofile.toString());
    }
    return map;
  }
}
