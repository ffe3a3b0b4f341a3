package io.procex.hosts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Prints {@code ready}, and then, for each line on stdin, does as {@link Launch} with the words of
 * that line and prints {@code done}; ends with its stdin.
 */
public final class LaunchOnRequest {
  private LaunchOnRequest() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    String request;
    while ((request = requests.readLine()) != null) {
      Launch.main(request.split(" ", -1));
      System.out.println("done");
    }
  }
}
