package io.procex.agent.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The programs that rules allow to launch, as the files and directories that are there now: what a
 * kernel can be told, which knows neither arguments nor callers. Immutable.
 */
public final class AllowedPrograms {
  private final Set<String> files = new TreeSet<>();
  private final Set<String> directories = new TreeSet<>();
  private final List<String> absent = new ArrayList<>();
  private String obstacle;

  AllowedPrograms(Rule[] rules, Decision byDefault, boolean enforces) {
    if (!enforces) {
      obstacle = "the mode of the rules is monitor, which denies nothing";
    } else if (!byDefault.denies()) {
      obstacle = "the rules allow by default what they do not name";
    }
    for (int i = 0; i < rules.length && obstacle == null; i++) {
      if (!rules[i].decision().denies() && rules[i].programs() != null) {
        addAll(rules, i);
      }
    }
  }

  private void addAll(Rule[] rules, int place) {
    String name = rules[place].decision().rule();
    if (rules[place].programs().areAbsent()) {
      obstacle = "the rule " + name + " allows any program: it has no executable";
      return;
    }
    for (Glob glob : rules[place].programs().all()) {
      try {
        add(GlobFiles.of(glob), glob, rules, place);
      } catch (IllegalArgumentException endless) {
        obstacle = "the rule " + name + ": " + glob + " " + endless.getMessage();
        return;
      }
    }
  }

  private void add(GlobFiles found, Glob glob, Rule[] rules, int place) {
    if (found.paths().isEmpty()) {
      absent.add(glob.toString());
    } else if (found.areBelow()) {
      directories.addAll(found.paths());
    } else {
      for (String path : found.paths()) {
        if (!isDeniedBefore(path, rules, place)) {
          files.add(path);
        }
      }
    }
  }

  private static boolean isDeniedBefore(String path, Rule[] rules, int place) {
    for (int i = 0; i < place; i++) {
      Rule rule = rules[i];
      if (rule.decision().denies()
          && rule.programs() != null
          && rule.matchesEachLaunch()
          && rule.programs().match(path)) {
        return true;
      }
    }
    return false;
  }

  /** Null, or why the programs cannot be listed: then there are too many of them. */
  public String obstacle() {
    return obstacle;
  }

  /** Paths of files without symbolic links. */
  public Set<String> files() {
    return Collections.unmodifiableSet(files);
  }

  /** Directories of which everything below is allowed. */
  public Set<String> directories() {
    return Collections.unmodifiableSet(directories);
  }

  /** The globs that match no file now. */
  public List<String> absent() {
    return Collections.unmodifiableList(absent);
  }

  /** The first file or directory here that other programs do not include; null if there is none. */
  public String firstBeyond(AllowedPrograms others) {
    for (String directory : directories) {
      if (!others.includeBelow(directory)) {
        return directory + "/**";
      }
    }
    for (String file : files) {
      if (!others.files.contains(file) && !others.includeBelow(file)) {
        return file;
      }
    }
    return null;
  }

  private boolean includeBelow(String path) {
    for (String directory : directories) {
      if (path.equals(directory) || path.startsWith(directory + "/")) {
        return true;
      }
    }
    return false;
  }
}
