package java.lang;

/** What the rules have decided about one launch. Immutable. */
public final class ProcexVerdict {
  private final String rule;
  private final String action;
  private final boolean enforced;
  private final boolean denied;
  private final boolean scriptsByDescriptor;
  private final ProcexSettings settings;

  /**
   * Makes a decision.
   *
   * @param rule the name of the rule that decides
   * @param action its action, as a file of rules names it
   * @param enforced whether the action is taken, and not only recorded
   * @param denied whether the launch has to fail
   * @param scriptsByDescriptor whether a script is executed by its descriptor, and sees another $0
   * @param settings what is applied to the child, or null
   */
  public ProcexVerdict(
      String rule,
      String action,
      boolean enforced,
      boolean denied,
      boolean scriptsByDescriptor,
      ProcexSettings settings) {
    this.rule = rule;
    this.action = action;
    this.enforced = enforced;
    this.denied = denied;
    this.scriptsByDescriptor = scriptsByDescriptor;
    this.settings = settings;
  }

  /** The name of the rule that decides. */
  public String rule() {
    return rule;
  }

  /** The action of that rule. */
  public String action() {
    return action;
  }

  /** Whether the action is taken, and not only recorded. */
  public boolean enforced() {
    return enforced;
  }

  /** Whether the launch has to fail. */
  public boolean denied() {
    return denied;
  }

  /** Whether a script is executed by its descriptor. */
  boolean scriptsByDescriptor() {
    return scriptsByDescriptor;
  }

  /** What is applied to the child, or null. */
  public ProcexSettings settings() {
    return settings;
  }
}
