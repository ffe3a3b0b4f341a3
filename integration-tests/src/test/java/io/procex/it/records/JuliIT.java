package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.LogAfterLaunch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tomcat's own LogManager, which keeps a configuration for each context class loader: named by the
 * command line, as Tomcat's start script does, or by the application before it first logs.
 */
class JuliIT {
  private static final String MANAGER = "org.apache.juli.ClassLoaderLogManager";

  @TempDir Path directory;
  private Path configuration;

  @BeforeEach
  void configure() throws Exception {
    String collector = LogAfterLaunch.Collector.class.getName();
    configuration =
        Files.writeString(
            directory.resolve("logging.properties"),
            "handlers = " + collector + "\n.handlers = " + collector + "\n");
  }

  private Result run(HostJvm host, String... arguments) throws Exception {
    return host.library(Artifacts.library("tomcat-juli"))
        .within(60)
        .run(LogAfterLaunch.class, arguments);
  }

  private HostJvm started(HostJvm host) {
    return host.jvm("-Djava.util.logging.manager=" + MANAGER)
        .jvm("-Djava.util.logging.config.file=" + configuration);
  }

  private static List<String> withoutStatus(Result result) {
    return result.out().lines().filter(line -> !line.startsWith("agent ")).toList();
  }

  private static void assertLaunchedByTheCore(Result result) {
    result.assertLaunchedByCore(1);
    assertEquals("", result.err());
  }

  private static void assertLogged(Result stock, Result told) {
    assertLaunchedByTheCore(told);
    List<String> lines = withoutStatus(told);
    assertTrue(lines.containsAll(withoutStatus(stock)), told::toString);
    assertTrue(lines.contains("logged INFO launches launch"), told::toString);
    assertTrue(lines.contains("logged INFO launches exit"), told::toString);
  }

  @OnEachJdk
  void applicationLogsAsItDidAndRecordsComeToo(Jdk jdk) throws Exception {
    Result stock = run(started(HostJvm.stock(jdk)));
    assertEquals(MANAGER, stock.line("manager "));
    assertEquals("WARNING application said", stock.line("logged "));
    assertEquals("", stock.err());

    Result agent = run(started(HostJvm.withAgent(jdk)));
    assertLaunchedByTheCore(agent);
    assertEquals(withoutStatus(stock), withoutStatus(agent));

    String[] options = {"log=logger:launches", "jmx=true"};
    assertLogged(stock, run(started(HostJvm.withAgent(jdk, options)), "wait"));
    String file = configuration.toString();
    assertLogged(stock, run(HostJvm.withAgent(jdk, options), "wait", MANAGER, file));
  }
}
