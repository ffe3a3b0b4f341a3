/* strict=true: the JVM does not start if anything is wrong. */
#ifndef PROCEX_ENTRY_STRICT_H
#define PROCEX_ENTRY_STRICT_H

/* Ends the process if there is anything wrong with the options, or an obstacle. */
void entry_strict_check(void);

#endif
