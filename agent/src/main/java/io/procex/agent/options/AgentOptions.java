package io.procex.agent.options;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The options in force, and what was wrong with those that were given. */
public final class AgentOptions {
  private final List<String> problems = new ArrayList<>();
  private final boolean enabled;
  private final boolean strict;
  private final boolean strictUnclear;
  private final LimitNofile limitNofile;
  private final boolean stripsChildren;
  private final String nativePath;
  private final String tmpdir;
  private final String log;

  /**
   * Reads them all. A wrong one is noted in {@link #problems} and its default taken.
   *
   * @param arguments what stands after {@code -javaagent:procex-agent.jar=}, or null
   */
  public AgentOptions(String arguments) {
    OptionSources sources = new OptionSources(arguments, problems);
    enabled = parseBoolean(sources, Option.ENABLED, true);
    int before = problems.size();
    strict = parseBoolean(sources, Option.STRICT, false);
    strictUnclear = problems.size() > before || sources.isBare(Option.STRICT);
    limitNofile = enabled ? parseLimit(sources) : LimitNofile.SELECT_SAFE;
    stripsChildren = parseChildren(sources);
    nativePath = path(sources, Option.NATIVE);
    tmpdir = path(sources, Option.TMPDIR);
    log = path(sources, Option.LOG);
  }

  private boolean parseBoolean(OptionSources sources, Option option, boolean byDefault) {
    String text = sources.textOf(option);
    if (text == null) {
      return byDefault;
    }
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return text.equalsIgnoreCase("true");
    }
    malformed(option, text, "expected true or false");
    return byDefault;
  }

  private LimitNofile parseLimit(OptionSources sources) {
    String text = sources.textOf(Option.LIMIT_NOFILE);
    if (text == null) {
      return LimitNofile.SELECT_SAFE;
    }
    try {
      return LimitNofile.parse(text);
    } catch (IllegalArgumentException e) {
      malformed(Option.LIMIT_NOFILE, text, e.getMessage());
      return LimitNofile.SELECT_SAFE;
    }
  }

  private boolean parseChildren(OptionSources sources) {
    String text = sources.textOf(Option.CHILDREN);
    if (text != null && !text.equals("keep") && !text.equals("strip")) {
      malformed(Option.CHILDREN, text, "expected keep or strip");
    }
    return "strip".equals(text);
  }

  private String path(OptionSources sources, Option option) {
    String text = sources.textOf(option);
    if (text != null && text.isEmpty()) {
      malformed(option, text, "expected a path");
      return null;
    }
    return text;
  }

  private void malformed(Option option, String text, String expected) {
    problems.add("option '" + option.key + "' has the value '" + text + "': " + expected);
  }

  /** What was wrong, a sentence each. */
  public List<String> problems() {
    return Collections.unmodifiableList(problems);
  }

  /** The kill switch: false leaves the JVM as if the agent were not there. */
  public boolean enabled() {
    return enabled;
  }

  /** Whether to fail closed, where the default is to fail open. */
  public boolean strict() {
    return strict;
  }

  /**
   * Whether a JVM with a wrong option must not start. So it is too where strict itself has a value
   * that means nothing: whoever wrote it cared, and must not believe in a strictness that is not
   * there. The kill switch beats everything.
   */
  public boolean strictAtStart() {
    return enabled && (strict || strictUnclear);
  }

  /** The limit on open files for children. */
  public LimitNofile limitNofile() {
    return limitNofile;
  }

  /** Whether children that are JVMs lose the agent that they would inherit by the environment. */
  public boolean stripsChildren() {
    return stripsChildren;
  }

  /** The native library to load, or null to find it. */
  public String nativePath() {
    return nativePath;
  }

  /** Where to extract the native library, or null to choose. */
  public String tmpdir() {
    return tmpdir;
  }

  /** The file for the agent's own log, or null for none. */
  public String log() {
    return log;
  }
}
