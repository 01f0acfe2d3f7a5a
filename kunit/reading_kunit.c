// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of reading a policy that changes
 *
 * A reader comes back after some of what it passed, or of what is ahead, is
 * gone. It must show everything else, once and in order.
 */

#include <kunit/test.h>

#include "../core/domain.h"
#include "../core/env.h"
#include "../core/exception.h"
#include "../core/manager.h"
#include "../core/namespace_text.h"
#include "fixture.h"

#define DOMAINS	"<kernel> /a\nfile read /1\nfile read /2\nfile read /3\n" \
		"<guest> /b\nfile write /4"
#define EXCEPTIONS "path_group P /a\npath_group P /b\npath_group P /c\n"     \
		   "number_group N 1\nnumber_group N 2\n"		     \
		   "initialize_domain /x from any\nkeep_domain any from /y\n" \
		   "acl_group 3 file read /x\nacl_group 3 file read /y\n"     \
		   "<guest> path_group P /a\n<guest> acl_group 3 file read /z"
#define MANAGERS "/m1\n/m2\n/m3\n<kernel> /m4"

#define ROOM 4096

/* Room for the longest thing that is never split: as many pieces as possible. */
static const size_t pieces[CCS_FIXTURE_NODE_COUNT] = {
	[CCS_FIXTURE_DOMAIN] = 32,
	[CCS_FIXTURE_EXCEPTION] = 64,
	[CCS_FIXTURE_PROFILE] = 256,
	[CCS_FIXTURE_MANAGER] = 16,
};

/**
 * struct reading_row - a line that goes while a node is read
 * @desc: what the row is about
 * @node: the node that is read
 * @shown: the line as it shows it, NULL if it does not
 * @from: the node that the line goes from
 * @line: what takes it away
 */
struct reading_row {
	const char *desc;
	enum ccs_fixture_node node;
	const char *shown;
	enum ccs_fixture_node from;
	const char *line;
};

/* clang-format off */
static const struct reading_row reading_rows[] = {
	{ "the first manager", CCS_FIXTURE_MANAGER, "/m1\n",
	  CCS_FIXTURE_MANAGER, "delete /m1" },
	{ "a manager", CCS_FIXTURE_MANAGER, "/m2\n",
	  CCS_FIXTURE_MANAGER, "delete /m2" },
	{ "the last manager", CCS_FIXTURE_MANAGER, "<kernel> /m4\n",
	  CCS_FIXTURE_MANAGER, "delete <kernel> /m4" },
	{ "a member of a group", CCS_FIXTURE_EXCEPTION, "<kernel> path_group P /b\n",
	  CCS_FIXTURE_EXCEPTION, "delete path_group P /b" },
	{ "the first member", CCS_FIXTURE_EXCEPTION, "<kernel> number_group N 1\n",
	  CCS_FIXTURE_EXCEPTION, "delete number_group N 1" },
	{ "a transition", CCS_FIXTURE_EXCEPTION, "<kernel> initialize_domain /x from any\n",
	  CCS_FIXTURE_EXCEPTION, "delete initialize_domain /x from any" },
	{ "an entry of an acl_group", CCS_FIXTURE_EXCEPTION, "<kernel> acl_group 3 file read /x\n",
	  CCS_FIXTURE_EXCEPTION, "delete acl_group 3 file read /x" },
	{ "a line of another namespace", CCS_FIXTURE_EXCEPTION, "<guest> path_group P /a\n",
	  CCS_FIXTURE_EXCEPTION, "delete <guest> path_group P /a" },
	{ "an entry of a domain", CCS_FIXTURE_DOMAIN, "file read /2\n",
	  CCS_FIXTURE_DOMAIN, "delete file read /2" },
	{ "something of another node", CCS_FIXTURE_PROFILE, NULL,
	  CCS_FIXTURE_MANAGER, "delete /m1" },
};
/* clang-format on */

static void describe(const struct reading_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(reading, reading_rows, describe);

/**
 * struct reader - how far each node was read
 * @domain: domain policy
 * @exception: exception policy
 * @profile: profiles
 * @manager: managers
 */
struct reader {
	struct ccs_domain_pos domain;
	struct ccs_exception_pos exception;
	struct ccs_profile_node_pos profile;
	struct ccs_place manager;
};

static bool read_on(const struct ccs_policy *policy,
		    enum ccs_fixture_node node, struct reader *reader,
		    struct ccs_emit *emit)
{
	switch (node) {
	case CCS_FIXTURE_DOMAIN:
		return ccs_domain_print(policy, &reader->domain, emit);
	case CCS_FIXTURE_EXCEPTION:
		return ccs_exception_node_print(policy, &reader->exception,
						emit);
	case CCS_FIXTURE_PROFILE:
		return ccs_profile_node_print(policy, &reader->profile, emit);
	default:
		return ccs_manager_print(policy, &reader->manager, emit);
	}
}

static void write_sample(struct kunit *test)
{
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION, EXCEPTIONS);
	ccs_fixture_lines(test, CCS_FIXTURE_PROFILE,
			  "PROFILE_VERSION=20150505\n1-COMMENT=a\n"
			  "2-COMMENT=b\n<guest> 1-COMMENT=c");
	ccs_fixture_lines(test, CCS_FIXTURE_MANAGER, MANAGERS);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, DOMAINS);
	ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, "<kernel> /a");
}

/* Takes a line out of a text, the only one that is the same. */
static void cut(char *text, const char *line)
{
	char *const at = line ? strstr(text, line) : NULL;

	if (at)
		memmove(at, at + strlen(line), strlen(at + strlen(line)) + 1);
}

/* Returns false if there was nothing left to read before the line went. */
static bool read_while_removing(struct kunit *test,
				const struct reading_row *row, int after,
				char *text, char *want)
{
	struct ccs_fixture *const fixture = test->priv;
	struct reader *const reader = kunit_kzalloc(test, sizeof(*reader),
						    GFP_KERNEL);
	const size_t size = pieces[row->node];
	size_t len = 0;
	bool done = false, stuck = false;
	int piece;

	KUNIT_ASSERT_NOT_NULL(test, reader);
	strscpy(want, ccs_fixture_print(test, row->node), ROOM);
	for (piece = 0; !done && !stuck && len < ROOM - size; piece++) {
		struct ccs_emit emit = { .buf = text + len, .size = size };

		text[len] = '\0';
		if (piece == after) {
			ccs_fixture_lines(test, row->from, row->line);
			if (!row->shown || !strstr(text, row->shown))
				cut(want, row->shown);
		}
		mutex_lock(&ccs_policy_lock);
		done = read_on(&fixture->policy, row->node, reader, &emit);
		mutex_unlock(&ccs_policy_lock);
		len += emit.len;
		stuck = !emit.len;
	}
	text[len] = '\0';
	KUNIT_EXPECT_TRUE(test, done);
	return piece > after;
}

static void test_reading(struct kunit *test)
{
	const struct reading_row *const row = test->param_value;
	char *const text = kunit_kzalloc(test, ROOM, GFP_KERNEL);
	char *const want = kunit_kzalloc(test, ROOM, GFP_KERNEL);
	bool more = true;
	int after;

	KUNIT_ASSERT_NOT_NULL(test, text);
	KUNIT_ASSERT_NOT_NULL(test, want);
	for (after = 0; more; after++) {
		write_sample(test);
		if (row->shown)
			KUNIT_EXPECT_NOT_NULL(test,
					      strstr(ccs_fixture_print(test,
								       row->node),
						     row->shown));
		more = read_while_removing(test, row, after, text, want);
		KUNIT_EXPECT_STREQ_MSG(test, text, want, "after %d pieces",
				       after);
		ccs_fixture_exit(test);
		KUNIT_ASSERT_EQ(test, ccs_fixture_init(test), 0);
	}
	KUNIT_EXPECT_GE(test, after, 2);
}

static struct kunit_case reading_cases[] = {
	KUNIT_CASE_PARAM(test_reading, reading_gen_params),
	{}
};

static struct kunit_suite reading_suite = {
	.name = "ccs_reading",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = reading_cases,
};

kunit_test_suite(reading_suite);
