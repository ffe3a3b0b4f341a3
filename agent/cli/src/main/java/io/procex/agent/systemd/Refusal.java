package io.procex.agent.systemd;

/** Says why a unit stays unchanged, in a sentence for the person who gave the command. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  /** Takes a sentence without a full stop. */
  public Refusal(String message) {
    super(message);
  }
}
