package java.lang;

/**
 * Decides what may be launched. Implemented on the agent's side; there only where the option {@code
 * rules} is given.
 */
public interface ProcexRules {
  /** The verdict on a launch whose program is found. */
  ProcexVerdict decide(ProcexLaunch launch);

  /** Null, or why nothing can be decided; then no program is launched. */
  String obstacle();

  /** Null; or, where a launch may not be left to the JDK, which knows no rules, who says so. */
  String requirement();
}
