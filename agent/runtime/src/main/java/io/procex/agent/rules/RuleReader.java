package io.procex.agent.rules;

import io.procex.agent.settings.ChildSettings;
import io.procex.agent.settings.Values;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the rules of one file, one by one. */
final class RuleReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private final Values ofAgent;
  private final Set<String> wrongAnyway;
  private final UserPrincipal user;
  private final Problems problems;
  private final Set<String> names = new HashSet<>();

  RuleReader(Values ofAgent, UserPrincipal user, Problems problems) {
    this.ofAgent = ofAgent;
    this.wrongAnyway = RuleSettings.malformedOf(ofAgent);
    this.user = user;
    this.problems = problems;
    names.add(RuleKeys.DEFAULT);
  }

  Rule rule(YamlNode node) {
    Mapping rule = new Mapping(node, "a rule", RuleKeys.OF_RULE, problems);
    String name = name(rule);
    if (rule.get(RuleKeys.ACTION) == null) {
      problems.add(rule.place(), "a rule needs an action: allow, deny or audit");
    }
    return new Rule(
        Globs.readPaths(rule, RuleKeys.EXECUTABLE, problems),
        Globs.read(rule, RuleKeys.ARGV0, Globs.PATHS, problems),
        ArgumentPatterns.read(rule, RuleKeys.ARGV, problems),
        ArgumentPatterns.read(rule, RuleKeys.ARGV_ONLY, problems),
        Globs.read(rule, RuleKeys.CALLER, Globs.CLASSES, problems),
        UserMatch.read(rule, RuleKeys.USER, user),
        decision(name, rule));
  }

  private String name(Mapping rule) {
    String name = rule.text(RuleKeys.NAME);
    if (rule.get(RuleKeys.NAME) == null) {
      problems.add(rule.place(), "a rule needs a name");
    } else if (name != null && !NAME.matcher(name).matches()) {
      String expected = ": expected letters, digits and . _ - (at most 100)";
      rule.problem(RuleKeys.NAME, "name is " + Problems.quoted(name) + expected);
    } else if (name != null && !names.add(name)) {
      rule.problem(RuleKeys.NAME, "the name '" + name + "' is taken: each rule has its own");
    }
    return name;
  }

  /** The decision if no rule matches; the node may be null. */
  Decision byDefault(YamlNode node) {
    return node == null
        ? new Decision(RuleKeys.DEFAULT, Action.ALLOW, ofAgentAlone())
        : decision(RuleKeys.DEFAULT, new Mapping(node, "default", RuleKeys.OF_DEFAULT, problems));
  }

  private ChildSettings ofAgentAlone() {
    YamlNode nothing = new YamlNode(Place.BEGINNING, YamlNode.Kind.MAPPING);
    Mapping empty = new Mapping(nothing, "default", RuleKeys.OF_DEFAULT, problems);
    return RuleSettings.read(empty, ofAgent, wrongAnyway, problems);
  }

  private Decision decision(String name, Mapping rule) {
    String action = rule.word(RuleKeys.ACTION, "allow", "deny", "audit");
    return new Decision(
        name,
        Action.valueOf(action.toUpperCase(Locale.ROOT)),
        RuleSettings.read(rule, ofAgent, wrongAnyway, problems));
  }
}
