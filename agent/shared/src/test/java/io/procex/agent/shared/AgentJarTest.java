package io.procex.agent.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentJarTest {
  @TempDir Path directory;

  private Path jar(String name, String entry) throws IOException {
    Path jar = directory.resolve(name);
    Files.createDirectories(jar.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry(entry));
    }
    return jar;
  }

  private Path agent(String name) throws IOException {
    return jar(name, "META-INF/procex-agent/agent.jar");
  }

  @Test
  void jarIsFoundOnTheClassPathAmongWhatIsNone() throws Exception {
    Path jar = agent("a.jar");
    Path other = jar("other.jar", "META-INF/other");
    String classPath = other + ":\0:" + jar + "::missing.jar:" + directory + ":" + other;
    assertEquals(jar.toFile(), AgentJar.onClassPath(classPath));
    assertNull(AgentJar.onClassPath(""));
  }

  @Test
  void jarIsFoundByTheJvmsOwnArguments() throws Exception {
    Path jar = agent("with blank!/a.jar");
    String others =
        "java\0-javaagent:/missing.jar\0-javaagent:" + jar("o.jar", "META-INF/o") + "=a\0";
    assertEquals(jar.toFile(), AgentJar.named(others + "-javaagent:" + jar + "=log=/a=b\0Main\0"));
    assertEquals(jar.toFile(), AgentJar.named(others + "-javaagent:" + jar));
    assertNull(AgentJar.named(others));
  }

  @Test
  void jarIsFoundAmongTheFilesThatTheJvmHasOpen() throws Exception {
    Path jar = agent("a.jar");
    Path descriptors = Files.createDirectory(directory.resolve("fd"));
    Files.createSymbolicLink(descriptors.resolve("0"), Paths.get("/dev/null"));
    Files.createSymbolicLink(descriptors.resolve("1"), Paths.get("pipe:[77]"));
    Files.createSymbolicLink(descriptors.resolve("2"), jar("other.jar", "META-INF/other"));
    assertNull(AgentJar.opened(descriptors.toFile()));
    Files.createSymbolicLink(descriptors.resolve("3"), jar);
    assertEquals(jar.toRealPath().toFile(), AgentJar.opened(descriptors.toFile()));
    assertNull(AgentJar.opened(directory.resolve("no procfs").toFile()));
  }

  @Test
  void jarIsFoundByEachKindOfUrl() throws Exception {
    for (String name :
        new String[] {"a.jar", "b!/a.jar", "with blank/a.jar", "50%/+.jar", "\u00fc/\n.jar"}) {
      Path jar = agent(name);
      String url = jar.toUri().toString();
      assertEquals(jar.toFile(), AgentJar.at(url), url);
      assertEquals(jar.toFile(), AgentJar.at("jar:" + url + "!/"), url);
      assertEquals(jar.toFile(), AgentJar.at("file:" + jar), name);
      assertEquals(jar.toFile(), AgentJar.at("file://" + jar), name);
    }
  }

  @Test
  void whatIsNoJarOfTheAgentIsNone() throws Exception {
    assertNull(AgentJar.at("vfs:/content/procex-agent.jar/"));
    assertNull(AgentJar.at("jar:file:/app.jar!/BOOT-INF/lib/procex-agent.jar!/"));
    assertNull(AgentJar.at(directory.toUri().toString()));
    assertNull(AgentJar.at(directory.resolve("missing.jar").toUri().toString()));
    assertNull(AgentJar.at(jar("other.jar", "META-INF/other").toUri().toString()));
    Path text = Files.write(directory.resolve("text"), new byte[9]);
    assertNull(AgentJar.at(text.toUri().toString()));
  }
}
