/* Files and directories of cgroup v2. */
#ifndef PROCEX_LEAF_FILES_H
#define PROCEX_LEAF_FILES_H

/* Opens a directory, to name what is in it. Its descriptor, or -errno. */
long leaf_open(const char *path);
long leaf_open_in(int directory, const char *name);

/* Opens a directory or file, to read it. Its descriptor, or -errno. */
long leaf_read_in(int directory, const char *name);

/* Writes a text to a file. 0 or -errno. */
long leaf_write(int directory, const char *file, const char *text);

/* Calls visit with the name of each group in a group that was opened to be read. */
void leaf_each(int directory, void (*visit)(int directory, const char *name, void *argument),
               void *argument);

#endif
