package io.procex.agent.start;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;

/**
 * Finds what an earlier premain or agentmain has installed, which no field leads to: it defines a
 * class, the JVM shows that to all transformers, in this thread and with its class loader, which is
 * the question. Each is asked once.
 */
final class Knock extends ClassLoader {
  static final String NAME = "io/procex/agent/start/Knocking";

  private final Instrumentation instrumentation;
  private StartTransformer answer;

  private Knock(Instrumentation instrumentation) {
    super(null);
    this.instrumentation = instrumentation;
  }

  /** What is installed, or null. */
  static StartTransformer at(Instrumentation instrumentation) throws IOException {
    Knock knock = new Knock(instrumentation);
    byte[] classFile = emptyInterface();
    knock.defineClass(NAME.replace('/', '.'), classFile, 0, classFile.length);
    return knock.answer;
  }

  /** Anybody may ask; only who has an Instrumentation gets an answer. */
  void answer(StartTransformer installed) {
    if (StartTransformer.isGenuine(instrumentation)) {
      answer = installed;
    }
  }

  /** Made here: the jar may have been replaced by now. */
  private static byte[] emptyInterface() throws IOException {
    final int interfaceAbstractSynthetic = 0x1600;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xCAFEBABE);
    out.writeInt(52);
    out.writeShort(5);
    writeClass(out, NAME, 2);
    writeClass(out, "java/lang/Object", 4);
    out.writeShort(interfaceAbstractSynthetic);
    out.writeShort(1);
    out.writeShort(3);
    out.writeLong(0); // no interfaces, fields, methods, attributes
    return bytes.toByteArray();
  }

  /** Two constants: the class, and its name at the place after it. */
  private static void writeClass(DataOutputStream out, String name, int place) throws IOException {
    out.writeByte(7);
    out.writeShort(place);
    out.writeByte(1);
    out.writeUTF(name);
  }
}
