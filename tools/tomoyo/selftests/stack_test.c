// SPDX-License-Identifier: GPL-2.0-only
/*
 * Other security modules beside us
 *
 * One after the other: both grant a request, only we refuse it, only the other module
 * does. Each runs where the kernel has that module enabled; scripts/matrix boots the
 * lists, and says of which a kernel must not skip one.
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "peer.h"

#define READ_SECRET "file read " SECRET

FIXTURE(stack) {
};

FIXTURE_SETUP(stack)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
}

FIXTURE_TEARDOWN(stack)
{
	leave_world();
}

/**
 * struct pair - a request that either of two modules may refuse
 * @peer: the other module
 * @fn: makes the request in the probe; its argument is "other" if the other module
 *	shall refuse, else "none"
 * @request: what we are asked
 * @also: further lines for the domain, or NULL
 * @ready: the judge prepares the other module; 0 or an error number
 * @refuse: the judge has it refuse; what it did, leave() takes back
 * @leave: takes that back, if that can be
 * @denied: error number of the other module's refusal
 */
struct pair {
	const char *peer;
	probe_fn fn;
	const char *request;
	const char *also;
	int (*ready)(void);
	int (*refuse)(void);
	void (*leave)(void);
	int denied;
};

/* A record that may come from a worker, as of what is asked for in atomic context. */
static bool await(bool (*is)(const char *, const char *), const char *request)
{
	int left;

	for (left = 3000; left && !is(PROBE_DOMAIN, request); left--)
		usleep(10000);
	return left;
}

static void take_turns(struct __test_metadata *const _metadata, const struct pair *pair)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", pair->request));
	if (pair->also)
		ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, pair->also));
	EXPECT_EQ(0, probe(pair->fn, "none", NULL));
	EXPECT_TRUE(await(audit_granted, pair->request));

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete %s", pair->request));
	EXPECT_EQ(EPERM, probe(pair->fn, "none", NULL));
	EXPECT_TRUE(await(audit_denied, pair->request));

	audit_forget();
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", pair->request));
	ASSERT_EQ(0, pair->refuse ? pair->refuse() : 0);
	EXPECT_EQ(pair->denied, probe(pair->fn, "other", NULL));
	EXPECT_FALSE(audit_denied(PROBE_DOMAIN, pair->request));
	if (pair->leave) {
		pair->leave();
		EXPECT_EQ(0, probe(pair->fn, "none", NULL));
	}
}

static void both_decide(struct __test_metadata *const _metadata, const struct pair *pair)
{
	int err;

	if (!peer_is_enabled(pair->peer))
		SKIP(return, "%s is not enabled", pair->peer);
	err = pair->ready ? pair->ready() : 0;
	if (err == PEER_UNARMED)
		SKIP(return, "%s has no policy here", pair->peer);
	ASSERT_EQ(0, err);
	take_turns(_metadata, pair);
}

static int read_secret(char **args)
{
	(void)args;
	return try_open(SECRET, O_RDONLY);
}

static const struct pair pair_selinux = {
	.peer = "selinux",
	.fn = read_secret,
	.request = READ_SECRET,
	.ready = selinux_ready,
	.refuse = selinux_refuse,
	.leave = selinux_leave,
	.denied = EACCES,
};

TEST_F(stack, selinux)
{
	both_decide(_metadata, &pair_selinux);
}

static const struct pair pair_apparmor = {
	.peer = "apparmor",
	.fn = read_secret,
	.request = READ_SECRET,
	.ready = apparmor_ready,
	.refuse = apparmor_refuse,
	.leave = apparmor_leave,
	.denied = EACCES,
};

TEST_F(stack, apparmor)
{
	both_decide(_metadata, &pair_apparmor);
}

static const struct pair pair_smack = {
	.peer = "smack",
	.fn = peer_read_as_user,
	.request = READ_SECRET,
	.refuse = smack_refuse,
	.leave = smack_leave,
	.denied = EACCES,
};

TEST_F(stack, smack)
{
	both_decide(_metadata, &pair_smack);
}

static const struct pair pair_tomoyo = {
	.peer = "tomoyo",
	.fn = read_secret,
	.request = READ_SECRET,
	.ready = tomoyo_ready,
	.refuse = tomoyo_refuse,
	.leave = tomoyo_leave,
	.denied = EPERM,
};

TEST_F(stack, tomoyo)
{
	both_decide(_metadata, &pair_tomoyo);
}

static const struct pair pair_landlock = {
	.peer = "landlock",
	.fn = landlock_read,
	.request = READ_SECRET,
	.denied = EACCES,
};

TEST_F(stack, landlock)
{
	both_decide(_metadata, &pair_landlock);
}

static const struct pair pair_yama = {
	.peer = "yama",
	.fn = yama_attach,
	.request = "capability SYS_PTRACE",
	.ready = yama_ready,
	.refuse = yama_refuse,
	.leave = yama_leave,
	.denied = EPERM,
};

TEST_F(stack, yama)
{
	both_decide(_metadata, &pair_yama);
}

static const struct pair pair_safesetid = {
	.peer = "safesetid",
	.fn = safesetid_change,
	.request = READ_SECRET,
	.refuse = safesetid_refuse,
	/* It takes no chances. */
	.denied = PROBE_KILLED + SIGKILL,
};

TEST_F(stack, safesetid)
{
	both_decide(_metadata, &pair_safesetid);
}

static const struct pair pair_loadpin = {
	.peer = "loadpin",
	.fn = loadpin_load,
	.request = "capability use_kernel_module",
	.also = "file read /opt/selftests/tiny\nfile read " SECRET "\n",
	.ready = loadpin_ready,
	.denied = EPERM,
};

TEST_F(stack, loadpin)
{
	both_decide(_metadata, &pair_loadpin);
}

#define ATTR "/proc/self/attr"

/* What other modules tell about the probe; 0 if none of it is ours. */
static int look_for_us(char **args)
{
	const char *const names[] = { "current", "exec", "prev", "fscreate" };
	char path[64], text[4096];
	unsigned int i;
	ssize_t len;
	int fd;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		snprintf(path, sizeof(path), ATTR "/%s", names[i]);
		fd = open(path, O_RDONLY | O_CLOEXEC);
		len = fd < 0 ? 0 : read(fd, text, sizeof(text) - 1);
		close(fd);
		text[len > 0 ? len : 0] = '\0';
		if (strstr(text, args[0]))
			return 1;
	}
	return access(ATTR "/ccsecurity", F_OK) && access(ATTR "/ccs", F_OK) ? 0 : 2;
}

TEST_F(stack, attributes_have_nothing_of_ours)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", DISABLED));
	EXPECT_EQ(0, probe(look_for_us, PROBE, NULL));
	EXPECT_EQ(0, probe(look_for_us, "<kernel>", NULL));
}

TEST_F(stack, system_calls_list_us_and_tell_nothing)
{
	bool listed, told;

	if (!peer_ask_modules(CCS_ID, &listed, &told))
		SKIP(return, "no lsm_list_modules()");
	EXPECT_TRUE(listed);
	EXPECT_FALSE(told);
}

/* Whatever becomes of the write: it is for others. */
static int write_current(char **args)
{
	const int fd = open(ATTR "/current", O_WRONLY | O_CLOEXEC);
	const ssize_t len = strlen(args[0]);

	if (write(fd, args[0], len) != len)
		say("refused\n");
	close(fd);
	say_domain();
	return 0;
}

TEST_F(stack, attributes_move_nobody_to_our_domains)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", DISABLED));
	EXPECT_EQ(0, probe(write_current, PROBE_DOMAIN " /elsewhere", NULL));
	EXPECT_NE(NULL, strstr(reply, PROBE_DOMAIN "\n"));
	EXPECT_EQ(0, probe(write_current, "floor", NULL));
	EXPECT_NE(NULL, strstr(reply, PROBE_DOMAIN "\n"));
}

/* And what is ours moves nobody to theirs. */
static int move_to_child(char **args)
{
	char before[4096], after[4096];

	peer_read(ATTR "/current", before, sizeof(before));
	if (peer_write(NODES "self_domain", args[0]))
		return 100;
	say_domain();
	peer_read(ATTR "/current", after, sizeof(after));
	return strcmp(before, after) ? 1 : 0;
}

TEST_F(stack, our_domains_move_nobody_to_others)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d\ntask manual_domain_transition "
				  PROBE_DOMAIN " /child", DISABLED));
	EXPECT_EQ(0, probe(move_to_child, PROBE_DOMAIN " /child", NULL));
	EXPECT_NE(NULL, strstr(reply, PROBE_DOMAIN " /child\n"));
}

static const struct pair pair_lockdown = {
	.peer = "lockdown",
	.fn = lockdown_unload,
	.request = "capability SYS_KEXEC_LOAD",
	.ready = lockdown_ready,
	.refuse = lockdown_refuse,
	.denied = EPERM,
};

/* The last, since nothing takes a lockdown back. */
TEST_F(stack, lockdown)
{
	both_decide(_metadata, &pair_lockdown);
}

TEST_HARNESS_MAIN
