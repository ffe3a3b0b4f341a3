package io.procex.hosts;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows every redirection of a child's streams. Argument: an existing, writable directory. */
public final class ObserveRedirects {
  private static final String[] COMMAND = {"sh", "-c", "cat; echo out; echo err >&2; echo out 2"};

  private final File input;
  private final File output;
  private final File error;

  private ObserveRedirects(File directory) {
    input = new File(directory, "input");
    output = new File(directory, "output");
    error = new File(directory, "error");
  }

  public static void main(String[] args) throws Exception {
    observe(args);
    Status.print();
  }

  static void observe(String... args) throws Exception {
    ObserveRedirects redirects = new ObserveRedirects(new File(args[0]));
    redirects.inputs();
    redirects.outputs(false);
    redirects.outputs(true);
    redirects.errors();
    redirects.observe("inheritIO", new ProcessBuilder(COMMAND).inheritIO());
  }

  private void inputs() throws IOException, InterruptedException {
    observe("input from a file", new ProcessBuilder(COMMAND).redirectInput(input));
    observe("inherited input", new ProcessBuilder(COMMAND).redirectInput(Redirect.INHERIT));
    observe(
        "input from /dev/null", new ProcessBuilder(COMMAND).redirectInput(new File("/dev/null")));
  }

  private void outputs(boolean errorToo) throws Exception {
    for (Map.Entry<String, Redirect> to : targets(output).entrySet()) {
      ProcessBuilder builder = new ProcessBuilder(COMMAND).redirectOutput(to.getValue());
      observe(
          "output " + to.getKey() + (errorToo ? ", error with it" : ""),
          builder.redirectErrorStream(errorToo));
    }
  }

  private void errors() throws Exception {
    for (Map.Entry<String, Redirect> to : targets(error).entrySet()) {
      observe("error " + to.getKey(), new ProcessBuilder(COMMAND).redirectError(to.getValue()));
      // The error stream's own redirection has no effect then.
      observe(
          "error with output, and " + to.getKey(),
          new ProcessBuilder(COMMAND).redirectErrorStream(true).redirectError(to.getValue()));
    }
  }

  private static Map<String, Redirect> targets(File file) throws Exception {
    Map<String, Redirect> targets = new LinkedHashMap<>();
    targets.put("to a pipe", Redirect.PIPE);
    targets.put("to a file", Redirect.to(file));
    targets.put("appended", Redirect.appendTo(file));
    targets.put("inherited", Redirect.INHERIT);
    if (Since9.IS_HERE) {
      targets.put("discarded", Since9.discard());
    }
    return targets;
  }

  private void observe(String name, ProcessBuilder builder)
      throws IOException, InterruptedException {
    write(input, "input\n");
    write(output, "a longer text that was there before\n");
    write(error, "a longer text that was there before\n");
    Process process = builder.start();
    // Printed at the end: an inherited stream is written by the child and by this JVM.
    String types = types(process);
    process.getOutputStream().close();
    String out = Observation.text(Observation.readAll(process.getInputStream()));
    String err = Observation.text(Observation.readAll(process.getErrorStream()));
    Observation.print(
        name, types + " exit " + process.waitFor() + " out <" + out + "> err <" + err + ">");
    Observation.print("output file", Observation.text(Files.readAllBytes(output.toPath())));
    Observation.print("error file", Observation.text(Files.readAllBytes(error.toPath())));
  }

  static String types(Process process) {
    return process.getClass().getName()
        + " with "
        + process.getOutputStream().getClass().getName()
        + ", "
        + process.getInputStream().getClass().getName()
        + ", "
        + process.getErrorStream().getClass().getName();
  }

  private static void write(File file, String text) throws IOException {
    Files.write(file.toPath(), text.getBytes(StandardCharsets.US_ASCII));
  }
}
