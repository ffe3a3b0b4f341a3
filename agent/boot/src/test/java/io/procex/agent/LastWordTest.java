package io.procex.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What is read of the options if the rest of the agent cannot be loaded. */
class LastWordTest {
  @Test
  void itIsDueIfChildrenLackSomething() throws Exception {
    assertTrue(LastWord.isDue("UMask=077"));
    assertTrue(LastWord.isDue("log=/tmp/x,rules=/etc/r"));
    assertFalse(LastWord.isDue(null));
    assertFalse(LastWord.isDue(""));
    assertFalse(LastWord.isDue("log=/tmp/x,log.format=ecs,strict=true,native=/x,jmx=true"));
  }

  @Test
  void itIsNotSaidIfNobodyWantsToHearIt() throws Exception {
    assertFalse(LastWord.isDue("UMask=077,notice=off"));
    assertFalse(LastWord.isDue("UMask=077,enabled=false"));
    assertTrue(LastWord.isDue("UMask=077,notice=on,enabled=true"));
  }

  @Test
  void strictEndsTheJvmUnlessTheAgentIsDisabled() throws Exception {
    assertTrue(StrictEnd.isAskedFor("strict=true"));
    assertTrue(StrictEnd.isAskedFor("strict")); // without a meaning it is meant
    assertTrue(StrictEnd.isAskedFor("strict=perhaps,enabled=true"));
    assertFalse(StrictEnd.isAskedFor("strict=off"));
    assertFalse(StrictEnd.isAskedFor("strict=true,enabled=false"));
    assertFalse(StrictEnd.isAskedFor(null));
  }

  @Test
  void ofTwoArgumentsOfOneNameTheLastCounts() throws Exception {
    assertEquals("b", StrictEnd.value("x", "x=a,y=c,x=b"));
    assertNull(StrictEnd.value("x", "xx=a"));
    assertEquals("", StrictEnd.value("x", "y=1,x"));
  }

  @Test
  void propertyWinsOverTheArgument() throws Exception {
    System.setProperty("procex.notice", "off");
    try {
      assertEquals("off", StrictEnd.value("notice", "notice=on"));
    } finally {
      System.clearProperty("procex.notice");
    }
  }
}
