package io.procex.agent.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
  /** systemd.syntax(7), and what "systemctl show" prints for these. */
  @Test
  void wordsAreDividedAsSystemdDoes() {
    assertEquals(List.of("A=1", "B=2 3", "C=4"), Words.of("A=1 \"B=2 3\" C=4"));
    assertEquals(List.of("A=x y", "B=a\"b'c"), Words.of("A=\"x y\" 'B=a\"b'\\'c"));
    assertEquals(List.of("A=\tb\\ c"), Words.of("A=\\tb\\\\\\sc"));
    assertEquals(List.of("A=%AB"), Words.of("A=\\x25\\101\\u0042"));
    assertEquals(List.of("A=$B", "C=%i"), Words.of("A=$B C=%i"));
    assertEquals(List.of(), Words.of("  "));
  }

  @Test
  void wordsBeforeWrongSyntaxCount() {
    assertEquals(List.of("A=1"), Words.of("A=1 \"B=2"));
    assertEquals(List.of("A=1"), Words.of("A=1 B=\\q C=3"));
    assertEquals(List.of("A=1"), Words.of("A=1 B=\\x2"));
  }

  @Test
  void quotedTextIsOneWordAgain() {
    for (String text : List.of("", "a b", "\"'\\", "$A ${B} %i", "tab\tnewline\n\u0001", "ä€")) {
      assertEquals(List.of(text), Words.of(Words.quote(text)), text);
    }
  }
}
