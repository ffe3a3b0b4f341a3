/* Writes the state of the native entry on its page. */
#ifndef PROCEX_ENTRY_REPORT_H
#define PROCEX_ENTRY_REPORT_H

/* Writes the page as things are now. */
void entry_report(void);

/* The file that this library was loaded from, or NULL. */
const char *entry_own_file(void);

#endif
