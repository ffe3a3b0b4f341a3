package io.procex.agent.rules;

import io.procex.agent.caller.Caller;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * What rules ask about one launch. Arguments are decoded, and the caller is looked up, at most once
 * and only if a rule asks. For one thread.
 */
public final class LaunchFacts {
  private final String executable;
  private final List<String> interpreters;
  private final String argv0;
  private final Supplier<Caller> callerSource;
  private byte[] argumentBlock;
  private List<String> arguments;
  private Caller caller;

  /**
   * Takes the facts of a launch in the JDK's terms.
   *
   * @param executable the resolved path of the file, as {@link PathText} decodes it
   * @param interpreters the interpreters that would run it, each name as the script has it and then
   *     resolved; empty for a binary
   * @param argv0 the program as the application named it
   * @param argumentBlock the arguments after it, each with a NUL after it
   * @param caller finds the caller
   */
  public LaunchFacts(
      String executable,
      List<String> interpreters,
      String argv0,
      byte[] argumentBlock,
      Supplier<Caller> caller) {
    this.executable = executable;
    this.interpreters = interpreters;
    this.argv0 = argv0.substring(argv0.lastIndexOf('/') + 1);
    this.argumentBlock = argumentBlock;
    this.callerSource = caller;
  }

  /** Takes the facts of a launch whose arguments are texts already. */
  public static LaunchFacts ofTexts(
      String executable,
      List<String> interpreters,
      String argv0,
      List<String> arguments,
      Supplier<String> caller) {
    LaunchFacts facts =
        new LaunchFacts(executable, interpreters, argv0, null, () -> Caller.named(caller.get()));
    facts.arguments = arguments;
    return facts;
  }

  /** The resolved path of the file. */
  public String executable() {
    return executable;
  }

  /** The interpreters that would run it. */
  public List<String> interpreters() {
    return interpreters;
  }

  /** The last part of the program's name. */
  String argv0() {
    return argv0;
  }

  List<String> arguments() {
    if (arguments == null) {
      arguments = decode(argumentBlock);
      argumentBlock = null;
    }
    return arguments;
  }

  private static List<String> decode(byte[] block) {
    List<String> texts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < block.length; i++) {
      if (block[i] == 0) {
        texts.add(PathText.of(block, start, i));
        start = i + 1;
      }
    }
    return Collections.unmodifiableList(texts);
  }

  /** Whether all answers so far hold for every launch of this program. */
  public boolean areOfProgramAlone() {
    return arguments == null && caller == null;
  }

  /** The caller, looked up at most once. */
  Caller caller() {
    if (caller == null) {
      Caller found = callerSource.get();
      caller = found == null ? Caller.nobody() : found;
    }
    return caller;
  }
}
