// SPDX-License-Identifier: GPL-2.0-only
/*
 * Audit queue and its bounds
 */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define READ_OBJECT "file read " OBJECT
#define READ_SECRET "file read " SECRET

FIXTURE(audit) {
	int fd;
};

FIXTURE_SETUP(audit)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, READ_OBJECT));
	self->fd = open(NODES "audit", O_RDONLY | O_CLOEXEC);
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(audit)
{
	close(self->fd);
	leave_world();
}

/* Two records: one granted, one refused. */
static int two_records(char **args)
{
	(void)args;
	if (try_open(OBJECT, O_RDONLY))
		return 1;
	return try_open(SECRET, O_RDONLY) == EPERM ? 0 : 2;
}

TEST_F(audit, one_record_a_read)
{
	char text[8192];
	ssize_t len;

	ASSERT_EQ(0, probe(two_records, NULL));
	len = read(self->fd, text, sizeof(text));
	ASSERT_LT(0, len);
	EXPECT_EQ('\0', text[len - 1]);
	EXPECT_EQ((size_t)len - 1, strlen(text));
	EXPECT_NE(NULL, strstr(text, "\n" PROBE_DOMAIN "\n" READ_OBJECT "\n"));
	len = read(self->fd, text, sizeof(text));
	ASSERT_LT(0, len);
	EXPECT_EQ((size_t)len - 1, strlen(text));
	EXPECT_NE(NULL, strstr(text, "\n" PROBE_DOMAIN "\n" READ_SECRET "\n"));
	EXPECT_EQ(0, read(self->fd, text, sizeof(text)));
}

/* Byte by byte the same text; NULs alone say where one ends. */
TEST_F(audit, small_reads)
{
	char text[8192];
	const char *second;
	size_t len = 0;

	ASSERT_EQ(0, probe(two_records, NULL));
	while (len < sizeof(text) && read(self->fd, text + len, 1) == 1)
		len++;
	ASSERT_LT(0, len);
	ASSERT_EQ('\0', text[len - 1]);
	second = text + strlen(text) + 1;
	EXPECT_EQ(text + len, second + strlen(second) + 1);
	EXPECT_NE(NULL, strstr(text, "\n" READ_OBJECT "\n"));
	EXPECT_NE(NULL, strstr(second, "\n" READ_SECRET "\n"));
}

TEST_F(audit, header)
{
	const char *record;
	struct tm time = {};
	struct stat stat, parent;
	char object[512];
	int used = 0;

	ASSERT_EQ(0, lstat(OBJECT, &stat));
	ASSERT_EQ(0, lstat(DIR, &parent));
	ASSERT_EQ(0, probe(two_records, NULL));
	record = audit_find(PROBE_DOMAIN, READ_OBJECT);
	ASSERT_NE(NULL, record);
	EXPECT_EQ(6, sscanf(record, "#%4d/%2d/%2d %2d:%2d:%2d#%n", &time.tm_year, &time.tm_mon,
			    &time.tm_mday, &time.tm_hour, &time.tm_min, &time.tm_sec, &used));
	EXPECT_EQ(21, used);
	EXPECT_EQ(record + used,
		  strstr(record, " profile=103 mode=enforcing granted=yes (global-pid="));
	EXPECT_NE(NULL, strstr(record, ") task={ pid="));
	EXPECT_NE(NULL, strstr(record, " uid=0 gid=0 euid=0 egid=0 suid=0 sgid=0 fsuid=0 fsgid=0"
				       " type!=execute_handler } path1={ "));
	snprintf(object, sizeof(object),
		 " path1={ uid=0 gid=0 ino=%lu major=%u minor=%u perm=0644 type=file }"
		 " path1.parent={ uid=0 gid=0 ino=%lu perm=0755 }\n",
		 (unsigned long)stat.st_ino, (unsigned int)(stat.st_dev >> 8 & 0xfff),
		 (unsigned int)(stat.st_dev & 0xff), (unsigned long)parent.st_ino);
	EXPECT_NE(NULL, strstr(record, object));
}

static int revents(int fd)
{
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN | POLLRDNORM };

	return poll(&poll_fd, 1, 0) < 0 ? -errno : poll_fd.revents;
}

TEST_F(audit, poll)
{
	char text[8192];

	EXPECT_EQ(0, revents(self->fd));
	ASSERT_EQ(0, probe(two_records, NULL));
	EXPECT_EQ(POLLIN | POLLRDNORM, revents(self->fd));
	/* Asking takes nothing away. */
	EXPECT_EQ(POLLIN | POLLRDNORM, revents(self->fd));
	EXPECT_LT(0, read(self->fd, text, sizeof(text)));
	EXPECT_EQ(POLLIN | POLLRDNORM, revents(self->fd));
	EXPECT_LT(0, read(self->fd, text, sizeof(text)));
	EXPECT_EQ(0, revents(self->fd));
}

static int record_later(char **args)
{
	await_go();
	return two_records(args);
}

TEST_F(audit, poll_wakes)
{
	struct pollfd poll_fd = { .fd = self->fd, .events = POLLIN };
	struct probe probe;

	ASSERT_EQ(0, probe_start(&probe, record_later, NULL));
	EXPECT_EQ(0, revents(self->fd));
	probe_go(&probe);
	EXPECT_EQ(1, poll(&poll_fd, 1, 60000));
	EXPECT_EQ(POLLIN, poll_fd.revents);
	EXPECT_EQ(0, probe_end(&probe));
}

TEST_F(audit, no_seeking)
{
	EXPECT_EQ(-1, lseek(self->fd, 0, SEEK_SET));
	EXPECT_EQ(ESPIPE, errno);
	EXPECT_EQ(0, read(self->fd, NULL, 0));
}

TEST_F(audit, bad_buffer_loses_nothing_else)
{
	char text[8192];

	ASSERT_EQ(0, probe(two_records, NULL));
	EXPECT_EQ(-1, syscall(SYS_read, self->fd, 1L, 100L));
	EXPECT_EQ(EFAULT, errno);
	EXPECT_LT(0, read(self->fd, text, sizeof(text)));
	EXPECT_NE(NULL, strstr(text, "\n" READ_OBJECT "\n"));
}

#define MANY 100

static int many_records(char **args)
{
	int i;

	for (i = 0; i < MANY; i++)
		if (try_open(args[0], O_RDONLY))
			return 1;
	return 0;
}

TEST_F(audit, bound_of_the_queue)
{
	long used = stat_value("Memory used by audit log:");

	ASSERT_EQ(0, used);
	ASSERT_EQ(0, policy("profile", "%d-PREFERENCE={ max_audit_log=10 }\n", ENFORCING));
	EXPECT_EQ(0, probe(many_records, OBJECT, NULL));
	EXPECT_LT(0, stat_value("Memory used by audit log:"));
	EXPECT_EQ(10, audit_count(PROBE_DOMAIN, READ_OBJECT));
	EXPECT_EQ(0, stat_value("Memory used by audit log:"));
	/* There is room again. */
	audit_forget();
	EXPECT_EQ(0, probe(two_records, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, READ_SECRET));
	/* 0 keeps none, and denies no less. */
	ASSERT_EQ(0, policy("profile", "%d-PREFERENCE={ max_audit_log=0 }\n", ENFORCING));
	audit_forget();
	EXPECT_EQ(0, probe(two_records, NULL));
	EXPECT_EQ(0, audit_count(PROBE_DOMAIN, READ_SECRET));
}

TEST_F(audit, quota_of_memory)
{
	ASSERT_EQ(0, policy("stat", "Memory used by audit log: 8192\n"));
	EXPECT_EQ(0, probe(many_records, OBJECT, NULL));
	EXPECT_GE(8192, stat_value("Memory used by audit log:"));
	EXPECT_GT(MANY, audit_count(PROBE_DOMAIN, READ_OBJECT));
	EXPECT_LT(0, audit_count(PROBE_DOMAIN, READ_OBJECT));
	/* Nothing is allowed because it can't be logged. */
	ASSERT_EQ(0, policy("stat", "Memory used by audit log: 1\n"));
	audit_forget();
	EXPECT_EQ(0, probe(two_records, NULL));
	EXPECT_EQ(0, audit_count(PROBE_DOMAIN, READ_SECRET));
	ASSERT_EQ(0, policy("stat", "Memory used by audit log: 0\n"));
	EXPECT_EQ(0, probe(two_records, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, READ_SECRET));
}

/* Opens @args[0] files that nobody opened before. */
static int open_new_files(char **args)
{
	char path[64];
	int i;

	for (i = atoi(args[0]); i < atoi(args[1]); i++) {
		snprintf(path, sizeof(path), DIR "/file%d", i);
		if (try_open(path, O_RDONLY))
			return errno;
	}
	return 0;
}

static int count_lines(const char *text)
{
	int count = 0;

	while ((text = strchr(text, '\n'))) {
		text++;
		count++;
	}
	return count;
}

TEST_F(audit, learning_stops)
{
	char path[64];
	int i;

	for (i = 0; i < 10; i++) {
		snprintf(path, sizeof(path), DIR "/file%d", i);
		ASSERT_EQ(0, touch(path));
	}
	ASSERT_EQ(0, policy("profile", "%d-PREFERENCE={ max_learning_entry=5 }\n", LEARNING));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "use_profile 101\n"
						 "file read/write/append " OBJECT "\n"));
	/* One entry with three operations, so two more may be learned. */
	EXPECT_EQ(0, probe(open_new_files, "0", "6", NULL));
	EXPECT_EQ(3, count_lines(domain_entries(PROBE_DOMAIN)));
	EXPECT_EQ(1, audit_count(PROBE_DOMAIN, "quota_exceeded"));
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, "quota_exceeded",
			      " profile=101 mode=learning granted=no "));
	EXPECT_TRUE(node_has_line("domain_policy", "\nuse_profile 101\nquota_exceeded"));
	/* The requests themselves were logged each time. */
	EXPECT_EQ(1, audit_count(PROBE_DOMAIN, "file read " DIR "/file5"));
	/* With room again it goes on. The flag alone re-arms the message. */
	ASSERT_EQ(0, policy("profile", "%d-PREFERENCE={ max_learning_entry=6 }\n", LEARNING));
	EXPECT_EQ(0, probe(open_new_files, "6", "8", NULL));
	EXPECT_EQ(4, count_lines(domain_entries(PROBE_DOMAIN)));
	EXPECT_EQ(1, audit_count(PROBE_DOMAIN, "quota_exceeded"));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "delete quota_exceeded\n"));
	EXPECT_FALSE(node_has_line("domain_policy", "quota_exceeded"));
	EXPECT_EQ(0, probe(open_new_files, "8", "10", NULL));
	EXPECT_EQ(2, audit_count(PROBE_DOMAIN, "quota_exceeded"));
}

TEST_HARNESS_MAIN
