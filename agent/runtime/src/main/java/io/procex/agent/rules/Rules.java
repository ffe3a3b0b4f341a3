package io.procex.agent.rules;

import io.procex.agent.caller.Caller;
import io.procex.agent.settings.Values;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The rules of a file. For each launch the first rule that matches decides. Thread-safe. */
public final class Rules {
  /** Enough to include each kind of matcher, and few because each may be large. */
  private static final int REHEARSED = 8;

  private final Rule[] rules;
  private final Decision byDefault;
  private final boolean enforces;
  private final boolean scriptsByDescriptor;

  private Rules(RulesFile file) {
    rules = file.rules.toArray(new Rule[0]);
    byDefault = file.byDefault;
    enforces = file.enforces;
    scriptsByDescriptor = file.scriptsByDescriptor;
  }

  /**
   * Reads a file, for the user of this JVM.
   *
   * @param ofAgent the agent's own options, which a rule's {@code set} is combined with
   * @throws RulesException with all that is wrong: then nothing of the file is in force
   */
  public static Rules read(Path file, Values ofAgent) throws RulesException {
    return read(file, ofAgent, Users.own());
  }

  /** Reads a file, for a JVM of that user; null means that the user is unknown. */
  public static Rules read(Path file, Values ofAgent, UserPrincipal user) throws RulesException {
    return new Rules(new RulesFile(file, ofAgent, user));
  }

  /** The decision of the first rule that matches, or the default. */
  public Decision decide(LaunchFacts facts) {
    for (Rule rule : rules) {
      if (rule.isFor(facts) && rule.matchesRest(facts)) {
        return rule.decision();
      }
    }
    return byDefault;
  }

  /** The decisions of all rules in their order, and then the default. */
  public List<Decision> decisions() {
    List<Decision> decisions = new ArrayList<>();
    for (Rule rule : rules) {
      decisions.add(rule.decision());
    }
    decisions.add(byDefault);
    return decisions;
  }

  /** The programs that can be launched by these rules, as files that are there now. */
  public AllowedPrograms allowedPrograms() {
    return new AllowedPrograms(rules, byDefault, enforces);
  }

  /** Evaluates some rules completely, so that no class has to be loaded by a launch. */
  void rehearse() {
    byte[] arguments = "-\0".getBytes(StandardCharsets.US_ASCII);
    LaunchFacts facts =
        new LaunchFacts("/-", Collections.singletonList("/-"), "-", arguments, Caller::current);
    int left = REHEARSED;
    for (int i = 0; i < rules.length && left > 0; i++) {
      rules[i].isFor(facts);
      if (!rules[i].asksNoMore()) {
        rules[i].matchesRest(facts);
        left--;
      }
    }
  }

  /** Why each rule before the deciding one did not match. */
  public List<Mismatch> passedOver(LaunchFacts facts) {
    List<Mismatch> passed = new ArrayList<>();
    for (Rule rule : rules) {
      String reason = rule.mismatch(facts);
      if (reason == null) {
        break;
      }
      passed.add(new Mismatch(rule.decision().rule(), reason));
    }
    return passed;
  }

  /** False if decisions are only recorded: then nothing is denied, and no setting applied. */
  public boolean enforces() {
    return enforces;
  }

  /** The mode, as it is written in the file. */
  public String mode() {
    return enforces ? "enforce" : "monitor";
  }

  /** Whether an interpreter gets a script by its descriptor, instead of its path. */
  public boolean scriptsByDescriptor() {
    return scriptsByDescriptor;
  }

  /** The number of rules, without the default. */
  public int size() {
    return rules.length;
  }

  /** The number of rules and their mode, for people. */
  @Override
  public String toString() {
    return size() + (size() == 1 ? " rule" : " rules") + ", mode " + mode();
  }
}
