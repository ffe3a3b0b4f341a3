package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Children with real leaves: who gets which signal, and when. */
@Timeout(60)
class ProcexLeafTest {
  private static final int SETTING = 21;
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;
  private static final int EMFILE = -24;
  private static final int LONG = 1_000_000;
  private static final long AT_ONCE = 0;
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  /** Of leaves. Smaller numbers than the core's are those of earlier processes. */
  private static final int FIRST = (1 << 30) - 10;

  private final int set = ProcexCore.openReaper();
  private final ProcexDeadlines deadlines = new ProcexDeadlines(set, Runnable::run);
  private final List<ProcexCat> cats = new ArrayList<>();
  private ProcexTestPlace place;

  @TempDir Path directory;

  @BeforeAll
  static void loadTheCore() throws Exception {
    Class.forName(ProcexUnderTest.class.getName());
  }

  @BeforeEach
  void makePlace() throws Exception {
    place = ProcexTestPlace.make("leaf");
    ProcexReaper.expect();
  }

  @AfterEach
  void close() {
    cats.forEach(cat -> cat.process.destroyForcibly());
    if (place != null) {
      place.remove();
    }
    ProcexReaper.close("the test is over");
    ProcexCore.closeReaper(set);
  }

  private ProcexCat cat(String script) throws Exception {
    ProcexCat cat = new ProcexCat(script);
    cats.add(cat);
    return cat;
  }

  private ProcexCat cat() throws Exception {
    return cat("echo $$");
  }

  private static ProcexTimeLimit limit(long time, ProcexLeafPlace place) {
    return new ProcexTimeLimit(SETTING, false, time, SIGTERM, HOUR, SIGKILL, false, place);
  }

  private static ProcexLifetime lifetime(ProcexCat child, ProcexTimeLimit limit, int leaf) {
    int pidfd = ProcexCore.pidfd((int) child.pid, 0);
    ProcexLifetime lifetime =
        new ProcexLimited(limit, missed -> {}).launched(child.pid, pidfd, leaf);
    ProcexHandover.take(child.pid);
    return lifetime;
  }

  private static void assertEndedBy(int signal, ProcexCat cat) throws Exception {
    assertEquals(128 + signal, cat.process.waitFor());
  }

  private static void end(ProcexCat cat) throws Exception {
    cat.process.destroyForcibly().waitFor();
  }

  @Test
  void childThatHasGoneElsewhereGetsItsSignals() throws Exception {
    ProcexCat child = cat();
    place.leaf(FIRST);
    ProcexLifetime lifetime = lifetime(child, limit(AT_ONCE, place.place(true)), FIRST);
    deadlines.add(lifetime);
    deadlines.enforce(LONG);
    assertEndedBy(SIGTERM, child);
    assertTrue(lifetime.wasTooLong());
  }

  @Test
  void destroyedChildNeedNotBeInItsLeaf() throws Exception {
    ProcexCat child = cat();
    place.leaf(FIRST);
    ProcexLifetime lifetime = lifetime(child, limit(HOUR, place.place(true)), FIRST);
    ProcexReaperState state = new ProcexReaperState(set);
    state.add(new ProcexWatchedTable.Watched(lifetime.pidfd, () -> {}, true, null, lifetime));
    assertSame(lifetime, state.signalGroup(child.pid, SIGTERM));
    assertEndedBy(SIGTERM, child);
    assertNull(state.signalGroup(child.pid, SIGTERM), "the JDK's code has to look");
  }

  /** When the others are signalled, the pidfd may be that of another child. */
  @Test
  void othersAreSignalledWithoutThePidfd() throws Exception {
    ProcexCat child = cat();
    ProcexCat other = cat();
    ProcexTestPlace.enter(place.leaf(FIRST), other);
    ProcexLifetime lifetime = lifetime(child, limit(HOUR, place.place(true)), FIRST);
    lifetime.signalOthers(SIGKILL);
    assertEndedBy(SIGKILL, other);
    child.process.getOutputStream().close();
    assertEquals(0, child.process.waitFor());
  }

  @Test
  void restOfAChildIsSignalledBeforeItsEndIsReported() throws Exception {
    ProcexCat child = cat();
    ProcexCat rest = cat();
    ProcexTestPlace.enter(place.leaf(FIRST), rest);
    ProcexLifetime lifetime = lifetime(child, limit(HOUR, place.place(true)), FIRST);
    end(child);
    deadlines.end(lifetime);
    assertEndedBy(SIGTERM, rest);
  }

  @Test
  void restThatIgnoresTheSignalIsKilledIfTheSetIsLost() throws Exception {
    ProcexCat child = cat();
    ProcexCat rest = cat("trap '' TERM; echo $$");
    ProcexTestPlace.enter(place.leaf(FIRST), rest);
    ProcexLifetime lifetime = lifetime(child, limit(HOUR, place.place(true)), FIRST);
    end(child);
    deadlines.end(lifetime);
    deadlines.endRests();
    assertEndedBy(SIGKILL, rest);
  }

  /** The leader has not put any of the three in order when the second one ends. */
  @Test
  void childrenBeforeAndAfterOneThatLeavesARestKeepTheirTime() throws Exception {
    ProcexCat before = cat();
    ProcexCat between = cat();
    ProcexCat after = cat();
    ProcexCat rest = cat("trap '' TERM; echo $$");
    ProcexTestPlace.enter(place.leaf(FIRST), rest);
    ProcexLifetime ended = lifetime(between, limit(HOUR, place.place(true)), FIRST);
    deadlines.add(lifetime(before, limit(AT_ONCE, null), 0));
    deadlines.add(ended);
    deadlines.add(lifetime(after, limit(AT_ONCE, null), 0));
    end(between);
    deadlines.end(ended);
    deadlines.enforce(LONG);
    assertEndedBy(SIGTERM, before);
    assertEndedBy(SIGTERM, after);
    assertTrue(deadlines.areNeeded());
  }

  @Test
  void leafThatCannotBeOpenedIsNotGone() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    ProcexCat child = cat();
    ProcexLeafPlace nowhere = ProcexTestPlace.placeAt(file, true);
    ProcexLifetime lifetime = lifetime(child, limit(HOUR, nowhere), FIRST);
    end(child);
    deadlines.end(lifetime);
    assertTrue(deadlines.areNeeded());
    Files.delete(file);
    for (int wait = 0; deadlines.areNeeded(); wait = deadlines.enforce(LONG)) {
      ProcexCore.awaitEnd(set, wait);
    }
  }

  @Test
  void signalForWhichNoDescriptorIsLeftIsSentAgain() throws Exception {
    ProcexCat rest = cat();
    ProcexTestPlace.enter(place.leaf(FIRST), rest);
    ProcexLeaf leaf = new ProcexLeaf(limit(HOUR, place.place(true)));
    leaf.made(FIRST);
    long now = System.nanoTime();
    assertTrue(leaf.childEnded(now, false, 0));
    Process limits = limits();
    OutputStream orders = limits.getOutputStream();
    InputStream answers = limits.getInputStream();
    answers.read();
    int error = leaf.signalRest(now);
    boolean isGone = leaf.remove();
    orders.write('\n');
    orders.flush();
    answers.read();
    assertEquals(EMFILE, error);
    assertFalse(isGone);
    long due = leaf.due(now);
    assertTrue(due - now > 0, "the leader would not rest");
    assertEquals(0, leaf.signalRest(due));
    assertEndedBy(SIGTERM, rest);
    limits.waitFor();
  }

  @Test
  void groupIsSweptOnceForAllThatNameIt() throws Exception {
    ProcexTestPlace swept = ProcexTestPlace.make("swept");
    Path left = swept.leaf(1); // before the core's numbers
    swept.place(false).sweepOnce();
    assertFalse(Files.exists(left));
    swept.leaf(1);
    swept.place(true).sweepOnce();
    assertTrue(Files.exists(left));
    swept.remove();
  }

  /** A shell that takes all further descriptors from this JVM, and gives them back for a line. */
  private static Process limits() throws Exception {
    String limit = "";
    for (String line : Files.readAllLines(Paths.get("/proc/self/limits"))) {
      limit = line.startsWith("Max open files") ? line.split(" +", -1)[3] : limit;
    }
    String set = "prlimit --pid " + ProcexTestPlace.ownPid() + " --nofile=";
    return new ProcessBuilder(
            "sh", "-c", set + "3: && echo; read -r line; " + set + limit + ": && echo")
        .redirectError(new File("/dev/null"))
        .start();
  }
}
