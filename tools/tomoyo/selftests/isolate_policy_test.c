// SPDX-License-Identifier: GPL-2.0-only
/*
 * Isolation by policy
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "isolate.h"
#include "harness.h"

FIXTURE(policy) {
	struct probe one;
	struct probe two;
};

FIXTURE_SETUP(policy)
{
	self->one.pid = 0;
	self->two.pid = 0;
	ASSERT_EQ(0, isolate_world());
}

FIXTURE_TEARDOWN(policy)
{
	neighbour_end(&self->one);
	neighbour_end(&self->two);
	leave_world();
}

WAY(tell_state)
{
	say("%s", isolate_state());
	return 0;
}

/* An unchanged program: it knows nothing of isolation. */
WAY(guest)
{
	say("ready");
	await_go();
	return 0;
}

static int start_guest(struct probe *probe)
{
	const int err = probe_start(probe, guest, NULL);

	if (!err)
		probe_hear(probe);
	return err;
}

static int bother(char **args)
{
	return kill(atoi(args[0]), 0) ? errno : 0;
}

static bool is_uuid(const char *text)
{
	return skip_pattern(text, "%x-%x-%x-%x-%x") && strlen(text) == 36;
}

TEST_F(policy, control)
{
	ASSERT_EQ(0, start_guest(&self->one));
	EXPECT_STREQ("-", state_of(self->one.pid));
	EXPECT_EQ(0, probe(tell_state, NULL));
	EXPECT_STREQ("-", reply);
}

TEST_F(policy, random_isolates_each_start)
{
	char first[64], line[512], number[12];
	int left;

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "task auto_isolate random"));
	ASSERT_EQ(0, start_guest(&self->one));
	ASSERT_EQ(0, start_guest(&self->two));
	strcpy(first, state_of(self->one.pid));
	EXPECT_TRUE(is_uuid(first)) { TH_LOG("%s", first); }
	EXPECT_TRUE(is_uuid(state_of(self->two.pid)));
	EXPECT_STRNE(first, state_of(self->two.pid));

	snprintf(number, sizeof(number), "%d", self->one.pid);
	EXPECT_EQ(EPERM, probe(bother, number, NULL));
	snprintf(line, sizeof(line),
		 "isolate signal self={ global-pid=%%d uuid=\"%%x-%%x-%%x-%%x-%%x\" } "
		 "other={ global-pid=%s uuid=\"%s\" domain=\"" PROBE_DOMAIN "\" }",
		 number, first);
	for (left = 3000; left && !audit_count(PROBE_DOMAIN, line); left--)
		usleep(10000);
	EXPECT_EQ(1, audit_count(PROBE_DOMAIN, line)) { audit_show(); }
	/* The host manages its guests. */
	EXPECT_EQ(0, kill(self->one.pid, 0));
}

TEST_F(policy, one_id_for_all)
{
	char number[12];

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "task auto_isolate a\\\\b"));
	ASSERT_EQ(0, start_guest(&self->one));
	EXPECT_STREQ("a\\b", state_of(self->one.pid));
	snprintf(number, sizeof(number), "%d", self->one.pid);
	EXPECT_EQ(0, probe(bother, number, NULL));
}

TEST_F(policy, where_the_condition_holds)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "task auto_isolate a task.uid=1"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "task auto_isolate b exec.argc=2 task.uid=0"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "task auto_isolate c"));
	EXPECT_EQ(0, probe(tell_state, NULL));
	EXPECT_STREQ("b", reply);
	EXPECT_EQ(0, probe(tell_state, "more", NULL));
	EXPECT_STREQ("c", reply);
}

static int execute_as(char **args)
{
	const int err = isolate_as(args[0]);

	if (err)
		return err;
	execl(TARGET, TARGET, call(tell_state), NULL);
	return errno;
}

TEST_F(policy, an_id_is_kept)
{
	ASSERT_EQ(0, domain_allow(TARGET_DOMAIN, "task auto_isolate random"));
	EXPECT_EQ(0, probe(execute_as, FREE, NULL));
	EXPECT_TRUE(is_uuid(reply));
	EXPECT_EQ(0, probe(execute_as, HALF, NULL));
	EXPECT_TRUE(is_uuid(reply));
	EXPECT_EQ(0, probe(execute_as, "mine", NULL));
	EXPECT_STREQ("mine", reply);
}

WAY(fail_to_execute)
{
	if (!execl(DIR "/broken", "broken", NULL) || errno != ENOEXEC)
		return errno;
	say("%s", isolate_state());
	return 0;
}

TEST_F(policy, a_failed_execution_isolates_nobody)
{
	ASSERT_EQ(0, make_file(DIR "/broken", "no program\n", 0755));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN " " DIR "/broken", "task auto_isolate a"));
	EXPECT_EQ(0, probe(fail_to_execute, NULL));
	EXPECT_STREQ("-", reply);
}

static int execute_traced(char **args)
{
	int status;
	pid_t child;

	if (isolate_as(args[0]))
		return 100;
	child = fork();
	if (!child) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		execl(TARGET, TARGET, call(succeed), NULL);
		_exit(errno);
	}
	do {
		waitpid(child, &status, 0);
		ptrace(PTRACE_CONT, child, NULL, NULL);
	} while (WIFSTOPPED(status));
	return WEXITSTATUS(status);
}

/* Who is half restricted would reach into a jail. */
TEST_F(policy, not_across_tracing)
{
	ASSERT_EQ(0, domain_allow(TARGET_DOMAIN, "task auto_isolate a"));
	EXPECT_EQ(0, probe(execute_traced, FREE, NULL));
	EXPECT_EQ(EPERM, probe(execute_traced, HALF, NULL));
}

TEST_F(policy, shared_by_a_group_of_entries)
{
	ASSERT_EQ(0, policy("exception_policy", "acl_group 7 task auto_isolate g\n"));
	EXPECT_EQ(0, probe(tell_state, NULL));
	EXPECT_STREQ("-", reply);
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_group 7"));
	EXPECT_EQ(0, probe(tell_state, NULL));
	EXPECT_STREQ("g", reply);
	policy("exception_policy", "delete acl_group 7 task auto_isolate g\n");
}

TEST_F(policy, lines)
{
	char reason[256];
	char *entries;

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "task auto_isolate"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "task auto_isolate task.uid=107"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "task auto_isolate tab task.uid=1"));
	entries = domain_entries(PROBE_DOMAIN);
	EXPECT_STREQ("task auto_isolate random\n"
		     "task auto_isolate random task.uid=107\n"
		     "task auto_isolate tab task.uid=1\n", entries);
	free(entries);
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete task auto_isolate"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete task auto_isolate random task.uid=107"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete task auto_isolate tab task.uid=1"));
	EXPECT_EQ(0, probe(tell_state, NULL));
	EXPECT_STREQ("-", reply);
	EXPECT_EQ(EINVAL, policy_error("exception_policy", reason, sizeof(reason),
				       "acl_group 0 task auto_isolate ?\n"));
	EXPECT_NE(NULL, strstr(reason, "an id has 1 to 36 printable characters"));
}

static int same_everywhere(int profile)
{
	return domain_allow(PROBE_DOMAIN, "use_profile %d", profile) ||
	       probe(tell_state, NULL) || strcmp(reply, "m");
}

TEST_F(policy, every_mode)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "task auto_isolate m"));
	EXPECT_EQ(0, same_everywhere(DISABLED));
	EXPECT_EQ(0, same_everywhere(LEARNING));
	EXPECT_EQ(0, same_everywhere(PERMISSIVE));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read securityfs:/ccs/self_uuid"));
	EXPECT_EQ(0, same_everywhere(ENFORCING));
}

TEST_HARNESS_MAIN
