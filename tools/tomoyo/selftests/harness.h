/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The kernel's test harness
 */

#ifndef CCS_SELFTESTS_HARNESS_H
#define CCS_SELFTESTS_HARNESS_H

#include "kselftest_harness.h"

/* A debug kernel on a busy machine is slow, which is no failure. */
#undef TEST_TIMEOUT_DEFAULT
#define TEST_TIMEOUT_DEFAULT 600

#endif /* CCS_SELFTESTS_HARNESS_H */
