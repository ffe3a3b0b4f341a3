package io.procex.agent.rules;

import io.procex.agent.rules.YamlNode.Kind;
import io.procex.agent.settings.Values;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;

/** Reads a file of rules. Any mistake in it makes the whole file invalid. */
final class RulesFile {
  final boolean enforces;
  final boolean scriptsByDescriptor;
  final List<Rule> rules = new ArrayList<>();
  final Decision byDefault;

  /**
   * Reads the file.
   *
   * @throws RulesException with all problems
   */
  RulesFile(Path file, Values ofAgent, UserPrincipal user) throws RulesException {
    Problems problems = new Problems(file.toString());
    YamlNode root = YamlReader.read(RulesText.read(file, problems), problems);
    Mapping mapping = new Mapping(root, "the file", RuleKeys.OF_FILE, problems);
    checkVersion(mapping);
    enforces = mapping.word(RuleKeys.MODE, "enforce", "monitor").equals("enforce");
    scriptsByDescriptor =
        mapping.word(RuleKeys.SCRIPTS, "by-path", "by-descriptor").equals("by-descriptor");
    RuleReader reader = new RuleReader(ofAgent, user, problems);
    YamlNode list = mapping.get(RuleKeys.RULES);
    if (list != null && list.kind != Kind.LIST) {
      mapping.problem(RuleKeys.RULES, "rules is " + list.label() + ": expected a list of rules");
    } else if (list != null) {
      list.items.forEach(item -> rules.add(reader.rule(item)));
    }
    byDefault = reader.byDefault(mapping.get(RuleKeys.DEFAULT));
    problems.check();
  }

  private static void checkVersion(Mapping mapping) {
    String version = mapping.text(RuleKeys.VERSION);
    if (mapping.get(RuleKeys.VERSION) == null) {
      mapping.problem(RuleKeys.VERSION, "the file does not say its version: write 'version: 1'");
    } else if (version != null && !version.equals("1")) {
      String reason = "version is " + Problems.quoted(version) + ": this agent reads version 1";
      mapping.problem(RuleKeys.VERSION, reason);
    }
  }
}
