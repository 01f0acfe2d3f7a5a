// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests written as lines
 *
 * A request is what a line without patterns and conditions grants, so rows
 * write it as one.
 */

#include "../core/acl.h"
#include "../core/acl_kind.h"
#include "../core/env.h"
#include "../core/namespace.h"
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

static void take_text(struct ccs_question *question, u8 slot,
		      const struct ccs_name *name)
{
	char *const copy = question->text + question->used;

	if (question->used + name->len + 1 > sizeof(question->text))
		return;
	memcpy(copy, name->text, name->len + 1);
	question->used += name->len + 1;
	question->request.path[slot] = ccs_str_of(copy, name->len);
}

/* ``any`` stands for a device that is not compared. */
static void take_path(struct ccs_question *question,
		      const struct ccs_field *field,
		      const struct ccs_name *name)
{
	if (question->request.type == CCS_ACL_MOUNT && field->slot == 0 &&
	    !strcmp(name->text, "any"))
		return;
	take_text(question, field->slot, name);
}

static void take_field(struct ccs_question *question,
		       const struct ccs_field *field,
		       const struct ccs_acl *acl)
{
	const void *const value = (const char *)acl + field->offset;
	struct ccs_request *const request = &question->request;

	switch (field->type) {
	case CCS_FIELD_PATH:
	case CCS_FIELD_VARIABLE:
		take_path(question, field, field->offset ?
			  ccs_operand_name(value) : acl->item.key);
		break;
	case CCS_FIELD_ADDRESS:
		request->address = (struct ccs_addr){
			.value = ((const struct ccs_inet_address *)value)
				 ->range.range.min,
			.family = ((const struct ccs_inet_address *)value)
				  ->range.family,
		};
		break;
	case CCS_FIELD_CAPABILITY:
		request->number[field->slot] = acl->item.hash;
		break;
	case CCS_FIELD_DOMAIN:
	case CCS_FIELD_PROGRAM:
		take_text(question, field->slot,
			  *(const struct ccs_name *const *)value);
		break;
	default:
		request->number[field->slot] =
			((const struct ccs_number *)value)->range.min;
	}
}

static void take_acl(struct ccs_question *question, const struct ccs_acl *acl)
{
	const struct ccs_acl_kind *const kind = ccs_acl_kind_of(acl);
	struct ccs_request *const request = &question->request;
	int i;

	request->type = ccs_acl_type(acl);
	request->protocol = ccs_acl_protocol(acl);
	request->op = __ffs64(ccs_acl_perm(acl));
	request->also = ccs_acl_perm(acl) & ~BIT(request->op);
	for (i = 0; i < kind->count; i++)
		take_field(question, &kind->fields[i], acl);
}

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
	struct ccs_acl *acl = NULL;
	int err;

	*question = (struct ccs_question){
		.facts = CCS_TEST_FACTS(row),
	};
	question->request.facts = &question->facts.facts;
	mutex_lock(&ccs_policy_lock);
	err = ccs_acl_parse(&parse, &span, &acl);
	if (acl)
		take_acl(question, acl);
	ccs_acl_free(&fixture->policy, acl);
	mutex_unlock(&ccs_policy_lock);
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
