// SPDX-License-Identifier: GPL-2.0-only
/*
 * Counting which entries decide
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define READ_OBJECT "file read " OBJECT
#define READ_SECRET "file read " SECRET

/* A full count, and how exactly time is told, in seconds. */
#define FULL 4095
#define UNIT 128

FIXTURE(hits) {
};

FIXTURE_SETUP(hits)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, READ_SECRET "\n" READ_OBJECT "\nuse_group 9\n"));
}

FIXTURE_TEARDOWN(hits)
{
	policy_lax("exception_policy", "delete acl_group 9 file getattr " OBJECT "\n");
	leave_world();
}

/* How often @entry decided, -1 if there is no such entry; and when. */
static int hits_of(const char *node, const char *entry, long *last)
{
	char *const text = ask_node(node, "select stats");
	const char *line = strstr(text, entry);
	int hits = -1;

	*last = 0;
	if (line && line[strlen(entry)] == '\n' &&
	    sscanf(line + strlen(entry), "\n# hits=%d last=%ld\n", &hits, last) < 1)
		hits = -1;
	free(text);
	return hits;
}

static bool is_now(long last)
{
	const long now = time(NULL);

	return last <= now + 1 && last > now - 2 * UNIT;
}

TEST_F(hits, of_a_domain)
{
	long last;

	EXPECT_EQ(0, hits_of("domain_policy", READ_OBJECT, &last));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(2, hits_of("domain_policy", READ_OBJECT, &last));
	EXPECT_TRUE(is_now(last));
	/* The other line is still unused. */
	EXPECT_EQ(0, hits_of("domain_policy", READ_SECRET, &last));
	EXPECT_EQ(0, last);
}

TEST_F(hits, of_a_group)
{
	static const char line[] = "acl_group 9 file getattr " OBJECT;
	long last;

	ASSERT_EQ(0, policy("exception_policy", "%s\n", line));
	EXPECT_EQ(0, hits_of("exception_policy", line, &last));
	EXPECT_EQ(0, probe(get_attr, OBJECT, NULL));
	EXPECT_EQ(1, hits_of("exception_policy", line, &last));
	EXPECT_TRUE(is_now(last));
}

/* A denial is no hit, in whichever mode. */
TEST_F(hits, of_what_did_not_decide)
{
	long last;

	EXPECT_EQ(EPERM, probe(open_write, OBJECT, NULL));
	EXPECT_EQ(0, hits_of("domain_policy", READ_OBJECT, &last));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", PERMISSIVE));
	EXPECT_EQ(0, probe(open_write, OBJECT, NULL));
	EXPECT_EQ(0, hits_of("domain_policy", READ_OBJECT, &last));
}

static int transit(char **args)
{
	const int fd = open(NODES "self_domain", O_WRONLY | O_CLOEXEC);

	return fd < 0 || write(fd, args[0], strlen(args[0])) < 0 ? errno : 0;
}

/* Lines that no mode is about are used as well. */
TEST_F(hits, of_task_lines)
{
	static const char line[] = "task manual_domain_transition " PROBE_DOMAIN " /other";
	static const char automatic[] = "task auto_domain_transition " PROBE_DOMAIN " /automatic"
					" task.uid=1000";
	long last;

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file write securityfs:/ccs/self_domain"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s\n%s", line, automatic));
	EXPECT_EQ(0, hits_of("domain_policy", line, &last));
	EXPECT_EQ(0, probe(transit, PROBE_DOMAIN " /other", NULL));
	EXPECT_EQ(1, hits_of("domain_policy", line, &last));
	EXPECT_EQ(0, hits_of("domain_policy", automatic, &last));
}

static int open_often(char **args)
{
	int left = atoi(args[1]);

	while (left--)
		if (try_open(args[0], O_RDONLY))
			return 1;
	return 0;
}

/* It stays at its end, where it means «that often, or more often». */
TEST_F(hits, bound)
{
	char count[16];
	long last;

	snprintf(count, sizeof(count), "%d", FULL - 1);
	EXPECT_EQ(0, probe(open_often, OBJECT, count, NULL));
	EXPECT_EQ(FULL - 1, hits_of("domain_policy", READ_OBJECT, &last));
	EXPECT_EQ(0, probe(open_often, OBJECT, "10", NULL));
	EXPECT_EQ(FULL, hits_of("domain_policy", READ_OBJECT, &last));
	EXPECT_TRUE(is_now(last));
}

/* Whoever does not ask sees what there always was. */
TEST_F(hits, unasked)
{
	char *text;

	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	text = read_node("domain_policy");
	EXPECT_EQ(NULL, strstr(text, "# hits="));
	free(text);
	text = ask_node("domain_policy", "select domain=" PROBE_DOMAIN);
	EXPECT_EQ(NULL, strstr(text, "# hits="));
	free(text);
	text = read_node("exception_policy");
	EXPECT_EQ(NULL, strstr(text, "# hits="));
	free(text);
}

/* One domain alone, in the form of the whole. */
TEST_F(hits, selected)
{
	char *text;

	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	text = ask_node("domain_policy", "select stats\nselect domain=" PROBE_DOMAIN);
	EXPECT_NE(NULL, strstr(text, "\n" READ_SECRET "\n# hits=0\n" READ_OBJECT
				     "\n# hits=1 last="));
	EXPECT_EQ(NULL, strstr(text, "<kernel>\nuse_profile"));
	free(text);
}

/* What is deleted and written again is another entry; a merged one is not. */
TEST_F(hits, of_a_new_entry)
{
	long last;

	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file write " OBJECT));
	EXPECT_EQ(1, hits_of("domain_policy", "file read/write " OBJECT, &last));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete file read/write " OBJECT));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, READ_OBJECT));
	EXPECT_EQ(0, hits_of("domain_policy", READ_OBJECT, &last));
}

TEST_HARNESS_MAIN
