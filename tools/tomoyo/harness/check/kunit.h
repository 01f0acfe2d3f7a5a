/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Runner of the suites
 */

#ifndef CCS_HARNESS_CHECK_KUNIT_H
#define CCS_HARNESS_CHECK_KUNIT_H

#include <kunit/test.h>

/**
 * struct kunit_totals - how it went
 * @passed: cases, each row counting one
 * @failed: likewise
 */
struct kunit_totals {
	unsigned int passed;
	unsigned int failed;
};

void kunit_run_suite(const struct kunit_suite *suite,
		     struct kunit_totals *totals);
void kunit_run(struct kunit_totals *totals);

#endif /* CCS_HARNESS_CHECK_KUNIT_H */
