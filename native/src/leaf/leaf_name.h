/*
 * The name of a leaf: procex-PID-NAMESPACE-NUMBER, of the JVM's pid, its pid namespace, and the
 * leaf. So a later JVM can tell whose it is, and whether that one still runs.
 */
#ifndef PROCEX_LEAF_NAME_H
#define PROCEX_LEAF_NAME_H

enum { LEAF_NAME_SIZE = 48 };

/* A number that no other leaf of this process has, nor, as a rule, one of an earlier process. */
int leaf_new_number(void);

/*
 * What the names of all leaves of this process begin with. False if those of other processes may
 * begin so too, since the pid namespace is not known.
 */
int leaf_prefix(char prefix[LEAF_NAME_SIZE]);

/* Makes the name of this process's leaf of that number, which may be one with LEAF_DIES. */
void leaf_name(char name[LEAF_NAME_SIZE], int number);

/*
 * The pid in the name of a leaf of this pid namespace; 0 for any other name, and for those of this
 * process.
 */
int leaf_owner(const char *name);

/* True for the name of a leaf that an earlier process of this pid has made, beyond doubt. */
int leaf_is_of_predecessor(const char *name);

#endif
