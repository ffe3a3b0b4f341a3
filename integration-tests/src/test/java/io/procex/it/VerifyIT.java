package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import io.procex.it.support.LeftProcesses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command "verify", with what the build has made. */
class VerifyIT {
  private static final String LIST = "META-INF/procex-agent/SHA256SUMS";

  @TempDir Path directory;

  private static String read(Path jar, String name) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return new String(
          zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void bothFormsAreAsBuilt() throws Exception {
    for (Path jar : List.of(Artifacts.agentJar(), Artifacts.oneFile())) {
      AgentCommand.Outcome outcome = new AgentCommand(jar).execute("verify");
      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertTrue(outcome.out().matches(jar + ": all \\d+ parts are as built\n"), outcome.out());
    }
  }

  /** Started as people do, and on one JDK: what is read is the same on all. */
  @Test
  void jarThatWasTamperedWithSaysWhichPart() throws Exception {
    byte[] bytes = Files.readAllBytes(Artifacts.agentJar());
    int library = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\177ELF");
    bytes[library + 5000]++;
    Path jar = Files.write(directory.resolve("tampered.jar"), bytes);
    Process process =
        LeftProcesses.mark(
                new ProcessBuilder(
                    Jdk.some().get(0).java().toString(), "-jar", jar.toString(), "verify"))
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.waitFor());
    assertTrue(out.startsWith(jar + ": 1 of "), out);
    assertTrue(out.contains("/libprocex.so: changed, its sha256 is "), out);
    AgentCommand.Outcome json = AgentCommand.run("verify", "--json", jar.toString());
    assertEquals(1, json.exitCode());
    assertTrue(json.out().contains("\"asBuilt\":false"), json.out());
  }

  /** As whoever knows how this works would do. */
  private Path withAClassMoreAndAListThatNamesIt() throws Exception {
    Path jar = directory.resolve("forged.jar");
    try (ZipFile from = new ZipFile(Artifacts.agentJar().toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (ZipEntry entry : from.stream().toList()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        from.getInputStream(entry).transferTo(to);
        if (entry.getName().equals(LIST)) {
          String empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
          to.write((empty + "  Added.class\n").getBytes(StandardCharsets.UTF_8));
        }
      }
      to.putNextEntry(new ZipEntry("Added.class"));
    }
    return jar;
  }

  @Test
  void listThatWasForgedIsNotTheOneOfTheStatement() throws Exception {
    Path list = Files.writeString(directory.resolve("list"), read(Artifacts.agentJar(), LIST));
    Process hash = new ProcessBuilder("sha256sum", list.toString()).start();
    String sum = new String(hash.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    Path statement =
        Files.writeString(
            directory.resolve("statement.json"),
            """
            {"_type":"https://in-toto.io/Statement/v1",
             "subject":[{"name":"%s","digest":{"sha256":"%s"}}]}"""
                .formatted(LIST, sum.substring(0, 64)));
    String option = "--statement=" + statement;
    assertEquals(0, AgentCommand.run("verify", option).exitCode());
    String forged = withAClassMoreAndAListThatNamesIt().toString();
    assertEquals(0, AgentCommand.run("verify", forged).exitCode());
    AgentCommand.Outcome outcome = AgentCommand.run("verify", option, forged);
    assertEquals(1, outcome.exitCode());
    assertTrue(outcome.out().contains(LIST + ", by the statement: changed"), outcome.out());
  }

  @Test
  void billOfMaterialsNamesThisVersionAndEachShadedPart() throws Exception {
    String bill = read(Artifacts.agentJar(), "META-INF/sbom/procex-agent.cdx.json");
    assertTrue(bill.contains("\"pkg:maven/io.procex/procex-agent@" + Artifacts.version() + "\""));
    for (String part : List.of("asm", "jackson", "picocli", "byte-buddy", "HdrH", "re2j", "yaml")) {
      assertTrue(bill.contains(part), part);
    }
  }
}
