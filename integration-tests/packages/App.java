import java.nio.file.Files;
import java.nio.file.Path;

/** What the page's commands start: a tool that launches and ends, or with the property "stays" a server that does not end. */
public final class App {
  private App() {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < 3; i++) {
      new ProcessBuilder("true").inheritIO().start().waitFor();
    }
    if (App.class.getResource("/stays") != null) {
      Files.createFile(Path.of("/tmp/ready"));
      Thread.currentThread().join();
    }
  }
}
