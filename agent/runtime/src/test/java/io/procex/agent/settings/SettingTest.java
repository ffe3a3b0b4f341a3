package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The two sides of the block agree on numbers, and the documentation on names. */
class SettingTest {
  private static String read(String path) throws Exception {
    return new String(Files.readAllBytes(Paths.get(path)), StandardCharsets.UTF_8);
  }

  @Test
  void numbersAreThoseOfTheHeader() throws Exception {
    String header = read("../../native/src/both/settings.h");
    String list = header.substring(header.indexOf("SETTING_NONE"), header.indexOf("SETTINGS ="));
    Map<Integer, String> names = new HashMap<>();
    Matcher matcher =
        Pattern.compile("^ *SETTING_([A-Z_]+)\\b(?: = (\\d+))?", Pattern.MULTILINE).matcher(list);
    for (int number = 0; matcher.find(); number++) {
      number = matcher.group(2) == null ? number : Integer.parseInt(matcher.group(2));
      names.put(number, matcher.group(1));
    }
    for (Setting setting : Setting.values()) {
      if (setting.number() < 32) {
        assertEquals(
            Setting.nameOf(setting.number()), Setting.valueOf(names.get(setting.number())).key());
      }
    }
    assertTrue(list.contains("SETTING_LIMIT = 32"));
    assertEquals(32 + 7, Setting.LIMIT_NOFILE.number());
    assertTrue(list.contains("SETTING_LIMIT_NOFILE = SETTING_LIMIT + 7"));
  }

  @Test
  void eachIsDocumented() throws Exception {
    String page = read("../../docs/hardening.md");
    for (Setting setting : Setting.values()) {
      assertTrue(page.contains("`" + setting.key()), setting.key());
    }
  }

  @Test
  void eachValueOfAProfileHasItsReason() throws Exception {
    String page = read("../../docs/hardening.md");
    for (Profile profile : Profile.values()) {
      for (Setting setting : Setting.values()) {
        String row = "| `" + setting.key() + "=" + profile.text(setting);
        assertTrue(profile.text(setting) == null || page.contains(row), row);
      }
    }
  }
}
