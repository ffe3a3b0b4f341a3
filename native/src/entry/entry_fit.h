/* Options that cannot be applied in this process. */
#ifndef PROCEX_ENTRY_FIT_H
#define PROCEX_ENTRY_FIT_H

#include "entry_options.h"

/* Notes what cannot be applied as a problem, and takes it out of the options. */
void entry_fit(struct entry_options *read);

#endif
