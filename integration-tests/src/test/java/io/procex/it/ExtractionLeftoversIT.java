package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.MountNamespace;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An extraction that fails leaves nothing behind either. */
class ExtractionLeftoversIT {
  @TempDir Path directory;
  private Path place;
  private Path listing;

  @BeforeEach
  void needsMounts() throws Exception {
    MountNamespace.assumePossible();
    place = Files.createDirectory(directory.resolve("place"));
    listing = directory.resolve("listing");
  }

  /** Runs the host with a file system of its own at the place, and lists what is left in it. */
  private Result launch(HostJvm host, String mountOptions) throws Exception {
    String script =
        "mount -t tmpfs -o mode=1777,%s tmpfs %s && \"$@\"; code=$?; ls -A %s >%s; exit $code"
            .formatted(mountOptions, place, place, listing);
    Result result =
        host.by("unshare", "-m", "sh", "-c", script, "sh").run(Launch.class, "/bin/true");
    assertEquals("0", result.line("exit "), result::toString);
    assertEquals("", result.err());
    assertEquals("", Files.readString(listing));
    return result;
  }

  private void assertFallback(Result result) {
    assertEquals("0 failed, 1 fallbacks", result.line("agent "), result::toString);
    String reason = result.line("agent fallbacks 1: ");
    assertTrue(reason.contains(place.toString()), reason);
  }

  @OnOneJdk
  void nothingIsLeftOnAFullDisk(Jdk jdk) throws Exception {
    assertFallback(launch(HostJvm.withAgent(jdk, "tmpdir=" + place), "size=4k"));
  }

  @OnOneJdk
  void nothingIsLeftOnAReadOnlyDisk(Jdk jdk) throws Exception {
    assertFallback(launch(HostJvm.withAgent(jdk, "tmpdir=" + place), "ro"));
  }

  @OnOneJdk
  void nothingIsLeftWhereNothingCanBeExecuted(Jdk jdk) throws Exception {
    assertFallback(launch(HostJvm.withAgent(jdk, "tmpdir=" + place), "noexec"));
  }

  @OnOneJdk
  void fullTemporaryDirectoryMakesItFindAnotherPlace(Jdk jdk) throws Exception {
    HostJvm host = HostJvm.withAgent(jdk).jvm("-XX:-UsePerfData", "-Djava.io.tmpdir=" + place);
    Result result = launch(host, "size=4k");
    result.assertLaunchedByCore(1);
    assertTrue(result.out().contains("native library not loaded from " + place), result::toString);
  }
}
