/*
 * A file of memory. It has a name that others see when they look into the process, and no place in
 * any directory.
 */
#ifndef PROCEX_MEMORY_FILE_H
#define PROCEX_MEMORY_FILE_H

enum memory_file_kind {
    MEMORY_FILE_MEMFD, /* "/memfd:NAME (deleted)" */
    MEMORY_FILE_SHM,   /* "/dev/shm/NAME-PID (deleted)": kernels and filters without memfd_create */
    MEMORY_FILE_KINDS
};

/* A close-on-exec descriptor for reading and writing, or -errno. Those of memfd can be sealed. */
long memory_file_open(enum memory_file_kind kind, const char *name);

#endif
