package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Leaves that cannot be removed yet. A file in the place of their group keeps them. */
@Timeout(60)
class ProcexLeavesTest {
  private static final int MANY = 32;

  @TempDir Path directory;

  @BeforeAll
  static void loadTheCore() throws Exception {
    Class.forName(ProcexUnderTest.class.getName());
  }

  private static Object left() throws Exception {
    return field("LEFT").get(null);
  }

  private static Field field(String name) throws Exception {
    Field field = ProcexLeaves.class.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private static int count() throws Exception {
    int count = 0;
    ProcexLeaf leaf = (ProcexLeaf) field("first").get(left());
    for (; leaf != null; leaf = leaf.next) {
      count++;
    }
    return count;
  }

  /** As if the last attempt was long ago. */
  private static void retry() throws Exception {
    field("tried").set(left(), System.nanoTime() - Long.MAX_VALUE / 2);
    ProcexLeaves.retry();
  }

  private static ProcexLeaf leaf(Path file, int number, boolean ends) {
    ProcexTimeLimit limit =
        new ProcexTimeLimit(0, false, -1, 15, -1, 9, false, ProcexTestPlace.placeAt(file, ends));
    ProcexLeaf leaf = new ProcexLeaf(limit);
    leaf.made(number);
    return leaf;
  }

  private static void leave(Path file, int number) {
    ProcexLeaves.leave(leaf(file, number, false));
  }

  @Test
  void someAreTriedInOneGoAndTheNextOnesInTheNext() throws Exception {
    ProcexLeaves.retryAll();
    assertEquals(0, count());
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 2 * MANY; i++) {
      files.add(Files.createFile(directory.resolve("file" + i)));
      leave(files.get(i), 1 + i);
    }
    for (Path file : files.subList(0, MANY)) { // those that were left first are tried last
      Files.delete(file);
    }
    retry();
    assertEquals(2 * MANY, count());
    retry();
    assertEquals(MANY, count());
    for (Path file : files.subList(MANY, 2 * MANY)) {
      Files.delete(file);
    }
    ProcexLeaves.retry(); // too early
    assertEquals(MANY, count());
    ProcexLeaves.retryAll();
    assertEquals(0, count());
  }

  @Test
  void allAreTriedAtADetachThoughSomeWereTriedJustNow() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    for (int i = 0; i < 3 * MANY; i++) {
      leave(file, 1 + i);
    }
    retry();
    assertEquals(3 * MANY, count());
    Files.delete(file);
    ProcexLeaves.retryAll();
    assertEquals(0, count());
  }

  @Test
  void whatIgnoresItsSignalIsLeftToBeTriedAgain() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    ProcexLeaf leaf = leaf(file, 1, true);
    long now = System.nanoTime();
    assertTrue(leaf.childEnded(now, true, now));
    for (int i = 0; i < 99 && leaf.endRest(now) != 1; i++) {
      assertEquals(0, count());
    }
    assertEquals(1, count());
    Files.delete(file);
    ProcexLeaves.retryAll();
    assertEquals(0, count());
  }

  /** A thread on a full stack would fail, and then all that come after it. */
  @Test
  void classIsInitializedBeforeTheFirstLaunch() throws Exception {
    ProcexReaper.expect();
    Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
    Method asks = unsafe.getDeclaredMethod("shouldBeInitialized", Class.class);
    Object one = unsafe.getDeclaredMethod("getUnsafe").invoke(null);
    assertEquals(false, asks.invoke(one, ProcexLeaves.class));
    ProcexReaper.close("the test is over");
  }
}
