package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.DestroyGroup;
import io.procex.hosts.DestroyOldHandle;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.MountNamespace;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom an application ends by destroy() if children lead process groups. */
@Execution(ExecutionMode.CONCURRENT)
class ProcessGroupIT {
  private static final String MEMBER = "member ";

  private static List<String> ways(Jdk jdk) {
    List<String> ways = new ArrayList<>(List.of("destroy", "destroyForcibly"));
    if (jdk.feature() > 8) {
      ways.add("handle");
    }
    return ways;
  }

  private static Result destroyed(HostJvm host, String way, String member) throws Exception {
    Result result = host.run(DestroyGroup.class, way, member);
    assertEquals("", result.err(), host.toString());
    return result;
  }

  private static String seen(Result result) {
    return result.out().substring(0, result.out().indexOf(MEMBER));
  }

  @OnEachJdk
  void destroyReachesTheWholeGroupAndLooksAsEver(Jdk jdk) throws Exception {
    for (String way : ways(jdk)) {
      Result stock = destroyed(HostJvm.stock(jdk), way, "stays");
      Result group =
          destroyed(HostJvm.withAgent(jdk, "KillMode=process-group", "required=all"), way, "gone");
      assertEquals("runs", stock.line(MEMBER));
      assertEquals("has ended", group.line(MEMBER));
      assertEquals(seen(stock), seen(group));
    }
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#since9")
  void handleOfAnEndedProcessDoesNotReachAnotherWithItsPid(Jdk jdk) throws Exception {
    MountNamespace.assumePossible();
    for (HostJvm host :
        List.of(HostJvm.stock(jdk), HostJvm.withAgent(jdk, "KillMode=process-group"))) {
      host.by("unshare", "--pid", "--fork", "--mount-proc");
      Result result = host.run(DestroyOldHandle.class);
      assertEquals("destroyed false\nexit 0\n", result.out() + result.err(), host.toString());
    }
  }

  @OnEachJdk
  void destroyReachesTheChildAloneWithoutAGroup(Jdk jdk) throws Exception {
    for (String way : ways(jdk)) {
      Result stock = destroyed(HostJvm.stock(jdk), way, "stays");
      Result agent =
          destroyed(
              HostJvm.withAgent(jdk, "KillMode=process", "RuntimeMaxSec=1h", "required=all"),
              way,
              "stays");
      assertEquals("runs", agent.line(MEMBER));
      assertEquals(seen(stock), seen(agent));
    }
  }
}
