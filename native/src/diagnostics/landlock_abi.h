/* Which version of Landlock the kernel has. */
#ifndef PROCEX_LANDLOCK_ABI_H
#define PROCEX_LANDLOCK_ABI_H

/*
 * The version; -ENOSYS before Linux 5.13, -EOPNOTSUPP if it is switched off, or -EPERM if a filter
 * keeps it from being known.
 */
long landlock_abi(void);

#endif
