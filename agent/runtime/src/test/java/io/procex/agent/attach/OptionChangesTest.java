package io.procex.agent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.agent.options.AgentOptions;
import org.junit.jupiter.api.Test;

class OptionChangesTest {
  private static String changed(String before, String after, boolean loaded) {
    OptionChanges changes =
        new OptionChanges(new AgentOptions(before), new AgentOptions(after), loaded);
    return changes.effective() + " " + changes.tooLate();
  }

  @Test
  void optionsThatDifferAreNamed() {
    assertEquals("[] []", changed("strict=true", "strict=on", true));
    assertEquals("[strict, log.stack] []", changed("", "log.stack=3,strict=true", true));
  }

  @Test
  void settingsThatComeAndGoAreNamed() {
    assertEquals("[UMask] []", changed("", "UMask=077", true));
    assertEquals("[UMask] []", changed("UMask=077", "", true));
    assertEquals("[UMask] []", changed("UMask=077", "UMask=027", true));
  }

  @Test
  void theLibraryStaysOnceItIsLoaded() {
    assertEquals("[] [tmpdir]", changed("", "tmpdir=/tmp", true));
    assertEquals("[tmpdir] []", changed("", "tmpdir=/tmp", false));
  }
}
