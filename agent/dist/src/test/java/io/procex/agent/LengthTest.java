package io.procex.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Limits the length of files and methods, of tests too; native/lengths does so for C. */
class LengthTest {
  private static final Path AGENT = Path.of("..");
  private static final int LONGEST_FILE = 250;
  private static final int LONGEST_METHOD = 40;

  private static List<File> files() throws IOException {
    List<File> files = new ArrayList<>();
    for (Path folder : List.of(AGENT, AGENT.resolve("../integration-tests"))) {
      try (Stream<Path> sources = Files.walk(folder)) {
        sources
            .filter(LengthTest::isSource)
            .map(path -> path.normalize().toFile())
            .forEach(files::add);
      }
    }
    return files;
  }

  private static boolean isSource(Path path) {
    String text = path.toString();
    return text.endsWith(".java") && !text.contains("/target/");
  }

  @Test
  void noFileIsTooLong() throws IOException {
    List<String> found = new ArrayList<>();
    for (File file : files()) {
      int lines = Files.readAllLines(file.toPath()).size();
      if (lines > LONGEST_FILE) {
        found.add(file + " has " + lines + " lines");
      }
    }
    assertEquals(List.of(), found);
  }

  /** From the line of the opening brace to that of the closing one. */
  @Test
  void noMethodIsTooLong() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> found = new ArrayList<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromFiles(files()));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Lengths(unit, positions, found).scan(unit, null);
      }
    }
    assertEquals(List.of(), found);
  }

  private static final class Lengths extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> found;

    Lengths(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      if (method.getBody() != null) {
        LineMap map = unit.getLineMap();
        long first = map.getLineNumber(positions.getStartPosition(unit, method.getBody()));
        long last = map.getLineNumber(positions.getEndPosition(unit, method.getBody()));
        if (last - first + 1 > LONGEST_METHOD) {
          String file = unit.getSourceFile().getName();
          found.add(file + ": " + method.getName() + " has " + (last - first + 1) + " lines");
        }
      }
      return super.visitMethod(method, null);
    }
  }
}
