// SPDX-License-Identifier: GPL-2.0-only
/*
 * Everything at once
 *
 * Nobody here may read the secret at any time, whatever else goes on.
 */

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define ROUNDS 30

FIXTURE(storm) {
};

FIXTURE_SETUP(storm)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "file read " OBJECT "\n"
						 "file execute " TARGET "\n"));
}

FIXTURE_TEARDOWN(storm)
{
	leave_world();
}

static int add_and_delete(char **args)
{
	int i;

	for (i = 0; i < ROUNDS * 20; i++)
		if (domain_allow(PROBE_DOMAIN, "%sfile read /storm/%s/%d",
				 i % 2 ? "delete " : "", args[0], i / 2 % 50))
			return 1;
	return 0;
}

static int change_transitions(char **args)
{
	int i;

	for (i = 0; i < ROUNDS * 10; i++)
		if (policy("exception_policy", "%skeep_domain " TARGET " from any\n"
			   "%spath_group STORM /storm/%d\n", i % 2 ? "delete " : "",
			   i % 2 ? "delete " : "", i / 2))
			return 1;
	(void)args;
	return 0;
}

/* The domain that is executed into comes and goes. */
static int delete_target(char **args)
{
	int i;

	for (i = 0; i < ROUNDS * 10; i++)
		if (policy("domain_policy", i % 2 ? TARGET_DOMAIN "\nuse_profile 103\n" :
						    "delete " TARGET_DOMAIN "\n"))
			return 1;
	(void)args;
	return 0;
}

static int read_all(char **args)
{
	static const char *const nodes[] = {
		"domain_policy", "exception_policy", "profile", "manager", "stat",
	};
	int i;

	(void)args;
	for (i = 0; i < ROUNDS * 5; i++) {
		char *const text = read_node(nodes[i % ARRAY_SIZE(nodes)]);

		if (!*text)
			return 1;
		free(text);
	}
	return 0;
}

static int read_audit(char **args)
{
	int i;

	(void)args;
	for (i = 0; i < ROUNDS * 5; i++) {
		audit_forget();
		free(ask_node(".process_status", "1"));
		free(ask_node("domain_policy", "select domain=" TARGET_DOMAIN));
	}
	return 0;
}

/* In either of the two domains the object may or may not be read, the secret not. */
static int try_secret(char **args)
{
	int i;

	(void)args;
	for (i = 0; i < 5; i++)
		if (try_open(SECRET, O_RDONLY) != EPERM)
			return 10 + i;
	return 0;
}

static int try_and_execute(char **args)
{
	if (try_secret(args) || try_open(OBJECT, O_RDONLY))
		return 1;
	execl(TARGET, TARGET, call(try_secret), NULL);
	return 2;
}

static int execute_often(char **args)
{
	int i;

	(void)args;
	for (i = 0; i < ROUNDS; i++)
		if (probe(try_and_execute, NULL))
			return 1;
	return 0;
}

TEST_F(storm, nobody_reads_the_secret)
{
	static const struct {
		probe_fn fn;
		char *arg;
	} jobs[] = {
		{ add_and_delete, "a" }, { add_and_delete, "b" }, { change_transitions, "" },
		{ delete_target, "" }, { read_all, "" }, { read_all, "" }, { read_audit, "" },
		{ execute_often, "" }, { execute_often, "" },
	};
	pid_t pids[ARRAY_SIZE(jobs)];
	int status;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(jobs); i++) {
		pids[i] = fork();
		if (!pids[i]) {
			char *args[] = { jobs[i].arg, NULL };

			_exit(jobs[i].fn(args));
		}
	}
	for (i = 0; i < ARRAY_SIZE(jobs); i++) {
		ASSERT_EQ(pids[i], waitpid(pids[i], &status, 0));
		EXPECT_EQ(0, status) {
			TH_LOG("job %zu", i);
		}
	}
	/* What is left is what was there before. */
	EXPECT_STREQ("file read " OBJECT "\nfile execute " TARGET "\n",
		     domain_entries(PROBE_DOMAIN));
	EXPECT_EQ(0, probe(try_and_execute, NULL));
}

/* The profile comes last, behind as many lines as one write() may well have. */
static int write_target_slowly(char **args)
{
	static char text[32 * 1024];
	const int fd = open(NODES "domain_policy", O_WRONLY | O_CLOEXEC);
	char *to = text;
	ssize_t len;
	int i;

	(void)args;
	to += sprintf(to, "delete " TARGET_DOMAIN "\n" TARGET_DOMAIN "\n");
	for (i = 0; i < 1000; i++)
		to += sprintf(to, "file read /slow/%d\n", i);
	to += sprintf(to, "use_profile 103\n");
	len = to - text;
	for (i = 0; i < ROUNDS; i++)
		if (write(fd, text, len) != len)
			return 1;
	close(fd);
	return 0;
}

TEST_F(storm, nobody_enters_a_domain_before_its_profile)
{
	static const probe_fn jobs[] = {
		write_target_slowly, execute_often, execute_often,
	};
	pid_t pids[ARRAY_SIZE(jobs)];
	int status;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(jobs); i++) {
		pids[i] = fork();
		if (!pids[i])
			_exit(jobs[i](NULL));
	}
	for (i = 0; i < ARRAY_SIZE(jobs); i++) {
		ASSERT_EQ(pids[i], waitpid(pids[i], &status, 0));
		EXPECT_EQ(0, status) {
			TH_LOG("job %zu", i);
		}
	}
}

/* Two threads on one open node: each line arrives whole. */
static void *write_many(void *arg)
{
	const int fd = *(int *)arg;
	char line[256];
	int i;

	for (i = 0; i < ROUNDS * 5; i++) {
		snprintf(line, sizeof(line), PROBE_DOMAIN "\nfile read /shared/%d/%0100d\n", i, i);
		if (write(fd, line, strlen(line)) != (ssize_t)strlen(line))
			return "write";
	}
	return NULL;
}

static void *read_many(void *arg)
{
	const int fd = *(int *)arg;
	char text[512];
	int i;

	for (i = 0; i < ROUNDS * 5; i++) {
		if (read(fd, text, sizeof(text)) < 0)
			return "read";
		if (i % 10 == 9 && write(fd, "reset\n", 6) != 6)
			return "reset";
	}
	return NULL;
}

TEST_F(storm, shared_descriptor)
{
	const int fd = open(NODES "domain_policy", O_RDWR | O_CLOEXEC);
	pthread_t threads[4];
	char line[256], *entries;
	int i;

	ASSERT_LE(0, fd);
	for (i = 0; i < 4; i++)
		ASSERT_EQ(0, pthread_create(&threads[i], NULL, i % 2 ? read_many : write_many,
					    (void *)&fd));
	for (i = 0; i < 4; i++) {
		void *failed;

		pthread_join(threads[i], &failed);
		EXPECT_EQ(NULL, failed);
	}
	close(fd);
	entries = domain_entries(PROBE_DOMAIN);
	for (i = 0; i < ROUNDS * 5; i++) {
		snprintf(line, sizeof(line), "file read /shared/%d/%0100d\n", i, i);
		EXPECT_NE(NULL, strstr(entries, line));
	}
}

TEST_HARNESS_MAIN
