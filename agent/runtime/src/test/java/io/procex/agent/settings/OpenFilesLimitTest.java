package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class OpenFilesLimitTest {
  @Test
  void softAndHardLimitAreRead() throws Exception {
    OpenFilesLimit limit = OpenFilesLimit.parse("1024                 unlimited            files");
    assertEquals(1024, limit.soft);
    assertEquals(OpenFilesLimit.INFINITY, limit.hard);
  }

  /** Unchecked exceptions would end the installation of the agent, in premain. */
  @Test
  void whatIsNoLimitIsAnInputError() {
    for (String columns : new String[] {"", "1024", "1024 2048", "x y files", "1k 2k files"}) {
      assertThrows(IOException.class, () -> OpenFilesLimit.parse(columns), columns);
    }
  }
}
