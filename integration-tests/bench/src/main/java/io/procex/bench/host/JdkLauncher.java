package io.procex.bench.host;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/** {@code ProcessBuilder.start()}, whatever is behind it. */
final class JdkLauncher implements Launcher {
  private static final File NULL = new File("/dev/null");

  private final ProcessBuilder builder;

  JdkLauncher(List<String> command, String stdio) throws IOException {
    builder = new ProcessBuilder(command);
    switch (stdio) {
      case "pipes":
        break;
      case "files":
        redirect(Redirect.to(temporaryFile()));
        break;
      case "discard":
        redirect(Redirect.to(NULL));
        break;
      case "inherit":
        builder.inheritIO();
        break;
      default:
        throw new IllegalArgumentException("no such stdio: " + stdio);
    }
  }

  private void redirect(Redirect output) {
    builder.redirectInput(NULL).redirectOutput(output).redirectError(output);
  }

  private static File temporaryFile() throws IOException {
    File file = File.createTempFile("procex-bench", ".out");
    file.deleteOnExit();
    return file;
  }

  @Override
  public Child start() throws IOException {
    return new JdkChild(builder.start());
  }

  private static final class JdkChild implements Child {
    private final Process process;

    JdkChild(Process process) {
      this.process = process;
    }

    @Override
    public int waitFor() throws InterruptedException {
      return process.waitFor();
    }

    @Override
    public void close() throws IOException {
      process.getOutputStream().close();
      process.getInputStream().close();
      process.getErrorStream().close();
    }

    @Override
    public void kill() {
      process.destroyForcibly();
    }
  }
}
