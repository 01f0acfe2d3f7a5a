// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests that wait while the policy is replaced
 */

#include <errno.h>
#include <stdbool.h>
#include <unistd.h>

#include "change.h"
#include "common.h"
#include "harness.h"
#include "supervisor.h"

#define READ_OBJECT "file read " OBJECT

FIXTURE(change) {
	struct question asked;
	struct picture before;
	struct probe probe;
	int policy;
	int fd;
};

FIXTURE_SETUP(change)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, set_timeout(LONG_TIMEOUT));
	take_picture(&self->before);
	self->fd = supervise();
	ASSERT_LE(0, self->fd);
	self->policy = open_policy("domain_policy");
	ASSERT_LE(0, self->policy);
	ASSERT_EQ(0, probe_start(&self->probe, open_read, OBJECT, NULL));
	ASSERT_TRUE(await_question(self->fd, &self->asked));
}

FIXTURE_TEARDOWN(change)
{
	close(self->policy);
	close(self->fd);
	restore(&self->before);
	free_picture(&self->before);
	set_timeout(DEFAULT_TIMEOUT);
	leave_world();
}

/* All domains there are, but for the probe's these lines. */
static int replace(int fd, const struct picture *before, const char *begin, const char *lines,
		   const char *commit)
{
	return put(fd, begin) ?:
	       putf(fd, "%s\ndelete " PROBE_DOMAIN "\n%s", before->text[3], lines) ?:
	       put(fd, commit);
}

#define REPLACE(lines, commit)							\
	ASSERT_EQ(0, replace(self->policy, &self->before, "begin\n", lines, commit))

#define WITH(lines) PROBE_DOMAIN "\nuse_profile 103\n" lines

/* The same, and exception policy with one line more. */
static int replace_both(int fd, const struct picture *before, const char *line, const char *lines)
{
	const int exception = open_policy("exception_policy");
	const int err = put(exception, "begin both\n") ?: put(exception, before->text[0]) ?:
			put(exception, line) ?:
			replace(fd, before, "begin both\n", lines, "commit\n");

	close(exception);
	return err;
}

/* Nobody has to answer. */
TEST_F(change, by_what_grants)
{
	REPLACE(WITH(READ_OBJECT "\n"), "commit\n");
	EXPECT_EQ(0, probe_end(&self->probe));
	EXPECT_TRUE(none_waits(self->fd));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, READ_OBJECT));
}

static bool asked_again(int fd, struct question *asked, unsigned int retry)
{
	return await_question(fd, asked) && asked->retry == retry &&
	       is_asked(asked, PROBE_DOMAIN, READ_OBJECT);
}

#define ASKED_AGAIN(retry) ASSERT_TRUE(asked_again(self->fd, &self->asked, retry))

TEST_F(change, by_what_does_not)
{
	REPLACE(WITH("file write " OBJECT "\n"), "commit\n");
	ASKED_AGAIN(1);
	ASSERT_EQ(0, answer(self->fd, self->asked.serial, 2));
	EXPECT_EQ(EPERM, probe_end(&self->probe));
}

/* The answer is about the policy in force, and is not asked for again. */
TEST_F(change, and_then_somebody_grants)
{
	REPLACE(WITH("file write " OBJECT "\n"), "commit\n");
	ASKED_AGAIN(1);
	ASSERT_EQ(0, answer(self->fd, self->asked.serial, 1));
	EXPECT_EQ(0, probe_end(&self->probe));
	EXPECT_TRUE(none_waits(self->fd));
}

/*
 * What protects the file comes along, so that neither policy lets anybody write: before,
 * nothing asked about overwriting.
 */
TEST_F(change, by_what_asks_more)
{
	ASSERT_EQ(0, answer(self->fd, self->asked.serial, 2));
	EXPECT_EQ(EPERM, probe_end(&self->probe));
	ASSERT_EQ(0, probe_start(&self->probe, open_write, OBJECT, NULL));
	ASSERT_TRUE(await_question(self->fd, &self->asked));
	ASSERT_EQ(0, replace_both(self->policy, &self->before, "deny_rewrite " OBJECT "\n",
				  WITH("file write " OBJECT "\n")));
	ASSERT_TRUE(await_question(self->fd, &self->asked));
	EXPECT_TRUE(is_asked(&self->asked, PROBE_DOMAIN, "allow_rewrite " OBJECT));
	ASSERT_EQ(0, answer(self->fd, self->asked.serial, 2));
	EXPECT_EQ(EPERM, probe_end(&self->probe));
}

TEST_F(change, and_then_somebody_grants_an_execution)
{
	ASSERT_EQ(0, answer(self->fd, self->asked.serial, 2));
	EXPECT_EQ(EPERM, probe_end(&self->probe));
	ASSERT_EQ(0, probe_start(&self->probe, execute, TARGET, TARGET, call(succeed), NULL));
	ASSERT_TRUE(await_question(self->fd, &self->asked));
	REPLACE(WITH("file write " OBJECT "\n"), "commit\n");
	ASSERT_TRUE(await_question(self->fd, &self->asked));
	EXPECT_EQ(1, self->asked.retry);
	ASSERT_EQ(0, answer(self->fd, self->asked.serial, 1));
	EXPECT_EQ(0, probe_end(&self->probe));
	EXPECT_TRUE(none_waits(self->fd));
}

/* A domain that is not in the new policy may do nothing, and still be asked about. */
TEST_F(change, by_what_lacks_the_domain)
{
	REPLACE("", "commit\n");
	ASKED_AGAIN(1);
	ASSERT_EQ(0, answer(self->fd, self->asked.serial, 2));
	EXPECT_EQ(EPERM, probe_end(&self->probe));
}

/* What is undone was judged by, and so is what is there again. */
TEST_F(change, that_is_undone)
{
	REPLACE(WITH("file write " OBJECT "\n"), "commit confirm=5\n");
	ASKED_AGAIN(1);
	ASKED_AGAIN(2);
	ASSERT_EQ(0, answer(self->fd, self->asked.serial, 2));
	EXPECT_EQ(EPERM, probe_end(&self->probe));
}

/* A transaction that is given up changes nothing for anybody. */
TEST_F(change, that_is_aborted)
{
	REPLACE(WITH(READ_OBJECT "\n"), "abort\n");
	EXPECT_FALSE(none_waits(self->fd));
	ASSERT_EQ(0, answer(self->fd, self->asked.serial, 2));
	EXPECT_EQ(EPERM, probe_end(&self->probe));
}

TEST_HARNESS_MAIN
