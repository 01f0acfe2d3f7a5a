// SPDX-License-Identifier: GPL-2.0-only
/*
 * Nodes whose allocations fail
 *
 * A line is taken or it is not, and then nothing else has changed; what is read
 * is complete or an error.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common.h"
#include "faults.h"
#include "harness.h"

#define SELECT "select " PROBE_DOMAIN "\n"

FIXTURE(fault_policy) {
};

FIXTURE_SETUP(fault_policy)
{
	if (!faults_prepare())
		SKIP(return, "the kernel injects no failures");
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "file read " OBJECT "\n"
						 "file read/write " SECRET " task.uid=0\n"));
	ASSERT_EQ(0, domain_policy(TARGET_DOMAIN, "file read " OBJECT "\n"));
}

FIXTURE_TEARDOWN(fault_policy)
{
	policy_lax("exception_policy", "delete path_group FAULT /one\n");
	leave_world();
}

/**
 * struct change - a line that changes policy
 * @node: where it is written
 * @before: lines before it, which succeed
 * @line: the line
 * @undo: what is written to the same node afterwards
 */
struct change {
	const char *node;
	const char *before;
	const char *line;
	const char *undo;
};

#define ENTRY(text) { "domain_policy", SELECT, text "\n", SELECT "delete " text "\n" }
#define EXCEPTION(text) { "exception_policy", "", text "\n", "delete " text "\n" }

static const struct change changes[] = {
	{ "domain_policy", "", "<kernel> " DIR "/new " DIR "/newer\n",
	  "delete <kernel> " DIR "/new " DIR "/newer\n" },
	{ "domain_policy", "", "delete " TARGET_DOMAIN "\n",
	  TARGET_DOMAIN "\nuse_profile 0\nfile read " OBJECT "\n" },
	{ "domain_policy", SELECT, "delete file read " OBJECT "\n",
	  SELECT "delete file read/write " SECRET " task.uid=0\nfile read " OBJECT
	  "\nfile read/write " SECRET " task.uid=0\n" },
	{ "domain_policy", SELECT, "delete file write " SECRET " task.uid=0\n",
	  SELECT "file read/write " SECRET " task.uid=0\n" },
	{ "domain_policy", SELECT, "use_profile 101\n", SELECT "use_profile 103\n" },
	{ "domain_policy", SELECT, "use_group 200\n", SELECT "delete use_group 200\n" },
	ENTRY("file read /x"),
	ENTRY("file read/write /x/\\* task.uid=0 exec.argv[0]=\"y\""),
	ENTRY("file read @FAULT path1.uid=@FAULTS exec.realpath=@FAULT"),
	ENTRY("file execute /x <kernel> /y /z"),
	ENTRY("file execute /x exec.envp[\"A\"]=\"b\" grant_log=yes"),
	ENTRY("file rename /x /y/\\{\\*\\}/"),
	ENTRY("file create /x 0-0777"),
	ENTRY("file mkchar /x 0666 1 @FAULTS"),
	ENTRY("file mount @FAULT /x/ ext\\$ 0-0xF"),
	ENTRY("network inet stream connect 10.0.0.0-10.255.255.255 1-1023"),
	ENTRY("network inet dgram bind/send @FAULTED 53"),
	ENTRY("network unix stream connect \\000fault"),
	ENTRY("misc env FAULT\\*"),
	ENTRY("ipc signal 15 <kernel> /x"),
	ENTRY("capability SYS_TIME"),
	ENTRY("allow_rewrite /x if task.state[0]=1 ; set task.state[0]=2"),
	ENTRY("task auto_execute_handler /x"),
	ENTRY("task auto_domain_transition <kernel> /x task.gid=5"),
	ENTRY("task manual_domain_transition <kernel> /x"),
	EXCEPTION("path_group FAULT /x/\\*"),
	EXCEPTION("number_group FAULTS 1-5"),
	EXCEPTION("address_group FAULTED fe80::-fe80::ffff"),
	EXCEPTION("acl_group 201 file read/append @FAULT task.uid=0"),
	EXCEPTION("aggregator /x/\\* /y"),
	EXCEPTION("initialize_domain /x from <kernel> /y"),
	EXCEPTION("deny_autobind 2000-3000"),
	EXCEPTION("file_pattern /x/\\$"),
	EXCEPTION("deny_rewrite /x/\\*"),
	EXCEPTION("allow_read /x"),
	EXCEPTION("allow_env FAULT"),
	{ "profile", "", "102-COMMENT=fault\n", "102-COMMENT=selftest\n" },
	{ "profile", "", "102-CONFIG::file::mkdir={ mode=learning grant_log=no reject_log=no }\n",
	  "102-CONFIG::file::mkdir={ use_default }\n" },
	{ "profile", "", "102-PREFERENCE={ max_learning_entry=5 }\n",
	  "102-PREFERENCE={ max_learning_entry=2048 }\n" },
	{ "manager", "", "/usr/sbin/fault\n", "delete /usr/sbin/fault\n" },
	{ "manager", "", "<kernel> /fault\n", "delete <kernel> /fault\n" },
	{ "stat", "", "Memory used by audit log: 16777216\n", "Memory used by audit log: 0\n" },
	{ "stat", "", "Query timeout: 5\n", "Query timeout: 10\n" },
	{ "check", PROBE_DOMAIN "\n", "file read /x\n", "" },
	{ "check", PROBE_DOMAIN "\nfile execute /x\n",
	  "exec.realpath=\"/y\" exec.argv[0]=\"z\" task.uid=0 path1=none\n", "" },
};

/* All policy; the caller frees it. */
static char *world(void)
{
	static const char *const nodes[] = { "exception_policy", "profile", "manager" };
	char *text = read_node("domain_policy");
	size_t i;

	for (i = 0; i < ARRAY_SIZE(nodes); i++) {
		char *const node = read_node(nodes[i]);
		char *sum;

		if (asprintf(&sum, "%s%s", text, node) < 0)
			abort();
		free(node);
		free(text);
		text = sum;
	}
	return text;
}

static int put(int fd, const char *text)
{
	return write(fd, text, strlen(text)) < 0 ? errno : 0;
}

static int open_node_for(const struct change *change)
{
	char path[128];
	int fd;

	snprintf(path, sizeof(path), NODES "%s", change->node);
	fd = open(path, O_RDWR | O_CLOEXEC);
	return fd < 0 || put(fd, "strict on\n") || put(fd, change->before) ? -1 : fd;
}

/* Writes the line with the nth allocation failing. */
static int write_nth(const struct change *change, int knob, int nth, bool *more)
{
	const int fd = open_node_for(change);
	int err;

	fail_nth(knob, nth);
	err = put(fd, change->line);
	*more = !still_to_come(knob);
	close(fd);
	return err;
}

/* What is there matches what write() said; 0 or where it went wrong. */
static int try_change(const struct change *change, const char *without, const char *with,
		      int knob)
{
	bool more = true;
	int nth;

	for (nth = 1; more && nth < NTH_MAX; nth += thorough() ? 1 : 5) {
		const int err = write_nth(change, knob, nth, &more);
		char *const after = world();

		if ((err && err != ENOMEM) || strcmp(err ? without : with, after)) {
			printf("# %s: allocation %d, error %d\n", change->line, nth, err);
			return nth;
		}
		free(after);
		if (*change->undo && policy(change->node, "%s", change->undo))
			return nth;
	}
	return more ? NTH_MAX : 0;
}

TEST_F(fault_policy, lines)
{
	const int knob = faults_open();
	size_t i;

	ASSERT_LE(0, knob);
	for (i = 0; i < ARRAY_SIZE(changes); i++) {
		const struct change *const change = &changes[i];
		char *without, *with;
		bool more;

		/* Once for what stays, as the place in a list. */
		EXPECT_EQ(0, write_nth(change, knob, 0, &more));
		ASSERT_EQ(0, policy_lax(change->node, "%s", change->undo));
		without = world();
		EXPECT_EQ(0, write_nth(change, knob, 0, &more)) {
			printf("# %s\n", change->line);
		}
		with = world();
		ASSERT_EQ(0, policy_lax(change->node, "%s", change->undo));
		EXPECT_EQ(0, try_change(change, without, with, knob));
		free(without);
		free(with);
	}
}

static const char *const readable[] = {
	"domain_policy", "exception_policy", "profile", "manager", "self_domain", "version",
	"check", "query",
};

/* Opens and reads; NULL if either says that it failed. */
static char *read_nth(const char *node, int knob, int nth)
{
	char path[128];
	char *text = NULL;
	ssize_t len = -1;
	size_t used = 0;
	int fd;

	snprintf(path, sizeof(path), NODES "%s", node);
	text = calloc(1, 1 << 20);
	fail_nth(knob, nth);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	while (fd >= 0 && (len = read(fd, text + used, 4096)) > 0)
		used += len;
	if (fd >= 0)
		close(fd);
	if (!len)
		return text;
	free(text);
	return NULL;
}

TEST_F(fault_policy, reading)
{
	const int knob = faults_open();
	size_t i;

	ASSERT_LE(0, knob);
	for (i = 0; i < ARRAY_SIZE(readable); i++) {
		char *const whole = read_nth(readable[i], knob, 0);
		bool more = true;
		int nth;

		ASSERT_NE(NULL, whole);
		for (nth = 1; more && nth < NTH_MAX; nth += thorough() ? 1 : 5) {
			char *const text = read_nth(readable[i], knob, nth);

			more = !still_to_come(knob);
			if (text)
				EXPECT_STREQ(whole, text);
			free(text);
		}
		EXPECT_FALSE(more);
		free(whole);
	}
}

static int move_by_hand(char **args)
{
	const int fd = open(NODES "self_domain", O_WRONLY | O_CLOEXEC);
	const int err = fd < 0 ? errno : put(fd, args[0]);

	/* Whoever is told that it failed is where it was, and the other way round. */
	if (!err == !strcmp(my_domain(), PROBE_DOMAIN))
		say("moved: %d, %s\n", err, my_domain());
	close(fd);
	return err;
}

TEST_F(fault_policy, manual_transition)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", "file write securityfs:/ccs/self_domain\n"
				  FAIL_NTH_ENTRY
				  "\ntask manual_domain_transition " PROBE_DOMAIN " /moved"));
	EXPECT_EQ(0, probe(sweep, call(move_by_hand), "300", "y", PROBE_DOMAIN " /moved", NULL));
	EXPECT_EQ(NULL, strstr(reply, "moved: "));
	EXPECT_EQ(0, probe(move_by_hand, PROBE_DOMAIN " /moved", NULL));
}

/* Whoever must leave does not get what only the domain it leaves may have. */
TEST_F(fault_policy, automatic_transition)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s\n%s", FAIL_NTH_ENTRY,
				  "task auto_domain_transition " PROBE_DOMAIN " /moved"
				  " task.euid=1000"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN " /moved", "use_profile %d\n%s", ENFORCING,
				  FAIL_NTH_ENTRY));
	EXPECT_EQ(0, probe(sweep, call(open_read), "300", "y", SECRET, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete task auto_domain_transition "
				  PROBE_DOMAIN " /moved task.euid=1000"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "task auto_domain_transition "
				  PROBE_DOMAIN " /moved task.uid=0"));
	EXPECT_EQ(0, probe(sweep, call(open_read), "300", "n", SECRET, NULL));
	EXPECT_EQ(NULL, strstr(reply, "granted"));
}

FIXTURE(afterwards) {
};

FIXTURE_SETUP(afterwards)
{
}

FIXTURE_TEARDOWN(afterwards)
{
}

/* Nothing of all that is left behind. */
TEST_F(afterwards, nothing_leaked)
{
	char *const text = faults_prepare() ? find_leaks() : NULL;

	if (!text)
		SKIP(return, "the kernel does not look for leaks");
	EXPECT_STREQ("", text);
}

TEST_HARNESS_MAIN
