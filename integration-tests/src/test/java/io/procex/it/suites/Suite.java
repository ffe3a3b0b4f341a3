package io.procex.it.suites;

import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A test suite of another project, as Maven Central has its compiled tests.
 *
 * @param artifact the jar's name without version; what the tests read lies in a resource folder of
 *     this name, if there is one
 * @param newestJdk the newest version that the suite itself works on
 * @param selection which tests, in the words of JUnit's console launcher
 */
record Suite(String artifact, int newestJdk, List<String> selection) {

  /** All of Apache Commons Exec. */
  static final Suite COMMONS_EXEC =
      new Suite(
              "commons-exec",
              Integer.MAX_VALUE,
              List.of("--select-package=org.apache.commons.exec"))
          // Both read a pipe of Java's without an end: seen to hang on JDK 8 without the agent.
          .without(".*Exec49Test#.*");

  /**
   * The classes of Apache Hadoop's common part that launch most: it calls ls, stat, chmod, ln, du,
   * tar, id, getent and bash scripts by a class Shell. From JDK 24 on its logins fail for want of
   * {@code Subject.getSubject}.
   */
  static final Suite HADOOP =
      new Suite(
              "hadoop-common",
              23,
              Stream.of(
                      "fs.TestChecksumFs",
                      "fs.TestDFCachingGetSpaceUsed",
                      "fs.TestDFVariations",
                      "fs.TestDU",
                      "fs.TestFSMainOperationsLocalFileSystem",
                      "fs.TestFcLocalFsPermission",
                      "fs.TestFileUtil",
                      "fs.TestFsShellCopy",
                      "fs.TestFsShellReturnCode",
                      "fs.TestHardLink",
                      "fs.TestLocalFSFileContextMainOperations",
                      "fs.TestLocalFileSystem",
                      "fs.TestLocalFileSystemPermission",
                      "fs.TestStat",
                      "fs.TestSymlinkLocalFSFileContext",
                      "fs.TestSymlinkLocalFSFileSystem",
                      "net.TestScriptBasedMappingWithDependency",
                      "security.TestGroupFallback",
                      "security.TestShellBasedIdMapping",
                      "security.TestShellBasedUnixGroupsMapping",
                      "util.TestShell")
                  .map(name -> "--select-class=org.apache.hadoop." + name)
                  .toList())
          // It moves files to a new directory at the root of the file system.
          .without(".*#testReportChecksumFailure.*");

  static final List<Suite> ALL = List.of(COMMONS_EXEC, HADOOP);

  /** The suite without tests of which the name matches. */
  Suite without(String methods) {
    List<String> fewer = new ArrayList<>(selection);
    fewer.add("--exclude-methodname=" + methods);
    return new Suite(artifact, newestJdk, fewer);
  }

  /** These tests alone, named as the report names them: class, method and what follows it. */
  Suite only(Collection<String> tests) {
    String methods = tests.stream().map(Suite::methodPattern).collect(Collectors.joining("|"));
    List<String> fewer = new ArrayList<>(selection);
    fewer.add("--include-methodname=" + methods);
    return new Suite(artifact, newestJdk, fewer);
  }

  private static String methodPattern(String test) {
    String method = test.replaceFirst("[(\\[].*", "");
    int dot = method.lastIndexOf('.');
    return Pattern.quote(method.substring(0, dot) + "#" + method.substring(dot + 1)) + "(\\(.*)?";
  }

  List<Jdk> jdks() {
    return Jdk.all().stream().filter(jdk -> jdk.feature() <= newestJdk).toList();
  }

  /** One class path for all suites. */
  static Path libraries() {
    return Artifacts.hosts().toAbsolutePath().resolve("../../suites/target/lib").normalize();
  }

  /** As it stands in the name of the jar. */
  String version() throws IOException {
    try (Stream<Path> jars = Files.list(libraries())) {
      return jars.map(jar -> jar.getFileName().toString())
          .filter(jar -> jar.startsWith(artifact + "-") && jar.endsWith("-tests.jar"))
          .map(jar -> jar.substring(artifact.length() + 1, jar.length() - "-tests.jar".length()))
          .findFirst()
          .orElseThrow(() -> new AssertionError(artifact + " is not in " + libraries()));
    }
  }

  @Override
  public String toString() {
    return artifact;
  }
}
