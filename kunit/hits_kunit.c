// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of counting which entries decide
 */

#include <kunit/test.h>

#include "../core/acl.h"
#include "../core/decide.h"
#include "../core/env.h"
#include "../core/hits.h"
#include "../core/namespace_text.h"
#include "fixture.h"
#include "question.h"

#define START 1000000
#define UNIT BIT(CCS_HITS_SHIFT)

static void expect_hits(struct kunit *test, const u32 *hits, const char *want)
{
	const struct ccs_hits_clock clock = { .shown = true, .start = START };
	char text[64] = "";
	struct ccs_emit emit = { .buf = text, .size = sizeof(text) };

	ccs_hits_print(&emit, hits, &clock);
	KUNIT_EXPECT_STREQ(test, text, want);
}

static void test_hits_count(struct kunit *test)
{
	u32 hits = 0;

	expect_hits(test, &hits, "# hits=0\n");
	ccs_hits_count(&hits, 0);
	expect_hits(test, &hits, "# hits=1 last=1000000\n");
	ccs_hits_count(&hits, UNIT - 1);
	expect_hits(test, &hits, "# hits=2 last=1000000\n");
	ccs_hits_count(&hits, 10 * UNIT);
	expect_hits(test, &hits, "# hits=3 last=1001280\n");
}

/* A full count stays, and its time goes on as far as there are bits. */
static void test_hits_full(struct kunit *test)
{
	u32 hits = 0;
	u32 i;

	for (i = 0; i < CCS_HITS_MAX + 2; i++)
		ccs_hits_count(&hits, 0);
	expect_hits(test, &hits, "# hits=4095 last=1000000\n");
	ccs_hits_count(&hits, 2 * UNIT);
	expect_hits(test, &hits, "# hits=4095 last=1000256\n");
	ccs_hits_count(&hits, U64_MAX);
	expect_hits(test, &hits, "# hits=4095 last=135217600\n");
}

static void test_hits_unasked(struct kunit *test)
{
	const struct ccs_hits_clock clock = {};
	char text[64] = "";
	struct ccs_emit emit = { .buf = text, .size = sizeof(text) };
	const u32 hits = 1;

	ccs_hits_print(&emit, &hits, &clock);
	KUNIT_EXPECT_STREQ(test, text, "");
}

/* The entry that grants a request of the fixture's domain is counted. */
static void hit(struct kunit *test, const char *line)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_question question;
	struct ccs_grant grant = {};

	ccs_question_read(test, &question, line, &ccs_root_facts);
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, 1,
			ccs_find_entry(ccs_domain_of(&fixture->policy,
						     fixture->cursor),
				       &question.request, &grant));
	if (grant.acl)
		ccs_acl_hit(grant.acl, UNIT);
	mutex_unlock(&ccs_policy_lock);
}

#define LINES				\
	"file read /a\n"		\
	"allow_read @G if task.state[0]=0\n" \
	"file read/write /\\*\n"
#define DOMAIN "<kernel> /test\nuse_profile 0\nuse_group 1\n\n"

static void set_up(struct kunit *test)
{
	ccs_fixture_profile(test, "<kernel> /test", 0);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, "use_group 1\n" LINES);
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "acl_group 1 file unlink /a\nallow_env HOME");
}

/* Each counter follows its entry, also where that takes several lines. */
static void test_hits_of_domain(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_emit emit = {
		.buf = fixture->text,
		.size = sizeof(fixture->text),
	};
	struct ccs_domain_pos pos = {
		.clock = { .shown = true, .start = START },
	};

	set_up(test);
	hit(test, "file read /a");
	hit(test, "file read /b");
	hit(test, "file write /b");
	hit(test, "file unlink /a");
	mutex_lock(&ccs_policy_lock);
	pos.only = fixture->cursor;
	KUNIT_EXPECT_TRUE(test, ccs_domain_print(&fixture->policy, &pos,
						 &emit));
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_STREQ(test, fixture->text,
			   DOMAIN "file read /a\n"
			   "# hits=1 last=1000128\n"
			   "allow_read @G if task.state[0]=0\n"
			   "# hits=0\n"
			   "file read/write /\\*\n"
			   "# hits=2 last=1000128\n\n");
}

static void test_hits_of_exception(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_emit emit = {
		.buf = fixture->text,
		.size = sizeof(fixture->text),
	};
	struct ccs_exception_pos pos = {
		.clock = { .shown = true, .start = START },
	};

	set_up(test);
	hit(test, "file unlink /a");
	hit(test, "misc env HOME");
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_TRUE(test, ccs_exception_node_print(&fixture->policy,
							 &pos, &emit));
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_STREQ(test, fixture->text,
			   "initialize_domain /sbin/modprobe from any\n"
			   "initialize_domain /sbin/hotplug from any\n"
			   "acl_group 1 file unlink /a\n"
			   "# hits=1 last=1000128\n"
			   "allow_env HOME\n"
			   "# hits=1 last=1000128\n");
}

/* Without being asked for, nothing is different. */
static void test_hits_hidden(struct kunit *test)
{
	set_up(test);
	hit(test, "file read /a");
	KUNIT_EXPECT_STREQ(test, ccs_fixture_acls(test), LINES);
}

/* Positions that are used up are given out anew, in the same order. */
static void test_hits_positions(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_domain *domain;

	ccs_fixture_profile(test, "<kernel> /test", 0);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, "file read /0");
	mutex_lock(&ccs_policy_lock);
	domain = ccs_domain_of(&fixture->policy, fixture->cursor);
	domain->acls.last_seq = U32_MAX - 1;
	mutex_unlock(&ccs_policy_lock);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN,
			  "file read /1\nfile read /\\*\nfile read /2");
	KUNIT_EXPECT_EQ(test, domain->acls.last_seq, 4u);
	KUNIT_EXPECT_STREQ(test, ccs_fixture_acls(test),
			   "file read /0\nfile read /1\nfile read /\\*\n"
			   "file read /2\n");
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, "delete file read /0");
	hit(test, "file read /1");
}

static struct kunit_case hits_cases[] = {
	KUNIT_CASE(test_hits_count),
	KUNIT_CASE(test_hits_full),
	KUNIT_CASE(test_hits_unasked),
	KUNIT_CASE(test_hits_of_domain),
	KUNIT_CASE(test_hits_of_exception),
	KUNIT_CASE(test_hits_hidden),
	KUNIT_CASE(test_hits_positions),
	{}
};

static struct kunit_suite hits_suite = {
	.name = "ccs_hits",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = hits_cases,
};

kunit_test_suite(hits_suite);
