// SPDX-License-Identifier: GPL-2.0-only
/*
 * Executions that fail on the way
 *
 * Whoever may execute a program must not get into its domain without executing
 * it. The programs here pass the check and then cannot be started, each at
 * another place. The target domain may read the secret; the probe may not.
 */

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define BAD DIR "/bad"
#define BAD_DOMAIN PROBE_DOMAIN " " BAD
#define INTERPRETER DIR "/ld.so"
#define READ_SECRET "file read " SECRET

/* This program's own header, which tells what machine it is for. */
extern const Elf64_Ehdr __ehdr_start;

/* How much of a valid header there is, and what follows. */
static int make_elf(const Elf64_Ehdr *header, size_t size)
{
	const int fd = open(BAD, O_WRONLY | O_CREAT | O_TRUNC, 0755);
	Elf64_Ehdr whole = *header;

	whole.e_machine = __ehdr_start.e_machine;
	if (fd < 0 || write(fd, &whole, size) != (ssize_t)size)
		return EIO;
	return close(fd) ? errno : 0;
}

static const Elf64_Ehdr good_header = {
	.e_ident = { ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64,
		     ELFDATA2LSB, EV_CURRENT },
	.e_type = ET_EXEC,
	.e_version = EV_CURRENT,
	.e_ehsize = sizeof(Elf64_Ehdr),
	.e_phoff = sizeof(Elf64_Ehdr),
	.e_phentsize = sizeof(Elf64_Phdr),
	.e_phnum = 1,
};

static int make_magic_only(void)
{
	return make_elf(&good_header, SELFMAG);
}

static int make_bad_type(void)
{
	Elf64_Ehdr header = good_header;

	header.e_type = ET_CORE;
	return make_elf(&header, sizeof(header));
}

/* The program headers are said to be behind the end of the file. */
static int make_truncated(void)
{
	return make_elf(&good_header, sizeof(good_header));
}

static int make_bad_headers(void)
{
	Elf64_Ehdr header = good_header;

	header.e_phentsize = 1;
	return make_elf(&header, sizeof(header));
}

static int make_text(void)
{
	return make_file(BAD, "neither a program nor a script\n", 0755);
}

static int make_empty(void)
{
	return make_file(BAD, "", 0755);
}

static int make_lost_script(void)
{
	return make_file(BAD, "#!" DIR "/nowhere\n", 0755);
}

static int make_locked_script(void)
{
	const int err = make_file(DIR "/locked", "text\n", 0644);

	return err ? err : make_file(BAD, "#!" DIR "/locked\n", 0755);
}

static int make_loop(void)
{
	return make_file(BAD, "#!" BAD "\n", 0755);
}

static int make_text_script(void)
{
	const int err = make_file(DIR "/locked", "text\n", 0755);

	return err ? err : make_file(BAD, "#!" DIR "/locked\n", 0755);
}

/* A dynamic program; there is no linker, or it may not be read. */
static int make_unlinked(void)
{
	return copy_program("/opt/selftests/tiny_interp", BAD);
}

static int make_forbidden_linker(void)
{
	const int err = copy_program("/opt/selftests/tiny", INTERPRETER);

	return err ? err : make_unlinked();
}

static int make_forbidden_script(void)
{
	return make_file(BAD, "#!" TARGET "\n", 0755);
}

FIXTURE(failure) {
};

FIXTURE_VARIANT(failure) {
	int (*make)(void);
	int error;
	/* The interpreter may be read by the target domain. */
	const char *interpreter;
};

#define ROW(id, err, readable)				\
	FIXTURE_VARIANT_ADD(failure, id) {		\
		.make = make_##id,			\
		.error = err,				\
		.interpreter = readable,		\
	}

ROW(magic_only, ENOEXEC, NULL);
ROW(bad_type, ENOEXEC, NULL);
ROW(truncated, ENOEXEC, NULL);
ROW(bad_headers, ENOEXEC, NULL);
ROW(text, ENOEXEC, NULL);
ROW(empty, ENOEXEC, NULL);
ROW(lost_script, ENOENT, NULL);
ROW(locked_script, EACCES, DIR "/locked");
ROW(text_script, ENOEXEC, DIR "/locked");
ROW(loop, ELOOP, BAD);
ROW(unlinked, ENOENT, NULL);
ROW(forbidden_linker, EPERM, NULL);
ROW(forbidden_script, EPERM, NULL);

FIXTURE_SETUP(failure)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, variant->make());
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " BAD));
	ASSERT_EQ(0, domain_allow(BAD_DOMAIN, "use_profile %d\n" READ_SECRET, ENFORCING));
	if (variant->interpreter)
		ASSERT_EQ(0, domain_allow(BAD_DOMAIN, "file read %s", variant->interpreter));
}

FIXTURE_TEARDOWN(failure)
{
	leave_world();
}

/* What a probe that is still in its own domain finds. */
#define LOOK_DOMAIN 1
#define LOOK_SECRET 2
#define LOOK_OBJECT 3

static int look(char **args)
{
	(void)args;
	if (strcmp(my_domain(), PROBE_DOMAIN))
		return LOOK_DOMAIN;
	if (try_open(SECRET, O_RDONLY) != EPERM)
		return LOOK_SECRET;
	if (try_open(OBJECT, O_RDONLY))
		return LOOK_OBJECT;
	return strcmp(my_domain(), PROBE_DOMAIN) ? LOOK_DOMAIN : 0;
}

static int fail(char **args)
{
	execl(BAD, BAD, NULL);
	return errno == atoi(args[0]) ? 0 : errno;
}

/* Executes, and looks at once. */
static int fail_and_look(char **args)
{
	const int err = fail(args);

	return err ? 100 + err : look(args);
}

/* As below, without a look of its own in between. */
static int fail_then_fork(char **args)
{
	const int err = fail(args);

	return err ? 100 + err : in_fork(look, args);
}

static void *look_in_thread(void *args)
{
	return (void *)(long)look(args);
}

static int fail_then_thread(char **args)
{
	const int err = fail(args);
	pthread_t thread;
	void *result;

	if (err)
		return 100 + err;
	if (pthread_create(&thread, NULL, look_in_thread, args) ||
	    pthread_join(thread, &result))
		return PROBE_LOST;
	return (long)result;
}

/* New credentials are copies of the old ones. */
static int fail_then_setuid(char **args)
{
	const int err = fail(args);

	if (err)
		return 100 + err;
	if (setresgid(0, 0, 0) || setresuid(0, 1000, 0))
		return PROBE_LOST;
	return look(args);
}

/* Checking access makes credentials for a moment. */
static int fail_then_access(char **args)
{
	const int err = fail(args);

	if (err)
		return 100 + err;
	access(SECRET, R_OK);
	return look(args);
}

static int fail_twice(char **args)
{
	const int err = fail(args);

	return err ? 100 + err : fail_and_look(args);
}

/* Another thread looks all the while. */
static void *keep_looking(void *done)
{
	long found = 0;

	while (!found && !__atomic_load_n((int *)done, __ATOMIC_ACQUIRE))
		found = look(NULL);
	return (void *)found;
}

static int fail_beside_thread(char **args)
{
	pthread_t thread;
	void *result;
	int done = 0;
	int i, err = 0;

	if (pthread_create(&thread, NULL, keep_looking, &done))
		return PROBE_LOST;
	for (i = 0; i < 10 && !err; i++)
		err = fail_and_look(args);
	__atomic_store_n(&done, 1, __ATOMIC_RELEASE);
	pthread_join(thread, &result);
	return err ? err : (long)result;
}

/* What comes next is judged by, and named after, where the probe still is. */
static int fail_then_execute(char **args)
{
	const int err = fail(args);

	if (err)
		return 100 + err;
	execl(TARGET, TARGET, call(tell_domain), NULL);
	return errno;
}

#define FAIL_TEST(fn)								\
	TEST_F(failure, fn)							\
	{									\
		char error[16];							\
										\
		snprintf(error, sizeof(error), "%d", variant->error);		\
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read " OBJECT));	\
		EXPECT_EQ(0, probe(fn, error, NULL));				\
		/* It did pass the check, and nobody was in the target domain. */ \
		EXPECT_TRUE(audit_granted(PROBE_DOMAIN, "file execute " BAD));	\
		EXPECT_FALSE(audit_find(BAD_DOMAIN, READ_SECRET));		\
		EXPECT_FALSE(audit_find(BAD_DOMAIN, "file read " OBJECT));	\
	}

FAIL_TEST(fail_and_look)
FAIL_TEST(fail_then_fork)
FAIL_TEST(fail_then_thread)
FAIL_TEST(fail_then_setuid)
FAIL_TEST(fail_then_access)
FAIL_TEST(fail_twice)
FAIL_TEST(fail_beside_thread)

TEST_F(failure, fail_then_execute)
{
	char error[16];

	snprintf(error, sizeof(error), "%d", variant->error);
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file execute " TARGET));
	EXPECT_EQ(0, probe(fail_then_execute, error, NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
}

/* The same without a right to execute it at all. */
TEST_F(failure, denied)
{
	char error[16];

	snprintf(error, sizeof(error), "%d", EPERM);
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "file read " OBJECT "\n"
						 "delete file execute " BAD "\n"));
	EXPECT_EQ(0, probe(fail_and_look, error, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file execute " BAD));
}

/* Control: what can be started does get the rights that were looked for. */
TEST_F(failure, repaired)
{
	EXPECT_EQ(EPERM, probe(open_read, SECRET, NULL));
	ASSERT_EQ(0, copy_program(PROBE, BAD));
	EXPECT_EQ(0, probe(execute, BAD, BAD, call(open_read), SECRET, NULL));
	EXPECT_TRUE(audit_granted(BAD_DOMAIN, READ_SECRET));
}

TEST_HARNESS_MAIN
