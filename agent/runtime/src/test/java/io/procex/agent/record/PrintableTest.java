package io.procex.agent.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void escapesWhatATerminalWouldObey() {
    assertEquals(
        "a\\u000ab\\u001b[31m\\u009b\\u202e\\u2028",
        Printable.of("a\nb\u001b[31m\u009b\u202e\u2028"));
    assertEquals("grün 日本 😀", Printable.of("grün 日本 😀"));
  }

  @Test
  void quotesWhatIsNotOneWord() {
    assertEquals("word", Printable.quoted("word"));
    assertEquals("\"two words\"", Printable.quoted("two words"));
    assertEquals("\"\"", Printable.quoted(""));
    assertEquals("\"a \\\"b\\\"\"", Printable.quoted("a \"b\""));
    assertEquals("\"a\\\\\"", Printable.quoted("a\\"));
    assertEquals("\"a\\u000a\"", Printable.quoted("a\n"));
    assertEquals("\"a\\\\u000a\"", Printable.quoted("a\\u000a"));
    assertEquals("\"a\u00a0b\"", Printable.quoted("a\u00a0b"));
    assertEquals("\\udb40\\udc01", Printable.of(new String(Character.toChars(0xe0001))));
  }
}
