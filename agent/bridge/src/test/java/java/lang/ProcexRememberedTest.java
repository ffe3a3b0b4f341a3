package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launches under rules of a program that was found before. */
class ProcexRememberedTest implements ProcexObserver {
  private static final int REQUIRED = 1;

  @TempDir Path directory;
  private final List<ProcexLaunch> launches = new ArrayList<>();
  private final List<ProcexSettings> given = new ArrayList<>();
  private String program;

  @BeforeEach
  void observe() throws Exception {
    ProcexUnderTest.loadLibrary();
    program = Files.createSymbolicLink(directory.resolve("sh"), Paths.get("/bin/sh")).toString();
    ProcexDispatcher.observe(this);
    ProcexConfig.install(
        ProcexConfig.of(
            new ProcexUnderTest.Preparation(),
            null,
            new ProcexUnderTest.Rules(null) {
              @Override
              public ProcexVerdict decide(ProcexLaunch launch) {
                ProcexSettings next = given.isEmpty() ? null : given.remove(0);
                return new ProcexVerdict("one", "allow", true, false, false, next);
              }
            },
            false));
  }

  @AfterEach
  void observeNoMore() {
    ProcexDispatcher.observe(null);
  }

  @Override
  public void launched(ProcexLaunch launch) {
    launches.add(launch);
  }

  @Override
  public void exited(int pid, int error, long[] figures) {}

  private ProcexLaunch launch() throws Exception {
    int[] fds = {-1, -1, -1};
    int pid = ProcexUnderTest.launch(fds, program, "-c", "exit 0");
    assertTrue(pid > 0);
    assertEquals(0, ProcexUnderTest.end(pid, fds));
    return launches.get(launches.size() - 1);
  }

  private ProcexProgram known() {
    return ProcexProgram.recall((program + '\0').getBytes(StandardCharsets.US_ASCII), true);
  }

  /** Of a CPU affinity without a CPU, which the kernel refuses. */
  private static ProcexSettings refused() {
    byte[] block = ProcexUnderTest.block(ProcexUnderTest.CPU_AFFINITY, 0);
    block[2] = REQUIRED; // on both CPUs the lower byte comes first
    return new ProcexUnderTest.Settings(block);
  }

  @Test
  void aSettingThatFailsMayBeOneThatAnotherRuleDoesNotHave() throws Exception {
    launch();
    assertNotNull(known());
    given.add(refused());
    ProcexLaunch launch = launch();
    assertEquals(0, launch.missed(0));
    assertTrue(given.isEmpty());
  }

  @Test
  void aSettingThatFailsTwiceFailsTheLaunch() throws Exception {
    launch();
    given.add(refused());
    given.add(refused());
    assertThrows(IOException.class, this::launch);
  }

  @Test
  void aProgramThatIsGoneIsForgottenAndLeavesNothingInTheRecord() throws Exception {
    launch();
    Files.delete(Paths.get(program));
    assertThrows(IOException.class, this::launch);
    assertNull(known());
    ProcexLaunch failed = launches.get(launches.size() - 1);
    assertEquals(ProcexNumbers.STEP_EXEC, failed.step());
    assertNull(failed.observation().name(ProcexNumbers.NAME_FILE));
    assertNull(failed.verdict());
  }

  @Test
  void whatWasDecidedOnIsClosed() throws Exception {
    Path shell = Paths.get("/bin/sh").toRealPath();
    long before = open(shell);
    launch();
    ProcexProgram.forgetAll();
    launch();
    assertEquals(before, open(shell));
  }

  private static long open(Path file) throws IOException {
    long count = 0;
    for (String number : new File("/proc/self/fd").list()) {
      Path descriptor = Paths.get("/proc/self/fd", number);
      if (Files.isSymbolicLink(descriptor) && Files.readSymbolicLink(descriptor).equals(file)) {
        count++;
      }
    }
    return count;
  }
}
