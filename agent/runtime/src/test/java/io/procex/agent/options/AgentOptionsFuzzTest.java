package io.procex.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.procex.agent.fuzz.FuzzInput;
import io.procex.agent.settings.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Any text after {@code -javaagent:procex-agent.jar=}: what is not in force is a problem. */
class AgentOptionsFuzzTest {
  @FuzzTest
  void optionsAreInForceOrAProblem(byte[] data) {
    String text = FuzzInput.text(data);
    AgentOptions options = new AgentOptions(text);
    Map<String, String> given = new LinkedHashMap<>();
    for (String part : text.split("(?<!\\\\),", -1)) { // a second reading of what divides them
      String option = part.replace("\\,", ",");
      int equals = option.indexOf('=');
      String key = equals < 0 ? option : option.substring(0, equals);
      if (isKnown(key) && equals >= 0) {
        given.put(key, option.substring(equals + 1));
      } else if (!option.isEmpty()) {
        checkTold(options.problems(), "option '" + key + "'", text);
      }
    }
    given.forEach((key, value) -> check(options, key, value));
    checkEscapedComma(text);
  }

  private static boolean isKnown(String key) {
    return Option.named(key) != null || Setting.named(key) != null;
  }

  private static void check(AgentOptions options, String key, String value) {
    boolean isLeftOut = !options.enabled() && (Setting.named(key) != null || isOfChildren(key));
    String inForce = options.inForce().getOrDefault(key, "");
    if (!isLeftOut && !isInForce(key, value, inForce)) {
      checkTold(options.problems(), "option '" + key + "' has the value", value);
    }
  }

  /** The kill switch leaves these unread. */
  private static boolean isOfChildren(String key) {
    Option option = Option.named(key);
    return option == Option.PROFILE || option == Option.REQUIRED;
  }

  private static boolean isInForce(String key, String value, String inForce) {
    if (key.equals(Setting.LIMIT_NOFILE.key())) { // 05 is in force as 5:5, and an empty one as none
      String plain = value.replaceAll("(?<!\\d)0+(?=\\d)", "");
      return inForce.startsWith(plain) || value.equals("original");
    }
    if (Setting.named(key) != null) {
      return inForce.equals(value);
    }
    Option option = Option.named(key);
    if (option == Option.LOG_SIZE) {
      return value.matches("\\d+[KMGTPE]?");
    }
    if (option == Option.LOG_STACK || option == Option.LOG_KEEP) {
      return value.matches("[+-]?\\d{1,9}") && Long.parseLong(value) == Long.parseLong(inForce);
    }
    if (inForce.equals("true") || inForce.equals("false")) {
      return value.matches(inForce.equals("true") ? "(?i)true|yes|on|1" : "(?i)false|no|off|0");
    }
    // A profile is in force as what it sets, and a log without its empty parts.
    return option == Option.LOG || option == Option.PROFILE || inForce.equalsIgnoreCase(value);
  }

  private static void checkTold(List<String> problems, String beginning, String text) {
    assertTrue(
        problems.stream().anyMatch(sentence -> sentence.contains(beginning)),
        () -> beginning + " is not told of " + text + ", but " + problems);
  }

  /** A value of any text comes through, where its commas have backslashes. */
  private static void checkEscapedComma(String text) {
    if (!text.isEmpty() && !text.endsWith("\\")) {
      String argument = "rules=" + text.replace(",", "\\,") + ",sweep=launch";
      AgentOptions options = new AgentOptions(argument);
      assertEquals(text, options.rules());
      assertTrue(options.sweeps() && options.problems().isEmpty());
    }
  }
}
