package io.procex.bench.host;

import io.procex.hosts.LaunchFreshFiles;
import java.io.File;
import java.io.IOException;
import java.util.Collections;

/** {@link LaunchFreshFiles} by NuProcess, which does not say why a launch has failed. */
public final class NuFreshFiles {
  private NuFreshFiles() {}

  public static void main(String[] args) throws Exception {
    launch("/bin/true");
    LaunchFreshFiles.run(new File(args[0]), Integer.parseInt(args[1]), NuFreshFiles::launch);
  }

  private static boolean launch(String program) throws InterruptedException {
    try {
      return new NuLauncher(Collections.singletonList(program)).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
