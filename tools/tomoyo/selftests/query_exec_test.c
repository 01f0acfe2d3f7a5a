// SPDX-License-Identifier: GPL-2.0-only
/*
 * Executions that wait for a supervisor, and domains that are not made unasked
 */

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "side.h"
#include "supervisor.h"

#define EXECUTE_TARGET "file execute " TARGET
#define ALIAS DIR "/alias"

FIXTURE(execute) {
	struct question asked;
	struct probe probe;
	int fd;
};

FIXTURE_SETUP(execute)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, set_timeout(LONG_TIMEOUT));
	self->fd = supervise();
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(execute)
{
	close(self->fd);
	policy_lax("exception_policy", "delete aggregator " TARGET " " ALIAS "\n");
	set_timeout(DEFAULT_TIMEOUT);
	leave_world();
}

/* Starts a probe whose execution has to wait. */
#define VISIT()									\
	do {									\
		ASSERT_EQ(0, probe_start(&self->probe, execute, TARGET, "zero",	\
					 call(tell_domain), "two", NULL));	\
		ASSERT_TRUE(await_question(self->fd, &self->asked));		\
	} while (0)

TEST_F(execute, is_granted)
{
	VISIT();
	EXPECT_TRUE(is_asked(&self->asked, PROBE_DOMAIN, EXECUTE_TARGET));
	EXPECT_NE(NULL, strstr(self->asked.header, " exec={ realpath=\"" TARGET "\" argc=3 "));
	EXPECT_NE(NULL, strstr(self->asked.header, " argv[]={ \"zero\" \"--call="));
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 1));
	EXPECT_EQ(0, probe_end(&self->probe));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
	EXPECT_STREQ("", domain_entries(PROBE_DOMAIN));
}

TEST_F(execute, is_refused)
{
	VISIT();
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 2));
	EXPECT_EQ(EPERM, probe_end(&self->probe));
	EXPECT_STREQ("", reply);
}

/* What it is called, and where it leads, is found out again. */
TEST_F(execute, is_tried_again)
{
	VISIT();
	ASSERT_EQ(0, policy("exception_policy", "aggregator " TARGET " " ALIAS "\n"));
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 3));
	ASSERT_TRUE(await_question(self->fd, &self->asked));
	EXPECT_TRUE(is_asked(&self->asked, PROBE_DOMAIN, "file execute " ALIAS));
	EXPECT_EQ(1, self->asked.retry);
	EXPECT_EQ(0, add_line(self->asked.serial, "file execute " ALIAS " exec.argc=3"));
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 3));
	EXPECT_EQ(0, probe_end(&self->probe));
	EXPECT_STREQ(PROBE_DOMAIN " " ALIAS "\n", reply);
}

TEST_F(execute, preference_of_a_new_line)
{
	VISIT();
	EXPECT_EQ(0, add_line(self->asked.serial, EXECUTE_TARGET " keep"));
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 3));
	EXPECT_EQ(0, probe_end(&self->probe));
	EXPECT_STREQ(PROBE_DOMAIN "\n", reply);
}

/* Nobody stands in the way of whoever handles what is refused, but after asking. */
TEST_F(execute, before_a_handler)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "task denied_execute_handler " DIR "/nowhere"));
	VISIT();
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 1));
	EXPECT_EQ(0, probe_end(&self->probe));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
	VISIT();
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 2));
	EXPECT_EQ(ENOENT, probe_end(&self->probe));
}

FIXTURE(creation) {
	struct question asked;
	struct probe probe;
	char request[256];
	char ran[256];
	int fd;
};

FIXTURE_VARIANT(creation) {
	const struct side *side;
};

FIXTURE_VARIANT_ADD(creation, in_18) {
	.side = &new_side,
};

FIXTURE_VARIANT_ADD(creation, in_17) {
	.side = &old_side,
};

static int start_visit(struct probe *probe, const struct side *side)
{
	return probe_start_as(probe, side->program, execute, TARGET, TARGET,
			      call(tell_domain), NULL);
}

FIXTURE_SETUP(creation)
{
	const struct side *const side = variant->side;

	ASSERT_EQ(0, fresh_sides(ENFORCING));
	ASSERT_EQ(0, set_timeout(LONG_TIMEOUT));
	if (!side->old)
		ASSERT_EQ(0, side_profile(side, ENFORCING, "PREFERENCE={ create_domain=ask }"));
	ASSERT_EQ(0, domain_allow(side->domain, EXECUTE_TARGET));
	snprintf(self->request, sizeof(self->request), "# wants to create domain\n%s",
		 side->child);
	snprintf(self->ran, sizeof(self->ran), "%s\n", side->child);
	self->fd = supervise();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, start_visit(&self->probe, side));
	ASSERT_TRUE(await_question(self->fd, &self->asked));
	ASSERT_TRUE(is_asked(&self->asked, side->domain, self->request)) {
		TH_LOG("%s\n%s", self->asked.domain, self->asked.request);
	}
}

FIXTURE_TEARDOWN(creation)
{
	close(self->fd);
	side_profile(&new_side, ENFORCING, "PREFERENCE={ create_domain=silent }");
	set_timeout(DEFAULT_TIMEOUT);
	leave_sides();
}

TEST_F(creation, is_granted)
{
	EXPECT_NE(NULL, strstr(self->asked.header, " exec={ realpath=\"" TARGET "\" "));
	EXPECT_FALSE(domain_exists(variant->side->child));
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 1));
	EXPECT_EQ(0, probe_end(&self->probe));
	EXPECT_STREQ(self->ran, reply);
	EXPECT_TRUE(domain_exists(variant->side->child));
	/* It is there now. */
	ASSERT_EQ(0, start_visit(&self->probe, variant->side));
	EXPECT_EQ(0, probe_end(&self->probe));
}

TEST_F(creation, is_refused)
{
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 2));
	EXPECT_EQ(EPERM, probe_end(&self->probe));
	EXPECT_STREQ("", reply);
	EXPECT_FALSE(domain_exists(variant->side->child));
}

TEST_F(creation, is_tried_again)
{
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 3));
	ASSERT_TRUE(await_question(self->fd, &self->asked));
	EXPECT_TRUE(is_asked(&self->asked, variant->side->domain, self->request));
	EXPECT_EQ(1, self->asked.retry);
	ASSERT_EQ(0, domain_allow(variant->side->child, "use_profile %d", ENFORCING));
	EXPECT_EQ(0, answer(self->fd, self->asked.serial, 3));
	EXPECT_EQ(0, probe_end(&self->probe));
	EXPECT_STREQ(self->ran, reply);
}

TEST_F(creation, supervisor_leaves)
{
	close(self->fd);
	EXPECT_EQ(EPERM, probe_end(&self->probe));
	EXPECT_FALSE(domain_exists(variant->side->child));
}

TEST_HARNESS_MAIN
