package io.procex.agent.diagnostics;

import io.procex.agent.options.LogOptions;
import io.procex.agent.record.Resource;
import io.procex.agent.record.ResourceField;
import io.procex.agent.resource.Container;
import io.procex.agent.resource.GivenAttributes;
import io.procex.agent.resource.Machine;
import io.procex.agent.resource.OwnJvm;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What all records of this JVM say of it. Read for the first record, by the thread of a sink; what
 * the operator has named wins over what the system says.
 */
final class OwnResource implements Supplier<Resource> {
  private final LogOptions options;
  private final Consumer<String> complaints;

  OwnResource(LogOptions options, Consumer<String> complaints) {
    this.options = options;
    this.complaints = complaints;
  }

  @Override
  public Resource get() {
    Resource resource = new Resource();
    Machine.put(resource);
    Container.put(resource);
    OwnJvm.put(resource);
    long ticks = ProcessId.startTicks("self");
    String id = ProcessId.of(OwnProcess.pid(), ticks);
    resource.put(ResourceField.JVM_PID, Long.toString(OwnProcess.pid()));
    resource.put(ResourceField.JVM_ID, id);
    resource.put(ResourceField.JVM_START, OwnJvm.started(ticks));
    new JvmCommand(options).put(resource, OwnJvm.words());
    if (id != null) {
      UUID instance = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.US_ASCII));
      resource.put(ResourceField.SERVICE_INSTANCE, instance.toString());
    }
    new GivenAttributes(complaints).put(resource);
    return resource;
  }
}
