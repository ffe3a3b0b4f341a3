package io.procex.agent.instrument;

import static io.procex.agent.instrument.ChangedLauncher.asking;
import static io.procex.agent.instrument.ChangedLauncher.assertRefused;
import static io.procex.agent.instrument.ChangedLauncher.call;
import static io.procex.agent.instrument.ChangedLauncher.changed;
import static io.procex.agent.instrument.ChangedLauncher.method;
import static io.procex.agent.instrument.ChangedLauncher.wrap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A launching class whose native method other agents have wrapped. */
class WrappedCallSiteTest {
  @Test
  void wrapperByAnAgentThatCameBeforeIsKeptAndAsksItself() throws Exception {
    byte[] rewritten = CallSiteRewriter.rewrite(changed(type -> wrap(type, "a_")));
    assertEquals(Arrays.asList("forkAndExec for a_forkAndExec"), asking(rewritten));
  }

  @Test
  void innerOneOfTwoWrappersAsks() throws Exception {
    byte[] rewritten =
        CallSiteRewriter.rewrite(
            changed(
                type -> {
                  wrap(type, "a_");
                  wrap(type, "b_");
                }));
    assertEquals(Arrays.asList("a_forkAndExec for b_a_forkAndExec"), asking(rewritten));
  }

  @Test
  void prefixedMethodThatTheConstructorCallsItselfIsRefused() throws Exception {
    assertRefused(
        "calls a_forkAndExec from [<init>] instead of once",
        type -> {
          method(type, "forkAndExec").name = "a_forkAndExec";
          call(method(type, "<init>"), "forkAndExec").name = "a_forkAndExec";
        });
  }
}
