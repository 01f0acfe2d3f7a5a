// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of domains and their text
 */

#include <kunit/test.h>

#include "../core/acl.h"
#include "../core/env.h"
#include "../core/namespace.h"
#include "../core/word.h"
#include "fixture.h"
#include "vectors/domain.h"

#define NODE CCS_FIXTURE_DOMAIN
#define ROOT_TEXT "<kernel>\nuse_profile 0\n\n\n"

static void describe_domain(const struct domain_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(domain, domain_rows, describe_domain);

static int write_lines(struct kunit *test, const char *lines)
{
	struct ccs_span rest = ccs_span_of(lines), span;
	int refused = 0;
	char line[64];

	while (ccs_span_split(&rest, '\n', &span)) {
		KUNIT_ASSERT_TRUE(test, span.len < sizeof(line));
		memcpy(line, span.text, span.len);
		line[span.len] = '\0';
		refused += !ccs_fixture_try(test, NODE, line);
	}
	return refused;
}

static void test_domain_lines(struct kunit *test)
{
	const struct domain_row *const row = test->param_value;
	struct ccs_fixture *const fixture = test->priv;
	const char *text;

	if (row->loaded)
		ccs_fixture_lines(test, CCS_FIXTURE_PROFILE,
				  "0-COMMENT=x\n3-COMMENT=x");
	fixture->policy.loaded = row->loaded;
	KUNIT_EXPECT_EQ(test, write_lines(test, row->lines), row->refused);
	text = ccs_fixture_print(test, NODE);
	KUNIT_ASSERT_EQ(test, strncmp(text, ROOT_TEXT, strlen(ROOT_TEXT)), 0);
	KUNIT_EXPECT_STREQ(test, text + strlen(ROOT_TEXT), row->text);
}

static void describe_header(const struct header_row *row, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s%s%s (%s)",
		 row->dialects & CCS_DIALECT_18 ? "1.8 " : "",
		 row->dialects & CCS_DIALECT_17 ? "1.7 " : "", row->line,
		 row->desc);
}

KUNIT_ARRAY_PARAM(header, header_rows, describe_header);

/* Expects a domain with one line more than its profile, or another profile. */
static void expect_header(struct kunit *test, const char *line)
{
	char text[96];

	snprintf(text, sizeof(text), ROOT_TEXT "<kernel> /a\n%s%s%s\n\n",
		 strstr(line, "use_profile") ? "" : "use_profile 0\n", line,
		 *line ? "\n" : "");
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), text);
}

static void test_domain_header_line(struct kunit *test)
{
	const struct header_row *const row = test->param_value;
	struct ccs_fixture *const fixture = test->priv;
	char text[64];

	ccs_fixture_lines(test, NODE, "<kernel> /a");
	fixture->policy.dialects = row->dialects;
	if (!row->canonical) {
		ccs_fixture_expect_refused(test, NODE, row->line);
		return;
	}
	ccs_fixture_lines(test, NODE, row->line);
	expect_header(test, row->canonical);
	if (!*row->canonical)
		return;
	ccs_fixture_lines(test, NODE, row->canonical);
	expect_header(test, row->canonical);
	snprintf(text, sizeof(text), "delete %s", row->canonical);
	ccs_fixture_lines(test, NODE, text);
	expect_header(test, strstr(row->canonical, "use_profile") ?
			    row->canonical : "");
}

/* 1.7 knows one namespace, and components without wildcards. */
static void test_domain_header_of_17(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;

	fixture->policy.dialects = CCS_DIALECT_17;
	ccs_fixture_expect_refused(test, NODE, "<other> /a");
	ccs_fixture_expect_refused(test, NODE, "<kernel> /a\\*");
	ccs_fixture_lines(test, NODE, "<kernel> /a");
}

static bool has_namespace(struct kunit *test, const char *name)
{
	const struct ccs_span span = ccs_span_of(name);
	struct ccs_fixture *const fixture = test->priv;
	bool found;

	mutex_lock(&ccs_policy_lock);
	found = ccs_ns_find(&fixture->policy, &span);
	mutex_unlock(&ccs_policy_lock);
	return found;
}

/* A header makes its namespace; reading, deleting and refused lines do not. */
static void test_domain_namespace(struct kunit *test)
{
	ccs_fixture_expect_refused(test, NODE, "<other> a");
	ccs_fixture_lines(test, NODE, "select <other> /a\ndelete <other> /a");
	KUNIT_EXPECT_FALSE(test, has_namespace(test, "<other>"));
	ccs_fixture_lines(test, NODE, "<other> /a\ndelete <other> /a");
	KUNIT_EXPECT_TRUE(test, has_namespace(test, "<other>"));
	ccs_fixture_lines(test, NODE, "<other>\ndelete <other>");
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), ROOT_TEXT);
}

/* An execve() makes domains, but never a namespace (policy-language 3.7). */
static void test_domain_create_needs_namespace(struct kunit *test)
{
	const struct ccs_span name = ccs_span_of("<other> /a");
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_domain *domain = NULL;

	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, ccs_domain_create(&fixture->policy, &name,
						&domain), -ENOENT);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_FALSE(test, has_namespace(test, "<other>"));
	ccs_fixture_lines(test, NODE, "<other>");
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, ccs_domain_create(&fixture->policy, &name,
						&domain), 0);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_ASSERT_NOT_NULL(test, domain);
	KUNIT_EXPECT_STREQ(test, domain->ns->name->text, "<other>");
}

static struct ccs_domain *domain_of(struct kunit *test,
				    const struct ccs_ident *ident)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_domain *domain;

	mutex_lock(&ccs_policy_lock);
	domain = ccs_domain_of(&fixture->policy, ident);
	mutex_unlock(&ccs_policy_lock);
	return domain;
}

static bool reclaim(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	bool freed;

	mutex_lock(&ccs_policy_lock);
	freed = ccs_domain_reclaim(&fixture->policy);
	mutex_unlock(&ccs_policy_lock);
	return freed;
}

/* Whoever is in a deleted domain stays in it, under its entries. */
static void test_domain_delete_with_users(struct kunit *test)
{
	struct ccs_domain *old, *new;
	struct ccs_ident *ident;

	ccs_fixture_lines(test, NODE, "<kernel> /a\nfile read /1");
	old = ccs_fixture_domain(test, "<kernel> /a");
	ident = ccs_ident_get(old->ident);
	ccs_fixture_lines(test, NODE, "delete <kernel> /a\n<kernel> /a");
	new = ccs_fixture_domain(test, "<kernel> /a");
	KUNIT_EXPECT_PTR_NE(test, new, old);
	KUNIT_EXPECT_NE(test, new->ident->id, ident->id);
	KUNIT_EXPECT_FALSE(test, reclaim(test));
	KUNIT_EXPECT_PTR_EQ(test, domain_of(test, ident), old);
	KUNIT_EXPECT_TRUE(test, old->deleted);
	KUNIT_EXPECT_FALSE(test, list_empty(&old->acls.entries));
	ccs_ident_put(ident);
	KUNIT_EXPECT_TRUE(test, reclaim(test));
	KUNIT_EXPECT_FALSE(test, reclaim(test));
	KUNIT_EXPECT_PTR_EQ(test, ccs_fixture_domain(test, "<kernel> /a"),
			    new);
}

/* A cursor of another session on a domain that is deleted takes no lines. */
static void test_domain_line_into_deleted(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_ident *mine;

	ccs_fixture_lines(test, NODE, "<kernel> /a");
	mine = fixture->cursor;
	fixture->cursor = NULL;
	ccs_fixture_lines(test, NODE, "delete <kernel> /a");
	fixture->cursor = mine;
	ccs_fixture_expect_refused(test, NODE, "file read /1");
	ccs_fixture_expect_refused(test, NODE, "use_profile 0");
	ccs_fixture_lines(test, NODE, "<kernel> /b");
	KUNIT_EXPECT_TRUE(test, reclaim(test));
}

static void make_and_reclaim_many(struct kunit *test)
{
	char line[48];
	int i;

	for (i = 0; i < 100; i++) {
		snprintf(line, sizeof(line), "<kernel> /d%d", i);
		ccs_fixture_lines(test, NODE, line);
		ccs_fixture_lines(test, NODE, "file read @G exec.realpath=@H");
	}
	for (i = 99; i >= 0; i--) {
		snprintf(line, sizeof(line), "delete <kernel> /d%d", i);
		ccs_fixture_lines(test, NODE, line);
	}
	for (i = 0; i < 100; i++)
		KUNIT_EXPECT_TRUE(test, reclaim(test));
	KUNIT_EXPECT_FALSE(test, reclaim(test));
}

/*
 * Of many that were deleted each is found and freed, whatever the order. The
 * first time tables grow, which they stay.
 */
static void test_domain_reclaim_many(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	long used;

	make_and_reclaim_many(test);
	used = atomic_long_read(&fixture->policy.mem.used);
	make_and_reclaim_many(test);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&fixture->policy.mem.used),
			used);
}

static void test_domain_line_truncated(struct kunit *test)
{
	ccs_fixture_try_prefixes(test, NODE, "<kernel> /a\\040b /\\{c\\}/d");
	ccs_fixture_try_prefixes(test, NODE, "select <kernel> /a\\040b");
	ccs_fixture_lines(test, NODE, "<kernel> /a");
	ccs_fixture_try_prefixes(test, NODE, "use_profile 25");
	ccs_fixture_try_prefixes(test, NODE, "use_group 255");
	ccs_fixture_try_prefixes(test, NODE, "ignore_global_allow_env");
	ccs_fixture_try_prefixes(test, NODE, "quota_exceeded");
	ccs_fixture_try_prefixes(test, NODE, "delete transition_failed");
	ccs_fixture_try_prefixes(test, NODE, "delete <kernel> /a\\040b");
}

static void test_ident_put_null(struct kunit *test)
{
	ccs_ident_put(NULL);
	KUNIT_EXPECT_NULL(test, ccs_ident_get(NULL));
}

static struct kunit_case domain_cases[] = {
	KUNIT_CASE_PARAM(test_domain_lines, domain_gen_params),
	KUNIT_CASE_PARAM(test_domain_header_line, header_gen_params),
	KUNIT_CASE(test_domain_header_of_17),
	KUNIT_CASE(test_domain_namespace),
	KUNIT_CASE(test_domain_create_needs_namespace),
	KUNIT_CASE(test_domain_delete_with_users),
	KUNIT_CASE(test_domain_line_into_deleted),
	KUNIT_CASE(test_domain_reclaim_many),
	KUNIT_CASE(test_domain_line_truncated),
	KUNIT_CASE(test_ident_put_null),
	{}
};

static struct kunit_suite domain_suite = {
	.name = "ccs_domain",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = domain_cases,
};

kunit_test_suite(domain_suite);
