/*
 * 64 KiB of thread-local storage, as profilers and tracers bring along. glibc takes that of every
 * library which is there from the start out of each thread's stack.
 */
enum { SIZE = 64 * 1024 };

__attribute__((tls_model("initial-exec"))) static _Thread_local volatile char block[SIZE];

__attribute__((constructor)) static void use(void) {
    block[SIZE - 1] = 1;
}
