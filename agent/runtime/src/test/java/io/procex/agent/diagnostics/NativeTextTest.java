package io.procex.agent.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeTextTest {
  @ParameterizedTest
  @CsvSource({
    "/a, b, /a/b",
    "/, b, /b",
    "/a, ./b, /a/b",
    "/a, .//./b, /a/b",
    "/a, ., /a",
    "/a, ./, /a",
    "/a, ../b, /a/../b",
    "/a, .b, /a/.b",
    "/a, ./.b, /a/.b",
    "/a, /b/./c, /b/./c",
    ", ./b, ./b",
    ", /b, /b"
  })
  void pathsAreSeenFromTheDirectoryThatIsKnown(String directory, String path, String expected) {
    assertEquals(expected, NativeText.resolve(directory, path));
  }
}
