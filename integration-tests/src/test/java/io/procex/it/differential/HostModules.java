package io.procex.it.differential;

import io.procex.hosts.Observer;
import io.procex.it.support.Artifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ModuleVisitor;
import org.objectweb.asm.Opcodes;

/** Makes a module of the programs in io.procex.hosts: a modular application. */
final class HostModules {
  private static final String NAME = "io.procex.hosts";

  private HostModules() {}

  /** Returns the module path. */
  static Path make(Path path) throws IOException {
    Path module = path.resolve(NAME);
    Path source = Artifacts.hosts().resolve("io/procex/hosts");
    Path target = Files.createDirectories(module.resolve("io/procex/hosts"));
    try (Stream<Path> classes = Files.list(source)) {
      for (Path file : classes.filter(Files::isRegularFile).toList()) {
        Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path jackson = Artifacts.library("jackson-core");
    Files.copy(jackson, path.resolve(jackson.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    Files.write(module.resolve("module-info.class"), descriptor());
    return path;
  }

  private static byte[] descriptor() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V9, Opcodes.ACC_MODULE, "module-info", null, null, null);
    ModuleVisitor module = writer.visitModule(NAME, 0, null);
    module.visitMainClass(Observer.class.getName().replace('.', '/'));
    module.visitRequire("java.base", Opcodes.ACC_MANDATED, null);
    module.visitRequire("com.fasterxml.jackson.core", 0, null);
    module.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
