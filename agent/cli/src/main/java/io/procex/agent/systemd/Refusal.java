package io.procex.agent.systemd;

/** Why a unit is left as it is, in a sentence for the person who gave the command. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  /** A sentence without a full stop. */
  public Refusal(String message) {
    super(message);
  }
}
