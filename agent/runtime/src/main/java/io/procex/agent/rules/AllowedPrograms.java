package io.procex.agent.rules;

import java.nio.file.Paths;
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
  private final Rule[] rules;
  private final Set<String> files = new TreeSet<>();
  private final Set<String> directories = new TreeSet<>();
  private final List<String> absent = new ArrayList<>();
  private final List<String> listed = new ArrayList<>();
  private int lastThatAllows;
  private String obstacle;

  AllowedPrograms(Rule[] rules, Decision byDefault, boolean enforces) {
    this.rules = rules;
    if (!enforces) {
      obstacle = "the mode of the rules is monitor, which denies nothing";
    } else if (!byDefault.denies()) {
      obstacle = "the rules allow by default what they do not name";
    }
    for (int i = 0; i < rules.length && obstacle == null; i++) {
      if (!rules[i].decision().denies() && rules[i].programs() != null) {
        addAll(i);
      }
    }
  }

  private void addAll(int place) {
    lastThatAllows = place;
    String name = rules[place].decision().rule();
    if (rules[place].programs().areAbsent()) {
      obstacle = "the rule " + name + " allows any program: it has no executable";
      return;
    }
    for (Glob glob : rules[place].programs().all()) {
      try {
        add(glob, place);
      } catch (IllegalArgumentException endless) {
        obstacle = "the rule " + name + ": " + glob + " " + endless.getMessage();
        return;
      }
    }
  }

  /**
   * A directory cannot be told without what a rule denies in it, nor without the scripts whose
   * interpreter is denied. So if any rule before always denies, its files are told one by one.
   */
  private void add(Glob glob, int place) {
    GlobFiles found = GlobFiles.of(glob);
    if (found.areBelow() && alwaysDenies(place)) {
      found = GlobFiles.listed(glob);
      listed.add(glob.toString());
    }
    if (found.paths().isEmpty()) {
      absent.add(glob.toString());
    } else if (found.areBelow()) {
      directories.addAll(found.paths());
    } else {
      addAllowed(found.paths(), place);
    }
  }

  private void addAllowed(Set<String> paths, int place) {
    for (String path : paths) {
      if (!isDeniedBefore(path, place)) {
        files.add(path);
      }
    }
  }

  private boolean alwaysDenies(int end) {
    for (int i = 0; i < end; i++) {
      if (alwaysDenies(rules[i])) {
        return true;
      }
    }
    return false;
  }

  private static boolean alwaysDenies(Rule rule) {
    return rule.decision().denies() && rule.programs() != null && rule.matchesEachLaunch();
  }

  /** As of a launch: a rule also denies by an interpreter. */
  private boolean isDeniedBefore(String path, int place) {
    if (!alwaysDenies(place)) {
      return false; // and the file is not read
    }
    if (denier(path, place) != null) {
      return true;
    }
    for (String interpreter : Interpreters.of(Paths.get(path)).names()) {
      if (denier(interpreter, place) != null) {
        return true;
      }
    }
    return false;
  }

  private String denier(String path, int end) {
    for (int i = 0; i < end; i++) {
      if (alwaysDenies(rules[i]) && rules[i].programs().match(path)) {
        return rules[i].decision().rule();
      }
    }
    return null;
  }

  /**
   * The name of a rule that always denies a path, and stands before one that allows programs; null
   * if there is none.
   */
  public String denier(String path) {
    return denier(path, lastThatAllows);
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

  /** The globs of directories of which only the files that are there now are allowed. */
  public List<String> listed() {
    return Collections.unmodifiableList(listed);
  }

  /** The first file or directory here that other programs do not include; null if there is none. */
  public String firstBeyond(AllowedPrograms others) {
    for (String directory : directories) {
      if (!others.includeBelow(directory)) {
        return directory + "/**";
      }
    }
    for (String file : files) {
      if (!others.files.contains(file) && !others.includeBelow(file) && !others.match(file)) {
        return file;
      }
    }
    return null;
  }

  /** Whether the rules allow a file, which perhaps was not there when it was asked for them. */
  private boolean match(String file) {
    for (int i = 0; i < rules.length; i++) {
      Globs globs = rules[i].decision().denies() ? null : rules[i].programs();
      if (globs != null && globs.match(file) && !isDeniedBefore(file, i)) {
        return true;
      }
    }
    return false;
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
