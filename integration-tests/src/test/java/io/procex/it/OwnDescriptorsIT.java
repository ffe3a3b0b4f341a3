package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.problems.OwnDescriptors;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The descriptors that the agent holds, as the application sees them that they belong to. */
class OwnDescriptorsIT {
  private static Result run(HostJvm host, String... steps) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add(Artifacts.neighbour().toString());
    arguments.addAll(Arrays.asList(steps));
    return host.run(OwnDescriptors.class, arguments.toArray(new String[0]));
  }

  private static List<String> lines(Result result, String prefix) {
    return result.out().lines().filter(line -> line.startsWith(prefix)).toList();
  }

  /** The set that one thread waits with for all children is there from the first launch on. */
  private static String withoutTheSet(String open) {
    return open.replaceAll("(, )?(anon_inode:\\[eventpoll]|/sys/[^=]*)=1", "");
  }

  @OnSomeJdks
  void kindsAreAsBeforeAfterOneLaunchAndAfterMany(Jdk jdk) throws Exception {
    Result result = run(HostJvm.withAgent(jdk), "count", "1", "count", "300", "count");
    List<String> open =
        lines(result, "open ").stream().map(OwnDescriptorsIT::withoutTheSet).distinct().toList();
    assertEquals(1, open.size(), result::toString);
    assertTrue(open.get(0).matches(".*/dev/null=(5|6)[0-9].*"), result::toString);
  }

  @OnSomeJdks
  void noneIsReservedIfTheCoreCannotLaunch(Jdk jdk) throws Exception {
    String stock = run(HostJvm.stock(jdk), "1", "count").line("open ");
    Result result = run(HostJvm.withAgent(jdk, "native=/none"), "1", "count");
    String nothing = stock.replaceAll(".*/dev/null=([0-9]+).*", "$1");
    assertEquals(nothing, result.line("open ").replaceAll(".*/dev/null=([0-9]+).*", "$1"));
  }

  /** 40: the core makes a slot or a placeholder of it; before and after the first launch. */
  @OnSomeJdks
  void fileThatGetsANumberOfOursStaysTheApplications(Jdk jdk) throws Exception {
    Result result =
        run(
            HostJvm.withAgent(jdk),
            "close=40",
            "3",
            "close=12",
            "3",
            "close=50",
            "3",
            "close=14",
            "3");
    assertEquals(List.of("launched 3"), lines(result, "launched").stream().distinct().toList());
    // Not each time: a thread of the JVM may have opened something at that moment.
    assertTrue(lines(result, "is it").contains("is it true"), result::toString);
    assertEquals(List.of("own y", "own y", "own y", "own y"), lines(result, "own "));
  }

  @OnSomeJdks
  void lowerLimitTakesThemBack(Jdk jdk) throws Exception {
    for (String limit : List.of("limit=512", "limit=100", "limit=64", "limit=30")) {
      for (String before : List.of("0", "1")) {
        Result result = run(HostJvm.withAgent(jdk), before, limit, "5");
        assertEquals(
            List.of("launched " + before, "launched 5"),
            lines(result, "launched"),
            () -> limit + " " + result);
      }
    }
  }
}
