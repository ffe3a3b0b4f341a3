package java.lang;

/** What the rules say of one launch. Immutable. */
public final class ProcexVerdict {
  private final String rule;
  private final String action;
  private final boolean enforced;
  private final boolean denied;
  private final boolean scriptsByDescriptor;
  private final ProcexSettings settings;

  /**
   * Says it.
   *
   * @param rule its name
   * @param action its action, as it is written in a file of rules
   * @param enforced whether that is done, and not only recorded
   * @param denied whether the launch has to fail
   * @param scriptsByDescriptor whether a script is executed so, and sees another name in $0
   * @param settings what is set on the child, or null for nothing
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

  /** The rule that has decided. */
  public String rule() {
    return rule;
  }

  /** Its action. */
  public String action() {
    return action;
  }

  /** Whether that is done, and not only recorded. */
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

  /** What is set on the child, or null for nothing. */
  public ProcexSettings settings() {
    return settings;
  }
}
