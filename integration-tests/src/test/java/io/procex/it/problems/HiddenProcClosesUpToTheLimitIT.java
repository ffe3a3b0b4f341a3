package io.procex.it.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.MountNamespace;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;

/**
 * If /proc is hidden, the child of a stock JDK closes each number up to the limit on open files,
 * which HotSpot has raised. The test ends by SIGSYS who closes a number that was never opened.
 */
class HiddenProcClosesUpToTheLimitIT {
  /** No number from 2048 to 4095 is ever open here. */
  private static final String[] CONFINED = {
    "prlimit",
    "--nofile=4096:4096",
    "unshare",
    "-m",
    Artifacts.fault().toString(),
    "close:0:2048=KILL",
    "fcntl:0:2048=KILL",
    "--"
  };

  private static final String ENDED_BY_SIGSYS = "exit 159";

  @OnEachJdk
  void nothingIsClosedThatIsNotOpen(Jdk jdk) throws Exception {
    MountNamespace.assumePossible();
    String stock = launchAfterHiding(HostJvm.stock(jdk));
    String agent = launchAfterHiding(HostJvm.withAgent(jdk));
    BothResults.print(19, jdk, Fate.of(stock), Fate.of(agent));
    assertEquals(ENDED_BY_SIGSYS, Fate.of(stock));
    assertEquals("exit 0", Fate.of(agent));
    Result.assertLaunchedByCore(2, agent);
  }

  /** The host hides its own /proc by its first child. */
  private static String launchAfterHiding(HostJvm host) throws Exception {
    try (Conversation conversation = new Conversation(host.by(CONFINED))) {
      assertEquals("exit 0", Fate.of(conversation.ask("mount -t tmpfs none /proc")));
      return conversation.ask("/bin/true");
    }
  }
}
