// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of domains and their text
 */

#include <kunit/test.h>

#include "../core/acl.h"
#include "../core/env.h"
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

#define SAMPLE						\
	ROOT_TEXT					\
	"<kernel> /usr/sbin/sshd\n"			\
	"use_profile 3\n"				\
	"quota_exceeded\n"				\
	"transition_failed\n"				\
	"\n"						\
	"file read/append /var/log/auth.log\n"		\
	"file execute /bin/sh exec.argv[0]=\"sh\"\n"	\
	"file getattr @G\n"				\
	"\n"						\
	"<kernel> /usr/sbin/sshd /bin/sh\n"		\
	"use_profile 255\n"				\
	"\n"						\
	"\n"						\
	"<kernel> /b\n"					\
	"use_profile 0\n"				\
	"\n"						\
	"file read /x\n"				\
	"\n"

/* What nobody but a printer writes is skipped: the empty lines. */
static void write_sample(struct kunit *test)
{
	struct ccs_span rest = ccs_span_of(SAMPLE), span;
	char line[64];

	while (ccs_span_split(&rest, '\n', &span)) {
		KUNIT_ASSERT_TRUE(test, span.len < sizeof(line));
		memcpy(line, span.text, span.len);
		line[span.len] = '\0';
		if (span.len)
			ccs_fixture_lines(test, NODE, line);
	}
}

/* Each size works if the longest header or line fits, and else says so. */
static void test_domain_print_by_every_size(struct kunit *test)
{
	static const char longest[] =
		"<kernel> /usr/sbin/sshd\nuse_profile 3\nquota_exceeded\n"
		"transition_failed\n\n";
	size_t size;

	write_sample(test);
	KUNIT_EXPECT_STREQ(test, ccs_fixture_print(test, NODE), SAMPLE);
	for (size = 1; size <= sizeof(SAMPLE) + 1; size++) {
		const char *const text = ccs_fixture_print_by(test, NODE,
							      size);

		KUNIT_EXPECT_EQ_MSG(test, !!text, size >= sizeof(longest),
				    "size %zu", size);
		if (text)
			KUNIT_EXPECT_STREQ_MSG(test, text, SAMPLE, "size %zu",
					       size);
	}
}

/* Reads the selected domain in pieces of @size bytes into @out. */
static bool print_only(struct kunit *test, const struct ccs_ident *only,
		       size_t size, char *out)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_domain_pos pos = { .only = only };
	struct ccs_emit emit = { .buf = out, .size = size };
	bool done = false;

	*out = '\0';
	mutex_lock(&ccs_policy_lock);
	while (!done) {
		done = ccs_domain_print(&fixture->policy, &pos, &emit);
		if (!done && !emit.len)
			break;
		emit.buf += emit.len;
		emit.len = 0;
	}
	/* Whoever reads on finds the end again. */
	if (done)
		done = ccs_domain_print(&fixture->policy, &pos, &emit) &&
		       !emit.len;
	mutex_unlock(&ccs_policy_lock);
	return done;
}

/* What fits is printed at once, and the reader is told that it was all. */
static void test_domain_print_selected_at_once(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_emit emit = { .buf = fixture->text, .size = 200 };
	struct ccs_domain_pos pos = {};
	bool done;

	write_sample(test);
	pos.only = ccs_fixture_domain(test, "<kernel> /b")->ident;
	mutex_lock(&ccs_policy_lock);
	done = ccs_domain_print(&fixture->policy, &pos, &emit);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_TRUE(test, done);
}

static void test_domain_print_selected(struct kunit *test)
{
	static const char want[] = "<kernel> /b\nuse_profile 0\n\n"
				   "file read /x\n\n";
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_ident *ident;
	size_t size;

	write_sample(test);
	ident = ccs_fixture_domain(test, "<kernel> /b")->ident;
	for (size = 30; size <= sizeof(want) + 1; size++) {
		KUNIT_EXPECT_TRUE(test, print_only(test, ident, size,
						   fixture->text));
		KUNIT_EXPECT_STREQ_MSG(test, fixture->text, want, "size %zu",
				       size);
	}
}

/*
 * A reader that stands in a domain which is deleted goes on with the next one,
 * and neither repeats nor skips what is left.
 */
static void test_domain_print_while_policy_changes(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_domain_pos pos = {};
	struct ccs_emit emit = { .buf = fixture->text, .size = 60 };
	bool done;

	ccs_fixture_lines(test, NODE, "<kernel> /a\nfile read /1\n"
			  "file read /2\n<kernel> /b\nfile read /3");
	mutex_lock(&ccs_policy_lock);
	done = ccs_domain_print(&fixture->policy, &pos, &emit);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_FALSE(test, done);
	KUNIT_EXPECT_STREQ(test, fixture->text,
			   ROOT_TEXT "<kernel> /a\nuse_profile 0\n\n");
	ccs_fixture_lines(test, NODE, "delete <kernel> /a\n<kernel> /c");
	emit.len = 0;
	emit.size = 200;
	mutex_lock(&ccs_policy_lock);
	done = ccs_domain_print(&fixture->policy, &pos, &emit);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_TRUE(test, done);
	KUNIT_EXPECT_STREQ(test, emit.buf,
			   "<kernel> /b\nuse_profile 0\n\nfile read /3\n\n"
			   "<kernel> /c\nuse_profile 0\n\n\n");
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
	KUNIT_EXPECT_FALSE(test, list_empty(&old->acls));
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

/* Of many that were deleted each is found and freed, whatever the order. */
static void test_domain_reclaim_many(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	const long used = atomic_long_read(&fixture->policy.mem.used);
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
	KUNIT_EXPECT_EQ(test, atomic_long_read(&fixture->policy.mem.used),
			used);
}

static void test_domain_line_truncated(struct kunit *test)
{
	ccs_fixture_try_prefixes(test, NODE, "<kernel> /a\\040b /\\{c\\}/d");
	ccs_fixture_try_prefixes(test, NODE, "select <kernel> /a\\040b");
	ccs_fixture_lines(test, NODE, "<kernel> /a");
	ccs_fixture_try_prefixes(test, NODE, "use_profile 25");
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
	KUNIT_CASE(test_domain_print_by_every_size),
	KUNIT_CASE(test_domain_print_selected_at_once),
	KUNIT_CASE(test_domain_print_selected),
	KUNIT_CASE(test_domain_print_while_policy_changes),
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
