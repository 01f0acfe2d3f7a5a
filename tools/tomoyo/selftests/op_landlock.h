/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Landlock's part in op_bench
 */

#ifndef CCS_SELFTESTS_OP_LANDLOCK_H
#define CCS_SELFTESTS_OP_LANDLOCK_H

#include <stdbool.h>

void landlock_prepare(unsigned int count);
bool landlock_restrict(unsigned int count);

#endif /* CCS_SELFTESTS_OP_LANDLOCK_H */
