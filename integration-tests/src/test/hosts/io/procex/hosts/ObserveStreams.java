package io.procex.hosts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Shows the three pipes to a child at work. The argument says at which. */
final class ObserveStreams {
  private static final int LARGE = 10 << 20;

  private ObserveStreams() {}

  static void observe(String... args) throws Exception {
    switch (args[0]) {
      case "echo":
        echo();
        break;
      case "large":
        large();
        break;
      case "end":
        end();
        break;
      case "pipeline":
        pipeline();
        break;
      default:
        throw new IllegalArgumentException(args[0]);
    }
  }

  private static void echo() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("cat", "-u").start();
    InputStream in = process.getInputStream();
    OutputStream out = process.getOutputStream();
    for (String line : Arrays.asList("first\n", "second\n")) {
      out.write(line.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      byte[] echo = new byte[line.length()];
      for (int got = 0; got < echo.length; ) {
        got += in.read(echo, got, echo.length - got);
      }
      Observation.print("echo", Observation.text(echo));
    }
    out.close();
    Observation.print("end", in.read());
    Observation.print("exit", process.waitFor());
  }

  private static void large() throws Exception {
    String write = "head -c " + LARGE + " /dev/zero";
    String command = write + " & " + write + " | tr '\\0' x >&2; wait";
    Process process = new ProcessBuilder("sh", "-c", command).start();
    ExecutorService readers = Executors.newFixedThreadPool(2);
    Future<String> out = readers.submit(digest(process.getInputStream()));
    Future<String> err = readers.submit(digest(process.getErrorStream()));
    Observation.print("out", out.get());
    Observation.print("err", err.get());
    Observation.print("exit", process.waitFor());
    readers.shutdown();
  }

  private static Callable<String> digest(InputStream in) {
    return () -> Observation.checksum(Observation.readAll(in));
  }

  /** Closed input is an end of file; output that nobody reads any more breaks the pipe. */
  private static void end() throws IOException, InterruptedException {
    Observation.of("no input", "wc", "-c");
    Process writer = new ProcessBuilder("yes").start();
    writer.getInputStream().close();
    Observation.print("nobody reads", writer.waitFor());
    Process closing = new ProcessBuilder("sh", "-c", "exec >&- 2>&-; read x; exit 5").start();
    Observation.print("closed output", closing.getInputStream().read());
    Observation.print("closed error", closing.getErrorStream().read());
    closing.getOutputStream().close();
    Observation.print("exit", closing.waitFor());
    writeToNobody();
  }

  private static void writeToNobody() throws IOException, InterruptedException {
    Process deaf = new ProcessBuilder("sh", "-c", "exec 0<&-; echo; exec sleep 600").start();
    Observation.print("input is closed", deaf.getInputStream().read());
    try {
      deaf.getOutputStream().write(1);
      deaf.getOutputStream().flush();
      Observation.print("write to nobody", "passes");
    } catch (IOException e) {
      Observation.print("write to nobody", Observation.stackTrace(e));
    }
    Observation.print("exit", deaf.destroyForcibly().waitFor());
  }

  private static void pipeline() throws Exception {
    ProcessBuilder source = new ProcessBuilder("printf", "c\\na\\nb\\n");
    ProcessBuilder sort = new ProcessBuilder("sort");
    ProcessBuilder upper = new ProcessBuilder("sh", "-c", "tr a-z A-Z; exit 4");
    List<Process> stages = Since9.startPipeline(Arrays.asList(source, sort, upper));
    Process last = stages.get(stages.size() - 1);
    Observation.print("out", Observation.text(Observation.readAll(last.getInputStream())));
    for (Process stage : stages) {
      Observation.print("stage", ObserveRedirects.types(stage) + " exit " + stage.waitFor());
    }
    ProcessBuilder missing = new ProcessBuilder("no-such-program");
    Observation.of(
        "missing stage", () -> Since9.startPipeline(Arrays.asList(source, missing, upper)).get(0));
  }
}
