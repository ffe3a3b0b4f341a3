/* How the kernel will execute a file, by its first bytes. */
#ifndef PROCEX_SCRIPT_H
#define PROCEX_SCRIPT_H

#include <stddef.h>

/* BINPRM_BUF_SIZE, Linux 5.1; half of it before, where a longer line was cut. */
enum { SCRIPT_HEAD = 256 };

enum script_kind {
    SCRIPT_BINARY,  /* ELF */
    SCRIPT_SCRIPT,  /* with an interpreter line */
    SCRIPT_UNKNOWN, /* ENOEXEC, unless somebody has registered that format in binfmt_misc */
};

/*
 * head: what a single read has given, and zeros after it. For a script the interpreter's name is
 * put into interpreter, with a NUL; as in the kernel, it may be empty.
 */
enum script_kind script_parse(const char head[SCRIPT_HEAD], char interpreter[SCRIPT_HEAD]);

#endif
