// SPDX-License-Identifier: GPL-2.0-only
/*
 * Transactions whose allocations fail
 *
 * Either all of it is in force or nothing has changed.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "change.h"
#include "common.h"
#include "faults.h"
#include "harness.h"

/* Bytes of a table that is larger than it was. */
#define TABLES 1024

#define READ_OBJECT "file read " OBJECT "\n"
#define READ_SECRET "file read " SECRET "\n"

FIXTURE(fault_change) {
	struct picture before;
	bool entered;
};

FIXTURE_SETUP(fault_change)
{
	self->entered = false;
	if (!faults_prepare())
		SKIP(return, "the kernel injects no failures");
	self->entered = true;
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, READ_OBJECT));
	/* Tables are as large as they have to be, which after growing they are not. */
	take_picture(&self->before);
	ASSERT_EQ(0, restore(&self->before));
	free_picture(&self->before);
	take_picture(&self->before);
}

FIXTURE_TEARDOWN(fault_change)
{
	if (!self->entered)
		return;
	restore(&self->before);
	free_picture(&self->before);
	leave_world();
}

/* One write for all of it; ENOMEM and what follows from it are errors. */
static int replace(const char *text, int knob, int nth, bool *more)
{
	const int fd = open_policy("domain_policy");
	int err;

	fail_nth(knob, nth);
	err = put(fd, text);
	*more = !still_to_come(knob);
	close(fd);
	return err;
}

/* How the world must be after that; 0 or what is wrong. */
static int is_all_or_nothing(const struct picture *before, int err)
{
	if (stat_value(OPEN_TRANSACTIONS))
		return 1;
	if (err)
		return !same_policy(before) || stat_value(EDITION) != before->edition ? 2 : 0;
	return probe(open_read, OBJECT, NULL) != EPERM || probe(open_read, SECRET, NULL) ? 3 : 0;
}

TEST_F(fault_change, replaces_all_or_nothing)
{
	const int knob = faults_open();
	bool more = true;
	char *text;
	int nth;

	ASSERT_LE(0, knob);
	ASSERT_LT(0, asprintf(&text, "strict on\nbegin\n%s\ndelete " PROBE_DOMAIN "\n"
			      PROBE_DOMAIN "\nuse_profile 103\n" READ_SECRET "commit\n",
			      self->before.text[3]));
	for (nth = 1; more && nth < NTH_MAX; nth += thorough() ? 1 : 11) {
		const int err = replace(text, knob, nth, &more);

		ASSERT_EQ(0, is_all_or_nothing(&self->before, err)) {
			TH_LOG("allocation %d, error %d", nth, err);
		}
		if (err)
			continue;
		ASSERT_EQ(0, restore(&self->before));
		self->before.edition = stat_value(EDITION);
	}
	EXPECT_FALSE(more);
	EXPECT_LT(10, nth);
	/*
	 * Tables may have another size after the one that succeeded; what is
	 * lost each time would be more.
	 */
	self->before.memory += TABLES;
	EXPECT_LT(TABLES, nth * 32);
	EXPECT_TRUE(same_memory(&self->before));
	free(text);
}

/* Who gives up in the middle leaves nothing behind either. */
TEST_F(fault_change, aborts_completely)
{
	static const char *const ends[] = { "abort\n", "reset\n", "" };
	const int knob = faults_open();
	size_t i;
	int nth;

	for (i = 0; i < ARRAY_SIZE(ends); i++) {
		bool more = true;

		for (nth = 1; more && nth < 60; nth += thorough() ? 1 : 7) {
			char text[512];

			snprintf(text, sizeof(text), "begin\n" PROBE_DOMAIN "\nuse_profile 103\n"
				 READ_SECRET "file read @FAULT path1.uid=@FAULTS\n%s", ends[i]);
			replace(text, knob, nth, &more);
			ASSERT_EQ(0, is_all_or_nothing(&self->before, ENOMEM)) {
				TH_LOG("allocation %d of \"%s\"", nth, text);
			}
		}
	}
	EXPECT_TRUE(same_memory(&self->before));
}

TEST_HARNESS_MAIN
