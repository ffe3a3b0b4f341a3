package io.procex.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.catalina.util.ServerInfo;

/** Runs Tomcat's CGIServlet under idle connections, without and then with the agent. */
public final class TomcatDemo {
  private static final int DEFAULT_CONNECTIONS = 4000;
  private static final int DEFAULT_REQUESTS = 300;

  private TomcatDemo() {}

  /** Takes the agent jar and, if wanted, the numbers of connections and of measured requests. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length == 0 || args.length > 3) {
      fail(2, "usage: TomcatDemo <agent jar> [idle connections] [measured requests]");
    }
    Path jar = Paths.get(args[0]).toAbsolutePath();
    if (!Files.isRegularFile(jar)) {
      fail(2, "no such agent jar: " + jar);
    }
    try {
      compare(jar, number(args, 1, DEFAULT_CONNECTIONS), number(args, 2, DEFAULT_REQUESTS));
    } catch (IOException e) {
      fail(1, e.getMessage());
    }
  }

  private static void compare(Path jar, int wanted, int requests)
      throws IOException, InterruptedException {
    int connections = OpenFileLimit.affordableConnections(wanted);
    if (connections < wanted) {
      System.err.println(
          "the limit on open files allows only " + connections + " connections, not " + wanted);
    }
    List<String> options = jvmOptions();
    DemoRun stock = new DemoRun("[1/2] stock JDK", options, "jdk launches");
    Findings without = stock.execute(connections, requests);
    options.add("-javaagent:" + jar + "=jmx=true");
    DemoRun agent = new DemoRun("[2/2] with procex-agent", options, "agent launches");
    Findings with = agent.execute(connections, requests);
    new ComparisonTable(System.out, without, with).print();
    System.out.println(
        String.format(
            "%s, unmodified, on Java %s: %d idle keep-alive connections, %d CGI requests",
            ServerInfo.getServerInfo(),
            System.getProperty("java.runtime.version"),
            connections,
            requests));
  }

  private static List<String> jvmOptions() {
    String mechanism = System.getProperty(LaunchDescription.MECHANISM);
    return new ArrayList<>(
        mechanism == null
            ? Collections.<String>emptyList()
            : Collections.singletonList("-D" + LaunchDescription.MECHANISM + "=" + mechanism));
  }

  private static int number(String[] args, int index, int otherwise) {
    if (args.length <= index) {
      return otherwise;
    }
    if (!args[index].matches("[1-9][0-9]{0,5}")) {
      fail(2, "not a number from 1 to 999999: " + args[index]);
    }
    return Integer.parseInt(args[index]);
  }

  private static void fail(int exitCode, String message) {
    System.err.println(message);
    System.exit(exitCode);
  }
}
