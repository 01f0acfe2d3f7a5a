// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ways around a check
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define QUEUE "ccs_bypass"
#define QUEUE_NAME "mqueue:/" QUEUE

/* What the kernel sets by itself when it opens a program. */
#define FMODE_EXEC_FLAG 0x20

#define GOOD DIR "/good"
#define EVIL DIR "/evil"
#define SWAPPED DIR "/swapped"
#define OTHER DIR "/other"

#define JAIL DIR "/mnt"
#define JAIL_FD 70
#define GOOD_FD 71

#define TRIES 200
#define IS_EVIL 77

FIXTURE(enforcing) {
	pid_t swapper;
};

FIXTURE_SETUP(enforcing)
{
	self->swapper = 0;
	ASSERT_EQ(0, fresh_world(ENFORCING));
}

FIXTURE_TEARDOWN(enforcing)
{
	if (self->swapper > 0) {
		kill(self->swapper, SIGKILL);
		waitpid(self->swapper, NULL, 0);
	}
	syscall(SYS_mq_unlink, QUEUE);
	leave_world();
}

static long open_queue(int flags)
{
	return syscall(SYS_mq_open, QUEUE, flags, 0600, NULL);
}

static int try_queue(char **args)
{
	return open_queue(atoi(args[0])) < 0 ? errno : 0;
}

/* mq_open() hands any flag on, also the one that marks a program's opening. */
TEST_F(enforcing, program_flag_of_mq_open)
{
	char plain[12], marked[12];

	snprintf(plain, sizeof(plain), "%d", O_RDWR);
	snprintf(marked, sizeof(marked), "%d", O_RDWR | FMODE_EXEC_FLAG);
	ASSERT_LE(0, open_queue(O_RDWR | O_CREAT));
	EXPECT_EQ(EPERM, probe(try_queue, plain, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file read " QUEUE_NAME));
	EXPECT_EQ(EPERM, probe(try_queue, marked, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file read " QUEUE_NAME));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read/write " QUEUE_NAME));
	EXPECT_EQ(0, probe(try_queue, plain, NULL));
	EXPECT_EQ(0, probe(try_queue, marked, NULL));
}

static int tell_evil(char **args)
{
	char exe[64] = "";

	(void)args;
	if (readlink("/proc/self/exe", exe, sizeof(exe) - 1) < 0)
		return errno;
	return strcmp(exe, EVIL "/program") ? 0 : IS_EVIL;
}

static int run_program(char **args)
{
	execl(args[0], args[0], call(tell_evil), NULL);
	return errno;
}

static void swap_for_ever(void)
{
	for (;;)
		renameat2(AT_FDCWD, SWAPPED, AT_FDCWD, OTHER, RENAME_EXCHANGE);
}

/*
 * The caller's string passes through a link that leads to a trusted program's
 * link at one moment and to another program the next. Whatever the kernel
 * finds when it looks twice, the other program must not run under the trusted
 * link's name.
 */
TEST_F(enforcing, swapped_directory_lends_no_name)
{
	int evil = 0, good = 0, i;

	ASSERT_EQ(0, mkdir(GOOD, 0755));
	ASSERT_EQ(0, mkdir(EVIL, 0755));
	ASSERT_EQ(0, symlink(TARGET, GOOD "/program"));
	ASSERT_EQ(0, copy_program(TARGET, EVIL "/program"));
	ASSERT_EQ(0, symlink(GOOD, SWAPPED));
	ASSERT_EQ(0, symlink(EVIL, OTHER));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " GOOD "/program"));
	ASSERT_EQ(0, probe(run_program, SWAPPED "/program", NULL));
	EXPECT_EQ(EPERM, probe(run_program, OTHER "/program", NULL));
	self->swapper = fork();
	ASSERT_LE(0, self->swapper);
	if (!self->swapper)
		swap_for_ever();
	for (i = 0; i < TRIES; i++) {
		const int status = probe(run_program, SWAPPED "/program", NULL);

		good += !status;
		evil += status == IS_EVIL;
	}
	EXPECT_EQ(0, evil);
	/* It did run, and it did not always: the swapping was real. */
	EXPECT_LT(0, good);
	EXPECT_GT(TRIES, good);
}

static bool make_dirs(char *path)
{
	char *at = path;

	while ((at = strchr(at + 1, '/'))) {
		*at = '\0';
		if (mkdir(path, 0755) && errno != EEXIST)
			return false;
		*at = '/';
	}
	return true;
}

/* Descriptors lead out of it, and the program in it is another one. */
static bool make_jail(void)
{
	char inside[] = JAIL GOOD "/program", links[] = JAIL "/dev/fd/70";
	const char *const proc = JAIL "/proc";

	return !mkdir(JAIL, 0755) && !mount("jail", JAIL, "tmpfs", 0, NULL) &&
	       make_dirs(inside) && !copy_program(TARGET, inside) &&
	       !mkdir(proc, 0755) && !mount("proc", proc, "proc", 0, NULL) &&
	       make_dirs(links) && !symlink("/proc/self/fd/71", links);
}

static int tell_jailed(char **args)
{
	(void)args;
	return IS_EVIL;
}

/*
 * What is executed by a descriptor is looked up as /dev/fd/N/NAME, where the
 * jail has a link to what is outside.
 */
static int run_in_jail(char **args)
{
	char *const words[] = { args[0], call(tell_jailed), NULL };
	char *const none[] = { NULL };

	if (dup2(open(JAIL GOOD, O_PATH), JAIL_FD) < 0 ||
	    dup2(open(GOOD, O_PATH), GOOD_FD) < 0 || chroot(JAIL) || chdir("/"))
		return errno;
	syscall(SYS_execveat, JAIL_FD, "program", words, none, 0);
	return errno;
}

/* Names outside of it are none in it, even where they sound alike. */
TEST_F(enforcing, link_outside_lends_no_name)
{
	ASSERT_EQ(0, mkdir(GOOD, 0755));
	ASSERT_EQ(0, symlink(TARGET, GOOD "/program"));
	ASSERT_TRUE(make_jail());
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " GOOD "/program"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file chroot " JAIL "/"));
	EXPECT_EQ(0, probe(run_program, GOOD "/program", NULL));
	EXPECT_EQ(EPERM, probe(run_in_jail, GOOD "/program", NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file execute " JAIL GOOD "/program"));
}

TEST_HARNESS_MAIN
