/*
 * Facts that the process's libc knows and the kernel does not. The symbols are weak: the library
 * names no libc, so one file serves glibc and musl. It uses the libc that the JVM has loaded, or
 * does without.
 */
#ifndef PROCEX_LIBC_H
#define PROCEX_LIBC_H

#include <stddef.h>

/* The largest that this CPU has if libc does not tell. */
size_t libc_page_size(void);

/* The process's environment as it is now, or NULL if libc hides it. */
char *const *libc_environ(void);

/* The value of name in the environment as it is now, or NULL. */
const char *libc_getenv(const char *name);

/* True for glibc from that version on; musl has none. */
int libc_is_glibc_since(int major, int minor);

/* The text of an errno in the process's locale, as the JDK words it. 0, or -1 when unknown. */
int libc_strerror(int error, char *text, size_t size);

/*
 * True if something preloaded (fakechroot, a build tracer, an exec logger) answers to execve
 * or execvp instead of libc. The JDK's launch passes through it; a raw system call would pass it
 * by.
 */
int libc_exec_is_interposed(void);

/*
 * The address of a symbol of a library that is loaded already. It is known by its name, or lies one
 * directory above the library that holds neighbour: musl knows none by the name alone. NULL if
 * it is not there.
 */
void *libc_symbol(const char *library, const void *neighbour, const char *name);

/* The file of the object that holds the address, as the dynamic linker names it; or NULL. */
const char *libc_file_of(const void *address);

#endif
