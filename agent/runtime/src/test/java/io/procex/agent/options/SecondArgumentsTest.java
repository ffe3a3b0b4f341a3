package io.procex.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** The agent is named twice: what is asked for is not weakened, and the last word counts else. */
class SecondArgumentsTest {
  private static AgentOptions both(String first, String second) {
    return new AgentOptions(first, second);
  }

  @Test
  void strictStaysWhoeverSaidIt() {
    assertTrue(both("strict=true", "strict=false").strict());
    assertTrue(both("strict=false", "strict=true").strict());
    assertTrue(both("strict=true", "log.stack=1").strict());
    assertFalse(both("strict=false", "strict=off").strict());
  }

  @Test
  void theStricterProfileStays() {
    String strict = new AgentOptions("profile=strict").inForce().toString();
    assertEquals(strict, both("profile=strict", "profile=safe").inForce().toString());
    assertEquals(strict, both("profile=safe", "profile=strict").inForce().toString());
  }

  @Test
  void bothMayRequire() {
    AgentOptions options = both("UMask=077,required=UMask", "Nice=5,required=Nice");
    assertEquals("required=UMask+Nice", options.childSettings().requirement());
    assertEquals(Collections.emptyList(), options.problems());
  }

  @Test
  void settingThatIsReplacedIsNamed() {
    AgentOptions options = both("UMask=077,log.stack=1", "UMask=027,log.stack=2");
    assertEquals(Arrays.asList("UMask"), options.replaced());
    assertEquals("0027", options.childSettings().written().get("UMask").replaceFirst("^0*", "00"));
    assertEquals(2, options.log().stackDepth());
    assertEquals(Collections.emptyList(), both("UMask=077", "UMask=077").replaced());
  }

  @Test
  void oneOfTheTwoMayRequireNothingOrWhatTheOtherDoes() {
    for (String[] required : new String[][] {{"", "UMask"}, {"UMask", ""}, {"UMask", "UMask"}}) {
      AgentOptions options = both("UMask=077,required=" + required[0], "required=" + required[1]);
      assertEquals("required=UMask", options.childSettings().requirement());
    }
  }

  @Test
  void whatIsAskedOfChildrenIsNamedIfItIsReplacedAndNothingElse() {
    assertEquals(Arrays.asList("rules"), both("rules=/a", "rules=/b").replaced());
    assertEquals(Arrays.asList("children"), both("children=strip", "children=keep").replaced());
    assertEquals(Arrays.asList("sweep"), both("sweep=launch", "sweep=off").replaced());
    assertEquals(Collections.emptyList(), both("jmx=true", "jmx=false").replaced());
  }
}
