package io.procex.agent.nativelib;

import io.procex.agent.caller.Caller;
import io.procex.agent.host.AgentLog;
import io.procex.agent.lockdown.Lockdown;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.rules.Decision;
import io.procex.agent.rules.LaunchFacts;
import io.procex.agent.rules.PathText;
import io.procex.agent.rules.Rules;
import io.procex.agent.rules.RulesException;
import io.procex.agent.rules.RulesInForce;
import io.procex.agent.settings.ChildSettings;
import io.procex.agent.shared.OwnRights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Gives the bridge the decisions of rules. */
public final class LaunchRules implements ProcexRules {
  private final RulesInForce inForce;
  private final boolean traced;

  /** The verdicts of the rules in force, and of no older ones. */
  private volatile Verdicts verdicts;

  /** Reads the rules, which the lockdown limits, unless that is null. */
  public LaunchRules(AgentOptions options, Lockdown lockdown) {
    inForce = new RulesInForce(options, lockdown == null ? null : lockdown::excess);
    traced = options.tracesChildren();
    verdicts = new Verdicts(inForce.current(), traced);
  }

  /** See {@link RulesInForce#reload}. */
  public String reload() throws RulesException {
    return inForce.reload();
  }

  /** The rules in force; null if the file was never valid. */
  public Rules current() {
    return inForce.current();
  }

  /** The rules in force, for people. */
  @Override
  public String toString() {
    return inForce.toString();
  }

  @Override
  public String obstacle() {
    return inForce.obstacle();
  }

  @Override
  public String requirement() {
    Rules rules = inForce.current();
    return rules == null || rules.enforces() ? "rules are enforced" : null;
  }

  /**
   * Decides. A fault of the agent denies the launch if rules are enforced, and otherwise allows it.
   */
  @Override
  public ProcexVerdict decide(ProcexLaunch launch) {
    Verdicts now = verdicts();
    Object note = launch.program().note();
    if (note instanceof Note && ((Note) note).by == now) {
      return ((Note) note).verdict;
    }
    try {
      return new OwnRights<ProcexVerdict>() {
        @Override
        public ProcexVerdict run() {
          return decideAnew(launch, now);
        }
      }.call();
    } catch (Exception | LinkageError fault) {
      AgentLog.line("rule evaluation failed: " + fault);
      boolean enforced = now.rules.enforces();
      return new ProcexVerdict("", "error", enforced, enforced, false, null);
    }
  }

  /**
   * Decides, and notes the verdict on the program if it holds for all its launches under this name.
   */
  private static ProcexVerdict decideAnew(ProcexLaunch launch, Verdicts now) {
    LaunchFacts facts = facts(launch);
    ProcexVerdict verdict = now.of(now.rules.decide(facts));
    if (facts.areOfProgramAlone()) {
      launch.program().note(new Note(now, verdict));
    }
    return verdict;
  }

  private Verdicts verdicts() {
    Verdicts known = verdicts;
    Rules rules = inForce.current();
    if (known.rules != rules) {
      known = new Verdicts(rules, traced);
      verdicts = known;
    }
    return known;
  }

  private static LaunchFacts facts(ProcexLaunch launch) {
    ProcexProgram program = launch.program();
    List<String> interpreters = new ArrayList<>();
    for (int i = 0; program.interpreter(i) != null; i++) {
      interpreters.add(PathText.of(program.interpreter(i)));
    }
    byte[] prog = launch.request().prog();
    return new LaunchFacts(
        PathText.of(program.resolved()),
        interpreters,
        PathText.of(Arrays.copyOf(prog, prog.length - 1)),
        launch.request().argBlock(),
        Caller::current);
  }

  /** A verdict on a program, by one version of the rules. */
  private static final class Note {
    private final Verdicts by;
    private final ProcexVerdict verdict;

    Note(Verdicts by, ProcexVerdict verdict) {
      this.by = by;
      this.verdict = verdict;
    }
  }

  /**
   * The verdicts of one version of the rules, one for each decision. Each is made when it is
   * needed.
   */
  private static final class Verdicts {
    private final Rules rules;
    private final boolean traced;
    private final Map<Decision, ProcexVerdict> made = new ConcurrentHashMap<>();
    private final Map<ChildSettings, ProcexSettings> settings = new ConcurrentHashMap<>();

    Verdicts(Rules rules, boolean traced) {
      this.rules = rules;
      this.traced = traced;
    }

    ProcexVerdict of(Decision decision) {
      ProcexVerdict verdict = made.get(decision);
      if (verdict == null) {
        verdict = make(decision);
        made.put(decision, verdict);
      }
      return verdict;
    }

    private ProcexVerdict make(Decision decision) {
      ChildSettings wanted = decision.settings();
      return new ProcexVerdict(
          decision.rule(),
          decision.action().label(),
          rules.enforces(),
          decision.denies() && rules.enforces(),
          rules.scriptsByDescriptor(),
          wanted == null || !rules.enforces()
              ? null
              : settings.computeIfAbsent(wanted, own -> LaunchSettings.of(own, traced)));
    }
  }
}
