package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is launched, a record shows no secret and stays a record. */
class SecretsIT {
  private static final String SECRET = "S3CRET";

  @TempDir Path directory;

  private RecordLog log(Jdk jdk, String mode, String... command) throws Exception {
    Path log = directory.resolve("log-" + mode);
    HostJvm.withAgent(jdk, "log=" + log, "log.args=" + mode).run(Launch.class, command);
    assertFalse(Files.readString(log).contains(SECRET), Files.readString(log));
    return RecordLog.read(log);
  }

  /** Somebody took it for a shell's, and there is no such file. */
  @OnEachJdk
  void commandLineAsTheProgramShowsNone(Jdk jdk) throws Exception {
    String command = "/bin/mysql --password=" + SECRET + "/x db";
    Map<String, Object> redacted = log(jdk, "redacted", command).events("launch-failed").get(0);
    assertEquals("/bin/mysql --password=[REDACTED] db", redacted.get("process.command"));
    Map<String, Object> none = log(jdk, "none", command).events("launch-failed").get(0);
    assertEquals("/bin/mysql [REDACTED]", none.get("process.command"));
    assertEquals("/bin/mysql [REDACTED]", none.get("process.executable.path"));
    assertEquals("mysql [REDACTED]", none.get("process.executable.name"));
  }

  @OnEachJdk
  void secretThatIsCutIsNone(Jdk jdk) throws Exception {
    String url = "https://user:" + SECRET.repeat(20) + "@host/";
    RecordLog log = log(jdk, "redacted", "/bin/true", "a".repeat(8160), url, "last");
    Map<String, Object> launch = log.events("launch").get(0);
    assertEquals(4, launch.get("process.args_count"));
    assertTrue(((Number) launch.get("procex.args_cut")).intValue() > 0, launch.toString());
  }

  /** A Latin-1 name in a UTF-8 world. */
  @OnEachJdk
  void bytesThatAreNoTextBecomeTheReplacementCharacter(Jdk jdk) throws Exception {
    Path log = directory.resolve("log");
    String inLatin1 =
        "d=$(printf '%s/\\351' \"$0\"); mkdir \"$d\"; ln -s /bin/true \"$d/prog\";"
            + " PATH=$d:$PATH exec \"$@\"";
    HostJvm.withAgent(jdk, "log=" + log)
        .by("sh", "-c", inLatin1, directory.toString())
        .run(Launch.class, "prog");
    String text = Files.readString(log);
    assertTrue(text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 127)), text);
    Map<String, Object> launch = RecordLog.read(log).events("launch").get(0);
    assertEquals(directory + "/\ufffd/prog", launch.get("process.executable.path"));
  }
}
