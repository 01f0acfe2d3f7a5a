/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Conditions of one test case
 */

#ifndef CCS_KUNIT_COND_FIXTURE_H
#define CCS_KUNIT_COND_FIXTURE_H

#include "../core/cond.h"
#include "../core/env.h"
#include "../core/word.h"
#include "fixture.h"

#define D18 CCS_DIALECT_18
#define D17 CCS_DIALECT_17

/**
 * struct ccs_cond_row - the condition part of a line
 * @dialect: the dialect
 * @text: as written behind the operands of an entry that executes
 * @canonical: as printed in the same dialect; NULL if it is refused
 */
struct ccs_cond_row {
	u8 dialect;
	const char *text;
	const char *canonical;
};

int ccs_cond_fixture(struct kunit *test, u8 dialect, const char *text,
		     struct ccs_cond **cond);
int ccs_cond_fixture_plain(struct kunit *test, const char *text,
			   struct ccs_cond **cond);
void ccs_cond_fixture_put(struct kunit *test, struct ccs_cond *cond);
long ccs_cond_fixture_used(struct kunit *test);

#endif /* CCS_KUNIT_COND_FIXTURE_H */
