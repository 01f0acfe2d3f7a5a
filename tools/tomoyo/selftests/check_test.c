// SPDX-License-Identifier: GPL-2.0-only
/*
 * Asking what policy would say
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define DENIED(add) "granted=no result=denied\nitem=file::open\nadd=" add "\n"
#define ALLOWED(entry) \
	"granted=yes result=allowed\nitem=file::open\nwhere=domain\nentry=" entry "\n"
#define ENFORCING_VERDICT "profile=103 mode=enforcing "

FIXTURE(check) {
};

FIXTURE_SETUP(check)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "file read " OBJECT "\n"
						 "file execute " TARGET " exec.argv[0]=\"a\"\n"));
	audit_forget();
}

FIXTURE_TEARDOWN(check)
{
	leave_world();
}

/* The answer to a question about the probe's domain. */
static const char *answer(const char *profile, const char *question)
{
	static char *text;
	char *lines;

	free(text);
	if (asprintf(&lines, PROBE_DOMAIN "%s\n%s", profile, question) < 0)
		abort();
	text = ask_node("check", lines);
	free(lines);
	return text;
}

TEST_F(check, answers)
{
	EXPECT_STREQ(ENFORCING_VERDICT ALLOWED("file read " OBJECT),
		     answer("", "file read " OBJECT));
	EXPECT_STREQ(ENFORCING_VERDICT DENIED("file read " SECRET),
		     answer("", "file read " SECRET));
	EXPECT_STREQ("profile=101 mode=learning granted=no result=allowed\n"
		     "item=file::open\nadd=file read " SECRET "\n",
		     answer(" profile=101", "file read " SECRET));
	EXPECT_STREQ("error=reed: unknown operation\n",
		     answer("", "file reed /x"));
}

/* It says what happens, and what it says helps does help. */
TEST_F(check, is_right)
{
	const char *line;
	char add[256];

	EXPECT_EQ(0, probe(open_read, OBJECT, NULL));
	EXPECT_EQ(EPERM, probe(open_read, SECRET, NULL));
	line = strstr(answer("", "file read " SECRET), "add=");
	ASSERT_NE(NULL, line);
	ASSERT_EQ(1, sscanf(line, "add=%255[^\n]", add));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", add));
	EXPECT_STREQ(ENFORCING_VERDICT ALLOWED("file read " SECRET),
		     answer("", "file read " SECRET));
	EXPECT_EQ(0, probe(open_read, SECRET, NULL));
}

#define EXECUTE_TARGET "file execute " TARGET

TEST_F(check, facts)
{
	const char *text = answer("", EXECUTE_TARGET);

	EXPECT_STREQ("profile=103 mode=enforcing granted=unknown result=unknown\n"
		     "item=file::execute\nmissing=exec.argv[0]\n", text);
	text = answer("", EXECUTE_TARGET "\nexec.argv[0]=\"b\"");
	EXPECT_NE(NULL, strstr(text, "granted=no result=denied\n"));
	text = answer("", EXECUTE_TARGET "\nexec.argv[0]=\"a\"");
	EXPECT_NE(NULL, strstr(text, "granted=yes result=allowed\n"));
	EXPECT_NE(NULL, strstr(text, "\nnext=" TARGET_DOMAIN "\n"));
	/* So it is. */
	EXPECT_EQ(EPERM, probe(execute, TARGET, "b", call(succeed), NULL));
	EXPECT_EQ(0, probe(execute, TARGET, "a", call(tell_domain), NULL));
	EXPECT_STREQ(TARGET_DOMAIN "\n", reply);
}

static void drop_line(char *text, const char *label)
{
	char *const line = strstr(text, label);
	char *const end = line ? strchr(line, '\n') : NULL;

	if (end)
		memmove(line, end + 1, strlen(end));
}

/* Everything that asking could change, but for memory, which others free meanwhile. */
static char *world(void)
{
	char *const domains = ask_node("domain_policy", "select stats");
	char *const exceptions = ask_node("exception_policy", "select stats");
	char *const stat = read_node("stat");
	char *text;

	drop_line(stat, "Memory used by policy:");
	drop_line(stat, "Total memory used:");
	if (asprintf(&text, "%s%s%s", domains, exceptions, stat) < 0)
		abort();
	free(domains);
	free(exceptions);
	free(stat);
	return text;
}

/* Is no more in use than @memory, when what was deleted before is freed? */
static bool no_more_than(long memory)
{
	int i;

	for (i = 0; i < 600 && stat_value("Memory used by policy:") > memory; i++)
		usleep(100000);
	return i < 600;
}

TEST_F(check, has_no_effect)
{
	static const char *const profiles[] = {
		"", " profile=100", " profile=101", " profile=102", " profile=103",
	};
	static const char *const questions[] = {
		"file read " OBJECT, "file read " SECRET, "file write /a/name/of/its/own",
		EXECUTE_TARGET "\nexec.argv[0]=\"a\"", "file read @A_GROUP_OF_ITS_OWN",
		"file read /x\nexec.realpath=@ANOTHER_GROUP", "file reed /x",
		"task auto_domain_transition <kernel> /x",
	};
	const long memory = stat_value("Memory used by policy:");
	char *const before = world();
	char *after;
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(profiles); i++)
		for (j = 0; j < ARRAY_SIZE(questions); j++)
			EXPECT_LT(0, strlen(answer(profiles[i], questions[j])));
	after = world();
	EXPECT_STREQ(before, after);
	EXPECT_TRUE(no_more_than(memory));
	EXPECT_EQ(NULL, audit_find(PROBE_DOMAIN, "file read " SECRET));
	EXPECT_EQ(NULL, audit_find(PROBE_DOMAIN, "file read " OBJECT));
}

static ssize_t put(int fd, const char *text)
{
	return write(fd, text, strlen(text)) < 0 ? errno : 0;
}

TEST_F(check, strict)
{
	char why[256];

	EXPECT_EQ(EINVAL, policy_error("check", why, sizeof(why), "<kernel> /nobody\n"));
	EXPECT_STREQ("1: <kernel> /nobody: there is no such domain\n", why);
	EXPECT_EQ(EINVAL, policy_error("check", why, sizeof(why),
				       "<kernel>\nfile read /x\ntask.uid=1-2\n"));
	EXPECT_STREQ("3: task.uid=1-2: a fact has one value\n", why);
}

/* Many questions on one descriptor, read in pieces of every size. */
TEST_F(check, one_after_the_other)
{
	static const char wanted[] = ENFORCING_VERDICT DENIED("file read /x");
	const int fd = open(NODES "check", O_RDWR | O_CLOEXEC);
	size_t size;

	ASSERT_LE(0, fd);
	EXPECT_EQ(0, put(fd, PROBE_DOMAIN "\n"));
	for (size = 1; size <= sizeof(wanted) + 1; size++) {
		char *text;

		EXPECT_EQ(0, put(fd, "file read /y\nfile read /x\n"));
		text = read_fd(fd, size, NULL);
		EXPECT_STREQ(wanted, text);
		free(text);
		/* The end is the end, until it is asked again. */
		text = read_fd(fd, size, NULL);
		EXPECT_STREQ("", text);
		free(text);
		EXPECT_EQ(0, put(fd, "reset\n"));
		text = read_fd(fd, size, NULL);
		EXPECT_STREQ(wanted, text);
		free(text);
	}
	close(fd);
}

/* What was asked about is gone; nothing is left of it but the question. */
TEST_F(check, about_what_is_gone)
{
	const int fd = open(NODES "check", O_RDWR | O_CLOEXEC);
	char *text;

	ASSERT_LE(0, fd);
	EXPECT_EQ(0, put(fd, PROBE_DOMAIN "\nfile read " OBJECT "\n"));
	forget_domains(PROBE_DOMAIN);
	text = read_fd(fd, 4096, NULL);
	EXPECT_LT(0, strlen(text));
	free(text);
	EXPECT_EQ(0, put(fd, PROBE_DOMAIN "\n"));
	text = read_fd(fd, 4096, NULL);
	EXPECT_STREQ("error=" PROBE_DOMAIN ": there is no such domain\n", text);
	free(text);
	close(fd);
}

static int ask_anyway(char **args)
{
	const int fd = open(NODES "check", O_RDWR | O_CLOEXEC);
	const int err = fd < 0 ? errno : put(fd, args[0]);

	close(fd);
	return err;
}

TEST_F(check, needs_a_manager)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", DISABLED));
	EXPECT_EQ(EPERM, probe(ask_anyway, "<kernel>\n", NULL));
	ASSERT_EQ(0, policy("manager", PROBE "\n"));
	EXPECT_EQ(0, probe(ask_anyway, "<kernel>\n", NULL));
	ASSERT_EQ(0, policy("manager", "delete " PROBE "\n"));
}

TEST_HARNESS_MAIN
