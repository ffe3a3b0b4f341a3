package io.procex.bench.host;

import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import io.procex.agent.record.Resource;
import io.procex.agent.record.ResourceField;
import io.procex.agent.sink.FileSink;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;
import java.util.Arrays;

/** Writes records to a file as fast as it takes them. Arguments: the file and the format. */
public final class SinkHost {
  private static final int RECORDS = 200_000;
  private static final int AT_ONCE = 4_096;
  private static final long NEVER_ROTATED = 0;

  private SinkHost() {}

  public static void main(String[] arguments) throws IOException {
    Path log = Paths.get(arguments[0]);
    Format format = Format.named(arguments[1], SinkHost::resource);
    FileSink sink = new FileSink(log, format, NEVER_ROTATED, 0, problem -> {});
    write(sink); // warms up
    long begin = System.nanoTime();
    write(sink);
    double seconds = (System.nanoTime() - begin) / 1e9;
    sink.close();
    System.out.println("sunk " + Math.round(RECORDS / seconds));
    log.toFile().delete();
  }

  private static void write(FileSink sink) throws IOException {
    for (int i = 0; i < RECORDS; i++) {
      sink.write(record(i));
      if (i % AT_ONCE == 0) {
        sink.flush();
      }
    }
    sink.flush();
  }

  private static Record record(int number) {
    return new Record(Event.LAUNCH, Instant.now())
        .put(Field.PID, 1000L + number % 30_000)
        .put(Field.ID, "b0c5e2f70c1f4d7c9a0d7a0f0c4c8f1e-4026531836-" + number + "-1234567")
        .put(Field.PARENT_PID, 999)
        .put(Field.EXECUTABLE, "/usr/bin/git")
        .put(Field.NAME, "git")
        .put(Field.COMMAND, "git")
        .put(Field.ARGUMENTS, Arrays.asList("git", "rev-parse", "--abbrev-ref", "HEAD"))
        .put(Field.ARGUMENT_COUNT, 4)
        .put(Field.DIRECTORY, "/var/lib/builds/workspace/main")
        .put(Field.STDIO, Arrays.asList("pipe", "pipe", "pipe"))
        .put(Field.LAUNCH_TIME, 123_456 + number)
        .put(Field.CORE_TIME, 45_678)
        .put(Field.RUNG, "shared-table")
        .put(Field.LIMIT_BEFORE, "1048576:1048576")
        .put(Field.LIMIT_AFTER, "1024:1048576")
        .put(Field.DESCRIPTORS_OPEN, 4123)
        .put(Field.DESCRIPTORS_INHERITABLE, 4015)
        .put(Field.THREAD_ID, 37)
        .put(Field.THREAD_NAME, "http-nio-8080-exec-7")
        .put(Field.FUNCTION, "com.example.build.GitClient.currentBranch")
        .put(Field.FILE, "GitClient.java")
        .put(Field.LINE, 214);
  }

  private static Resource resource() {
    return new Resource()
        .put(ResourceField.SERVICE_NAME, "build")
        .put(ResourceField.HOST_NAME, "node-17.example")
        .put(ResourceField.JVM_NAME, "java")
        .put(ResourceField.JVM_PID, "999")
        .put(ResourceField.JVM_COMMAND, "java -Xmx2g -jar /opt/build/server.jar --port 8080");
  }
}
