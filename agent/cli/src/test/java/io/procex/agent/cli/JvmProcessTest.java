package io.procex.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmProcessTest {
  @ParameterizedTest
  @CsvSource({
    "java -cp a.jar Main x, Main",
    "java -classpath a.jar -Dx=y Main, Main",
    "java --class-path a.jar Main, Main",
    "java -p mods -m app/Main x, app/Main",
    "java --add-opens java.base/java.lang=ALL-UNNAMED Main, Main",
    "java -Xmx1g -jar app.jar x, app.jar",
    "java @arguments Main, Main",
    "java -version, java"
  })
  void programIsTheMainClassOrTheJar(String line, String program) {
    String[] words = line.split(" ", -1);
    assertEquals(program, words[JvmProcess.programAt(words)]);
  }
}
