package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.ProcexWatchedTable.Watched;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Children that no leader can watch any more: threads of the JDK's wait for them. */
class ProcexLeftToTheJdkTest {
  private static final int NO_SET = -1;

  private final List<Runnable> given = new ArrayList<>();
  private final List<ProcexCat> children = new ArrayList<>();
  private final ProcexReaperState state = new ProcexReaperState(NO_SET);
  private final ProcexLeftToTheJdk jdk =
      new ProcexLeftToTheJdk(given::add, state, new ProcexDeadlines(NO_SET, Runnable::run));

  @BeforeAll
  static void loadTheCore() throws Exception {
    Class.forName(ProcexUnderTest.class.getName());
  }

  @AfterEach
  void endChildren() {
    children.forEach(child -> child.process.destroy());
  }

  private Watched watchedChild() throws Exception {
    ProcexCat child = new ProcexCat();
    children.add(child);
    int pidfd = ProcexCore.pidfd((int) child.pid, 0);
    Watched watched = new Watched(pidfd, () -> {}, true, null, null);
    state.add(watched);
    return watched;
  }

  @Test
  void allChildrenOfASetThatOtherCodeHasClosedAreTheirs() throws Exception {
    Watched child = watchedChild();
    jdk.takeAll();
    assertEquals(Collections.singletonList(child.reap), given);
    assertEquals(Collections.emptyList(), state.all());
    assertFalse(ProcexUnderTest.isOpen(child.pidfd, "[pidfd]"));
  }

  @Test
  void childWhosePidfdOtherCodeHasClosedIsTheirsAndTheOthersAreNot() throws Exception {
    Watched other = watchedChild();
    Watched child = watchedChild();
    ProcexCore.closePidfd(child.pidfd);
    jdk.takeLost(NO_SET);
    assertEquals(Collections.singletonList(child.reap), given);
    assertEquals(Collections.singletonList(other), state.all());
    ProcexCore.closePidfd(other.pidfd);
  }
}
