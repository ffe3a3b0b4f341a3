package io.procex.bench;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/** One JVM from its launch to its end. */
final class HelloWorldRun implements Contender {
  private final ProcessBuilder builder;

  HelloWorldRun(JavaHome java, List<String> options) throws IOException {
    builder =
        java.jvm(options, HelloWorld.class)
            .redirectOutput(new File("/dev/null"))
            .redirectError(Redirect.INHERIT);
  }

  @Override
  public Samples measure() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    int exitCode = builder.start().waitFor();
    long end = System.nanoTime();
    if (exitCode != 0) {
      throw new IOException(builder.command() + " ended with " + exitCode);
    }
    return Samples.of((double) (end - begin));
  }
}
