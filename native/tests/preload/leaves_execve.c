/* For LD_PRELOAD: a library that has nothing to do with execve. */
int of_no_interest;
