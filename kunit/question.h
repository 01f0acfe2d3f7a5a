/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests written as lines
 */

#ifndef CCS_KUNIT_QUESTION_H
#define CCS_KUNIT_QUESTION_H

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/request.h"
#include "facts.h"

#define CCS_QUESTION_TEXT 384

/**
 * struct ccs_question - a request that was written as a line
 * @request: the request
 * @facts: its answers
 * @text: its names, one after the other
 */
struct ccs_question {
	struct ccs_request request;
	struct ccs_test_facts facts;
	char text[CCS_QUESTION_TEXT];
};

extern const struct ccs_row_facts ccs_root_facts;
extern const struct ccs_row_facts ccs_user_facts;
extern const struct ccs_row_facts ccs_later_facts;

void ccs_question_read(struct kunit *test, struct ccs_question *question,
		       const char *line, const struct ccs_row_facts *row);
void ccs_entry_print(const struct ccs_acl *acl, char *buf, size_t size);

#endif /* CCS_KUNIT_QUESTION_H */
