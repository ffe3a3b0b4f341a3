package io.procex.it.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.JdkCopy;
import io.procex.it.support.OnEachJdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/**
 * A running JVM whose jspawnhelper is replaced by that of another update: it refuses to work for
 * this one (JDK-8325621).
 */
class JdkUpgradedInPlaceIT {
  /** The build number in a version as the helper holds it: 17.0.15+6, 28-ea+18-1-Debian. */
  private static final Pattern BUILD = Pattern.compile("\\d[\\d.]*(?:-ea)?\\+(\\d)");

  /** In the words of 17 and 21, and of those since. */
  private static final Pattern HELPER_REFUSES = Pattern.compile("exit (value|code): 1");

  @TempDir Path directory;

  @OnEachJdk
  void runningJvmGoesOnLaunching(Jdk jdk) throws Exception {
    String stock = launchAfterUpgrade(HostJvm.stock(jdk), jdk, "stock");
    String agent = launchAfterUpgrade(HostJvm.withAgent(jdk), jdk, "agent");
    BothResults.print(2, jdk, stock, agent);
    if (Affected.byItsHelper(jdk)) {
      assertTrue(HELPER_REFUSES.matcher(stock).find(), stock);
    } else {
      assertEquals("exit 0", stock);
    }
    assertEquals("exit 0", agent);
  }

  /** The agent has launched nothing before, and so has prepared nothing either. */
  private String launchAfterUpgrade(HostJvm host, Jdk jdk, String name) throws Exception {
    JdkCopy copy = JdkCopy.of(jdk, directory.resolve(name));
    try (Conversation conversation = new Conversation(host.home(copy.home()))) {
      if (copy.hasHelper()) {
        copy.replaceHelper(ofAnotherBuild(Files.readAllBytes(copy.helper())));
      }
      return Fate.of(conversation.ask("/bin/true"));
    }
  }

  /** A helper that names another build as its own; JDK 11's names none. */
  private static byte[] ofAnotherBuild(byte[] helper) throws IOException {
    Matcher build = BUILD.matcher(new String(helper, StandardCharsets.ISO_8859_1));
    while (build.find()) {
      helper[build.start(1)] = (byte) (helper[build.start(1)] == '9' ? '8' : '9');
    }
    return helper;
  }
}
