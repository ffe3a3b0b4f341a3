package io.procex.bench.host;

import com.zaxxer.nuprocess.NuAbstractProcessHandler;
import com.zaxxer.nuprocess.NuProcess;
import com.zaxxer.nuprocess.NuProcessBuilder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** NuProcess: always pipes, and threads of its own that read them. */
final class NuLauncher implements Launcher {
  /** Else a lost exit would be waited for without end. */
  private static final long PATIENCE_SECONDS = 30;

  private final NuProcessBuilder builder;

  NuLauncher(List<String> command) {
    builder = new NuProcessBuilder(command);
  }

  @Override
  public Child start() throws IOException {
    builder.setProcessListener(new Silent());
    NuProcess process = builder.start();
    if (process == null) {
      throw new IOException("NuProcess has launched nothing");
    }
    return new NuChild(process);
  }

  private static final class Silent extends NuAbstractProcessHandler {}

  private static final class NuChild implements Child {
    private final NuProcess process;

    NuChild(NuProcess process) {
      this.process = process;
    }

    @Override
    public int waitFor() throws InterruptedException {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      // It closes its pipes itself.
    }

    @Override
    public void kill() {
      process.destroy(true);
    }
  }
}
