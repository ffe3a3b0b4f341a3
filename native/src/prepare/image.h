/*
 * The dynamic linker maps the library's code and data from pages of its file. Whoever overwrites
 * that file (cp instead of mv) or truncates it changes the code of a running JVM, or ends it by
 * SIGBUS. The file may be the agent's jar.
 */
#ifndef PROCEX_IMAGE_H
#define PROCEX_IMAGE_H

/*
 * Moves them to memory that belongs to no file, but for one page that nobody touches: the file's
 * inode stays taken. Returns 0, or -errno if a part has stayed:
 * SELinux may refuse executable memory without a file (execmem). stack_top: of a stack for a child
 * that tries it first, if a seccomp filter is in force. No other thread may be in the library.
 */
long image_leave_file(void *stack_top);

#endif
