package io.procex.bench.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/**
 * The host's side of the conversation: says {@code ready} and its pid, then answers each line
 * {@code measure N}, until stdin ends.
 */
public final class Requests {
  public static final String READY = "ready ";
  public static final String MEASURE = "measure ";

  private Requests() {}

  interface Work {
    Answer measure(int launches) throws Exception;
  }

  static void serve(Work work) throws Exception {
    System.out.println(READY + OwnProcess.pid());
    BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    String request;
    while ((request = requests.readLine()) != null) {
      if (!request.startsWith(MEASURE)) {
        throw new IOException("not a request: " + request);
      }
      work.measure(Integer.parseInt(request.substring(MEASURE.length()))).print();
    }
  }
}
