// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of lines that are learned with patterns
 */

#include <kunit/test.h>

#include "../core/decide.h"
#include "../core/env.h"
#include "../core/learn.h"
#include "../core/namespace.h"
#include "fixture.h"
#include "question.h"

#define ROOM 512
#define ALL_KINDS (BIT(CCS_GENERAL_COUNT) - 1)
#define SIX "\\?\\?\\?\\?\\?\\?"

/**
 * struct line_row - a request and the line that is learned from it
 * @before: what the domain may do already, or NULL
 * @request: the request
 * @line: the line; NULL if it is the request
 */
struct line_row {
	const char *before;
	const char *request;
	const char *line;
};

#define INET "network inet "

/* clang-format off */
static const struct line_row line_rows[] = {
	{ NULL, "file read proc:/12/stat", "file read proc:/\\$/stat" },
	{ NULL, "file getattr proc:/12/stat", "file getattr proc:/\\$/stat" },
	{ NULL, "file write proc:/12/comm", NULL },
	{ NULL, "file read/write proc:/12/comm", NULL },
	{ NULL, "file chmod proc:/12/comm 0644", NULL },
	{ NULL, "file ioctl pipe:[3] 0x5401", "file ioctl pipe:[\\$] 0x5401" },
	{ NULL, "file create /tmp/a.XyZ123 0600",
	  "file create /tmp/a." SIX " 0600" },
	{ NULL, "file mkdir /tmp/a.XyZ123/ 0700",
	  "file mkdir /tmp/a." SIX "/ 0700" },
	{ NULL, "file rename /tmp/a.XyZ123 /srv/a.XyZ123",
	  "file rename /tmp/a." SIX " /srv/a.XyZ123" },
	{ NULL, "file link /srv/#5 /srv/b", "file link /srv/#\\$ /srv/b" },
	{ NULL, "file unlink /tmp/a.4711", "file unlink /tmp/a.\\$" },
	{ NULL, "allow_rewrite /tmp/a.4711", "allow_rewrite /tmp/a.\\$" },
	{ NULL, "file execute /tmp/a.XyZ123", NULL },
	{ NULL, "file chroot /tmp/a.XyZ123/", NULL },
	{ NULL, "file unmount /tmp/a.XyZ123/", NULL },
	{ NULL, "file pivot_root /tmp/a.XyZ123/ /tmp/a.XyZ124/", NULL },
	{ NULL, "file mount /tmp/a.XyZ123 /tmp/b.XyZ123/ ext4 0x0", NULL },
	{ NULL, "file mkchar /tmp/a.XyZ123 0600 1 3", NULL },
	{ NULL, "misc env /tmp/a.XyZ123", NULL },
	{ NULL, "network unix stream bind /tmp/a.XyZ123", NULL },

	{ NULL, INET "stream accept 10.0.0.1 1024",
	  INET "stream accept 10.0.0.1 1024-65535" },
	{ NULL, INET "stream accept 10.0.0.1 65535",
	  INET "stream accept 10.0.0.1 1024-65535" },
	{ NULL, INET "seqpacket accept 10.0.0.1 2000",
	  INET "seqpacket accept 10.0.0.1 1024-65535" },
	{ NULL, INET "stream accept 10.0.0.1 1023", NULL },
	{ NULL, INET "stream connect 10.0.0.1 40000", NULL },
	{ NULL, INET "stream bind 10.0.0.1 40000", NULL },
	{ NULL, INET "raw recv 10.0.0.1 2000", NULL },
	/* Who speaks first. */
	{ NULL, INET "dgram recv 10.0.0.1 40000",
	  INET "dgram recv 10.0.0.1 1024-65535" },
	{ INET "dgram send 10.0.0.1 40000", INET "dgram recv 10.0.0.1 40000",
	  NULL },
	{ INET "dgram send 10.0.0.1 40001", INET "dgram recv 10.0.0.1 40000",
	  INET "dgram recv 10.0.0.1 1024-65535" },
	{ NULL, INET "dgram send 10.0.0.1 40000", NULL },
	{ INET "dgram recv 10.0.0.1 1024-65535",
	  INET "dgram send 10.0.0.1 40000",
	  INET "dgram send 10.0.0.1 1024-65535" },
	{ INET "dgram recv 10.0.0.2 1024-65535",
	  INET "dgram send 10.0.0.1 40000", NULL },
	{ INET "dgram recv 10.0.0.1 53", INET "dgram send 10.0.0.1 53", NULL },
	/* Who asked for any port. */
	{ NULL, INET "stream listen 10.0.0.1 40000", NULL },
	{ INET "stream bind 10.0.0.1 0", INET "stream listen 10.0.0.1 40000",
	  INET "stream listen 10.0.0.1 1024-65535" },
	{ INET "stream bind 10.0.0.1 40000",
	  INET "stream listen 10.0.0.1 40000", NULL },
	{ INET "stream bind 10.0.0.1 0-65535",
	  INET "stream listen 10.0.0.1 40000", NULL },
};

/* clang-format on */

static void describe_line(const struct line_row *row, char *desc)
{
	strscpy(desc, row->request, KUNIT_PARAM_DESC_SIZE);
	/* TAP ends a description there. */
	for (; *desc; desc++)
		if (*desc == '#')
			*desc = '=';
}

KUNIT_ARRAY_PARAM(line, line_rows, describe_line);

static struct ccs_domain *domain_of(struct kunit *test)
{
	struct ccs_fixture *const fixture = test->priv;

	return ccs_domain_of(&fixture->policy, fixture->cursor);
}

static int learn(struct kunit *test, const struct ccs_request *request,
		 const char *text)
{
	struct ccs_fixture *const fixture = test->priv;
	const struct ccs_span line = ccs_span_of(text);
	struct ccs_grant grant;
	int err;

	mutex_lock(&ccs_policy_lock);
	err = ccs_learn(&fixture->policy, domain_of(test), &line);
	if (!err && ccs_find_entry(domain_of(test), request, &grant) <= 0)
		err = -EPERM;
	mutex_unlock(&ccs_policy_lock);
	return err;
}

static void set_up(struct kunit *test, const char *before)
{
	ccs_fixture_lines(test, CCS_FIXTURE_PROFILE, "1-CONFIG=learning");
	ccs_fixture_profile(test, "<kernel> /test", 1);
	if (before)
		ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, before);
}

static void print(struct kunit *test, const struct ccs_request *request,
		  u8 kinds, char *buf)
{
	struct ccs_learn_bound bound = {
		.general = { .kinds = kinds, .pids = { 4711 }, .pid_count = 1 },
	};
	struct ccs_emit emit = { .buf = buf, .size = ROOM };

	mutex_lock(&ccs_policy_lock);
	bound.domain = domain_of(test);
	ccs_learn_print(&emit, bound.domain->ns, request, &bound);
	KUNIT_EXPECT_FALSE(test, emit.overflow);
	KUNIT_EXPECT_TRUE(test, emit.len < ccs_learn_size(request, &bound));
	mutex_unlock(&ccs_policy_lock);
}

/* The line grants the request, and the next of its kind. */
static void test_general_line(struct kunit *test)
{
	const struct line_row *const row = test->param_value;
	const char *const line = row->line ?: row->request;
	char *const buf = kunit_kzalloc(test, ROOM, GFP_KERNEL);
	struct ccs_question question;

	KUNIT_ASSERT_NOT_NULL(test, buf);
	set_up(test, row->before);
	ccs_question_read(test, &question, row->request, &ccs_root_facts);
	print(test, &question.request, 0, buf);
	KUNIT_EXPECT_STREQ(test, buf, row->request);
	print(test, &question.request, ALL_KINDS, buf);
	KUNIT_EXPECT_STREQ(test, buf, line);
	KUNIT_EXPECT_EQ(test, learn(test, &question.request, buf), 0);
}

/* A file_pattern comes first, and is not made more general. */
static void test_general_after_file_pattern(struct kunit *test)
{
	char *const buf = kunit_kzalloc(test, ROOM, GFP_KERNEL);
	struct ccs_question question;

	KUNIT_ASSERT_NOT_NULL(test, buf);
	set_up(test, NULL);
	ccs_fixture_lines(test, CCS_FIXTURE_EXCEPTION,
			  "file_pattern /tmp/\\*/a.XyZ123");
	ccs_question_read(test, &question,
			  "file rename /tmp/b/a.XyZ123 /tmp/c/b.XyZ123",
			  &ccs_root_facts);
	print(test, &question.request, ALL_KINDS, buf);
	KUNIT_EXPECT_STREQ(test, buf,
			   "file rename /tmp/\\*/a.XyZ123 /tmp/c/b." SIX);
	KUNIT_EXPECT_EQ(test, learn(test, &question.request, buf), 0);
}

/* It is said once, before learning stops, and again after there was room. */
static void test_learn_near_limit(struct kunit *test)
{
	static const bool near[] = { [18] = true };
	char line[32];
	int i;

	set_up(test, NULL);
	ccs_fixture_lines(test, CCS_FIXTURE_PROFILE,
			  "1-PREFERENCE={ max_learning_entry=20 }");
	for (i = 1; i < 20; i++) {
		snprintf(line, sizeof(line), "file read /%d", i);
		ccs_fixture_lines(test, CCS_FIXTURE_DOMAIN, line);
		mutex_lock(&ccs_policy_lock);
		KUNIT_EXPECT_EQ_MSG(test, ccs_learn_near_limit(domain_of(test)),
				    i < (int)ARRAY_SIZE(near) && near[i],
				    "entry %d", i);
		mutex_unlock(&ccs_policy_lock);
	}
	ccs_fixture_lines(test, CCS_FIXTURE_PROFILE,
			  "1-PREFERENCE={ max_learning_entry=30 }");
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_FALSE(test, ccs_learn_near_limit(domain_of(test)));
	mutex_unlock(&ccs_policy_lock);
	ccs_fixture_lines(test, CCS_FIXTURE_PROFILE,
			  "1-PREFERENCE={ max_learning_entry=20 }");
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_TRUE(test, ccs_learn_near_limit(domain_of(test)));
	mutex_unlock(&ccs_policy_lock);
}

static struct kunit_case learn_general_cases[] = {
	KUNIT_CASE_PARAM(test_general_line, line_gen_params),
	KUNIT_CASE(test_general_after_file_pattern),
	KUNIT_CASE(test_learn_near_limit),
	{}
};

static struct kunit_suite learn_general_suite = {
	.name = "ccs_learn_general",
	.init = ccs_fixture_init,
	.exit = ccs_fixture_exit,
	.test_cases = learn_general_cases,
};

kunit_test_suite(learn_general_suite);
