package io.procex.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** {@code start()} of /bin/true under JMH; each child is waited for before the next, untimed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StartJmh {
  private final ProcessBuilder builder = new ProcessBuilder("/bin/true");
  private Process process;

  @Benchmark
  public Process start() throws IOException {
    process = builder.start();
    return process;
  }

  @TearDown(Level.Invocation)
  public void waitForChild() throws IOException, InterruptedException {
    process.waitFor();
    process.getOutputStream().close();
    process.getInputStream().close();
    process.getErrorStream().close();
  }
}
