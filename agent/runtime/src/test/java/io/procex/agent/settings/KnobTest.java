package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The two sides of the block agree on numbers, and the documentation on names. */
class KnobTest {
  private static String read(String path) throws Exception {
    return new String(Files.readAllBytes(Paths.get(path)), StandardCharsets.UTF_8);
  }

  @Test
  void numbersAreThoseOfTheHeader() throws Exception {
    String header = read("../../native/src/both/settings.h");
    String list = header.substring(header.indexOf("KNOB_NONE"), header.indexOf("KNOBS ="));
    List<String> names = new ArrayList<>();
    Matcher matcher = Pattern.compile("^ *KNOB_([A-Z_]+)\\b", Pattern.MULTILINE).matcher(list);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    for (Knob knob : Knob.values()) {
      if (knob.number() < 32) {
        assertEquals(Knob.nameOf(knob.number()), Knob.valueOf(names.get(knob.number())).key());
      }
    }
    assertTrue(list.contains("KNOB_LIMIT = 32"));
    assertEquals(32 + 7, Knob.LIMIT_NOFILE.number());
    assertTrue(list.contains("KNOB_LIMIT_NOFILE = KNOB_LIMIT + 7"));
  }

  @Test
  void eachIsDocumented() throws Exception {
    String page = read("../../docs/hardening.md");
    for (Knob knob : Knob.values()) {
      assertTrue(page.contains("`" + knob.key()), knob.key());
    }
  }

  @Test
  void eachValueOfAProfileHasItsReason() throws Exception {
    String page = read("../../docs/hardening.md");
    for (Profile profile : Profile.values()) {
      for (Knob knob : Knob.values()) {
        String row = "| `" + knob.key() + "=" + profile.text(knob);
        assertTrue(profile.text(knob) == null || page.contains(row), row);
      }
    }
  }
}
