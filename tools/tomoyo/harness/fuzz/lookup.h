/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Decisions of a policy that was fuzzed
 */

#ifndef CCS_HARNESS_FUZZ_LOOKUP_H
#define CCS_HARNESS_FUZZ_LOOKUP_H

#include "../world/world.h"

const char *lookup_differs(const struct world *world, const struct world *copy);

#endif /* CCS_HARNESS_FUZZ_LOOKUP_H */
