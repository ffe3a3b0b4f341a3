package io.procex.it.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Whether a host can be given mounts of its own here: by root, and not in every container. */
public final class MountNamespace {
  private MountNamespace() {}

  /** Skips the test if it cannot. */
  public static void assumePossible() throws Exception {
    Process unshare =
        new ProcessBuilder("unshare", "-m", "sh", "-c", "mount -t tmpfs none /tmp")
            .redirectErrorStream(true)
            .start();
    unshare.getInputStream().readAllBytes();
    assumeTrue(unshare.waitFor() == 0, "no mount namespace can be made here");
  }
}
