/*
 * The kernel calls that the core makes, typed: sys_NAME returns a value, or -errno.
 *
 * No libc: the child runs in the JVM's memory, where a libc call could take a lock that another
 * thread holds, or write to that thread's errno. The structures are the kernel's own layouts.
 *
 * Here are the calls that many files need; the headers sys_*.h that are not included here have
 * those for one purpose.
 */
#ifndef PROCEX_SYS_H
#define PROCEX_SYS_H

#include "sys_errno.h"
#include "sys_events.h"
#include "sys_files.h"
#include "sys_memory.h"
#include "sys_process.h"
#include "sys_signals.h"
#include "sys_time.h"

#endif
