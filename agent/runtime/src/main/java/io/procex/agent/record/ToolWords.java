package io.procex.agent.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Follows the words of a command, to know which tool they belong to and which of them are secrets.
 */
final class ToolWords {
  private static final String PLAIN = "words";
  private static final int MOST_WORDS = 64;
  private static final Set<String> OPERATORS =
      new HashSet<>(
          Arrays.asList(
              "|", "||", "|&", "&&", "&", ";", "\\;", "(", ")", "{", "}", "!", "then", "do", "else",
              "elif", "if", "while", "until"));
  private static final Set<String> BEFORE_COMMANDS =
      new HashSet<>(Arrays.asList("--", "-exec", "-execdir", "-ok", "-okdir", "-e"));
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w{0,128}=[\\s\\S]*");

  private final Tools tools;
  private final List<String> words = new ArrayList<>();
  private Tool tool;
  private boolean atCommand = true;
  private boolean perhapsAtCommand;
  private boolean hidesPrinted;
  private boolean prints;
  private ToolOption option; // the option whose value is the next word
  private boolean hasValue; // the next word is the value of an unknown option
  private boolean understood;
  private boolean harmless;
  private boolean program;

  ToolWords(Tools tools) {
    this.tools = tools;
  }

  static boolean isOperator(String word) {
    return OPERATORS.contains(word);
  }

  void hidePrinted() {
    hidesPrinted = true;
  }

  void endCommand() {
    tool = null;
    option = null;
    hasValue = false;
    atCommand = true;
  }

  /**
   * Notes that a word was hidden because of the name before it.
   *
   * @param isValue whether the word was the value of an option; otherwise it counts as a word of
   *     the tool
   */
  void taken(String word, boolean isValue) {
    if (isValue) {
      option = null;
      hasValue = false;
    } else {
      look(word);
    }
  }

  /** Whether the last word was an option of the tool, or its value. */
  boolean isUnderstood() {
    return understood;
  }

  /** Whether the last word was an option that has no secret, whatever its name suggests. */
  boolean isHarmless() {
    return harmless;
  }

  /** Whether the tool's words say nothing about the next one, whatever they are: {@code grep}. */
  boolean areWordsPlain() {
    return tool != null && tool.isHarmless(PLAIN);
  }

  /** Whether the last word was the program. */
  boolean isProgram() {
    return program;
  }

  /** The word without the secret that the tool takes there; null if it takes none. */
  String next(String word) {
    understood = false;
    harmless = false;
    program = false;
    String hidden = look(word);
    if (word.endsWith(";") && word.length() > 1) {
      endCommand();
    }
    return hidden;
  }

  private String look(String word) {
    if (atCommand) {
      begin(word);
      return null;
    }
    if (option != null || hasValue) {
      return valueOfOption(word);
    }
    if (perhapsAtCommand && !word.startsWith("-")) {
      perhapsAtCommand = false;
      if (tools.named(word) != null) {
        begin(word);
        return null;
      }
    }
    perhapsAtCommand |= BEFORE_COMMANDS.contains(word);
    if (prints) {
      return word.startsWith("-") ? null : Redaction.REDACTED;
    }
    return tool == null ? null : ofTool(word);
  }

  /** Starts a command. Assignments of variables may precede the program. */
  private void begin(String word) {
    atCommand = ASSIGNMENT.matcher(word).matches();
    if (atCommand) {
      return;
    }
    program = true;
    words.clear();
    tool = tools.named(word);
    prints = hidesPrinted && (word.equals("echo") || word.equals("printf"));
  }

  private String valueOfOption(String word) {
    ToolOption of = option;
    option = null;
    hasValue = false;
    String hidden = of == null || of.part == null ? null : of.part.hide(word);
    understood = of != null;
    return hidden;
  }

  private String ofTool(String word) {
    if (tool.isHarmless(word)) {
      harmless = true;
      understood = true;
      hasValue = tool.hasValueOf(word);
      return tool.isCounted(word) ? count(word) : null;
    }
    option = tool.optionBefore(word, words);
    if (option != null) {
      understood = true;
      return tool.isCounted(word) ? count(word) : null;
    }
    ToolOption within = tool.optionIn(word, words);
    if (within != null && within.part != null) {
      int value = within.value(word);
      String hidden = within.part.hide(word.substring(value));
      if (hidden != null) {
        return word.substring(0, value) + hidden;
      }
    }
    return word.startsWith("-") && word.length() > 1 ? ofOption(word) : ofPlace(word);
  }

  private String ofOption(String word) {
    hasValue = !word.equals("--") && tool.hasValueOf(word);
    return tool.isCounted(word) ? count(word) : null;
  }

  private String count(String word) {
    if (words.size() < MOST_WORDS) {
      words.add(word);
    }
    return null;
  }

  private String ofPlace(String word) {
    ToolPlace place = tool.placeAfter(words);
    count(word);
    if (place == null) {
      return null;
    }
    if (place.kind == ToolPlace.Kind.SECRET) {
      return place.part.hide(word);
    }
    begin(word);
    perhapsAtCommand = place.kind == ToolPlace.Kind.IMAGE;
    return null;
  }
}
