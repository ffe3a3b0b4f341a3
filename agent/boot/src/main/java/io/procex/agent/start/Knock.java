package io.procex.agent.start;

import io.procex.agent.shared.OwnRights;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;

/**
 * Finds the transformer that an earlier premain or agentmain has registered. No field leads to that
 * transformer, so this class loader asks the JVM: it defines a class, and the JVM shows the class
 * to all transformers, in this thread and with this loader. The agent's own transformer recognizes
 * the loader and answers. Each loader asks once.
 */
final class Knock extends ClassLoader {
  static final String NAME = "io/procex/agent/start/Knocking";

  private final Instrumentation instrumentation;
  private AtStart answer;

  private Knock(Instrumentation instrumentation) {
    super(null);
    this.instrumentation = instrumentation;
  }

  /** Returns the registered transformer, or null. */
  static AtStart at(Instrumentation instrumentation) throws Exception {
    return new OwnRights<AtStart>() {
      @Override
      public AtStart run() throws IOException {
        return ask(instrumentation);
      }
    }.call();
  }

  private static AtStart ask(Instrumentation instrumentation) throws IOException {
    Knock knock = new Knock(instrumentation);
    byte[] classFile = emptyInterface();
    knock.defineClass(NAME.replace('/', '.'), classFile, 0, classFile.length);
    return knock.answer;
  }

  /**
   * Called by the registered transformer. Anybody may ask, but only an owner of a genuine
   * Instrumentation gets an answer.
   */
  void answer(AtStart installed) {
    if (AtStart.isGenuine(instrumentation)) {
      answer = installed;
    }
  }

  /** The class file, made here because the jar may have been replaced by now. */
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

  /** Two constants: the class, and its name, which has the number after it. */
  private static void writeClass(DataOutputStream out, String name, int place) throws IOException {
    out.writeByte(7);
    out.writeShort(place);
    out.writeByte(1);
    out.writeUTF(name);
  }
}
