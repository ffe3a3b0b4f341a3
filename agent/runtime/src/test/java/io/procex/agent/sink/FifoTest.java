package io.procex.agent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FifoTest {
  @TempDir Path directory;

  @Test
  void interruptEndsTheWaitForAReaderAndStays() throws Exception {
    Path fifo = directory.resolve("fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    Thread.currentThread().interrupt();
    IOException refusal = assertThrows(IOException.class, () -> Fifo.check(fifo));
    assertEquals("nobody reads from " + fifo, refusal.getMessage());
    assertTrue(Thread.interrupted());
  }
}
