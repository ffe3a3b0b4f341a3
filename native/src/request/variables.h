/* Variables of an environment, and lists of them: a NUL after each, and one more after the last. */
#ifndef PROCEX_VARIABLES_H
#define PROCEX_VARIABLES_H

/* True if both have the same name before the equals sign, or the end. */
int variables_same_name(const char *a, const char *b);

/* True if the list, which may be NULL, has an entry with the name of that variable. */
int variables_name(const char *list, const char *variable);

/* The same, but an entry with a value counts only if the variable has that value. */
int variables_match(const char *list, const char *variable);

#endif
