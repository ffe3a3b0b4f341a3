package io.procex.agent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a place for records is found without a record, and nothing is made. */
@Timeout(60)
class SinkNameTest {
  private static final int ANOTHER_USER = 65533;

  @TempDir Path temporary;
  private Path directory;
  private long entries;

  @BeforeEach
  void useItsRealPath() throws Exception {
    directory = temporary.toRealPath();
  }

  private long count() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }

  private String problem(Object name) throws Exception {
    entries = count();
    return new SinkName(name.toString()).problem();
  }

  private void assertWrong(Object name, String reason) throws Exception {
    String problem = problem(name);
    assertTrue(problem != null && problem.endsWith(reason), name + ": " + problem);
  }

  @AfterEach
  void nothingWasMade() throws Exception {
    assertEquals(entries, count());
  }

  private Path file(String name) throws Exception {
    return Files.createFile(directory.resolve(name));
  }

  private Path fifo(String name) throws Exception {
    Path fifo = directory.resolve(name);
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    return fifo;
  }

  private Path openToAll() throws Exception {
    Path open = Files.createDirectory(directory.resolve("open"));
    Files.setAttribute(open, "unix:mode", 01777);
    return open;
  }

  private static void giveAway(Path file) throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can give files away");
    Files.setAttribute(file, "unix:uid", ANOTHER_USER, LinkOption.NOFOLLOW_LINKS);
  }

  @Test
  void fileMayBeThereOrNotYet() throws Exception {
    Path there = file("there");
    assertNull(problem(there));
    assertNull(problem(directory.resolve("new")));
    assertNull(problem(directory.resolve("%p-%t.json")));
    assertNull(problem(directory + "/./new"));
  }

  @Test
  void directoryMustBeThere() throws Exception {
    Path missing = directory.resolve("missing");
    assertWrong(missing.resolve("log"), "there is no directory " + missing);
    assertWrong(file("f") + "/log", "/f/log: Not a directory");
  }

  @Test
  void directoriesSocketsAndDevicesAreNoLogs() throws Exception {
    assertWrong(directory, directory + " is a directory");
    assertWrong(directory + "/..", " is a directory");
    assertWrong("/", "/ is a directory");
    assertWrong("/dev/null", "/dev/null is a device");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/proc/sys/kernel/core_pattern",
        "/proc/self/root/proc/sys/kernel/core_pattern",
        "/proc/self/cwd/../../../../../../../../proc/sys/kernel/core_pattern",
        "/proc/self/oom_score_adj",
        "/proc/new",
        "/sys/kernel/mm/ksm/run",
        "/tmp/../sys/new"
      })
  void settingsOfTheKernelAreNoLogs(String name) throws Exception {
    assumeTrue(Files.exists(Paths.get("/sys/kernel")), "no sysfs");
    String problem = problem(name);
    assertTrue(problem != null && problem.contains(" belongs to the kernel ("), problem);
  }

  @Test
  void settingsOfTheKernelAreNoneByALinkEither() throws Exception {
    Path kernel = Files.createSymbolicLink(directory.resolve("kernel"), Paths.get("/proc/sys"));
    assertWrong(
        kernel.resolve("kernel/core_pattern"),
        "/proc/sys/kernel/core_pattern belongs to the kernel (/proc)");
    Path log = directory.resolve("log");
    Files.createSymbolicLink(log, Paths.get("/proc/sys/kernel/core_pattern"));
    assertWrong(log, "/proc/sys/kernel/core_pattern belongs to the kernel (/proc)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stdout",
        "/dev/stdout",
        "/dev/fd/1",
        "/proc/self/fd/1",
        "/proc/thread-self/fd/2",
        "stderr"
      })
  void standardStreamsMayBeNamedInEveryWay(String name) throws Exception {
    assertNull(problem(name));
  }

  @Test
  void linkMayLeadToAStreamAsImagesHaveIt() throws Exception {
    Path log = Files.createSymbolicLink(directory.resolve("log"), Paths.get("/dev/stdout"));
    assertNull(problem(log));
    assertEquals(LogPlace.Kind.STDOUT, LogPlace.of(log).kind());
  }

  @Test
  void otherDescriptorsAreTheJvmsOwn() throws Exception {
    assertWrong("/proc/self/fd/3", "/fd/3 is neither stdout nor stderr: name the file itself");
  }

  @Test
  void linkToAFileIsRefused() throws Exception {
    Path log = Files.createSymbolicLink(directory.resolve("log"), file("file"));
    assertWrong(log, "a symbolic link leads to " + directory + "/file: name that file");
    Path loop = directory.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    assertWrong(loop, loop + " is a symbolic link loop");
  }

  @Test
  void fileOfAnotherUserIsRefusedWhereThatUserCanHaveMadeIt() throws Exception {
    Path log = Files.createFile(openToAll().resolve("log"));
    giveAway(log);
    assertWrong(log, log + " belongs to another user (uid 65533)");
    Path handedOver = file("handed over");
    giveAway(handedOver);
    assertNull(problem(handedOver));
  }

  @Test
  void socketOfAnotherUserIsRefusedWhereThatUserCanHaveMadeIt() throws Exception {
    Path socket = openToAll().resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertNull(problem("unix:" + socket));
      giveAway(socket);
      assertWrong("unix:" + socket, socket + " belongs to another user (uid 65533)");
    }
  }

  @Test
  void linkOfAnotherUserIsRefused() throws Exception {
    Path log = openToAll().resolve("log");
    Files.createSymbolicLink(log, Paths.get("/dev/stdout"));
    giveAway(log);
    assertWrong(log, log + " belongs to another user (uid 65533)");
  }

  @Test
  void secondNameOfAFileIsRefusedWhereOthersMayGiveIt() throws Exception {
    Path log = openToAll().resolve("log");
    Files.createLink(log, file("file"));
    assertWrong(log, log + " has a second name, and others can write to its directory");
  }

  @Test
  void fifoNeedsAReaderAndIsNotWaitedFor() throws Exception {
    Path fifo = fifo("fifo");
    assertWrong(fifo, "nobody reads from " + fifo);
    Thread reader =
        new Thread(
            () -> {
              try (FileInputStream in = new FileInputStream(fifo.toFile())) {
                in.read();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    reader.start();
    String problem;
    do { // until it opens
      problem = problem(fifo);
    } while (problem != null);
    assertTrue(reader.isAlive(), "a look is no end of the file");
    Fifo.close(fifo);
    reader.join();
  }

  @Test
  void socketsMustBeThere() throws Exception {
    Path missing = directory.resolve("missing");
    assertWrong("unix:" + missing, "there is no socket " + missing);
    assertWrong("journald:" + missing, "there is no socket " + missing);
    Path file = file("file");
    assertWrong("unix:" + file, file + " is not a socket");
    assertNull(problem("unix:@abstract"));
    String longName = directory + "/" + new String(new char[108]).replace('\0', 'x');
    assertWrong("unix:" + longName, " may be (107 bytes)");
  }

  @Test
  void loggersAreAlwaysThere() throws Exception {
    assertNull(problem("logger"));
    assertNull(problem("logger:some.name"));
  }
}
