package io.procex.hosts;

/** Prints what the agent says of itself, if there is one: lines that begin with "agent ". */
public final class Status {
  /** Which the tests add to JVMs whose program names this class: see HostJvm. */
  private static final String AGENT = "io.procex.status.StatusAgent";

  private Status() {}

  /** A host that launches nothing. */
  public static void main(String[] args) {
    print();
  }

  /** Prints {@code agent none} without the agent. */
  public static void print() {
    for (String line : describe().split("\n", -1)) {
      System.out.println("agent " + line);
    }
  }

  static String describe() {
    try {
      return (String)
          Class.forName(AGENT, true, ClassLoader.getSystemClassLoader())
              .getMethod("describe")
              .invoke(null);
    } catch (ClassNotFoundException e) {
      return "none";
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
