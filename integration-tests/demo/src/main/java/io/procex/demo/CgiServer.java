package io.procex.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.logging.FileHandler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Apache Tomcat with its own CGIServlet, neither altered; stops when its standard input ends. */
public final class CgiServer {
  /** More than enough for the requests in which CGIServlet sleeps until their process is gone. */
  private static final int MAX_THREADS = 2000;

  private CgiServer() {}

  /** Takes the work directory and the number of connections to be ready for. */
  public static void main(String[] args) throws IOException, LifecycleException {
    WorkDirectory work = new WorkDirectory(Paths.get(args[0]));
    logTo(work.serverLog());
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(work.root().toString());
    tomcat.setConnector(connector(Integer.parseInt(args[1])));
    addServlets(tomcat.addContext("", work.webapp().toString()));
    tomcat.start();
    System.out.println("port: " + tomcat.getConnector().getLocalPort());
    answerQuestions();
    tomcat.stop();
    tomcat.destroy();
  }

  private static void logTo(Path file) throws IOException {
    LogManager.getLogManager().reset();
    FileHandler handler = new FileHandler(file.toString());
    handler.setFormatter(new SimpleFormatter());
    Logger.getLogger("").addHandler(handler);
  }

  private static Connector connector(int connections) {
    Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxConnections", Integer.toString(connections + 100));
    connector.setProperty("maxThreads", Integer.toString(MAX_THREADS));
    connector.setProperty("keepAliveTimeout", "-1");
    connector.setProperty("maxKeepAliveRequests", "-1");
    return connector;
  }

  private static void addServlets(Context context) {
    // Tomcat keeps CGIServlet from contexts that are not privileged.
    context.setPrivileged(true);
    Tomcat.addServlet(context, "files", "org.apache.catalina.servlets.DefaultServlet");
    context.addServletMappingDecoded("/", "files");
    Wrapper cgi = Tomcat.addServlet(context, "cgi", "org.apache.catalina.servlets.CGIServlet");
    cgi.addInitParameter("cgiPathPrefix", WorkDirectory.CGI);
    // No interpreter in between: the script itself is what Runtime.exec gets.
    cgi.addInitParameter("executable", "");
    context.addServletMappingDecoded("/cgi/*", "cgi");
  }

  private static void answerQuestions() throws IOException {
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String name = questions.readLine(); name != null; name = questions.readLine()) {
      System.out.println(name + ": " + answer(name));
    }
  }

  private static String answer(String question) {
    switch (question) {
      case "descriptors":
        String[] open = new File("/proc/self/fd").list();
        // One of them is the listing's own.
        return open == null ? "unknown" : Integer.toString(open.length - 1);
      case "jdk launches":
        return LaunchDescription.ofJdk();
      case "agent launches":
        return LaunchDescription.ofAgent();
      default:
        return "unknown question";
    }
  }
}
