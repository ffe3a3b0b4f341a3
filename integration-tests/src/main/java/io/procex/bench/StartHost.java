package io.procex.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A JVM with many open descriptors that launches /bin/true when it is asked to: each line {@code
 * measure N} on stdin is answered with the times of N launches in nanoseconds.
 */
public final class StartHost {
  static final String READY = "ready";
  static final String MEASURE = "measure ";

  /** The same for every number of descriptors, so that all hosts have compiled alike. */
  private static final int WARM_UP_LAUNCHES = 200;

  private StartHost() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    List<FileInputStream> open = openDescriptors(Integer.parseInt(args[0]));
    measure(WARM_UP_LAUNCHES);
    System.out.println(READY);
    serve();
    for (FileInputStream descriptor : open) {
      descriptor.close();
    }
  }

  private static List<FileInputStream> openDescriptors(int count) throws IOException {
    List<FileInputStream> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      open.add(new FileInputStream("/dev/null"));
    }
    return open;
  }

  private static void serve() throws IOException, InterruptedException {
    BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    String request;
    while ((request = requests.readLine()) != null) {
      if (!request.startsWith(MEASURE)) {
        throw new IOException("not a request: " + request);
      }
      System.out.println(measure(Integer.parseInt(request.substring(MEASURE.length()))));
    }
  }

  private static String measure(int launches) throws IOException, InterruptedException {
    StringJoiner times = new StringJoiner(" ");
    for (int i = 0; i < launches; i++) {
      times.add(Long.toString(timeStart()));
    }
    return times.toString();
  }

  private static long timeStart() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("/bin/true");
    long begin = System.nanoTime();
    Process process = builder.start();
    long end = System.nanoTime();
    int exitCode = process.waitFor();
    process.getOutputStream().close();
    process.getInputStream().close();
    process.getErrorStream().close();
    if (exitCode != 0) {
      throw new IOException("/bin/true ended with " + exitCode);
    }
    return end - begin;
  }
}
