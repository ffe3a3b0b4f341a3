import java.nio.file.Files;
import java.nio.file.Path;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Sets ACC_VARARGS on premain, at build time: its last parameter is no array, so JDK 18 and later
 * call it by native code (MethodHandleAccessorFactory.useNativeAccessor) instead of by a method
 * handle, for which they would make seven classes. That is 8 ms of each JVM with an agent. No Java
 * source can say so.
 */
final class MarkPremain {
  private MarkPremain() {}

  public static void main(String[] classFiles) throws Exception {
    for (String classFile : classFiles) {
      Path path = Path.of(classFile);
      ClassReader reader = new ClassReader(Files.readAllBytes(path));
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(marking(writer), 0);
      Files.write(path, writer.toByteArray());
    }
  }

  private static ClassVisitor marking(ClassVisitor next) {
    return new ClassVisitor(Opcodes.ASM9, next) {
      @Override
      public MethodVisitor visitMethod(
          int access, String name, String descriptor, String signature, String[] exceptions) {
        int marked = name.equals("premain") ? access | Opcodes.ACC_VARARGS : access;
        return super.visitMethod(marked, name, descriptor, signature, exceptions);
      }
    };
  }
}
