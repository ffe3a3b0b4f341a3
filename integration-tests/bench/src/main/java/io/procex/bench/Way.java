package io.procex.bench;

import com.sun.jna.Native;
import com.zaxxer.nuprocess.NuProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** How launches are made in a JVM: its options, and the library that the host calls. */
final class Way {
  private static final int FIRST_WITH_POSIX_SPAWN = 12;

  /** From here on a JVM complains on stderr of each native library that is not announced. */
  private static final int FIRST_WITH_NATIVE_ACCESS = 22;

  private static final String FORK_ALONE = ", FORK";
  private static final String MECHANISM = "-Djdk.lang.Process.launchMechanism=";

  final String name;
  final List<String> jvmOptions;
  final String library;

  private Way(String name, String library, List<String> jvmOptions) {
    this.name = name;
    this.library = library;
    this.jvmOptions = jvmOptions;
  }

  /**
   * How many to make of so many. NuProcess looks for a child that ends just after it has closed its
   * pipes only four times a second; FORK copies the page tables, 8 GiB in a quarter of a second.
   */
  int share(int launches) {
    boolean slow = library.equals("nuprocess") || name.endsWith(FORK_ALONE);
    return slow ? (launches + 3) / 4 : launches;
  }

  /** What has to be on the class path for the library. */
  List<Path> libraries() throws IOException {
    return library.equals("jdk")
        ? Collections.emptyList()
        : Arrays.asList(JavaHome.sourceOf(NuProcess.class), JavaHome.sourceOf(Native.class));
  }

  static Way stock() {
    return new Way(Subject.STOCK, "jdk", Collections.emptyList());
  }

  static Way noAgent() {
    return new Way(Subject.NO_AGENT, "jdk", Collections.emptyList());
  }

  static Way noOpAgent(Path jar) {
    return agent(jar, Subject.NO_OP_AGENT, "");
  }

  static Way nativeEntry(Path library) {
    return new Way(Subject.NATIVE_ENTRY, "jdk", Collections.singletonList("-agentpath:" + library));
  }

  /** The mechanisms that are not this JDK's default one. */
  static List<Way> otherMechanisms(JavaHome java) {
    List<Way> ways = new ArrayList<>();
    if (java.major() >= FIRST_WITH_POSIX_SPAWN) {
      ways.add(mechanism("VFORK"));
    }
    ways.add(mechanism("FORK"));
    return ways;
  }

  static Way mechanism(String name) {
    return new Way(Subject.STOCK + ", " + name, "jdk", Collections.singletonList(MECHANISM + name));
  }

  static Way agent(Path jar) {
    return agent(jar, Subject.AGENT, "");
  }

  static Way agentWithJdkReaper(Path jar) {
    return agent(jar, Subject.AGENT_JDK_REAPER, "=reaper=jdk");
  }

  /** The options begin with an equals sign. */
  static Way agent(Path jar, String name, String options) {
    return new Way(name, "jdk", Collections.singletonList("-javaagent:" + jar + options));
  }

  static Way nuProcess(JavaHome java) {
    boolean announced = java.major() >= FIRST_WITH_NATIVE_ACCESS;
    return new Way(
        Subject.NUPROCESS,
        "nuprocess",
        announced
            ? Collections.singletonList("--enable-native-access=ALL-UNNAMED")
            : Collections.emptyList());
  }
}
