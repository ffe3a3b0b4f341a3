package io.procex.mutation;

import java.lang.instrument.ClassFileTransformer;
import org.pitest.coverage.CoverageTransformer;
import org.pitest.mutationtest.environment.TransformationPlugin;

/** Has PIT see which tests run the bridge: PIT itself leaves out all packages of the JDK. */
public final class BridgeCoverage implements TransformationPlugin {
  @Override
  public String description() {
    return "which tests run classes of the bridge";
  }

  @Override
  public ClassFileTransformer makeCoverageTransformer() {
    return new CoverageTransformer(
        name -> name.startsWith("java/lang/Procex") && !name.matches(".*Test(\\$.*)?"));
  }
}
