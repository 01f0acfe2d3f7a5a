// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tracepoints
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "victim.h"

#define TRACING "/sys/kernel/tracing/"

FIXTURE(trace) {
	bool mounted;
	char text[1 << 18];
};

static int put(const char *file, const char *text)
{
	char path[128];
	int fd, err = 0;

	snprintf(path, sizeof(path), TRACING "%s", file);
	fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
	if (fd < 0)
		return errno;
	if (write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		err = errno;
	close(fd);
	return err;
}

FIXTURE_SETUP(trace)
{
	self->mounted = !mount("tracefs", TRACING, "tracefs", 0, NULL);
	if (access(TRACING "events/ccs", F_OK))
		SKIP(return, "this kernel has no tracepoints");
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read " OBJECT));
	ASSERT_EQ(0, put("trace", ""));
	ASSERT_EQ(0, put("events/ccs/enable", "1"));
}

FIXTURE_TEARDOWN(trace)
{
	put("events/ccs/enable", "0");
	leave_world();
	if (self->mounted)
		umount(TRACING);
}

/* What was traced since the last time. */
static const char *traced(char *text, size_t size)
{
	const int fd = open(TRACING "trace", O_RDONLY | O_CLOEXEC);
	size_t used = 0;
	ssize_t len;

	while (fd >= 0 && (len = read(fd, text + used, size - 1 - used)) > 0)
		used += len;
	text[used] = '\0';
	close(fd);
	put("trace", "");
	return text;
}

#define TRACED() traced(self->text, sizeof(self->text))
#define HAS(line) EXPECT_NE(NULL, strstr(self->text, line "\n"))
#define LACKS(words) EXPECT_EQ(NULL, strstr(self->text, words))

static int two_requests(char **args)
{
	(void)args;
	if (try_open(OBJECT, O_RDONLY))
		return 1;
	return try_open(SECRET, O_RDONLY) == EPERM ? 0 : 2;
}

TEST_F(trace, checks_and_denials)
{
	ASSERT_EQ(0, probe(two_requests, NULL));
	TRACED();
	HAS(" ccs_check: profile=103 mode=enforcing granted=yes request=\"file read " OBJECT "\""
	    " domain=\"" PROBE_DOMAIN "\"");
	HAS(" ccs_check: profile=103 mode=enforcing granted=no request=\"file read " SECRET "\""
	    " domain=\"" PROBE_DOMAIN "\"");
	HAS(" ccs_deny: profile=103 error=-1 request=\"file read " SECRET "\""
	    " domain=\"" PROBE_DOMAIN "\"");
	LACKS("ccs_deny: profile=103 error=-1 request=\"file read " OBJECT);
	/* Whether the profile logs is another matter. */
	ASSERT_EQ(0, policy("profile", "%d-CONFIG={ mode=enforcing grant_log=no reject_log=no"
			    " }\n", ENFORCING));
	ASSERT_EQ(0, probe(two_requests, NULL));
	TRACED();
	HAS(" ccs_check: profile=103 mode=enforcing granted=yes request=\"file read " OBJECT "\""
	    " domain=\"" PROBE_DOMAIN "\"");
	HAS(" ccs_deny: profile=103 error=-1 request=\"file read " SECRET "\""
	    " domain=\"" PROBE_DOMAIN "\"");
}

TEST_F(trace, what_is_not_denied)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", PERMISSIVE));
	TRACED();
	EXPECT_EQ(2, probe(two_requests, NULL));
	TRACED();
	HAS(" ccs_check: profile=102 mode=permissive granted=no request=\"file read " SECRET "\""
	    " domain=\"" PROBE_DOMAIN "\"");
	LACKS("ccs_deny");
}

static int read_strange(char **args)
{
	(void)args;
	return try_open(DIR "/a\nb c", O_RDONLY) == EPERM ? 0 : 1;
}

TEST_F(trace, names_are_encoded)
{
	ASSERT_EQ(0, touch(DIR "/a\nb c"));
	ASSERT_EQ(0, probe(read_strange, NULL));
	TRACED();
	HAS(" request=\"file read " DIR "/a\\012b\\040c\" domain=\"" PROBE_DOMAIN "\"");
}

static int kill_group(char **args)
{
	return !kill(-atoi(args[0]), SIGUSR1) ? 1 : errno == EPERM ? 0 : errno;
}

TEST_F(trace, judged_in_atomic_context)
{
	struct victim victim;

	ASSERT_EQ(0, victim_start(&victim, VICTIM, 0));
	ASSERT_EQ(0, probe(kill_group, victim.number, NULL));
	TRACED();
	HAS(" ccs_deny: profile=103 error=-1 request=\"ipc signal 10 " VICTIM_DOMAIN "\""
	    " domain=\"" PROBE_DOMAIN "\"");
	victim_end(&victim);
}

static int move_on(char **args)
{
	const int fd = open(NODES "self_domain", O_WRONLY | O_CLOEXEC);

	(void)args;
	return write(fd, PROBE_DOMAIN " //next", strlen(PROBE_DOMAIN " //next")) < 0 ? errno : 0;
}

static int fail_to_execute(char **args)
{
	(void)args;
	execl(TARGET, TARGET, NULL);
	return errno;
}

TEST_F(trace, transitions)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "file write " NODES "self_domain\n"
				   "file write securityfs:/ccs/self_domain\n"
				   "task manual_domain_transition " PROBE_DOMAIN " //next\n"));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN " //next", "use_profile 100\n"));
	TRACED();
	EXPECT_EQ(0, probe(move_on, NULL));
	TRACED();
	HAS("\" to=\"" PROBE_DOMAIN "\"");
	HAS(" ccs_transition: from=\"" PROBE_DOMAIN "\" to=\"" PROBE_DOMAIN " //next\"");
	/* An execution that fails leads nowhere. */
	EXPECT_EQ(EPERM, probe(fail_to_execute, NULL));
	TRACED();
	HAS("\" to=\"" PROBE_DOMAIN "\"");
	LACKS("\" to=\"" TARGET_DOMAIN "\"");
}

TEST_F(trace, policy)
{
	TRACED();
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read " SECRET));
	TRACED();
	EXPECT_NE(NULL, strstr(self->text, " ccs_policy: change=lines edition="));
}

TEST_F(trace, nothing_when_off)
{
	ASSERT_EQ(0, put("events/ccs/enable", "0"));
	TRACED();
	ASSERT_EQ(0, probe(two_requests, NULL));
	TRACED();
	LACKS(" ccs_");
}

TEST_HARNESS_MAIN
