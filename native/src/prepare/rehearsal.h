/*
 * Under a seccomp filter, everything that a child does is done once, up to a program that does not
 * exist. So a filter that kills for one of its calls kills no child that somebody waits for.
 */
#ifndef PROCEX_REHEARSAL_H
#define PROCEX_REHEARSAL_H

#include "spawn_request.h"

/* 0; or -errno, and the step in which a child of that rung was refused something, or killed. */
long rehearse(enum spawn_rung rung, enum spawn_step *step);

#endif
