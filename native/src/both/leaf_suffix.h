/* How the name of a leaf ends whose processes die with the JVM: both know it, leaf and watch. */
#ifndef PROCEX_LEAF_SUFFIX_H
#define PROCEX_LEAF_SUFFIX_H

#define LEAF_DIES_SUFFIX "-dies"

#endif
