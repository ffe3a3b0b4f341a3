package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.MountNamespace;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import io.procex.it.support.Strace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;

/** Places in which the library cannot be extracted, or not be executed. */
class ExtractionIT {
  @TempDir Path directory;

  private static Result launch(HostJvm host) throws Exception {
    Result result = host.run(Launch.class, "/bin/true");
    assertEquals("0", result.line("exit "), result.toString());
    assertEquals("", result.err());
    return result;
  }

  private static void assertFallback(Result result, String reason) {
    assertEquals("0 failed, 1 fallbacks", result.line("agent "), result.toString());
    assertTrue(result.line("agent fallbacks 1: ").contains(reason), result.toString());
  }

  /** Runs the host where these directories are mounted so that nothing in them can be executed. */
  private static HostJvm withNoexec(HostJvm host, String... directories) throws Exception {
    MountNamespace.assumePossible();
    StringBuilder script = new StringBuilder();
    for (String place : directories) {
      script.append("mount -t tmpfs -o noexec,mode=1777 tmpfs ").append(place).append(" && ");
    }
    return host.by("unshare", "-m", "sh", "-c", script + "exec \"$@\"", "sh");
  }

  @OnOneJdk
  void missingTmpdirIsNamed(Jdk jdk) throws Exception {
    Path missing = directory.resolve("missing");
    assertFallback(launch(HostJvm.withAgent(jdk, "tmpdir=" + missing)), missing.toString());
  }

  @OnOneJdk
  void tmpdirWithoutPermissionIsNamed(Jdk jdk) throws Exception {
    Path closed = Files.createDirectory(directory.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
    HostJvm host = HostJvm.withAgent(jdk, "tmpdir=" + closed);
    // Root may write anywhere, unless it has no capabilities.
    Result result = launch(host.by("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
    assertFallback(result, "AccessDeniedException");
  }

  @OnOneJdk
  void tmpdirOnANoexecMountSaysWhatToSet(Jdk jdk) throws Exception {
    HostJvm host = HostJvm.withAgent(jdk, "tmpdir=" + directory);
    Result result = launch(withNoexec(host, directory.toString()));
    assertFallback(result, "mounted noexec?): set tmpdir= to a directory that does");
  }

  /** A C locale has no name for it: such a directory is no path at all. */
  @OnOneJdk
  void placeThatIsNoPathIsPassedOver(Jdk jdk) throws Exception {
    String script = "XDG_RUNTIME_DIR=$(printf '/tmp/\\303\\274') exec \"$@\"";
    HostJvm host = HostJvm.withAgent(jdk).jvm("-Djava.io.tmpdir=/proc").env("LC_ALL", "C");
    Result result = launch(host.by("sh", "-c", script, "sh"));
    result.assertLaunchedByCore(1);
    assertTrue(result.out().contains(": not a path: "), result.toString());
  }

  /** A directory on a file server that is gone keeps whoever touches it for ever. */
  @OnOneJdk
  void homeIsNotTouchedWhereAnotherPlaceWillDo(Jdk jdk) throws Exception {
    Path home = Files.createDirectory(directory.resolve("home"));
    Strace strace = new Strace(directory.resolve("trace"));
    assumeTrue(strace.works(), "strace is missing, or ptrace is forbidden");
    launch(
        HostJvm.withAgent(jdk)
            .jvm("-Duser.home=" + home)
            .by(strace.command())
            .by("-e", "trace=%file", "-e", "signal=none", "-P", home.toString()));
    assertEquals("", Files.readString(directory.resolve("trace")));
  }

  /** As on NFS, where what is mapped cannot be removed. */
  @OnOneJdk
  void libraryThatCannotBeRemovedIsUsedAllTheSame(Jdk jdk) throws Exception {
    Path place = Files.createDirectory(directory.resolve("place"));
    HostJvm host = HostJvm.withAgent(jdk, "tmpdir=" + place);
    String fault = Artifacts.fault().toString();
    Result result = launch(host.by(fault, "unlink=EPERM", "unlinkat=EPERM", "--"));
    result.assertLaunchedByCore(1);
    assertTrue(result.out().contains("agent log: not removed: " + place), result.toString());
  }

  @OnOneJdk
  void noexecTmpMakesItFindAnotherPlace(Jdk jdk) throws Exception {
    String place = directory.toString();
    HostJvm host = HostJvm.withAgent(jdk).jvm("-Djava.io.tmpdir=" + place);
    Result result = launch(withNoexec(host, place));
    result.assertLaunchedByCore(1);
    assertTrue(result.out().contains("does not allow execution"), result.toString());
  }
}
