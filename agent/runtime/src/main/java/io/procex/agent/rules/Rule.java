package io.procex.agent.rules;

import io.procex.agent.caller.Caller;

/** A rule: which launches it matches, and its decision. Immutable. */
final class Rule {
  private final Globs executables;
  private final Globs argv0;
  private final ArgumentPatterns argv;
  private final ArgumentPatterns argvOnly;
  private final Globs callers;
  private final UserMatch user;
  private final Decision decision;

  Rule(
      Globs executables,
      Globs argv0,
      ArgumentPatterns argv,
      ArgumentPatterns argvOnly,
      Globs callers,
      UserMatch user,
      Decision decision) {
    this.executables = executables;
    this.argv0 = argv0;
    this.argv = argv;
    this.argvOnly = argvOnly;
    this.callers = callers;
    this.user = user;
    this.decision = decision;
  }

  Decision decision() {
    return decision;
  }

  /** The globs of the programs that it may match; null if it can match none for this user. */
  Globs programs() {
    return user.matches() ? executables : null;
  }

  /** Whether it matches each launch of the programs that it is for. */
  boolean matchesEachLaunch() {
    return argv0.areAbsent() && asksNoMore();
  }

  /**
   * Whether the rule may match, by all that is equal for each launch of a program under one name.
   */
  boolean isFor(LaunchFacts facts) {
    return user.matches() && (matchesFile(facts) || matchesInterpreter(facts));
  }

  private boolean matchesFile(LaunchFacts facts) {
    return executables.match(facts.executable()) && argv0.match(facts.argv0());
  }

  /**
   * Whether a denying rule matches an interpreter of the program, so that a script cannot bypass
   * the denial of its interpreter. The script chooses the name by which the interpreter runs, so
   * both names are tried. An allowing rule does not match here: allowing a script does not allow a
   * shell, nor the reverse.
   */
  private boolean matchesInterpreter(LaunchFacts facts) {
    return decision.denies()
        && !executables.areAbsent()
        && executables.matchAny(facts.interpreters())
        && (argv0.match(facts.argv0()) || matchesNameOfInterpreter(facts));
  }

  private boolean matchesNameOfInterpreter(LaunchFacts facts) {
    for (String path : facts.interpreters()) {
      if (argv0.match(path.substring(path.lastIndexOf('/') + 1))) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@link #isFor} is the whole condition. */
  boolean asksNoMore() {
    return argv.areAbsent() && argvOnly.areAbsent() && callers.areAbsent();
  }

  /** Whether the rest of the condition matches. The most expensive part comes last. */
  boolean matchesRest(LaunchFacts facts) {
    return (argv.areAbsent() || argv.unmatched(facts.arguments()) == null)
        && (argvOnly.areAbsent() || argvOnly.foreign(facts.arguments()) == null)
        && (callers.areAbsent() || matchesCaller(facts.caller()));
  }

  /** Why the rule does not match, for people; null if it does. */
  String mismatch(LaunchFacts facts) {
    if (!user.matches()) {
      return "user is not " + user;
    }
    if (!isFor(facts)) {
      return mismatchOfProgram(facts);
    }
    WholeMatch unmatched = argv.unmatched(facts.arguments());
    if (unmatched != null) {
      return "argv: no argument is matched by " + unmatched;
    }
    String foreign = argvOnly.areAbsent() ? null : argvOnly.foreign(facts.arguments());
    if (foreign != null) {
      return "argv-only: the argument " + Problems.quoted(foreign) + " is not matched";
    }
    return callers.areAbsent() || matchesCaller(facts.caller())
        ? null
        : "caller " + name(facts.caller()) + " is not matched by " + callers;
  }

  private static String name(Caller caller) {
    String library = caller.library();
    boolean isThrough = !library.isEmpty() && !library.equals(caller.className());
    String name = caller.className().isEmpty() ? "unknown" : Problems.quoted(caller.className());
    return isThrough ? name + " through " + Problems.quoted(library) : name;
  }

  /** Whether the caller matches, or the library that it launches through. */
  private boolean matchesCaller(Caller caller) {
    return callers.match(caller.className())
        || (!caller.library().isEmpty() && callers.match(caller.library()));
  }

  private String mismatchOfProgram(LaunchFacts facts) {
    boolean isByName = executables.match(facts.executable());
    return isByName
        ? "argv0 " + Problems.quoted(facts.argv0()) + " is not matched by " + argv0
        : "executable is not matched by " + executables;
  }
}
