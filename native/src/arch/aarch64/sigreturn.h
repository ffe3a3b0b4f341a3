/* How a signal handler returns on aarch64: by the kernel's own vDSO, nothing has to be named. */
#ifndef PROCEX_ARCH_SIGRETURN_H
#define PROCEX_ARCH_SIGRETURN_H

#include <stddef.h>

#define ARCH_SA_RESTORER 0UL

#define arch_sigreturn NULL

#endif
