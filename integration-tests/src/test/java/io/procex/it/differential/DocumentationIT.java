package io.procex.it.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What users read of the intended differences is what the tests hold the agent to. */
class DocumentationIT {
  @Test
  void pageOfDifferencesIsTheOneThatTheDataMakes() throws Exception {
    String page = Files.readString(Path.of("../docs/differences.md"));
    assertEquals(DifferencesPage.of(Differences.intended()), page, "./run docs writes it anew");
  }
}
