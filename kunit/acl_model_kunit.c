// SPDX-License-Identifier: GPL-2.0-only
/*
 * Finding entries, against a model
 *
 * The model walks the list as the original did. Whatever finds entries faster
 * must come to the same entry, for the same reason.
 */

#include <kunit/test.h>

#include "../core/acl.h"
#include "../core/acl_kind.h"
#include "../core/env.h"
#include "../core/namespace.h"
#include "../core/pattern.h"
#include "draw.h"
#include "fixture.h"
#include "question.h"

#define ROUNDS		25
#define MEMBERS		12
#define ENTRIES		60
#define REQUESTS	60

/* What of the first operand matches a request that is looked up by name. */
static const struct ccs_name *match_key(const struct ccs_acl *acl,
					const struct ccs_str *str)
{
	const struct ccs_name *const name = acl->item.key;
	const struct ccs_group *const group = acl->item.key;
	const struct ccs_member *member;

	if (acl->item.kind == CCS_KEY_NAME)
		return ccs_pattern_match(str, name) ? name : NULL;
	list_for_each_entry(member, &group->members, node)
		if (ccs_pattern_match(str, member->name))
			return member->name;
	return NULL;
}

static bool model_covers(const struct ccs_acl *acl,
			 const struct ccs_request *request,
			 const struct ccs_name **pattern)
{
	const struct ccs_acl_kind *const kind = ccs_acl_kind_of(acl);
	const u16 perm = BIT(request->op) | request->also;
	int i;

	if (ccs_acl_type(acl) != request->type ||
	    ccs_acl_protocol(acl) != request->protocol ||
	    (ccs_acl_perm(acl) & perm) != perm)
		return false;
	*pattern = NULL;
	if (kind->lookup == CCS_LOOKUP_PATH) {
		*pattern = match_key(acl, &request->path[kind->key]);
		if (!*pattern)
			return false;
	}
	for (i = 0; i < kind->count; i++)
		if (!ccs_field_match(&kind->fields[i], acl, request))
			return false;
	return true;
}

static int model_match(const struct ccs_acl_list *list,
		       const struct ccs_request *request,
		       struct ccs_grant *grant)
{
	const struct ccs_name *pattern;
	const struct ccs_acl *acl;
	int held;

	list_for_each_entry(acl, &list->entries, node) {
		if (!model_covers(acl, request, &pattern))
			continue;
		held = ccs_cond_eval(acl->cond, request->facts);
		if (held > 0)
			*grant = (struct ccs_grant){ acl, pattern };
		if (held)
			return held;
	}
	return 0;
}

static void compare(struct kunit *test, const char *line,
		    const struct ccs_row_facts *row, u32 *granted)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_grant grant = {}, model = {};
	struct ccs_question question;
	const struct ccs_domain *domain;
	int found, want;

	ccs_question_read(test, &question, line, row);
	mutex_lock(&ccs_policy_lock);
	domain = ccs_domain_of(&fixture->policy, fixture->cursor);
	found = ccs_acl_match(domain->ns, &domain->acls, &question.request,
			      &grant);
	want = model_match(&domain->acls, &question.request, &model);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ_MSG(test, found, want, "%s", line);
	KUNIT_EXPECT_TRUE_MSG(test, grant.acl == model.acl, "%s", line);
	KUNIT_EXPECT_TRUE_MSG(test, grant.pattern == model.pattern, "%s",
			      line);
	*granted += found > 0;
}

static u32 compare_some(struct kunit *test, u32 *seed)
{
	static const struct ccs_row_facts *const worlds[] = {
		&ccs_root_facts, &ccs_user_facts, &ccs_later_facts,
	};
	char line[CCS_DRAW_ROOM];
	u32 granted = 0;
	int i;

	for (i = 0; i < REQUESTS; i++) {
		const u32 world = ccs_draw_below(seed, ARRAY_SIZE(worlds));

		ccs_draw_line(seed, CCS_DRAW_REQUEST, line);
		compare(test, line, worlds[world], &granted);
	}
	return granted;
}

/* Some drawn lines, written or taken back by drawing them again. */
static void change_some(struct kunit *test, enum ccs_draw what, u32 seed,
			bool remove)
{
	const bool acls = what == CCS_DRAW_ACL;
	const int count = acls ? ENTRIES : MEMBERS;
	char line[CCS_DRAW_ROOM + 8];
	int i, err;

	memcpy(line, "delete ", 7);
	for (i = 0; i < count; i++) {
		ccs_draw_line(&seed, what, line + 7);
		err = ccs_fixture_line(test, acls ? CCS_FIXTURE_DOMAIN :
						    CCS_FIXTURE_EXCEPTION,
				       remove ? line : line + 7);
		KUNIT_EXPECT_EQ_MSG(test, err, 0, "%s", line + 7);
	}
}

static void check_round(struct kunit *test, u32 seed, u32 *granted)
{
	const u32 first = seed;
	u32 second;

	change_some(test, CCS_DRAW_MEMBER, first, false);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, "<kernel> /a");
	change_some(test, CCS_DRAW_ACL, first, false);
	*granted += compare_some(test, &seed);
	second = seed;
	change_some(test, CCS_DRAW_ACL, second, false);
	*granted += compare_some(test, &seed);
	change_some(test, CCS_DRAW_ACL, first, true);
	change_some(test, CCS_DRAW_MEMBER, second, true);
	*granted += compare_some(test, &seed);
	change_some(test, CCS_DRAW_ACL, second, true);
	*granted += compare_some(test, &seed);
	KUNIT_EXPECT_STREQ(test, ccs_fixture_acls(test), "");
}

static void test_acl_model(struct kunit *test)
{
	u32 seed, granted = 0;

	for (seed = 1; seed <= ROUNDS; seed++) {
		check_round(test, seed, &granted);
		ccs_fixture_exit(test);
		KUNIT_ASSERT_EQ(test, ccs_fixture_init(test), 0);
	}
	/* Neither all requests nor none: otherwise nothing was compared. */
	KUNIT_EXPECT_GE(test, granted, (u32)(ROUNDS * REQUESTS / 2));
	KUNIT_EXPECT_LE(test, granted, (u32)(ROUNDS * REQUESTS * 2));
}

static struct kunit_case acl_model_cases[] = {
	KUNIT_CASE(test_acl_model),
	{}
};

static struct kunit_suite acl_model_suite = {
	.name = "ccs_acl_model",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = acl_model_cases,
};

kunit_test_suite(acl_model_suite);
