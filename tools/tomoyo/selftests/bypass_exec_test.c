// SPDX-License-Identifier: GPL-2.0-only
/*
 * Other ways to execute
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define MISC DIR "/mnt"
#define INTERPRETER DIR "/tiny"
#define LOADER DIR "/ld.so"
#define EVIL DIR "/evil"
#define BAD DIR "/file.evil"
#define BAD_DOMAIN PROBE_DOMAIN " " BAD
#define READ_INTERPRETER "file read " INTERPRETER
#define TINY 42

#ifndef AT_EXECVE_CHECK
#define AT_EXECVE_CHECK 0x10000
#endif

/* Executing is enforced, opening is not: what interprets a program. */
FIXTURE(misc) {
};

FIXTURE_VARIANT(misc) {
	const char *flags;
};

FIXTURE_VARIANT_ADD(misc, plain) { .flags = "" };
FIXTURE_VARIANT_ADD(misc, preserving) { .flags = "P" };
FIXTURE_VARIANT_ADD(misc, by_descriptor) { .flags = "O" };
FIXTURE_VARIANT_ADD(misc, with_credentials) { .flags = "C" };
FIXTURE_VARIANT_ADD(misc, opened_before) { .flags = "F" };
FIXTURE_VARIANT_ADD(misc, transparent) { .flags = "T" };

/* What is of this name, whatever it contains, is started by @interpreter. */
static int register_misc(const char *interpreter, const char *flags)
{
	char line[256];
	int fd, err = 0;

	snprintf(line, sizeof(line), ":ccs:E::evil::%s:%s", interpreter, flags);
	fd = open(MISC "/register", O_WRONLY);
	if (fd < 0)
		return errno;
	if (write(fd, line, strlen(line)) < 0)
		err = errno;
	close(fd);
	return err;
}

static int enter(void)
{
	int err = fresh_world(ENFORCING);

	if (!err && mkdir(MISC, 0755))
		err = errno;
	if (!err && mount("binfmt_misc", MISC, "binfmt_misc", 0, NULL))
		err = errno;
	if (!err)
		err = copy_program("/opt/selftests/tiny", INTERPRETER);
	if (!err)
		err = policy("profile", "98-COMMENT=execute\n98-CONFIG={ mode=disabled }\n"
			     "98-CONFIG::file::execute={ mode=enforcing "
			     "grant_log=yes reject_log=yes }\n");
	return err ?: domain_allow(PROBE_DOMAIN, "use_profile 98\nfile execute " BAD);
}

static void leave(void)
{
	const int fd = open(MISC "/ccs", O_WRONLY);

	if (fd >= 0) {
		if (write(fd, "-1", 2) != 2)
			perror("# unregister");
		close(fd);
	}
	leave_world();
}

FIXTURE_SETUP(misc)
{
	ASSERT_EQ(0, enter());
}

FIXTURE_TEARDOWN(misc)
{
	leave();
}

TEST_F(misc, interpreter)
{
	ASSERT_EQ(0, make_file(BAD, "whatever\n", 0755));
	if (register_misc(INTERPRETER, variant->flags))
		SKIP(return, "binfmt_misc has no flag %s", variant->flags);
	EXPECT_EQ(EPERM, probe(execute, BAD, BAD, NULL));
	EXPECT_TRUE(audit_denied(BAD_DOMAIN, READ_INTERPRETER));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, "file execute " BAD));
	ASSERT_EQ(0, domain_allow(BAD_DOMAIN, READ_INTERPRETER));
	EXPECT_EQ(TINY, probe(execute, BAD, BAD, NULL));
	EXPECT_TRUE(audit_granted(BAD_DOMAIN, READ_INTERPRETER));
}

/* Neither what scripts say nor what ELF says hides another one. */
TEST_F(misc, interpreter_of_script)
{
	ASSERT_EQ(0, make_file(BAD, "#!" TARGET "\n", 0755));
	if (register_misc(INTERPRETER, variant->flags))
		SKIP(return, "binfmt_misc has no flag %s", variant->flags);
	EXPECT_EQ(EPERM, probe(execute, BAD, BAD, NULL));
	EXPECT_TRUE(audit_denied(BAD_DOMAIN, READ_INTERPRETER));
}

TEST_F(misc, interpreter_of_program)
{
	ASSERT_EQ(0, copy_program("/opt/selftests/tiny_interp", BAD));
	ASSERT_EQ(0, copy_program("/opt/selftests/tiny", LOADER));
	if (register_misc(INTERPRETER, variant->flags))
		SKIP(return, "binfmt_misc has no flag %s", variant->flags);
	EXPECT_EQ(EPERM, probe(execute, BAD, BAD, NULL));
	EXPECT_TRUE(audit_denied(BAD_DOMAIN, READ_INTERPRETER));
}

FIXTURE(named) {
};

FIXTURE_SETUP(named)
{
	ASSERT_EQ(0, enter());
}

FIXTURE_TEARDOWN(named)
{
	leave();
}

/* Control: what a program names itself is under the mode of opening. */
TEST_F(named, by_script)
{
	ASSERT_EQ(0, make_file(BAD, "#!  " INTERPRETER " argument\n", 0755));
	EXPECT_EQ(TINY, probe(execute, BAD, BAD, NULL));
	EXPECT_FALSE(audit_find(BAD_DOMAIN, READ_INTERPRETER));
}

TEST_F(named, by_link_in_script)
{
	ASSERT_EQ(0, symlink(INTERPRETER, DIR "/link"));
	ASSERT_EQ(0, make_file(BAD, "#!" DIR "/link\n", 0755));
	EXPECT_EQ(TINY, probe(execute, BAD, BAD, NULL));
}

TEST_F(named, by_program)
{
	ASSERT_EQ(0, copy_program("/opt/selftests/tiny_interp", BAD));
	ASSERT_EQ(0, copy_program("/opt/selftests/tiny", LOADER));
	EXPECT_EQ(TINY, probe(execute, BAD, BAD, NULL));
	EXPECT_FALSE(audit_find(BAD_DOMAIN, "file read " LOADER));
}

/* Put in place of the loader that an ELF program names. */
TEST_F(named, loader_in_its_place)
{
	ASSERT_EQ(0, copy_program("/opt/selftests/tiny_interp", BAD));
	ASSERT_EQ(0, copy_program("/opt/selftests/tiny", LOADER));
	ASSERT_EQ(0, copy_program("/opt/selftests/tiny", EVIL));
	EXPECT_EQ(TINY, probe(execute, BAD, BAD, NULL));
	if (register_misc(EVIL, "L"))
		SKIP(return, "binfmt_misc puts no loader in another's place");
	EXPECT_EQ(EPERM, probe(execute, BAD, BAD, NULL));
	EXPECT_TRUE(audit_denied(BAD_DOMAIN, "file read " EVIL));
	ASSERT_EQ(0, domain_allow(BAD_DOMAIN, "file read " EVIL));
	EXPECT_EQ(TINY, probe(execute, BAD, BAD, NULL));
}

FIXTURE(name) {
};

FIXTURE_SETUP(name)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
}

FIXTURE_TEARDOWN(name)
{
	leave_world();
}

/* The program's name, then what its argv[0] is to be. */
static int execute_as(char **args)
{
	execl(args[0], args[1], call(tell_domain), NULL);
	return errno;
}

#define PIDOF DIR "/pidof"
#define KILLALL5 DIR "/killall5"

TEST_F(name, of_a_link_to_what_does_two_things)
{
	ASSERT_EQ(0, link(PROBE, KILLALL5));
	ASSERT_EQ(0, symlink("killall5", PIDOF));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "allow_execute " PIDOF
				  " if exec.realpath=\"" KILLALL5 "\" exec.argv[0]=\"" PIDOF "\""));
	EXPECT_EQ(0, probe(execute_as, PIDOF, PIDOF, NULL));
	EXPECT_STREQ(PROBE_DOMAIN " " PIDOF "\n", reply);
	EXPECT_EQ(EPERM, probe(execute_as, PIDOF, KILLALL5, NULL));
	EXPECT_EQ(EPERM, probe(execute_as, KILLALL5, PIDOF, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file execute " KILLALL5));
	EXPECT_EQ(EPERM, probe(execute_as, KILLALL5, KILLALL5, NULL));
	/* The link that leads elsewhere is another program. */
	ASSERT_EQ(0, unlink(PIDOF));
	ASSERT_EQ(0, symlink(TARGET, PIDOF));
	EXPECT_EQ(EPERM, probe(execute_as, PIDOF, PIDOF, NULL));
}

#define SELF_EXE "proc:/self/exe"

TEST_F(name, of_what_runs_itself_again)
{
	EXPECT_EQ(EPERM, probe(execute_as, "/proc/self/exe", "again", NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file execute " SELF_EXE));
	/* Its own name is another matter. */
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " PROBE));
	EXPECT_EQ(EPERM, probe(execute_as, "/proc/self/exe", "again", NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " SELF_EXE " keep"
				  " exec.realpath=\"" PROBE "\""));
	EXPECT_EQ(0, probe(execute_as, "/proc/self/exe", "again", NULL));
	EXPECT_STREQ(PROBE_DOMAIN "\n", reply);
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete file execute " SELF_EXE " keep"
				  " exec.realpath=\"" PROBE "\""));
	/* With a name that can be part of a domain's. */
	ASSERT_EQ(0, policy("exception_policy", "aggregator proc:/self/exe /proc/self/exe\n"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute /proc/self/exe"));
	EXPECT_EQ(0, probe(execute_as, "/proc/self/exe", "again", NULL));
	EXPECT_STREQ(PROBE_DOMAIN " /proc/self/exe\n", reply);
	ASSERT_EQ(0, policy("exception_policy",
			    "delete aggregator proc:/self/exe /proc/self/exe\n"));
}

/* Asking whether something could be executed starts no handler. */
static int may_execute(char **args)
{
	char *const argv[] = { args[0], NULL };

	if (!syscall(SYS_execveat, AT_FDCWD, args[0], argv, environ, AT_EXECVE_CHECK))
		return strcmp(my_domain(), PROBE_DOMAIN) ? EIO : 0;
	return errno;
}

TEST_F(name, of_what_is_only_asked_for)
{
	if (probe(may_execute, PROBE, NULL) == EINVAL)
		SKIP(return, "no AT_EXECVE_CHECK");
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "task auto_execute_handler " TARGET));
	EXPECT_EQ(EPERM, probe(may_execute, OBJECT "x", NULL) == ENOENT ?
		  probe(may_execute, TARGET, NULL) : 0);
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " TARGET));
	EXPECT_EQ(0, probe(may_execute, TARGET, NULL));
}

/* A browser: launcher, core, sandbox, and a process for each tab. */
#define CHROMIUM DIR "/chromium"
#define CORE DIR "/lib/chromium"
#define SANDBOX DIR "/lib/sandbox"
#define BROWSER "<kernel> " CHROMIUM
#define BROWSER_RULES "initialize_domain " CHROMIUM "\nkeep_domain any from " BROWSER "\n"

static int tab(char **args)
{
	(void)args;
	say_domain();
	return try_open(OBJECT, O_RDONLY);
}

static int sandbox(char **args)
{
	(void)args;
	say_domain();
	execl(CORE, CORE, call(tab), NULL);
	return errno;
}

static int core(char **args)
{
	(void)args;
	say_domain();
	execl(SANDBOX, SANDBOX, call(sandbox), NULL);
	return errno;
}

static int launch(char **args)
{
	execl(args[0], args[0], call(core), NULL);
	return errno;
}

TEST_F(name, of_a_browser)
{
	ASSERT_EQ(0, mkdir(DIR "/lib", 0755));
	ASSERT_EQ(0, link(PROBE, CHROMIUM));
	ASSERT_EQ(0, link(PROBE, CORE));
	ASSERT_EQ(0, link(PROBE, SANDBOX));
	ASSERT_EQ(0, policy("exception_policy", BROWSER_RULES));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " CHROMIUM));
	ASSERT_EQ(0, domain_allow(BROWSER, "use_profile %d\nfile execute " CORE "\n"
				  "file execute " SANDBOX "\nfile read " OBJECT, ENFORCING));
	EXPECT_EQ(0, probe(execute, CHROMIUM, CHROMIUM, call(launch), CORE, NULL));
	EXPECT_STREQ(BROWSER "\n" BROWSER "\n" BROWSER "\n", reply);
	EXPECT_TRUE(audit_granted(BROWSER, "file execute " SANDBOX));
	/* Whatever else it starts. */
	EXPECT_EQ(EPERM, probe(execute, CHROMIUM, CHROMIUM, call(launch), TARGET, NULL));
	EXPECT_TRUE(audit_denied(BROWSER, "file execute " TARGET));
	ASSERT_EQ(0, policy("exception_policy", "delete initialize_domain " CHROMIUM "\n"
			    "delete keep_domain any from " BROWSER "\n"));
}

TEST_HARNESS_MAIN
