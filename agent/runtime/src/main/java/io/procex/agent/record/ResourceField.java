package io.procex.agent.record;

import java.util.HashMap;
import java.util.Map;

/**
 * What is true of the JVM in all its records, under the names of each format: OpenTelemetry's
 * resource attributes, the flat names of json, where {@code process.*} is the child, and the fields
 * of ECS, where the JVM is the child's parent.
 */
public enum ResourceField {
  SERVICE_NAME(
      "service.name",
      "service.name",
      "service.name",
      "OTEL_SERVICE_NAME, or of OTEL_RESOURCE_ATTRIBUTES"),
  SERVICE_NAMESPACE("service.namespace", "OTEL_RESOURCE_ATTRIBUTES"),
  SERVICE_VERSION(
      "service.version", "service.version", "service.version", "OTEL_RESOURCE_ATTRIBUTES"),
  SERVICE_INSTANCE(
      "service.instance.id",
      "service.instance.id",
      "service.node.name",
      "OTEL_RESOURCE_ATTRIBUTES; else made from the JVM's id, and so another one after a restart"),
  ENVIRONMENT(
      "deployment.environment.name",
      "deployment.environment.name",
      "service.environment",
      "OTEL_RESOURCE_ATTRIBUTES"),
  HOST_NAME("host.name", "host.name", "host.name", "the name of the machine, or of the container"),
  HOST_ID("host.id", "host.id", "host.id", "/etc/machine-id"),
  HOST_ARCH("host.arch", "host.arch", "host.architecture", "the JDK's os.arch, such as amd64"),
  OS_TYPE("os.type", "os.type", "host.os.type", "linux"),
  CONTAINER_ID("container.id", "container.id", "container.id", "from cgroup or mountinfo"),
  CLUSTER(
      "k8s.cluster.name",
      "k8s.cluster.name",
      "orchestrator.cluster.name",
      "OTEL_RESOURCE_ATTRIBUTES"),
  K8S_NAMESPACE(
      "k8s.namespace.name",
      "k8s.namespace.name",
      "orchestrator.namespace",
      "the namespace of the pod's service account"),
  POD_NAME(
      "k8s.pod.name", "k8s.pod.name", "orchestrator.resource.name", "the host name of the pod"),
  POD_UID("k8s.pod.uid", "k8s.pod.uid", "orchestrator.resource.id", "from cgroup or mountinfo"),
  OWNER("process.owner", "process.owner", "user.name", "the JVM's user: its name, or its number"),
  JVM_PID("process.pid", null, null, "the JVM; in json and ecs it is a field of each record"),
  JVM_ID(
      "procex.process.id",
      "procex.jvm.id",
      "process.parent.entity_id",
      "boot id, pid namespace, pid and start of the JVM"),
  JVM_NAME(
      "process.executable.name",
      "procex.jvm.executable.name",
      "process.parent.name",
      "such as java"),
  JVM_EXECUTABLE(
      "process.executable.path",
      "procex.jvm.executable.path",
      "process.parent.executable",
      "the file that the JVM runs"),
  JVM_COMMAND(
      "process.command_line",
      "procex.jvm.command_line",
      "process.parent.command_line",
      "the JVM's command line as log.args has it, at most 256 characters of each word and 1,024 in all"),
  JVM_START(
      "process.creation.time",
      "procex.jvm.start",
      "process.parent.start",
      "when the JVM was started, in UTC"),
  USER_ID("process.user.id", "process.user.id", "user.id", "the number of the JVM's user");

  private static final Map<String, ResourceField> BY_NAME = new HashMap<>();
  private static final Map<String, ResourceField> SHOWN = new HashMap<>();

  static {
    for (ResourceField field : values()) {
      BY_NAME.put(field.otel, field);
      SHOWN.put(field.json, field);
      SHOWN.put(field.ecs, field);
    }
    SHOWN.remove(null);
  }

  private final String otel;
  private final String json;
  private final String ecs;
  private final String meaning;

  /** One that ECS has no field for. */
  ResourceField(String otel, String meaning) {
    this(otel, otel, "labels." + otel.replace('.', '_'), meaning);
  }

  ResourceField(String otel, String json, String ecs, String meaning) {
    this.otel = otel;
    this.json = json;
    this.ecs = ecs;
    this.meaning = meaning;
  }

  /** The resource attribute of that name in OpenTelemetry, or null. */
  public static ResourceField named(String otel) {
    return BY_NAME.get(otel);
  }

  /** The field that has that name in records of the formats json or ecs, or null. */
  static ResourceField shown(String name) {
    return SHOWN.get(name);
  }

  /** Whether it describes the JVM as a process. */
  boolean isOfProcess() {
    return compareTo(JVM_PID) >= 0;
  }

  /** Whether its text is a number. */
  boolean isNumber() {
    return this == JVM_PID || this == USER_ID;
  }

  /** Its name as an attribute of OpenTelemetry's resource. */
  public String otel() {
    return otel;
  }

  /** Its name in records of the format json; null where they leave it out. */
  public String json() {
    return json;
  }

  /** Its name in records of the format ecs; null where they leave it out. */
  public String ecs() {
    return ecs;
  }

  /** The meaning, for the documentation. */
  public String meaning() {
    return meaning;
  }
}
