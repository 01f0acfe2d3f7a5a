// SPDX-License-Identifier: GPL-2.0-only
/*
 * Execute handlers
 *
 * The handler is this program once more: it tells the judge how it was called,
 * and goes on as what it was called for says.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "side.h"

#define HANDLER DIR "/handler"
#define HANDLER_DOMAIN PROBE_DOMAIN " " HANDLER
#define LINK DIR "/link"
#define AUTO "task auto_execute_handler " HANDLER
#define DENIED "task denied_execute_handler " HANDLER
#define EXECUTE_TARGET "file execute " TARGET
#define HANDLER_NODE NODES ".execute_handler"

/* Arguments of a handler: seven of its own, then those of the program. */
#define OWN 7

/* What the program was to do: the first argument behind its name. */
#define THEN_EXECUTE "then-execute"
#define THEN_OPEN "then-open"
#define THEN_NODE "then-node"

static int answer_node(void)
{
	char line[64], text[128];
	const int fd = open(HANDLER_NODE, O_RDWR);
	ssize_t len;

	snprintf(line, sizeof(line), "info %d\n", getpid());
	if (fd < 0 || write(fd, line, strlen(line)) < 0)
		return errno;
	len = read(fd, text, sizeof(text) - 1);
	text[len > 0 ? len : 0] = '\0';
	say("%s\n", strchr(text, ' '));
	return 0;
}

static int handle(char **argv)
{
	const char *const what = argv[OWN + 1];

	if (!strcmp(what, THEN_EXECUTE)) {
		execl(argv[4], argv[4], call(tell_domain), NULL);
		return errno;
	}
	if (!strcmp(what, THEN_OPEN))
		return try_open(OBJECT, O_RDONLY);
	if (!strcmp(what, THEN_NODE))
		return answer_node();
	return 0;
}

/* Runs before main() where the program was started as a handler. */
static void __attribute__((constructor(102))) handler(int argc, char **argv)
{
	const char *const slash = strrchr(argv[0], '/');
	int i;

	if (argc < OWN + 2 || !slash || strcmp(slash, "/handler"))
		return;
	for (i = 0; i < argc; i++)
		say("%s\n", argv[i]);
	say("environment %s\n", environ[0] ? "full" : "empty");
	say_domain();
	_exit(handle(argv));
}

/* Does a module that judges programs stand before ours in lsm=? */
static bool comes_later(void)
{
	static const char *const judges[] = { "apparmor", "selinux", "smack" };
	char list[256] = "";
	const int fd = open("/sys/kernel/security/lsm", O_RDONLY);
	const ssize_t len = read(fd, list, sizeof(list) - 1);
	char *const ours = strstr(list, "ccsecurity");
	size_t i;

	close(fd);
	if (len <= 0 || !ours)
		return false;
	*ours = '\0';
	for (i = 0; i < sizeof(judges) / sizeof(*judges); i++)
		if (strstr(list, judges[i]))
			return true;
	return false;
}

FIXTURE(handler) {
};

FIXTURE_SETUP(handler)
{
	if (comes_later())
		SKIP(return, "another module judges programs first");
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, link(PROBE, HANDLER));
}

FIXTURE_TEARDOWN(handler)
{
	leave_world();
}

/* Executes args[0] to do args[1], with an environment of its own. */
static int visit(char **args)
{
	char *const envp[] = { "A=1", "B=2 3", NULL };

	execle(args[0], "zero\n", args[1], NULL, envp);
	return errno;
}

static bool ran(void)
{
	return strstr(reply, "environment empty\n");
}

static bool ran_in(const char *domain)
{
	char text[4096];

	snprintf(text, sizeof(text), "environment empty\n%s\n", domain);
	return strstr(reply, text);
}

TEST_F(handler, arguments)
{
	char expected[1024], ids[256];
	char *rest = reply;
	int pid;

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, AUTO));
	ASSERT_EQ(0, symlink(TARGET, LINK));
	EXPECT_EQ(0, probe(visit, LINK, "one", NULL));
	ASSERT_EQ(1, sscanf(reply, HANDLER "\n" PROBE_DOMAIN "\n" PROBE "\npid=%d ", &pid));
	EXPECT_LT(1, pid);
	snprintf(ids, sizeof(ids),
		 "pid=%d uid=0 gid=0 euid=0 egid=0 suid=0 sgid=0 fsuid=0 fsgid=0", pid);
	snprintf(expected, sizeof(expected),
		 HANDLER "\n" PROBE_DOMAIN "\n" PROBE "\n%s\n" LINK "\n2\n2\n"
		 "zero\n\none\nA=1\nB=2 3\n"
		 "environment empty\n" HANDLER_DOMAIN "\n", ids);
	EXPECT_STREQ(expected, rest);
	/* It needs no permission, and that it was picked is no record. */
	EXPECT_FALSE(audit_find(PROBE_DOMAIN, EXECUTE_TARGET));
	EXPECT_FALSE(audit_find(PROBE_DOMAIN, "file execute " HANDLER));
	EXPECT_FALSE(audit_find(PROBE_DOMAIN, AUTO));
	EXPECT_TRUE(audit_has(HANDLER_DOMAIN, "use_profile 103", " granted=no "));
}

TEST_F(handler, control_without_entry)
{
	EXPECT_EQ(EPERM, probe(execute, TARGET, TARGET, call(tell_domain), NULL));
	EXPECT_FALSE(ran());
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, EXECUTE_TARGET));
	EXPECT_EQ(0, probe(execute, TARGET, TARGET, call(tell_domain), NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
}

TEST_F(handler, every_mode)
{
	int mode;

	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, AUTO "\n" EXECUTE_TARGET "\n"));
	for (mode = DISABLED; mode <= ENFORCING; mode++) {
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", mode));
		EXPECT_EQ(0, probe(visit, TARGET, "one", NULL));
		EXPECT_TRUE(ran_in(HANDLER_DOMAIN));
	}
}

TEST_F(handler, conditions)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, AUTO
				  " task.uid=0 exec.argv[1]=\"one\" exec.envp[\"A\"]=\"1\""));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, EXECUTE_TARGET));
	EXPECT_EQ(0, probe(visit, TARGET, "one", NULL));
	EXPECT_TRUE(ran());
	EXPECT_EQ(0, probe(visit, TARGET, call(tell_domain), NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
}

TEST_F(handler, first_of_several)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN,
				   "task auto_execute_handler " DIR "/nowhere task.uid=1\n"
				   AUTO " keep\n"
				   "task auto_execute_handler " DIR "/nowhere\n"));
	EXPECT_EQ(0, probe(visit, TARGET, "one", NULL));
	EXPECT_TRUE(ran_in(PROBE_DOMAIN));
}

TEST_F(handler, from_a_group)
{
	ASSERT_EQ(0, policy("exception_policy", "acl_group 7 " AUTO "\n"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_group 7"));
	EXPECT_EQ(0, probe(visit, TARGET, "one", NULL));
	EXPECT_TRUE(ran_in(HANDLER_DOMAIN));
	ASSERT_EQ(0, policy("exception_policy", "delete acl_group 7 " AUTO "\n"));
	EXPECT_EQ(EPERM, probe(visit, TARGET, "one", NULL));
}

TEST_F(handler, preferences)
{
	static const char *const rows[][2] = {
		{ "keep", PROBE_DOMAIN },
		{ "child", HANDLER_DOMAIN },
		{ "parent", "<kernel>" },
		{ "initialize", "<kernel> " HANDLER },
		{ "/other", PROBE_DOMAIN " /other" },
		{ "<kernel> /tmp/ccs/x", "<kernel> /tmp/ccs/x" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, AUTO " %s", rows[i][0]));
		EXPECT_EQ(0, probe(visit, TARGET, "one", NULL));
		EXPECT_TRUE(ran_in(rows[i][1])) {
			TH_LOG("%s: %s", rows[i][0], reply);
		}
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete " AUTO " %s", rows[i][0]));
	}
	/* A namespace that nobody has made: not even a handler gets there. */
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, AUTO " <none> /x"));
	EXPECT_EQ(ENOMEM, probe(visit, TARGET, "one", NULL));
	EXPECT_FALSE(ran());
}

TEST_F(handler, of_what_is_denied)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, DENIED));
	EXPECT_EQ(0, probe(visit, TARGET, "one", NULL));
	EXPECT_TRUE(ran_in(HANDLER_DOMAIN));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, EXECUTE_TARGET));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, EXECUTE_TARGET));
	EXPECT_EQ(0, probe(execute, TARGET, TARGET, call(tell_domain), NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
}

TEST_F(handler, of_what_is_not_quite_denied)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, DENIED "\nuse_profile 102\n"));
	EXPECT_EQ(0, probe(execute, TARGET, TARGET, call(tell_domain), NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
	/* Nor is what fails for another reason. */
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile 103"));
	EXPECT_EQ(ENOENT, probe(visit, DIR "/nowhere", "one", NULL));
	EXPECT_EQ(EACCES, probe(visit, OBJECT, "one", NULL));
	EXPECT_FALSE(ran());
}

TEST_F(handler, is_marked)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, AUTO));
	ASSERT_EQ(0, domain_allow(HANDLER_DOMAIN,
				  "use_profile 103\nfile read " OBJECT
				  " task.type=execute_handler"));
	EXPECT_EQ(0, probe(visit, TARGET, THEN_OPEN, NULL));
	EXPECT_TRUE(audit_has(HANDLER_DOMAIN, "file read " OBJECT, " type=execute_handler }"));
	/* A probe in the same domain that is none. */
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "delete " AUTO "\nfile execute " TARGET
				   " " HANDLER_DOMAIN "\n"));
	EXPECT_EQ(EPERM, probe(execute, TARGET, TARGET, call(open_read), OBJECT, NULL));
	EXPECT_TRUE(audit_has(HANDLER_DOMAIN, "file read " OBJECT, " type!=execute_handler }"));
}

/* Its own executions are checked, and not handled. */
TEST_F(handler, executes)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, AUTO " keep\n" DENIED " keep\n"));
	EXPECT_EQ(EPERM, probe(visit, TARGET, THEN_EXECUTE, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, EXECUTE_TARGET));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, EXECUTE_TARGET));
	EXPECT_EQ(0, probe(visit, TARGET, THEN_EXECUTE, NULL));
	EXPECT_TRUE(strstr(reply, "environment empty\n" PROBE_DOMAIN "\n" TARGET_DOMAIN "\n"));
}

static int open_handler_node(char **args)
{
	return try_open(HANDLER_NODE, atoi(args[0]));
}

TEST_F(handler, node)
{
	char rdwr[16];

	snprintf(rdwr, sizeof(rdwr), "%d", O_RDWR);
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "file read/write securityfs:/ccs/\\*\n"
				   "file read/write securityfs:/ccs/.\\*\n"
				   EXECUTE_TARGET "\n"));
	EXPECT_EQ(EPERM, probe(open_handler_node, rdwr, NULL));
	EXPECT_EQ(EPERM, probe(open_handler_node, "0", NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, AUTO " keep"));
	EXPECT_EQ(0, probe(visit, TARGET, THEN_NODE, NULL));
	EXPECT_TRUE(strstr(reply, " manager=no execute_handler=yes \n"));
}

TEST_F(handler, must_be_what_the_entry_names)
{
	ASSERT_EQ(0, unlink(HANDLER));
	ASSERT_EQ(0, symlink(TARGET, HANDLER));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, AUTO "\n" EXECUTE_TARGET "\n"));
	EXPECT_EQ(EPERM, probe(visit, TARGET, "one", NULL));
	ASSERT_EQ(0, unlink(HANDLER));
	EXPECT_EQ(ENOENT, probe(visit, TARGET, "one", NULL));
	ASSERT_EQ(0, make_file(HANDLER, "neither program nor script\n", 0755));
	EXPECT_EQ(ENOEXEC, probe(visit, TARGET, "one", NULL));
	ASSERT_EQ(0, chmod(HANDLER, 0644));
	EXPECT_EQ(EACCES, probe(visit, TARGET, "one", NULL));
	EXPECT_STREQ("", reply);
}

/* One that can't be started leaves no mark. */
static int fail_and_open(char **args)
{
	execl(args[0], args[0], NULL);
	if (errno != ENOEXEC)
		return PROBE_LOST;
	return try_open(OBJECT, O_RDONLY);
}

TEST_F(handler, that_fails_marks_nobody)
{
	ASSERT_EQ(0, unlink(HANDLER));
	ASSERT_EQ(0, make_file(HANDLER, "text\n", 0755));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, AUTO " keep\n"
				   "file read " OBJECT " task.type=execute_handler\n"));
	EXPECT_EQ(EPERM, probe(fail_and_open, TARGET, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read " OBJECT
				  " task.type!=execute_handler"));
	EXPECT_EQ(0, probe(fail_and_open, TARGET, NULL));
}

static int visit_in_root(char **args)
{
	if (chroot(args[2]) || chdir("/"))
		return errno;
	return visit(args);
}

TEST_F(handler, in_another_root)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, AUTO "\nfile chroot " DIR "/\n"
				   "file chroot " DIR "/empty/\n"));
	ASSERT_EQ(0, mkdir(DIR "/empty", 0755));
	ASSERT_EQ(0, link(PROBE, DIR "/empty/target"));
	EXPECT_EQ(0, probe(visit_in_root, "/target", "one", DIR, NULL));
	EXPECT_EQ(0, strncmp(reply, "/handler\n" PROBE_DOMAIN "\n" PROBE "\n",
			     strlen("/handler\n" PROBE_DOMAIN "\n" PROBE "\n")));
	EXPECT_EQ(ENOENT, probe(visit_in_root, "/target", "one", DIR "/empty", NULL));
	EXPECT_STREQ("", reply);
}

/* The environment that is not passed on is not checked. */
TEST_F(handler, environment)
{
	ASSERT_EQ(0, policy("profile", "103-CONFIG::misc::env={ mode=enforcing }\n"));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "misc env \\*\n" EXECUTE_TARGET "\n"));
	EXPECT_EQ(EPERM, probe(visit, TARGET, "one", NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, AUTO));
	EXPECT_EQ(0, probe(visit, TARGET, "one", NULL));
	EXPECT_TRUE(ran());
}

TEST_F(handler, learns)
{
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, AUTO "\nuse_profile 101\n"));
	EXPECT_EQ(0, probe(visit, TARGET, THEN_OPEN, NULL));
	EXPECT_STREQ("file read " OBJECT " task.type=execute_handler\n",
		     domain_entries(HANDLER_DOMAIN));
}

/* It would judge the program that does not run; so what has a handler is refused. */
TEST(behind_another_module)
{
	if (!comes_later())
		SKIP(return, "no other module judges programs first");
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, link(PROBE, HANDLER));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, EXECUTE_TARGET));
	EXPECT_EQ(0, probe(execute, TARGET, TARGET, call(tell_domain), NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, AUTO));
	EXPECT_EQ(EPERM, probe(execute, TARGET, TARGET, call(tell_domain), NULL));
	EXPECT_FALSE(ran());
	leave_world();
}

FIXTURE(old) {
};

FIXTURE_SETUP(old)
{
	if (comes_later())
		SKIP(return, "another module judges programs first");
	ASSERT_EQ(0, fresh_sides(ENFORCING));
	ASSERT_EQ(0, link(PROBE, HANDLER));
}

FIXTURE_TEARDOWN(old)
{
	leave_sides();
}

TEST_F(old, handlers_are_recorded)
{
	ASSERT_EQ(0, domain_allow(OLD_DOMAIN, "denied_execute_handler " HANDLER));
	ASSERT_EQ(0, domain_allow(OLD_DOMAIN " " HANDLER, "use_profile %d", ENFORCING));
	EXPECT_EQ(0, probe_as(OLD, visit, TARGET, "one", NULL));
	EXPECT_TRUE(ran_in(OLD_DOMAIN " " HANDLER));
	EXPECT_TRUE(strstr(reply, " fsgid=0 state[0]=0 state[1]=0 state[2]=0\n"));
	EXPECT_TRUE(audit_denied(OLD_DOMAIN, EXECUTE_TARGET));
	EXPECT_TRUE(audit_granted(OLD_DOMAIN, DENIED));
	ASSERT_EQ(0, domain_allow(OLD_DOMAIN, "execute_handler " HANDLER));
	EXPECT_EQ(0, probe_as(OLD, visit, TARGET, "one", NULL));
	EXPECT_TRUE(audit_granted(OLD_DOMAIN, AUTO));
}

TEST_HARNESS_MAIN
