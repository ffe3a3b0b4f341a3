package io.procex.agent.attach;

/**
 * What the command line asks of a running JVM, as the argument of agentmain. An argument in any
 * other form is that of some other tool: the agent's options, with nobody waiting for a reply.
 */
public final class AttachRequest {
  private static final String ATTACH = "@attach";
  private static final String DETACH = "@detach";

  private final boolean detach;
  private final String replyFile;
  private final String options;

  private AttachRequest(boolean detach, String replyFile, String options) {
    this.detach = detach;
    this.replyFile = replyFile;
    this.options = options;
  }

  /** Asks to install the agent, or to read its options again. */
  public static AttachRequest attach(String replyFile, String options) {
    return new AttachRequest(false, replyFile, options);
  }

  /** Asks to take the agent out. */
  public static AttachRequest detach(String replyFile) {
    return new AttachRequest(true, replyFile, "");
  }

  /** Reads what {@link #toString} has written, or plain options. */
  static AttachRequest parse(String argument) {
    String text = argument == null ? "" : argument;
    String[] words = text.split(" ", 3);
    boolean detach = words[0].equals(DETACH);
    if (words.length < 3 || !(detach || words[0].equals(ATTACH))) {
      return new AttachRequest(false, null, text);
    }
    return new AttachRequest(detach, words[1], words[2]);
  }

  boolean isDetach() {
    return detach;
  }

  /** The file that the JVM writes its reply to, under a name that is new; null for no reply. */
  String replyFile() {
    return replyFile;
  }

  /** The agent's options, as they stand after {@code -javaagent:procex-agent.jar=}. */
  String options() {
    return options;
  }

  /** The argument of agentmain. */
  @Override
  public String toString() {
    return (detach ? DETACH : ATTACH) + " " + replyFile + " " + options;
  }
}
