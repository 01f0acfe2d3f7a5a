// SPDX-License-Identifier: GPL-2.0-only
/*
 * Records of the audit subsystem
 */

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/netlink.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "victim.h"

/* Enough for the records that are to come, in ms; and for those that are not. */
#define PATIENCE 60000
#define IMPATIENCE 300

/* A domainname has blanks, so the audit subsystem writes it in hexadecimal. */
#define PROBE_DOMAIN_HEX "3C6B65726E656C3E202F746D702F6363732F70726F6265"

/* DIR "/a\\012b\"" */
#define STRANGE_HEX "2F746D702F6363732F615C3031326222"

FIXTURE(avc) {
	int fd;
	char text[9000];
};

/* Tells the kernel something; 0 or an error number. */
static int set_status(int fd, unsigned int mask, unsigned int enabled, unsigned int pid)
{
	struct {
		struct nlmsghdr head;
		struct audit_status status;
	} message = {
		.head = {
			.nlmsg_len = sizeof(message),
			.nlmsg_type = AUDIT_SET,
			.nlmsg_flags = NLM_F_REQUEST,
		},
		.status = { .mask = mask, .enabled = enabled, .pid = pid },
	};

	return send(fd, &message, sizeof(message), 0) == sizeof(message) ? 0 : errno;
}

FIXTURE_SETUP(avc)
{
	const struct sockaddr_nl self_address = { .nl_family = AF_NETLINK };

	self->fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_AUDIT);
	if (self->fd < 0 && errno == EPROTONOSUPPORT)
		SKIP(return, "this kernel has no CONFIG_AUDIT");
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, bind(self->fd, (const void *)&self_address, sizeof(self_address)));
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read " OBJECT));
	/* As the audit daemon does. */
	ASSERT_EQ(0, set_status(self->fd, AUDIT_STATUS_PID, 0, getpid()));
	ASSERT_EQ(0, set_status(self->fd, AUDIT_STATUS_ENABLED, 1, 0));
}

FIXTURE_TEARDOWN(avc)
{
	if (self->fd < 0)
		return;
	set_status(self->fd, AUDIT_STATUS_ENABLED, 0, 0);
	set_status(self->fd, AUDIT_STATUS_PID, 0, 0);
	close(self->fd);
	leave_world();
}

/* The text of the next AVC record that comes within @timeout ms, or "". */
static const char *next(int fd, char *text, size_t size, int timeout)
{
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
	struct {
		struct nlmsghdr head;
		char text[8970];
	} message;

	*text = '\0';
	while (poll(&poll_fd, 1, timeout) == 1) {
		const ssize_t len = recv(fd, &message, sizeof(message) - 1, 0);

		if (len < (ssize_t)sizeof(message.head) || message.head.nlmsg_type != AUDIT_AVC)
			continue;
		snprintf(text, size, "%.*s", (int)(len - sizeof(message.head)), message.text);
		break;
	}
	return text;
}

#define NEXT() next(self->fd, self->text, sizeof(self->text), PATIENCE)
#define NO_NEXT() next(self->fd, self->text, sizeof(self->text), IMPATIENCE)

static int name_and_open(char **args)
{
	if (prctl(PR_SET_NAME, args[0]))
		return 1;
	say("%d", getpid());
	return try_open(args[1], O_RDONLY);
}

/* What is behind the time and number that every record begins with. */
static const char *body(const char *text)
{
	const char *const rest = strstr(text, "): ");

	return rest ? rest + 3 : text;
}

TEST_F(avc, denied)
{
	char expected[512];

	EXPECT_EQ(EPERM, probe(name_and_open, "one", SECRET, NULL));
	snprintf(expected, sizeof(expected),
		 "avc:  denied  { read } for  pid=%d comm=\"one\" path=\"" SECRET "\""
		 " lsm=ccsecurity tclass=file domain=" PROBE_DOMAIN_HEX
		 " profile=103 policy_mode=enforcing permissive=0", atoi(reply));
	EXPECT_STREQ(expected, body(NEXT()));
}

static int rename_secret(char **args)
{
	(void)args;
	return rename(SECRET, DIR "/a\nb\"") ? errno : 0;
}

/* No name can end a record, or a word of it. */
TEST_F(avc, strange_names)
{
	EXPECT_EQ(EPERM, probe(name_and_open, "a\nb\" type=", SECRET, NULL));
	EXPECT_NE(NULL, strstr(NEXT(), " comm=610A622220747970653D path=\"" SECRET "\""));
	EXPECT_EQ(EPERM, probe(rename_secret, NULL));
	/* What policy calls it has a quote. */
	EXPECT_NE(NULL, strstr(NEXT(), " { rename } for "));
	EXPECT_NE(NULL, strstr(self->text, " name2=" STRANGE_HEX " lsm=ccsecurity "));
}

TEST_F(avc, permissive)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", PERMISSIVE));
	EXPECT_EQ(0, probe(name_and_open, "two", SECRET, NULL));
	EXPECT_NE(NULL, strstr(NEXT(), " { read } for "));
	EXPECT_NE(NULL, strstr(self->text, " profile=102 policy_mode=permissive permissive=1"));
}

static int read_two(char **args)
{
	(void)args;
	return try_open(OBJECT, O_RDONLY) ?: try_open(SECRET, O_RDONLY);
}

/* Neither what is granted, nor what is learned, nor what is not to be logged. */
TEST_F(avc, silent)
{
	EXPECT_EQ(EPERM, probe(read_two, NULL));
	EXPECT_NE(NULL, strstr(NEXT(), " path=\"" SECRET "\""));
	EXPECT_STREQ("", NO_NEXT());
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", LEARNING));
	EXPECT_EQ(0, probe(read_two, NULL));
	EXPECT_STREQ("", NO_NEXT());
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "use_profile 103\ndelete file read " SECRET "\n"));
	ASSERT_EQ(0, policy("profile", "%d-CONFIG={ mode=enforcing grant_log=yes reject_log=no"
			    " }\n", ENFORCING));
	EXPECT_EQ(EPERM, probe(read_two, NULL));
	EXPECT_STREQ("", NO_NEXT());
}

TEST_F(avc, auditing_off)
{
	ASSERT_EQ(0, set_status(self->fd, AUDIT_STATUS_ENABLED, 0, 0));
	EXPECT_EQ(EPERM, probe(read_two, NULL));
	EXPECT_STREQ("", NO_NEXT());
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file read " SECRET));
	ASSERT_EQ(0, set_status(self->fd, AUDIT_STATUS_ENABLED, 1, 0));
	EXPECT_EQ(EPERM, probe(read_two, NULL));
	EXPECT_NE(NULL, strstr(NEXT(), " path=\"" SECRET "\""));
}

static int kill_group(char **args)
{
	return !kill(-atoi(args[0]), SIGUSR1) ? 1 : errno == EPERM ? 0 : errno;
}

/* Judged where nothing may sleep, recorded by a worker. */
TEST_F(avc, judged_in_atomic_context)
{
	struct victim victim;

	ASSERT_EQ(0, victim_start(&victim, VICTIM, 0));
	EXPECT_EQ(0, probe(kill_group, victim.number, NULL));
	EXPECT_NE(NULL, strstr(NEXT(), "avc:  denied  { signal } for  pid="));
	EXPECT_NE(NULL, strstr(self->text, " name=\"10\" name2="));
	EXPECT_NE(NULL, strstr(self->text, " tclass=ipc domain=" PROBE_DOMAIN_HEX " "));
	EXPECT_NE(NULL, strstr(self->text, " comm=\"probe\" "));
	victim_end(&victim);
}

/* A name that would not fit into what the audit daemon takes is cut, and says so. */
TEST_F(avc, long_names)
{
	char path[2048] = DIR;
	const char *name;
	int i;

	for (i = 0; i < 9; i++) {
		const size_t len = strlen(path);

		path[len] = '/';
		memset(path + len + 1, 'a' + i, 200);
		path[len + 201] = '\0';
		ASSERT_EQ(0, mkdir(path, 0755));
	}
	strcat(path, "/file");
	ASSERT_EQ(0, touch(path));
	EXPECT_EQ(EPERM, probe(name_and_open, "long", path, NULL));
	name = strstr(NEXT(), " path=\"");
	ASSERT_NE(NULL, name);
	name += strlen(" path=\"");
	EXPECT_EQ(0, strncmp(name, path, 1000));
	EXPECT_EQ(0, strncmp(name + 1000, "\" path_len=1822 lsm=ccsecurity ", 31));
}

TEST_HARNESS_MAIN
