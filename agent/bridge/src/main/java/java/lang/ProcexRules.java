package java.lang;

/** Decides what may be launched. Implemented by the agent, if the option {@code rules} is given. */
public interface ProcexRules {
  /** Decides on a launch whose program is found. */
  ProcexVerdict decide(ProcexLaunch launch);

  /** Null, or why nothing can be decided; then no program is launched. */
  String obstacle();

  /** Null if a launch may fall back to the JDK, which knows no rules; else what forbids it. */
  String requirement();
}
