// SPDX-License-Identifier: GPL-2.0-only
/*
 * Domain transition control
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define CHILD TARGET_DOMAIN
#define ROOT "<kernel> " TARGET

/* Lines of exception policy, and where the probe gets by executing TARGET. */
FIXTURE(control) {
};

FIXTURE_VARIANT(control) {
	const char *lines[3];
	const char *next;
};

#define CONTROL(id, where, ...)				\
	FIXTURE_VARIANT_ADD(control, id) {		\
		.lines = { __VA_ARGS__ },		\
		.next = where,				\
	}

#define INITIALIZE "initialize_domain " TARGET
#define NO_INITIALIZE "no_initialize_domain " TARGET
#define KEEP "keep_domain " TARGET
#define NO_KEEP "no_keep_domain " TARGET
#define OTHER "<kernel> /other"

CONTROL(nothing, CHILD, NULL);

CONTROL(initialize, ROOT, INITIALIZE " from any");
CONTROL(initialize_without_from, ROOT, INITIALIZE);
CONTROL(initialize_from_domain, ROOT, INITIALIZE " from " PROBE_DOMAIN);
CONTROL(initialize_from_last, ROOT, INITIALIZE " from " PROBE);
CONTROL(initialize_any, ROOT, "initialize_domain any from " PROBE_DOMAIN);
CONTROL(initialize_from_other, CHILD, INITIALIZE " from " OTHER);
CONTROL(initialize_from_other_last, CHILD, INITIALIZE " from /other");
CONTROL(initialize_other_program, CHILD, "initialize_domain /other from any");
CONTROL(initialize_prefix_of_domain, CHILD, INITIALIZE " from <kernel> /tmp/ccs");

CONTROL(no_initialize, CHILD, INITIALIZE " from any", NO_INITIALIZE " from any");
CONTROL(no_initialize_first, CHILD, NO_INITIALIZE " from any", INITIALIZE " from any");
CONTROL(no_initialize_from_domain, CHILD,
	INITIALIZE " from any", NO_INITIALIZE " from " PROBE_DOMAIN);
CONTROL(no_initialize_from_last, CHILD, INITIALIZE " from any", NO_INITIALIZE " from " PROBE);
CONTROL(no_initialize_from_other, ROOT, INITIALIZE " from any", NO_INITIALIZE " from " OTHER);
CONTROL(no_initialize_alone, CHILD, NO_INITIALIZE " from any");

CONTROL(keep, PROBE_DOMAIN, KEEP " from any");
CONTROL(keep_from_domain, PROBE_DOMAIN, KEEP " from " PROBE_DOMAIN);
CONTROL(keep_from_last, PROBE_DOMAIN, KEEP " from " PROBE);
CONTROL(keep_without_from, PROBE_DOMAIN, "keep_domain " PROBE_DOMAIN);
CONTROL(keep_last_without_from, PROBE_DOMAIN, "keep_domain " PROBE);
CONTROL(keep_any, PROBE_DOMAIN, "keep_domain any from " PROBE_DOMAIN);
CONTROL(keep_from_other, CHILD, KEEP " from " OTHER);
CONTROL(keep_other_program, CHILD, "keep_domain /other from any");

CONTROL(no_keep, CHILD, "keep_domain any from " PROBE_DOMAIN, NO_KEEP " from any");
CONTROL(no_keep_from_domain, CHILD, KEEP " from any", NO_KEEP " from " PROBE_DOMAIN);
CONTROL(no_keep_without_from, CHILD, KEEP " from any", "no_keep_domain " PROBE_DOMAIN);
CONTROL(no_keep_from_other, PROBE_DOMAIN, KEEP " from any", NO_KEEP " from " OTHER);

/* Initialising comes before keeping, whichever was written first. */
CONTROL(initialize_and_keep, ROOT, KEEP " from any", INITIALIZE " from any");
CONTROL(keep_and_initialize, ROOT, INITIALIZE " from any", KEEP " from any");
CONTROL(keep_if_not_initialized, PROBE_DOMAIN,
	INITIALIZE " from any", NO_INITIALIZE " from any", KEEP " from any");
CONTROL(initialize_despite_no_keep, ROOT,
	INITIALIZE " from any", KEEP " from any", NO_KEEP " from any");

static int change_lines(const FIXTURE_VARIANT(control) *variant, const char *prefix)
{
	int err = 0;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(variant->lines) && variant->lines[i] && !err; i++)
		err = policy("exception_policy", "%s%s\n", prefix, variant->lines[i]);
	return err;
}

FIXTURE_SETUP(control)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, change_lines(variant, ""));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " TARGET));
}

FIXTURE_TEARDOWN(control)
{
	change_lines(variant, "delete ");
	leave_world();
}

TEST_F(control, leads_to)
{
	char expected[256];

	snprintf(expected, sizeof(expected), "%s\n", variant->next);
	EXPECT_EQ(0, probe(execute, TARGET, TARGET, call(tell_domain), NULL));
	EXPECT_STREQ(expected, reply);
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, "file execute " TARGET));
}

/* Control does not permit anything. */
TEST_F(control, denied_without_entry)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete file execute " TARGET));
	EXPECT_EQ(EPERM, probe(execute, TARGET, TARGET, call(tell_domain), NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file execute " TARGET));
}

TEST_F(control, deleted)
{
	ASSERT_EQ(0, change_lines(variant, "delete "));
	EXPECT_EQ(0, probe(execute, TARGET, TARGET, call(tell_domain), NULL));
	EXPECT_STREQ(CHILD "\n", reply);
}

/* Executes itself until args[1] is 0 or there is no way to go on. */
static int dig(char **args)
{
	char left[16];

	snprintf(left, sizeof(left), "%d", atoi(args[1]) - 1);
	if (*left != '-')
		execl(args[0], args[0], call(dig), args[0], left, NULL);
	say("%zu\n", strlen(my_domain()));
	return *left == '-' ? 0 : errno;
}

/* A domain as deep as its name may be long. */
FIXTURE(depth) {
	char program[256];
	/* What one step adds to the name, and how often it fits. */
	int step;
	int steps;
};

FIXTURE_SETUP(depth)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	snprintf(self->program, sizeof(self->program), DIR "/%0200d", 0);
	ASSERT_EQ(0, link(PROBE, self->program));
	self->step = strlen(self->program) + 1;
	self->steps = (4085 - strlen(PROBE_DOMAIN)) / self->step;
}

FIXTURE_TEARDOWN(depth)
{
	leave_world();
}

TEST_F(depth, enforcing)
{
	char domain[8192] = PROBE_DOMAIN;
	int i;

	for (i = 0; i <= self->steps; i++) {
		ASSERT_EQ(0, policy("domain_policy", "%s\nuse_profile %d\nfile execute %s\n",
				    domain, ENFORCING, self->program));
		strcat(domain, " ");
		strcat(domain, self->program);
	}
	/* The next name would be too long. */
	EXPECT_EQ(EINVAL, policy("domain_policy", "%s\n", domain));
	EXPECT_EQ(ENOMEM, probe(dig, self->program, "100", NULL));
	EXPECT_EQ((int)strlen(PROBE_DOMAIN) + self->steps * self->step, atoi(reply));
}

TEST_F(depth, permissive)
{
	char domain[8192] = PROBE_DOMAIN;
	const char *record;
	char *text;
	int i;

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", PERMISSIVE));
	for (i = 0; i < self->steps; i++) {
		strcat(domain, " ");
		strcat(domain, self->program);
	}
	/* Execution goes on, in the deepest domain, which is noted once. */
	EXPECT_EQ(0, probe(dig, self->program, "25", NULL));
	EXPECT_EQ((int)strlen(PROBE_DOMAIN) + self->steps * self->step, atoi(reply));
	EXPECT_EQ(1, audit_count(domain, "transition_failed"));
	record = audit_find(domain, "transition_failed");
	ASSERT_NE(NULL, record);
	EXPECT_NE(NULL, strstr(record, " mode=permissive granted=no "));
	text = read_node("domain_policy");
	EXPECT_NE(NULL, strstr(text, "\nuse_profile 102\ntransition_failed\n\n"));
	free(text);
}

TEST_HARNESS_MAIN
