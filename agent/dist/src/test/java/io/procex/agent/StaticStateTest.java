package io.procex.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/** What changes, and is not in an object: in the class files of all modules. */
class StaticStateTest {
  private static final Path AGENT = Path.of("..");
  private static final int MOST_VARIABLES = 10;

  /** Static fields that are assigned, each with the reason why it is no field of an object. */
  private static final Map<String, String> VARIABLES =
      Map.of(
          "io.procex.agent.AgentMain.started", "the JVM enters by static methods",
          "io.procex.agent.start.LowDescriptors.handedOver", "native code reads it, in JNI_OnLoad",
          "java.lang.ProcexConfig.inForce", "the JDK's rewritten class calls a static method",
          "java.lang.ProcexDispatcher.observer", "changes while a configuration is being prepared",
          "io.procex.agent.bridge.Bridge.control", "whoever has it has the agent's rights",
          "io.procex.agent.host.AgentLog.recorder", "anything may have something to say",
          "io.procex.agent.sink.UsedByApplication.watching", "sinks are there before what watches",
          "io.procex.agent.diagnostics.Diagnostics.current",
              "the log, the bean and the exit share it",
          "io.procex.agent.diagnostics.Notice.state", "one line on stderr, whoever writes it",
          "io.procex.agent.diagnostics.Fallbacks.now",
              "the bridge, the records and the bean share it");

  /** Static fields that refer to one object for ever, which changes. */
  private static final Map<String, String> OBJECTS =
      Map.ofEntries(
          Map.entry("java.lang.ProcexConfig.TURN", "one thread of the JVM prepares"),
          Map.entry("java.lang.ProcexTally.LAUNCHES", "the launches of the JVM"),
          Map.entry("java.lang.ProcexStartTime.CHILDREN", "the JDK's class calls a static method"),
          Map.entry("java.lang.ProcexHandover.CHILDREN", "the JDK's class is in between"),
          Map.entry("java.lang.ProcexLeaves.LEFT", "what children have left outlives their launch"),
          Map.entry("java.lang.ProcexReaper.REAPER", "the JDK's class calls a static method"),
          Map.entry("java.lang.ProcexOrphans.OF_JVM", "the count is the JVM's, whoever leads"),
          Map.entry("java.lang.ProcexProgram.KNOWN", "a cache"),
          Map.entry("java.lang.ProcexNativeMethod.FOUND", "a cache"),
          Map.entry("io.procex.agent.host.AgentLog.LINES", "anything may have something to say"),
          Map.entry("io.procex.agent.caller.JdkClasses.KNOWN", "a cache"),
          Map.entry("io.procex.agent.record.BuiltInTools.UNDERSTOOD", "a cache"),
          Map.entry("io.procex.agent.trace.TraceContext.KNOWN", "a cache"),
          Map.entry("io.procex.agent.sink.Fifo.OPEN", "a FIFO is opened once in a process"),
          Map.entry("io.procex.agent.sink.Losses.LEFT", "the next sink tells what one could not"));

  private static final Set<String> CHANGING =
      Set.of(
          "add",
          "addAll",
          "addAndGet",
          "addFirst",
          "addLast",
          "clear",
          "compareAndSet",
          "compute",
          "computeIfAbsent",
          "fill",
          "getAndAdd",
          "getAndIncrement",
          "getAndSet",
          "incrementAndGet",
          "merge",
          "offer",
          "poll",
          "push",
          "put",
          "putAll",
          "putIfAbsent",
          "remove",
          "removeAll",
          "removeFirst",
          "removeIf",
          "removeLast",
          "set",
          "sort");

  private final Map<String, ClassNode> types = new HashMap<>(); // by internal name

  StaticStateTest() throws IOException {
    for (String module : Set.of("shared", "bridge", "boot", "runtime", "cli")) {
      try (Stream<Path> files = Files.walk(AGENT.resolve(module + "/target/classes"))) {
        files.filter(file -> file.toString().endsWith(".class")).forEach(this::read);
      }
    }
  }

  private void read(Path file) {
    try {
      ClassNode node = new ClassNode();
      new ClassReader(Files.readAllBytes(file)).accept(node, ClassReader.SKIP_DEBUG);
      types.put(node.name, node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean is(int access, int flag) {
    return (access & flag) != 0;
  }

  private static String name(String owner, String field) {
    return owner.replace('/', '.') + "." + field;
  }

  @Test
  void variablesAreThoseThatHaveAReason() {
    Set<String> found = new TreeSet<>();
    for (ClassNode type : types.values()) {
      for (FieldNode field : type.fields) {
        boolean isVariable =
            is(field.access, Opcodes.ACC_STATIC) && !is(field.access, Opcodes.ACC_FINAL);
        if (isVariable && !is(field.access, Opcodes.ACC_SYNTHETIC)) {
          found.add(name(type.name, field.name));
        }
      }
    }
    assertEquals(new TreeSet<>(VARIABLES.keySet()), found);
    assertTrue(found.size() <= MOST_VARIABLES, found.toString());
  }

  @Test
  void objectsThatChangeAreThoseThatHaveAReason() throws AnalyzerException {
    Map<String, String> constants = constants();
    Set<String> found = new TreeSet<>();
    constants.forEach(
        (field, type) -> {
          if (hasVariable(types.get(type))) {
            found.add(field);
          }
        });
    for (ClassNode type : types.values()) {
      for (MethodNode method : type.methods) {
        if (!method.name.equals("<clinit>") && readsAny(method, constants)) {
          addChanged(type.name, method, found);
        }
      }
    }
    assertEquals(new TreeSet<>(OBJECTS.keySet()), found);
  }

  /** Static final fields that refer to objects, with the type of each; no enum's. */
  private Map<String, String> constants() {
    Map<String, String> constants = new TreeMap<>();
    for (ClassNode type : types.values()) {
      for (FieldNode field : type.fields) {
        boolean isConstant =
            is(field.access, Opcodes.ACC_STATIC) && is(field.access, Opcodes.ACC_FINAL);
        if (isConstant
            && Type.getType(field.desc).getSort() >= Type.ARRAY
            && !is(field.access, Opcodes.ACC_ENUM)) {
          constants.put(name(type.name, field.name), Type.getType(field.desc).getInternalName());
        }
      }
    }
    return constants;
  }

  private static boolean hasVariable(ClassNode type) {
    return type != null
        && type.fields.stream()
            .anyMatch(field -> !is(field.access, Opcodes.ACC_STATIC | Opcodes.ACC_FINAL));
  }

  private static boolean readsAny(MethodNode method, Map<String, String> constants) {
    for (AbstractInsnNode step : method.instructions) {
      if (step.getOpcode() == Opcodes.GETSTATIC
          && constants.containsKey(
              name(((FieldInsnNode) step).owner, ((FieldInsnNode) step).name))) {
        return true;
      }
    }
    return false;
  }

  /** Adds the fields that this method reads to change what they refer to. */
  private static void addChanged(String type, MethodNode method, Set<String> found)
      throws AnalyzerException {
    Frame<SourceValue>[] frames = new Analyzer<>(new SourceInterpreter()).analyze(type, method);
    for (int i = 0; i < frames.length; i++) {
      AbstractInsnNode step = method.instructions.get(i);
      int depth = depthOfChanged(step);
      if (depth > 0 && frames[i] != null) {
        for (AbstractInsnNode source : frames[i].getStack(frames[i].getStackSize() - depth).insns) {
          if (source.getOpcode() == Opcodes.GETSTATIC) {
            found.add(name(((FieldInsnNode) source).owner, ((FieldInsnNode) source).name));
          }
        }
      }
    }
  }

  /** Where on the stack the object lies that the instruction changes; 0 for none. */
  private static int depthOfChanged(AbstractInsnNode step) {
    if (step.getOpcode() >= Opcodes.IASTORE && step.getOpcode() <= Opcodes.SASTORE) {
      return 3;
    }
    if (step instanceof MethodInsnNode call) {
      boolean changes = CHANGING.contains(call.name) && !call.owner.endsWith("FieldUpdater");
      if (call.owner.startsWith("java/util/") && changes) {
        int isObject = call.getOpcode() == Opcodes.INVOKESTATIC ? 0 : 1;
        return Type.getArgumentTypes(call.desc).length + isObject;
      }
    }
    return 0;
  }
}
