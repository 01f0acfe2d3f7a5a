// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests written as lines
 */

#include "../core/acl.h"
#include "../core/env.h"
#include "../core/request_text.h"
#include "fixture.h"
#include "question.h"

#define EXEC_FACTS (CCS_FACT_BIT(EXEC_ARGC) | CCS_FACT_BIT(EXEC_ENVC))

/* Root reads a file of root's, and no program is being executed. */
const struct ccs_row_facts ccs_root_facts = {
	.missing = EXEC_FACTS,
};

/* So does somebody else, whose task.state is not what it was at first. */
const struct ccs_row_facts ccs_user_facts = {
	.number = {
		[CCS_FACT_TASK_UID] = 1,
		[CCS_FACT_TASK_GID] = 12,
		[CCS_FACT_TASK_STATE0] = 1,
	},
	.missing = EXEC_FACTS,
};

/* The file's owner is not known yet. */
const struct ccs_row_facts ccs_later_facts = {
	.later = CCS_FACT_BIT(PATH1_UID),
	.missing = EXEC_FACTS,
};

/**
 * ccs_question_read - make a request
 * @test: the case
 * @question: the request
 * @line: a line that would grant it, with one value for each operand. Of
 *	several operations the first is asked for, and the same entry must
 *	grant the others
 * @row: answers for conditions
 */
void ccs_question_read(struct kunit *test, struct ccs_question *question,
		       const char *line, const struct ccs_row_facts *row)
{
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_span span = ccs_span_of(line);
	struct ccs_reject reject = {};
	struct ccs_parse parse = {
		.policy = &fixture->policy,
		.ns = fixture->policy.kernel_ns,
		.reject = &reject,
	};
	int err;

	*question = (struct ccs_question){
		.facts = CCS_TEST_FACTS(row),
	};
	mutex_lock(&ccs_policy_lock);
	err = ccs_request_parse(&parse, &span, &question->request,
				question->text, sizeof(question->text));
	mutex_unlock(&ccs_policy_lock);
	question->request.facts = &question->facts.facts;
	KUNIT_ASSERT_EQ_MSG(test, err, 0, "%s", line);
}

/**
 * ccs_entry_print - print an entry as one text
 * @acl: the entry; NULL for none
 * @buf: where to
 * @size: its size
 */
void ccs_entry_print(const struct ccs_acl *acl, char *buf, size_t size)
{
	struct ccs_emit emit = { .buf = buf, .size = size };

	*buf = '\0';
	if (!acl)
		return;
	ccs_acl_print(&emit, acl, "");
	if (emit.len)
		buf[emit.len - 1] = '\0';
}
