package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** A launch is held where it asks, and meanwhile other options are put in force. */
class ProcexConfigTest {
  private static final String ASKED = "ulimit -Sn; ulimit -Hn; umask";

  private final CountDownLatch asks = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);

  /** The limits and the umask that these options ask for. */
  private enum Options {
    OLD(100, 200, "0077"),
    NEW(300, 400, "0027");

    final long soft;
    final long hard;
    final String umask;

    Options(long soft, long hard, String umask) {
      this.soft = soft;
      this.hard = hard;
      this.umask = umask;
    }

    String onChild() {
      return soft + " " + hard + " " + umask;
    }

    byte[] block() {
      return ProcexUnderTest.block(ProcexUnderTest.UMASK, Long.parseLong(umask, 8));
    }

    ProcexPreparation preparation() {
      return new ProcexUnderTest.Preparation() {
        @Override
        public long run() {
          return ProcexCore.configure(soft, hard, 0, null);
        }
      };
    }

    ProcexConfig config() {
      return ProcexConfig.of(preparation(), new ProcexUnderTest.Settings(block()), null, false);
    }
  }

  private void hold() {
    asks.countDown();
    try {
      goesOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a launch under the first options gives its child, while the others come. */
  private void assertOldWhileNewComes(ProcexConfig old) throws Exception {
    ProcexConfig.install(old);
    FutureTask<String> launch = new FutureTask<>(() -> ProcexUnderTest.printedBy(ASKED));
    new Thread(launch).start();
    asks.await();
    ProcexConfig.install(Options.NEW.config());
    assertEquals(null, ProcexConfig.prepare());
    goesOn.countDown();
    assertEquals(Options.OLD.onChild(), launch.get());
    assertEquals(Options.NEW.onChild(), ProcexUnderTest.printedBy(ASKED));
  }

  @Test
  void aLaunchHasTheLimitsOfTheOptionsThatItsSettingsAreOf() throws Exception {
    ProcexSettings held =
        new ProcexUnderTest.Settings(Options.OLD.block()) {
          @Override
          public String obstacle() {
            hold();
            return null;
          }
        };
    assertOldWhileNewComes(ProcexConfig.of(Options.OLD.preparation(), held, null, false));
  }

  @Test
  void aLaunchHasTheSettingsAndLimitsOfTheOptionsThatItsRulesAreOf() throws Exception {
    ProcexRules held =
        new ProcexUnderTest.Rules(new ProcexUnderTest.Settings(Options.OLD.block())) {
          @Override
          public ProcexVerdict decide(ProcexLaunch launch) {
            hold();
            return super.decide(launch);
          }
        };
    ProcexSettings other =
        new ProcexUnderTest.Settings(ProcexUnderTest.block(ProcexUnderTest.UMASK, 0));
    assertOldWhileNewComes(ProcexConfig.of(Options.OLD.preparation(), other, held, false));
  }

  @Test
  void aLaunchThatWaitsForItsRulesKeepsTheSettingsOfTheirOptions() throws Exception {
    ProcexRules held =
        new ProcexUnderTest.Rules(null) {
          @Override
          public String obstacle() {
            hold();
            return null;
          }

          @Override
          public ProcexVerdict decide(ProcexLaunch launch) {
            return new ProcexVerdict(
                "any",
                "allow",
                true,
                false,
                false,
                new ProcexUnderTest.Settings(Options.OLD.block()));
          }
        };
    assertOldWhileNewComes(ProcexConfig.of(Options.OLD.preparation(), null, held, false));
  }

  @Test
  void aLaunchThatPreparesIsMadeUnderWhatItHasPrepared() throws Exception {
    ProcexPreparation held =
        new ProcexUnderTest.Preparation() {
          @Override
          public long run() throws Exception {
            asks.countDown();
            awaitOneThatQueuesForTheTurn();
            return Options.OLD.preparation().run();
          }
        };
    goesOn.countDown();
    assertOldWhileNewComes(
        ProcexConfig.of(held, new ProcexUnderTest.Settings(Options.OLD.block()), null, false));
  }

  /** The thread that installs the other options waits in ProcexTurn. */
  @SuppressWarnings("ThreadPriorityCheck") // there is nothing to wait on
  private static void awaitOneThatQueuesForTheTurn() throws InterruptedException {
    while (true) {
      for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
        for (StackTraceElement frame : stack) {
          if (frame.getMethodName().equals("awaitOther")) {
            return;
          }
        }
      }
      Thread.yield();
    }
  }

  @Test
  void aPreparationDoesNotBringBackOptionsThatWereReplacedMeanwhile() throws Exception {
    ProcexPreparation replaced =
        new ProcexUnderTest.Preparation() {
          @Override
          public long run() throws Exception {
            ProcexConfig.install(Options.NEW.config());
            return Options.OLD.preparation().run();
          }
        };
    ProcexConfig.install(
        ProcexConfig.of(replaced, new ProcexUnderTest.Settings(Options.OLD.block()), null, false));
    assertEquals(Options.OLD.onChild(), ProcexUnderTest.printedBy(ASKED));
    assertEquals(Options.NEW.onChild(), ProcexUnderTest.printedBy(ASKED));
  }

  @Test
  void whatIsPreparedBelongsToTheOptionsItWasPreparedFor() throws Exception {
    ProcexConfig.install(Options.OLD.config());
    assertEquals(Options.OLD.onChild(), ProcexUnderTest.printedBy(ASKED));
    ProcexConfig.install(Options.NEW.config());
    assertEquals(Options.NEW.onChild(), ProcexUnderTest.printedBy(ASKED));
  }
}
