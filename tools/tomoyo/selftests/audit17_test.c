// SPDX-License-Identifier: GPL-2.0-only
/*
 * Logs of 1.7 and their bounds
 */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define READ_OBJECT "allow_read " OBJECT
#define READ_SECRET "allow_read " SECRET

FIXTURE(logs) {
	int grant;
	int reject;
	char text[16384];
};

FIXTURE_SETUP(logs)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read " OBJECT));
	self->grant = open(NODES "grant_log", O_RDONLY | O_CLOEXEC);
	ASSERT_LE(0, self->grant);
	self->reject = open(NODES "reject_log", O_RDONLY | O_CLOEXEC);
	ASSERT_LE(0, self->reject);
}

FIXTURE_TEARDOWN(logs)
{
	close(self->grant);
	close(self->reject);
	leave_world();
}

/* One that is granted, one that is refused. */
static int two_requests(char **args)
{
	(void)args;
	if (try_open(OBJECT, O_RDONLY))
		return 1;
	return try_open(SECRET, O_RDONLY) == EPERM ? 0 : 2;
}

/* The next record of a log with at most @size - 1 bytes of it; "" if there is none. */
static const char *next(int fd, char *text, size_t size)
{
	const ssize_t len = read(fd, text, size - 1);

	text[len > 0 ? len : 0] = '\0';
	return text;
}

static int count(int fd, char *text, size_t size)
{
	int records = 0;

	while (*next(fd, text, size))
		records++;
	return records;
}

#define NEXT(fd) next(fd, self->text, sizeof(self->text))
#define COUNT(fd) count(fd, self->text, sizeof(self->text))

TEST_F(logs, grants_and_rejects_apart)
{
	ASSERT_EQ(0, probe(two_requests, NULL));
	EXPECT_NE(NULL, strstr(NEXT(self->grant), "\n" PROBE_DOMAIN "\n" READ_OBJECT "\n"));
	EXPECT_STREQ("", NEXT(self->grant));
	EXPECT_NE(NULL, strstr(NEXT(self->reject), "\n" PROBE_DOMAIN "\n" READ_SECRET "\n"));
	EXPECT_STREQ("", NEXT(self->reject));
	/* They take nothing away from the log of 1.8. */
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, "file read " OBJECT));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file read " SECRET));
}

TEST_F(logs, header)
{
	const char *record, *rest;
	struct stat stat, parent;
	long long seconds = 0;
	char object[512];

	ASSERT_EQ(0, lstat(OBJECT, &stat));
	ASSERT_EQ(0, lstat(DIR, &parent));
	ASSERT_EQ(0, probe(two_requests, NULL));
	record = NEXT(self->grant);
	ASSERT_EQ(1, sscanf(record, "#timestamp=%lld ", &seconds));
	EXPECT_GE(60, llabs(time(NULL) - seconds));
	rest = skip_pattern(record, "#timestamp=%d profile=103 mode=enforcing (global-pid=%d)"
			    " task={ pid=%d ppid=%d uid=0 gid=0 euid=0 egid=0 suid=0 sgid=0"
			    " fsuid=0 fsgid=0 state[0]=0 state[1]=0 state[2]=0"
			    " type!=execute_handler }");
	ASSERT_NE(NULL, rest);
	snprintf(object, sizeof(object),
		 " path1={ uid=0 gid=0 ino=%lu major=%u minor=%u perm=0644 type=file }"
		 " path1.parent={ uid=0 gid=0 ino=%lu perm=0755 }\n" PROBE_DOMAIN "\n" READ_OBJECT
		 "\n",
		 (unsigned long)stat.st_ino, (unsigned int)(stat.st_dev >> 8 & 0xfff),
		 (unsigned int)(stat.st_dev & 0xff), (unsigned long)parent.st_ino);
	EXPECT_STREQ(object, rest);
}

/* What a PREFERENCE line does not name is off there. */
TEST_F(logs, less_by_preference)
{
	const char *rest;

	ASSERT_EQ(0, policy("profile", "%d-PREFERENCE::audit={ max_grant_log=9 max_reject_log=9"
			    " path_info=yes }\n", ENFORCING));
	ASSERT_EQ(0, probe(two_requests, NULL));
	rest = skip_pattern(NEXT(self->reject), "#timestamp=%d profile=103 mode=enforcing"
			    " (global-pid=%d) path1={ uid=0 ");
	EXPECT_NE(NULL, rest);
	ASSERT_EQ(0, policy("profile", "%d-PREFERENCE::audit={ max_grant_log=9 max_reject_log=9"
			    " task_info=no path_info=no }\n", ENFORCING));
	ASSERT_EQ(0, probe(two_requests, NULL));
	rest = skip_pattern(NEXT(self->reject), "#timestamp=%d profile=103 mode=enforcing"
			    " (global-pid=%d)\n" PROBE_DOMAIN "\n" READ_SECRET "\n");
	ASSERT_NE(NULL, rest);
	EXPECT_STREQ("", rest);
	ASSERT_EQ(0, policy("profile", "%d-PREFERENCE::audit={ use_default }\n", ENFORCING));
}

/* Byte by byte the same text, and never bytes of two records in one call. */
TEST_F(logs, reads_end_with_the_record)
{
	char text[8192];
	size_t len = 0;

	ASSERT_EQ(0, probe(two_requests, NULL));
	ASSERT_EQ(0, probe(two_requests, NULL));
	while (len < sizeof(text) && read(self->reject, text + len, 1) == 1 && text[len])
		len++;
	ASSERT_LT(20, len);
	EXPECT_STREQ("\n" READ_SECRET "\n", text + len - strlen("\n" READ_SECRET "\n"));
	/* The start of the second, and then its end alone. */
	ASSERT_EQ(10, read(self->reject, text, 10));
	EXPECT_EQ(0, memcmp(text, "#timestamp", 10));
	ASSERT_EQ(0, probe(two_requests, NULL));
	len = read(self->reject, text, sizeof(text));
	EXPECT_EQ(len - 1, strlen(text));
	EXPECT_EQ('=', *text);
	EXPECT_EQ(1, COUNT(self->reject));
}

static int revents(int fd)
{
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN | POLLRDNORM };

	return poll(&poll_fd, 1, 0) < 0 ? -errno : poll_fd.revents;
}

static int read_object(char **args)
{
	(void)args;
	return try_open(OBJECT, O_RDONLY);
}

TEST_F(logs, poll_apart)
{
	EXPECT_EQ(0, revents(self->grant));
	ASSERT_EQ(0, probe(read_object, NULL));
	EXPECT_EQ(POLLIN | POLLRDNORM, revents(self->grant));
	EXPECT_EQ(0, revents(self->reject));
	EXPECT_EQ(1, COUNT(self->grant));
	EXPECT_EQ(0, revents(self->grant));
}

static int many_requests(char **args)
{
	int i, err = 0;

	for (i = 0; i < atoi(args[0]) && !err; i++)
		err = two_requests(args);
	return err;
}

/* Each log has a limit of its own, and says how much it lost. */
TEST_F(logs, limits)
{
	const long grants = stat_value("Records lost by grant_log");
	const long rejects = stat_value("Records lost by reject_log");

	ASSERT_LE(0, grants);
	ASSERT_EQ(0, policy("profile", "%d-PREFERENCE::audit={ max_grant_log=3 max_reject_log=5"
			    " }\n", ENFORCING));
	ASSERT_EQ(0, probe(many_requests, "20", NULL));
	EXPECT_EQ(grants + 17, stat_value("Records lost by grant_log"));
	EXPECT_EQ(rejects + 15, stat_value("Records lost by reject_log"));
	EXPECT_EQ(3, COUNT(self->grant));
	EXPECT_EQ(5, COUNT(self->reject));
	/* A limit of 0 keeps none, and nothing is lost that nobody wanted. */
	ASSERT_EQ(0, policy("profile", "%d-PREFERENCE::audit={ max_grant_log=0 max_reject_log=5"
			    " }\n", ENFORCING));
	ASSERT_EQ(0, probe(two_requests, NULL));
	EXPECT_EQ(0, COUNT(self->grant));
	EXPECT_EQ(1, COUNT(self->reject));
	EXPECT_EQ(grants + 17, stat_value("Records lost by grant_log"));
	ASSERT_EQ(0, policy("profile", "%d-PREFERENCE::audit={ use_default }\n", ENFORCING));
}

TEST_F(logs, quota)
{
	const long lost = stat_value("Records lost by reject_log");

	ASSERT_EQ(0, policy("meminfo", "Audit logs: 4096\n"));
	EXPECT_TRUE(strstr(read_node("meminfo"), "\nAudit logs: "));
	EXPECT_TRUE(strstr(read_node("meminfo"), "   (Quota:       4096)\nQuery lists:"));
	ASSERT_EQ(0, probe(many_requests, "50", NULL));
	EXPECT_GE(4096, stat_value("Memory used by audit log:"));
	EXPECT_LT(lost, stat_value("Records lost by reject_log"));
	EXPECT_EQ(50, COUNT(self->reject) + stat_value("Records lost by reject_log") - lost);
	ASSERT_EQ(0, policy("meminfo", "Audit logs: 0\n"));
	ASSERT_EQ(0, probe(two_requests, NULL));
	EXPECT_EQ(1, COUNT(self->reject));
}

/* What nobody has open holds no memory. */
TEST_F(logs, closing_empties)
{
	const long lost = stat_value("Records lost by reject_log");
	long used;

	audit_forget();
	ASSERT_EQ(0, probe(two_requests, NULL));
	audit_forget();
	used = stat_value("Memory used by audit log:");
	EXPECT_LT(0, used);
	close(self->grant);
	close(self->reject);
	EXPECT_EQ(0, stat_value("Memory used by audit log:"));
	ASSERT_EQ(0, probe(two_requests, NULL));
	audit_forget();
	EXPECT_EQ(0, stat_value("Memory used by audit log:"));
	EXPECT_EQ(lost, stat_value("Records lost by reject_log"));
	self->grant = open(NODES "grant_log", O_RDONLY | O_CLOEXEC);
	self->reject = open(NODES "reject_log", O_RDONLY | O_CLOEXEC);
	EXPECT_EQ(0, COUNT(self->grant));
	EXPECT_EQ(0, COUNT(self->reject));
	ASSERT_EQ(0, probe(two_requests, NULL));
	EXPECT_EQ(1, COUNT(self->grant));
}

/* An entry's own word about logging counts more than the profile's. */
TEST_F(logs, entries_decide)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "use_profile 103\ndelete file read " OBJECT
				   "\nfile read " OBJECT " grant_log=no\n"));
	ASSERT_EQ(0, probe(two_requests, NULL));
	EXPECT_EQ(0, COUNT(self->grant));
	EXPECT_EQ(1, COUNT(self->reject));
	EXPECT_FALSE(audit_granted(PROBE_DOMAIN, "file read " OBJECT));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "delete file read " OBJECT " grant_log=no\n"
				   "file read " OBJECT " grant_log=yes\n"));
	ASSERT_EQ(0, policy("profile", "%d-CONFIG={ mode=enforcing grant_log=no reject_log=no"
			    " }\n", ENFORCING));
	ASSERT_EQ(0, probe(two_requests, NULL));
	EXPECT_EQ(1, COUNT(self->grant));
	EXPECT_EQ(0, COUNT(self->reject));
}

TEST_F(logs, domain_status)
{
	char reason[256];

	EXPECT_TRUE(node_has_line(".domain_status", "103 " PROBE_DOMAIN));
	ASSERT_EQ(0, policy(".domain_status", "100 " PROBE_DOMAIN "\n"));
	EXPECT_TRUE(node_has_line(".domain_status", "100 " PROBE_DOMAIN));
	EXPECT_EQ(0, probe(read_object, NULL));
	EXPECT_EQ(0, COUNT(self->grant));
	/* Neither a profile nor a domain comes into being here. */
	EXPECT_EQ(EINVAL, policy_error(".domain_status", reason, sizeof(reason),
				       "95 " PROBE_DOMAIN "\n"));
	EXPECT_NE(NULL, strstr(reason, "this profile is not defined"));
	EXPECT_EQ(EINVAL, policy_error(".domain_status", reason, sizeof(reason),
				       "103 <kernel> /no/such\n"));
	EXPECT_NE(NULL, strstr(reason, "there is no such domain"));
	EXPECT_EQ(EINVAL, policy_error(".domain_status", reason, sizeof(reason),
				       "x " PROBE_DOMAIN "\n"));
	EXPECT_FALSE(domain_exists("<kernel> /no/such"));
	EXPECT_TRUE(node_has_line(".domain_status", "100 " PROBE_DOMAIN));
	/* As it always was, those who do not ask for reasons get none. */
	EXPECT_EQ(0, policy_lax(".domain_status", "95 " PROBE_DOMAIN "\n"));
	EXPECT_TRUE(node_has_line(".domain_status", "100 " PROBE_DOMAIN));
}

TEST_HARNESS_MAIN
