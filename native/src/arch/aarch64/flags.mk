# -mno-outline-atomics: else the compiler calls functions of libgcc, which the library is not linked with.
# -mbranch-protection=none: some distributions' compilers sign return addresses by default.
CPU_FLAGS := -fno-unwind-tables -mno-outline-atomics -mbranch-protection=none
