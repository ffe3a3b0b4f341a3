package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A runtime image of two modules, as jlink makes it for a container: base, and agents. */
class MinimalImageIT {
  @TempDir Path directory;

  private Path image(Jdk jdk) throws Exception {
    Path jlink = jdk.home().resolve("bin/jlink");
    assumeTrue(Files.isExecutable(jlink), "no jlink in " + jdk);
    Path image = directory.resolve("image");
    Process process =
        new ProcessBuilder(
                jlink.toString(), "--add-modules=java.base,java.instrument", "--output=" + image)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(process.waitFor() == 0, "this JDK cannot link an image: " + said);
    return image;
  }

  @OnSomeJdks
  void launchesGoThroughTheCore(Jdk jdk) throws Exception {
    Path image = image(jdk);
    Result stock = HostJvm.stock(jdk).home(image).run(Launch.class, "echo", "launched");
    Result result = HostJvm.withAgent(jdk).home(image).run(Launch.class, "echo", "launched");
    assertEquals("launched", result.line("out "), result::toString);
    result.assertLaunchedByCore(1);
    assertEquals(stock.err(), result.err());
  }
}
