package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.VirtualMachine;
import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OtherCpu;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The native entry loaded into a JVM that runs, as by {@code jcmd PID JVMTI.agent_load}. */
@Execution(ExecutionMode.CONCURRENT)
class NativeEntryAttachIT {
  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  private static boolean load(Conversation host, Path library, String options) throws Exception {
    VirtualMachine jvm = VirtualMachine.attach(Long.toString(host.pid()));
    try {
      jvm.loadAgentPath(library.toString(), options);
      return true;
    } catch (com.sun.tools.attach.AgentInitializationException e) {
      return false;
    } catch (com.sun.tools.attach.AgentLoadException e) { // JDK 8 answers with the bare number
      return e.getMessage().endsWith(": 0");
    } finally {
      jvm.detach();
    }
  }

  private static HostJvm attachable(HostJvm host, Jdk jdk) {
    return jdk.feature() > 8 ? host.jvm("-XX:+EnableDynamicAgentLoading") : host;
  }

  /** Whoever attaches hears of it, and what was in force before stays. */
  @ParameterizedTest
  @MethodSource("jdks")
  void strictAttachWithAWrongOptionIsRefused(Jdk jdk) throws Exception {
    String limit = "sh -c ulimit${IFS}-Sn";
    Path otherCpu = OtherCpu.copyOf(Artifacts.nativeLibrary(), directory.resolve(jdk + "a.so"));
    HostJvm jvm = attachable(HostJvm.stock(jdk).env("PROCEX_LIMITNOFILE", "300"), jdk);
    try (Conversation host = new Conversation(jvm)) {
      assertTrue(!load(host, otherCpu, ""));
      assertTrue(!load(host, Artifacts.oneFile(), "strict=true,rules=/x"));
      String status = AgentCommand.run("status", Long.toString(host.pid())).out();
      assertTrue(status.contains("inForce: false\n"), status);
      assertTrue(status.contains("it was attached with strict=true, and not all"), status);
      assertTrue(!host.ask(limit).contains("out 300\n"));
      assertTrue(load(host, Artifacts.oneFile(), "rules=/x"));
      assertTrue(host.ask(limit).contains("out 300\n"));
      assertTrue(!load(host, Artifacts.oneFile(), "strict=maybe"));
      assertTrue(host.ask(limit).contains("out 300\n"));
      status = AgentCommand.run("status", Long.toString(host.pid())).out();
      assertTrue(status.contains("inForce: true\n"), status);
      assertTrue(status.contains("the earlier options stay in force"), status);
      assertTrue(status.contains("strict=false,LimitNOFILE=300:300"), status);
      assertEquals("", host.end());
    }
  }

  /** The jar has the launches, by the library that is the entry's too: its options hold. */
  @ParameterizedTest
  @MethodSource("jdks")
  void whatTheJarStripsItStripsBesideTheEntryToo(Jdk jdk) throws Exception {
    String flag = "-javaagent:" + Artifacts.oneFile() + "=children=strip";
    HostJvm jvm = attachable(HostJvm.stock(jdk).env("JAVA_TOOL_OPTIONS", flag), jdk);
    try (Conversation host = new Conversation(jvm)) {
      String show = "sh -c echo${IFS}[$JAVA_TOOL_OPTIONS]";
      assertTrue(host.ask(show).contains("out []\n"));
      assertTrue(!load(host, Artifacts.oneFile(), ""));
      assertTrue(host.ask(show).contains("out []\n"), "the entry strips nothing");
    }
  }

  /** At start, while it is attached, in launches that fail and in such that strict=true refuses. */
  @ParameterizedTest
  @MethodSource("jdks")
  void checkedJniFindsNothing(Jdk jdk) throws Exception {
    Set<String> stock = warnings(jdk, HostJvm.stock(jdk), null);
    assertEquals(stock, warnings(jdk, HostJvm.withEntry(jdk, "strict=true"), "LimitNOFILE=9"));
    assertEquals(stock, warnings(jdk, HostJvm.stock(jdk), "strict=true"));
  }

  private static Set<String> warnings(Jdk jdk, HostJvm jvm, String attached) throws Exception {
    Set<String> warnings = new TreeSet<>();
    try (Conversation host = new Conversation(attachable(jvm, jdk).jvm("-Xcheck:jni"))) {
      StringBuilder said = new StringBuilder(host.ask("/bin/true"));
      if (attached != null) {
        assertTrue(load(host, Artifacts.oneFile(), attached));
      }
      said.append(host.ask("/bin/true")).append(host.ask("/no/such"));
      said.toString().lines().filter(l -> l.startsWith("WARNING")).forEach(warnings::add);
      assertEquals("", host.end());
    }
    return warnings;
  }
}
