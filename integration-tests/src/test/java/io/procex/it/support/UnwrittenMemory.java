package io.procex.it.support;

/**
 * If a stock JDK from 17 on can make no pipe for a launch, it closes the two descriptors whose
 * numbers it reads from memory that it has allocated and never written. What is there is left over
 * from other threads: now and then 0 and 1, and then the host prints nothing.
 */
public final class UnwrittenMemory {
  /** What glibc fills the memory with is the complement of this: 0x7e. */
  private static final String COMPLEMENT = "129";

  private UnwrittenMemory() {}

  /** Fills it in this host, so that the numbers read are 0x7e7e7e7e, which no descriptor has. */
  public static HostJvm fill(HostJvm host) {
    // Memory out of the cache of a thread is not filled.
    return host.env("GLIBC_TUNABLES", "glibc.malloc.tcache_count=0")
        .env("MALLOC_PERTURB_", COMPLEMENT);
  }
}
