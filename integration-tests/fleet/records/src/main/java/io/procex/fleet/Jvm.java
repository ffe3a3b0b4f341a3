package io.procex.fleet;

import io.procex.agent.record.Resource;
import io.procex.agent.record.ResourceField;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/** One JVM of the fleet, in a pod on a host of its own, from its start to its end. */
final class Jvm {
  static final Instant DAY = Instant.parse("2026-11-28T00:00:00Z");

  private static final long PID = 1; // as in most containers
  private static final int TICKS = 100; // of the kernel, in a second

  final Service service;
  final String version; // or null
  final String host;
  final String pod;
  final Random random;
  final Instant booted;
  final Instant end;
  private final String boot;
  private final long namespace;

  Jvm(Service service, int number, long seed) {
    this.service = service;
    random = new Random(seed * 1000 + number);
    version = service.versions() == null ? null : any(service.versions());
    host = String.format("h%03d", number);
    pod = String.format("%s-%08x-%03d", service.name(), random.nextInt(), number);
    boot = new UUID(random.nextLong(), random.nextLong()).toString().replace("-", "");
    namespace = 4026532000L + random.nextInt(900);
    booted = DAY.minus(Duration.ofHours(30 + random.nextInt(300)));
    // One in three ends during the day, the others run on.
    end = DAY.plus(random.nextInt(3) == 0 ? randomly(23) : Duration.ofDays(2));
  }

  private <T> T any(java.util.List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private Duration randomly(int hours) {
    return Duration.ofSeconds(1 + random.nextInt(hours * 3600));
  }

  long pid() {
    return PID;
  }

  /** As the agent names a process. */
  String processId(long pid, Instant started) {
    long ticks = Duration.between(booted, started).toMillis() * TICKS / 1000;
    return boot + "-" + namespace + "-" + pid + "-" + ticks;
  }

  Resource resource() {
    Instant started = booted.plusSeconds(90);
    String id = processId(PID, started);
    return new Resource()
        .put(ResourceField.SERVICE_NAME, service.name())
        .put(ResourceField.SERVICE_VERSION, version)
        .put(
            ResourceField.SERVICE_INSTANCE,
            UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.US_ASCII)).toString())
        .put(ResourceField.ENVIRONMENT, "production")
        .put(ResourceField.HOST_NAME, host)
        .put(ResourceField.HOST_ARCH, "amd64")
        .put(ResourceField.OS_TYPE, "linux")
        .put(ResourceField.K8S_NAMESPACE, "default")
        .put(ResourceField.POD_NAME, pod)
        .put(ResourceField.OWNER, "app")
        .put(ResourceField.JVM_PID, Long.toString(PID))
        .put(ResourceField.JVM_ID, id)
        .put(ResourceField.JVM_NAME, "java")
        .put(ResourceField.JVM_EXECUTABLE, "/opt/java/bin/java")
        .put(ResourceField.JVM_COMMAND, "/opt/java/bin/java -jar /app/" + service.name() + ".jar")
        .put(ResourceField.JVM_START, started.toString());
  }
}
