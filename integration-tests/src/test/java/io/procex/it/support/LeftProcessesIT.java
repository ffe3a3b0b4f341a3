package io.procex.it.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.procex.hosts.Launch;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

@Tag(Jdk.ONCE)
class LeftProcessesIT {
  /** Never waited for by a process of this test: its parent has ended. */
  private static final String GRANDCHILD =
      "(trap '' HUP TERM; exec sleep 600) </dev/null >/dev/null 2>&1 & echo $!";

  private static Optional<ProcessHandle> left;

  /** Run by the test below alone. */
  static class Failing {
    @Test
    void leavesAGrandchildAndFails() throws Exception {
      Result result = HostJvm.stock(Jdk.all().get(0)).run(Launch.class, "sh", "-c", GRANDCHILD);
      left = ProcessHandle.of(Long.parseLong(result.line("out ")));
      assertEquals(true, left.isPresent(), result::toString);
      fail("as it should");
    }
  }

  @Test
  void testThatFailsLeavesNoProcess() throws Exception {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Failing.class)).build();
    LauncherFactory.create().execute(request, listener);
    String message = listener.getSummary().getFailures().get(0).getException().getMessage();
    assertEquals("as it should", message);
    left.orElseThrow().onExit().get(30, TimeUnit.SECONDS);
  }
}
