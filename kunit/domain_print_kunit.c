// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of reading the domain policy
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "fixture.h"

#define NODE CCS_FIXTURE_DOMAIN
#define ROOT_TEXT "<kernel>\nuse_profile 0\n\n\n"

#define SAMPLE						\
	ROOT_TEXT					\
	"<kernel> /usr/sbin/sshd\n"			\
	"use_profile 3\n"				\
	"quota_exceeded\n"				\
	"transition_failed\n"				\
	"use_group 3\n"					\
	"use_group 200\n"				\
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
		"transition_failed\nuse_group 3\nuse_group 200\n\n";
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

/* The place in a domain's entries is found again, too. */
static void test_domain_print_while_entries_go(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_domain_pos pos = {};
	struct ccs_emit emit = { .buf = fixture->text, .size = 73 };
	bool done;

	ccs_fixture_lines(test, NODE, "<kernel> /a\nfile read /1\n"
			  "file read /2\nfile read /3\nfile read /4");
	mutex_lock(&ccs_policy_lock);
	done = ccs_domain_print(&fixture->policy, &pos, &emit);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_FALSE(test, done);
	KUNIT_EXPECT_STREQ(test, fixture->text,
			   ROOT_TEXT "<kernel> /a\nuse_profile 0\n\n"
			   "file read /1\n");
	ccs_fixture_lines(test, NODE, "delete file read /1\n"
			  "delete file read /3\nfile read /5");
	emit.len = 0;
	emit.size = 200;
	mutex_lock(&ccs_policy_lock);
	done = ccs_domain_print(&fixture->policy, &pos, &emit);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_TRUE(test, done);
	KUNIT_EXPECT_STREQ(test, emit.buf, "file read /2\nfile read /4\n"
			   "file read /5\n\n");
}

static void test_domain_print_transition_only(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;
	struct ccs_domain_pos pos = { .transition_only = true };
	struct ccs_emit emit = {
		.buf = fixture->text, .size = sizeof(fixture->text),
	};

	ccs_fixture_lines(test, NODE, "<kernel> /a\nfile read /1\n"
			  "file execute /2\nuse_group 1\n"
			  "task auto_isolate random\ntask auto_execute_handler /3");
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_TRUE(test, ccs_domain_print(&fixture->policy, &pos,
						 &emit));
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_STREQ(test, fixture->text,
			   ROOT_TEXT "<kernel> /a\nuse_profile 0\n"
			   "use_group 1\n\nfile execute /2\n"
			   "task auto_execute_handler /3\n\n");
}

static struct kunit_case domain_print_cases[] = {
	KUNIT_CASE(test_domain_print_by_every_size),
	KUNIT_CASE(test_domain_print_selected_at_once),
	KUNIT_CASE(test_domain_print_selected),
	KUNIT_CASE(test_domain_print_while_policy_changes),
	KUNIT_CASE(test_domain_print_while_entries_go),
	KUNIT_CASE(test_domain_print_transition_only),
	{}
};

static struct kunit_suite domain_print_suite = {
	.name = "ccs_domain_print",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = domain_print_cases,
};

kunit_test_suite(domain_print_suite);
