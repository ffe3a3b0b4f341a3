/* A domain of Landlock that allows to execute some files alone. */
#ifndef PROCEX_EXEC_DOMAIN_H
#define PROCEX_EXEC_DOMAIN_H

#include <stddef.h>

/*
 * The version (ABI) of Landlock that it takes, Linux 5.19. The one before also forbids to move or
 * link a file to another directory, which would break the application.
 */
enum { EXEC_DOMAIN_LEAST_ABI = 2 };

/* From which on it takes all threads at once, Linux 7.0. */
enum { EXEC_DOMAIN_ALL_ABI = 8 };

/*
 * Makes a ruleset that allows these files and directories, each with a NUL after it. Its
 * descriptor, or -errno. absent: receives how many are not there.
 */
long exec_domain_make(const char *paths, size_t size, int *absent);

/* Puts the calling thread into the domain of a ruleset. 0 or -errno. */
long exec_domain_enter(int ruleset);

/* Puts all threads of this process into it. -EINVAL before ABI 8, Linux 7.0. */
long exec_domain_enter_all(int ruleset);

#endif
