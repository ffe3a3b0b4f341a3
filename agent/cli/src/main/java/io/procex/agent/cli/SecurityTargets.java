package io.procex.agent.cli;

import io.procex.agent.options.AgentOptions;
import io.procex.agent.record.Printable;
import io.procex.agent.report.RecordFiles;
import io.procex.agent.rules.Rules;
import io.procex.agent.rules.RulesException;
import io.procex.agent.rules.Users;
import io.procex.agent.security.JvmFacts;
import io.procex.agent.security.LaunchedPrograms;
import io.procex.agent.security.Subjects;
import io.procex.agent.settings.Values;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Finds the children that the command "security" weighs. */
final class SecurityTargets {
  /** The name of children whose settings no rule has changed. */
  static final String OWN = "the agent's own options";

  private static final int ROOT = 0;
  private static final int NOBODY = 65534;
  private static final int ANY_OTHER = 1;

  private final Path rules;
  private final AgentOptions own;
  private final String user;
  private final PrintWriter err;

  /**
   * Prepares to find them.
   *
   * @param rules with records, or null
   * @param options the agent's own, as they stand after its jar; or null
   * @param user the JVM's, or null
   */
  SecurityTargets(Path rules, String options, String user, PrintWriter err) throws CommandFailure {
    this.rules = rules;
    this.own = options == null ? AgentOptions.byDefault() : new AgentOptions(options);
    this.user = user;
    this.err = err;
    if (!own.problems().isEmpty()) {
      throw new CommandFailure(Printable.of(String.join("; ", own.problems())));
    }
  }

  static boolean areNoRecords(List<String> targets) {
    return targets.size() == 1 && (isPid(targets.get(0)) || isRules(targets.get(0)));
  }

  static boolean isPid(String target) {
    return target.matches("\\d{1,10}") && Files.notExists(Paths.get(target));
  }

  static boolean isRules(String target) {
    return target.endsWith(".yaml") || target.endsWith(".yml");
  }

  Subjects read(List<String> targets) throws Exception {
    if (targets.isEmpty() && own.rules() != null) {
      return rules(Paths.get(own.rules()));
    }
    if (targets.isEmpty()) {
      Subjects subjects = new Subjects();
      subjects.add(OWN, inForce(), given() == null ? JvmFacts.unknown() : given());
      return subjects;
    }
    if (!areNoRecords(targets)) {
      return records(targets);
    }
    String target = targets.get(0);
    return isRules(target) ? rules(Paths.get(target)) : SecurityOfJvm.read(Long.parseLong(target));
  }

  private Subjects rules(Path file) throws CommandFailure {
    Subjects subjects = new Subjects();
    Rules read = read(file, written(), null);
    if (!read.enforces()) {
      err.println("mode monitor: none of these settings is in force; weighed as if enforced");
    }
    subjects.addRules(read, given() == null ? JvmFacts.unknown() : given());
    return subjects;
  }

  private Subjects records(List<String> files) throws CommandFailure {
    Path used = rules == null && own.rules() != null ? Paths.get(own.rules()) : rules;
    if (used == null && own.childSettings() == null) {
      err.println(
          "records do not hold the settings of a launch: weighed as without any"
              + " (give --rules and --options)");
    }
    Rules read = used == null ? null : read(used, written(), null);
    LaunchedPrograms programs = new LaunchedPrograms(read, inForce(), given());
    try {
      new RecordFiles(Terminal.isStderr() ? System.err : null).read(files, programs);
    } catch (IOException e) {
      throw new CommandFailure(Printable.of(String.valueOf(e.getMessage())));
    }
    if (programs.isWithoutRecords()) {
      throw new CommandFailure(
          Printable.of(String.join(", ", files))
              + ": no line is a record in the format json, ecs or otlp (log.format=text cannot be read)");
    }
    if (programs.leftOut() > 0) {
      err.println(programs.leftOut() + " launches of further programs are left out");
    }
    return programs.subjects();
  }

  private Map<String, String> inForce() {
    return own.childSettings() == null ? Collections.emptyMap() : own.childSettings().inForce();
  }

  private Map<String, String> written() {
    return own.childSettings() == null ? Collections.emptyMap() : own.childSettings().written();
  }

  /** What the command was told of the JVM; null for nothing. */
  private JvmFacts given() throws CommandFailure {
    if (user == null) {
      return null;
    }
    if (user.matches("\\d{1,9}")) {
      return JvmFacts.ofUser(user, Integer.parseInt(user));
    }
    UserPrincipal named = Users.named(user);
    if (named == null) {
      throw new CommandFailure("there is no user " + Printable.of(user));
    }
    boolean isNobody = named.equals(Users.named(Integer.toString(NOBODY)));
    int other = isNobody ? NOBODY : ANY_OTHER;
    return JvmFacts.ofUser(user, named.equals(Users.named("0")) ? ROOT : other);
  }

  /** Reads rules for an agent with these settings of its own. The user may be null. */
  static Rules read(Path file, Map<String, String> own, UserPrincipal user) throws CommandFailure {
    Values values = new KnownValues(own);
    try {
      return user == null ? Rules.read(file, values) : Rules.read(file, values, user);
    } catch (RulesException e) {
      throw new CommandFailure(String.join(System.lineSeparator(), e.problems()));
    }
  }
}
