package io.procex.it.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** Runs a host without and with the agent; whatever they print and return has to be the same. */
public final class Parity {
  private static final String STATUS = "agent ";

  /** Brings a host into a setting, the one without the agent as the one with it. */
  public interface Setting {
    void apply(HostJvm host) throws Exception;
  }

  private Parity() {}

  public static Result check(Jdk jdk, Class<?> main, String... arguments) throws Exception {
    return check(jdk, host -> {}, main, arguments);
  }

  /**
   * Compares everything except the agent's status, which must show no fallback: without options,
   * when the library launches alone, and with an option, when the whole agent does.
   *
   * @return the result with the whole agent
   */
  public static Result check(Jdk jdk, Setting setting, Class<?> main, String... arguments)
      throws Exception {
    HostJvm stock = HostJvm.stock(jdk);
    setting.apply(stock);
    Result expected = stock.run(main, arguments);
    if (jdk.feature() > 8) { // where the whole agent makes each launch
      compare(expected, HostJvm.withAgent(jdk), setting, main, arguments);
    }
    HostJvm whole = HostJvm.withAgent(jdk, "reaper=pidfd");
    return compare(expected, whole, setting, main, arguments);
  }

  private static Result compare(
      Result expected, HostJvm agent, Setting setting, Class<?> main, String... arguments)
      throws Exception {
    setting.apply(agent);
    Result actual = agent.run(main, arguments);
    assertSameLines(observations(expected), observations(actual));
    assertEquals(expected.err(), actual.err());
    assertEquals(expected.exitCode(), actual.exitCode());
    assertTrue(!observations(actual).isEmpty(), actual::toString);
    String launches = actual.line(STATUS);
    assertTrue(launches.endsWith(" failed, 0 fallbacks"), launches);
    return actual;
  }

  private static List<String> observations(Result result) {
    return result.out().lines().filter(line -> !line.startsWith(STATUS)).toList();
  }

  /** Line by line: the failure then shows the first that differs, and not all of them. */
  private static void assertSameLines(List<String> expected, List<String> actual) {
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      assertEquals(expected.get(i), actual.get(i));
    }
    assertEquals(expected.size(), actual.size(), actual::toString);
  }
}
