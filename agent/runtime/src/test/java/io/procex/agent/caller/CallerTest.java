package io.procex.agent.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
  /** The frames of a real JDK's stack, with what comes behind reflection, and these classes. */
  private static StackTraceElement[] stack(String... classNames) throws Exception {
    Callable<StackTraceElement[]> way = () -> new Throwable().getStackTrace();
    StackTraceElement[] real = (StackTraceElement[]) Callable.class.getMethod("call").invoke(way);
    List<StackTraceElement> frames = new ArrayList<>();
    for (StackTraceElement frame : real) {
      if (!frame.getClassName().startsWith("io.procex")
          && !frame.getClassName().startsWith("org.")) {
        frames.add(frame);
      }
    }
    for (String name : classNames) {
      frames.add(new StackTraceElement(name, "method", "File.java", 1));
    }
    return frames.toArray(new StackTraceElement[0]);
  }

  private static String caller(String... classNames) throws Exception {
    return Caller.of(stack(classNames)).className();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.commons.exec.launcher.Java13CommandLauncher",
        "org.zeroturnaround.exec.ProcessExecutor",
        "org.apache.tools.ant.taskdefs.Execute",
        "org.codehaus.plexus.util.cli.CommandLineUtils",
        "org.codehaus.groovy.runtime.ProcessGroovyMethods",
        "groovy.lang.MetaClassImpl",
        "scala.sys.process.ProcessBuilderImpl$Simple",
        "clojure.java.shell$sh",
        "kotlin.io.FilesKt",
        "org.jruby.util.ShellLauncher",
        "org.python.core.PyObject",
        "org.springframework.util.ReflectionUtils",
        "org.gradle.process.internal.DefaultExecHandle",
        "com.google.common.base.Suppliers",
        "org.testcontainers.utility.CommandLine",
        "com.sun.jna.Native",
        "cn.hutool.core.util.RuntimeUtil",
        "cn.hutool.core.util.RuntimeUtil$1"
      })
  void callerThroughALibraryIsWhoCallsThat(String library) throws Exception {
    Caller caller =
        Caller.of(stack(library, "java.lang.Thread", "com.example.App", "com.other.Main"));
    assertEquals("com.example.App", caller.className());
    assertEquals("com.example.App", caller.frame().getClassName());
    assertEquals(library, caller.library());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.sun.mail.smtp.SMTPTransport",
        "javax.mail.Session",
        "sun.example.App",
        "jdk.example.App",
        "org.apache.commons.executor.App",
        "scalable.App",
        "groovyapp.App",
        "cn.hutool.core.util.RuntimeUtils",
        "orange.App",
        "com.example.App$$Lambda$1/0x1"
      })
  void namesThatLookLikeTheJdksOrALibrarysAreCallers(String name) throws Exception {
    assertEquals(name, caller(name, "com.example.Main"));
    assertEquals("", Caller.of(stack(name)).library());
  }

  /** By reflection that is done often, and by proxies; they have loaders of their own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdk.internal.reflect.GeneratedMethodAccessor4",
        "jdk.internal.reflect.GeneratedConstructorAccessor1",
        "sun.reflect.GeneratedMethodAccessor4",
        "sun.reflect.misc.Trampoline",
        "com.sun.proxy.$Proxy12",
        "jdk.proxy2.$Proxy12",
        "$Proxy3"
      })
  void whatTheJdkGeneratesIsPassedOver(String generated) throws Exception {
    assertEquals("com.example.App", caller(generated, "com.example.App"));
  }

  /** So that rules for it hold where it launches from a thread of its own. */
  @Test
  void whereAllAreLibrariesItIsTheNearest() throws Exception {
    Caller caller = Caller.of(stack("org.zeroturnaround.exec.A", "scala.B", "java.lang.Thread"));
    assertEquals("org.zeroturnaround.exec.A", caller.className());
    assertEquals("org.zeroturnaround.exec.A", caller.library());
  }

  @Test
  void whereAllIsTheJdkItIsNobody() throws Exception {
    assertEquals("", caller());
    assertNull(Caller.of(stack()).frame());
  }

  @Test
  void agentIsPassedOver() throws Exception {
    assertEquals("com.example.App", caller("io.procex.agent.nativelib.X", "com.example.App"));
    assertEquals("io.procex.hosts.App", caller("io.procex.hosts.App"));
  }

  @Test
  void recordedFramesAreToldByTheirModule() {
    assertTrue(Caller.isPassedOver("java.prefs", "java.util.prefs.Prefs"));
    assertTrue(Caller.isPassedOver("jdk.httpserver", "sun.net.httpserver.Server"));
    assertTrue(Caller.isPassedOver("", "sun.reflect.NativeMethodAccessorImpl"));
    assertFalse(Caller.isPassedOver("of a class path", "com.sun.mail.App"));
    assertFalse(Caller.isPassedOver("", "com.example.App"));
  }

  /** Else {@link LaunchLibraries} would look at the shorter one alone. */
  @Test
  void noEntryBeginsWithAnother() {
    String last = null;
    for (String prefix : LaunchLibraries.prefixes()) {
      assertFalse(last != null && prefix.startsWith(last), last + " and " + prefix);
      last = prefix;
    }
  }
}
