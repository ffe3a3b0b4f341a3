/* Names of error numbers, for messages. */
#ifndef PROCEX_ERRNO_NAME_H
#define PROCEX_ERRNO_NAME_H

/* "ENOSYS" for 38; NULL for an error that no call of the core returns. */
const char *errno_name(int error);

#endif
