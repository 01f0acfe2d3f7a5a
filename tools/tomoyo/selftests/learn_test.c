// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is learned of names that are not the same the next time
 */

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"
#include "net.h"
#include "side.h"

#define SIX "\\?\\?\\?\\?\\?\\?"
#define NO_GETATTR "CONFIG::file::getattr={ mode=disabled grant_log=no reject_log=no }"
#define ALL_OFF "pattern.proc=no pattern.pipe=no pattern.pts=no pattern.temp=no pattern.port=no"
#define ALL_ON "pattern.proc=yes pattern.pipe=yes pattern.pts=yes pattern.temp=yes pattern.port=yes"

/* Both dialects learn alike. */
FIXTURE(learn) {
};

FIXTURE_VARIANT(learn) {
	const struct side *side;
};

FIXTURE_VARIANT_ADD(learn, in_18) {
	.side = &new_side,
};

FIXTURE_VARIANT_ADD(learn, in_17) {
	.side = &old_side,
};

static int prefer(const struct side *side, const char *keys)
{
	char line[256];

	snprintf(line, sizeof(line), "PREFERENCE={ %s }", keys);
	return side_profile(side, LEARNING, line);
}

FIXTURE_SETUP(learn)
{
	ASSERT_EQ(0, net_world());
	ASSERT_EQ(0, fresh_sides(LEARNING));
	ASSERT_EQ(0, prefer(variant->side, ALL_ON));
	/* Only what a test asks about. */
	ASSERT_EQ(0, side_profile(variant->side, LEARNING, NO_GETATTR));
}

FIXTURE_TEARDOWN(learn)
{
	prefer(variant->side, ALL_ON);
	side_reset_profile(variant->side, LEARNING);
	leave_sides();
	net_leave();
}

/* What a function does is learned; its numbers are in @reply. */
static const char *learned(const struct side *side, probe_fn fn, const char *arg)
{
	const int err = probe_as(side->program, fn, arg, NULL);

	if (!err)
		return domain_entries(side->domain);
	printf("# the probe: %s\n", strerror(err));
	return "";
}

static bool has(const char *entries, const char *line)
{
	const char *const at = strstr(entries, line);

	if (at && (at == entries || at[-1] == '\n') && at[strlen(line)] == '\n')
		return true;
	printf("# no '%s' in\n%s", line, entries);
	return false;
}

static int make(const char *path, int flags)
{
	const int fd = open(path, flags | O_CLOEXEC, 0600);

	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

static int open_pipe(char **args)
{
	char path[32];
	int ends[2];

	(void)args;
	if (pipe(ends))
		return errno;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", ends[0]);
	return open(path, O_RDONLY | O_NONBLOCK) < 0 ? errno : 0;
}

static int open_terminal(char **args)
{
	const int master = open("/dev/ptmx", O_RDWR | O_NOCTTY);
	int unlock = 0, number;
	char path[32];

	(void)args;
	if (master < 0 || ioctl(master, TIOCSPTLCK, &unlock) || ioctl(master, TIOCGPTN, &number))
		return errno;
	snprintf(path, sizeof(path), "/dev/pts/%d", number);
	return open(path, O_RDWR | O_NOCTTY) < 0 ? errno : 0;
}

/* Looks at its parent and at itself. */
static int look_at_processes(char **args)
{
	char path[64];

	(void)args;
	snprintf(path, sizeof(path), "/proc/%d/stat", getppid());
	if (try_open(path, O_RDONLY))
		return errno;
	snprintf(path, sizeof(path), "/proc/%d/environ", getppid());
	if (try_open(path, O_RDONLY))
		return errno;
	say("file read proc:/%d/environ", getppid());
	snprintf(path, sizeof(path), "/proc/self/task/%d/comm", getpid());
	return try_open(path, O_WRONLY);
}

/* A file of mkstemp(), which is the library's, so that the name is as well. */
static int make_temporary(char **args)
{
	char path[] = DIR "/made.XXXXXX", moved[sizeof(path) + 3];
	int fd = mkstemp(path);

	(void)args;
	if (fd < 0)
		return errno;
	say("%s", path);
	snprintf(moved, sizeof(moved), "%s.tx", path);
	return rename(path, moved) || unlink(moved) ? errno : 0;
}

static int make_temporary_dir(char **args)
{
	char path[] = DIR "/dir.XXXXXX";

	(void)args;
	return mkdtemp(path) && !rmdir(path) ? 0 : errno;
}

static int make_by_number(char **args)
{
	char path[64];

	(void)args;
	snprintf(path, sizeof(path), DIR "/lock.%d", getpid());
	if (make(path, O_WRONLY | O_CREAT))
		return errno;
	snprintf(path, sizeof(path), DIR "/%d", getppid());
	return mkdir(path, 0700) || rmdir(path) ? errno : 0;
}

static int make_unnamed(char **args)
{
	(void)args;
	return make(DIR, O_TMPFILE | O_RDWR);
}

TEST_F(learn, names_of_the_moment)
{
	const struct side *const side = variant->side;
	const char *entries = learned(side, open_pipe, NULL);
	const char *const write = side->old ? "file write/append" : "file write";

	EXPECT_TRUE(has(entries, "file read pipe:[\\$]"));
	entries = learned(side, open_terminal, NULL);
	EXPECT_TRUE(strstr(entries, " devpts:/\\$\n"));
	EXPECT_FALSE(strstr(entries, " devpts:/0"));
	entries = learned(side, look_at_processes, NULL);
	EXPECT_TRUE(has(entries, "file read proc:/\\$/stat"));
	EXPECT_TRUE(has(entries, reply));
	EXPECT_TRUE(strstr(entries, write));
	EXPECT_TRUE(strstr(entries, " proc:/self/task/\\$/comm\n"));
	entries = learned(side, make_temporary, NULL);
	EXPECT_TRUE(has(entries, "file create " DIR "/made." SIX " 0600"));
	EXPECT_TRUE(has(entries, "file rename " DIR "/made." SIX " " DIR "/made." SIX ".tx"));
	EXPECT_TRUE(has(entries, "file unlink " DIR "/made." SIX ".tx"));
	entries = learned(side, make_temporary_dir, NULL);
	EXPECT_TRUE(has(entries, "file mkdir " DIR "/dir." SIX "/ 0700"));
	EXPECT_TRUE(has(entries, "file rmdir " DIR "/dir." SIX "/"));
	entries = learned(side, make_by_number, NULL);
	EXPECT_TRUE(has(entries, "file create " DIR "/lock.\\$ 0600"));
	EXPECT_TRUE(has(entries, "file mkdir " DIR "/\\$/ 0700"));
	entries = learned(side, make_unnamed, NULL);
	EXPECT_TRUE(strstr(entries, " " DIR "/#\\$\n"));
}

/* Once learned, the next run has nothing to learn, and enforcing refuses nothing. */
TEST_F(learn, comes_to_an_end)
{
	static const probe_fn all[] = {
		open_pipe, open_terminal, make_temporary, make_temporary_dir,
		make_by_number, make_unnamed,
	};
	const struct side *const side = variant->side;
	char *first;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(all); i++)
		ASSERT_EQ(0, probe_as(side->program, all[i], NULL));
	first = strdup(domain_entries(side->domain));
	for (i = 0; i < ARRAY_SIZE(all); i++)
		ASSERT_EQ(0, probe_as(side->program, all[i], NULL));
	EXPECT_STREQ(first, domain_entries(side->domain));
	ASSERT_EQ(0, domain_allow(side->domain, "use_profile %d", ENFORCING));
	for (i = 0; i < ARRAY_SIZE(all); i++)
		EXPECT_EQ(0, probe_as(side->program, all[i], NULL));
	EXPECT_EQ(EPERM, probe_as(side->program, open_read, SECRET, NULL));
	free(first);
}

TEST_F(learn, switched_off)
{
	const struct side *const side = variant->side;
	const char *entries;

	ASSERT_EQ(0, prefer(side, ALL_OFF));
	EXPECT_TRUE(strstr(read_node("profile"), " " ALL_OFF " }\n"));
	entries = learned(side, make_temporary, NULL);
	EXPECT_TRUE(strstr(entries, reply));
	learned(side, open_pipe, NULL);
	learned(side, open_terminal, NULL);
	learned(side, look_at_processes, NULL);
	entries = learned(side, make_by_number, NULL);
	EXPECT_FALSE(strstr(entries, "\\"));
	ASSERT_EQ(0, prefer(side, "pattern.pipe=yes"));
	EXPECT_TRUE(has(learned(side, open_pipe, NULL), "file read pipe:[\\$]"));
	ASSERT_EQ(0, prefer(side, ALL_ON));
	EXPECT_FALSE(strstr(read_node("profile"), "pattern"));
}

/* Never what is executed. */
TEST_F(learn, programs_are_exact)
{
	const struct side *const side = variant->side;

	ASSERT_EQ(0, copy_program("/proc/self/exe", DIR "/run.XyZ123"));
	EXPECT_EQ(0, probe_as(side->program, execute, DIR "/run.XyZ123", "zero", call(succeed),
			      NULL));
	EXPECT_TRUE(strstr(domain_entries(side->domain), "file execute " DIR "/run.XyZ123 "));
	EXPECT_FALSE(strstr(domain_entries(side->domain), "file execute " DIR "/run." SIX));
}

static int bind_to(int type, int port)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET, .sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	const int fd = socket(AF_INET, type, 0);

	return bind(fd, (struct sockaddr *)&address, sizeof(address)) ? -1 : fd;
}

static struct sockaddr_in name_of(int fd)
{
	struct sockaddr_in address = {};
	socklen_t len = sizeof(address);

	getsockname(fd, (struct sockaddr *)&address, &len);
	return address;
}

#define LEN sizeof(struct sockaddr_in)

/* Serves itself: the peer has a port that its kernel chose. */
static int serve_stream(char **args)
{
	const int server = bind_to(SOCK_STREAM, 0), client = socket(AF_INET, SOCK_STREAM, 0);
	struct sockaddr_in address = name_of(server);

	(void)args;
	if (server < 0 || listen(server, 1) || connect(client, (struct sockaddr *)&address, LEN))
		return errno;
	return accept(server, NULL, NULL) < 0 ? errno : 0;
}

static int pass(int from, int to)
{
	const struct sockaddr_in address = name_of(to);
	char byte = 0;

	if (sendto(from, &byte, 1, 0, (const struct sockaddr *)&address, LEN) != 1)
		return errno;
	return recv(to, &byte, 1, 0) == 1 ? 0 : errno;
}

/* Is asked by a child, and answers. The child's domain is the same. */
static int serve_datagrams(char **args)
{
	const int port = atoi(*args);
	const int server = bind_to(SOCK_DGRAM, port), client = bind_to(SOCK_DGRAM, 0);

	if (server < 0 || client < 0)
		return errno;
	return pass(client, server) ?: pass(server, client);
}

TEST_F(learn, ports)
{
	const struct side *const side = variant->side;
	const char *entries = learned(side, serve_stream, NULL);

	EXPECT_TRUE(has(entries, "network inet stream listen/accept 127.0.0.1 1024-65535"));
	EXPECT_TRUE(has(entries, "network inet stream bind 127.0.0.1 0"));
	EXPECT_FALSE(strstr(entries, "network inet stream connect 127.0.0.1 1024-65535"));
	ASSERT_EQ(0, prefer(side, ALL_OFF));
	ASSERT_EQ(0, domain_allow(side->domain,
				  "delete network inet stream listen/accept 127.0.0.1 1024-65535"));
	entries = learned(side, serve_stream, NULL);
	EXPECT_TRUE(strstr(entries, "network inet stream accept 127.0.0.1 "));
	EXPECT_FALSE(strstr(entries, "1024-65535"));
}

/*
 * The client asks port 777 by an exact line; so the answer from it is exact, and
 * the port that it was asked from stands for all.
 */
TEST_F(learn, ports_of_datagrams)
{
	const struct side *const side = variant->side;
	const char *const entries = learned(side, serve_datagrams, "777");

	EXPECT_TRUE(strstr(entries, "777\n"));
	EXPECT_TRUE(strstr(entries, " 127.0.0.1 1024-65535\n"));
}

/* Keys that 1.7 had in a block of its own. */
TEST_F(learn, conditions_by_keys_of_18)
{
	const struct side *const side = variant->side;

	ASSERT_EQ(0, prefer(side, "exec.argv0=no"));
	EXPECT_EQ(0, probe_as(side->program, execute, TARGET, "zero", call(succeed), NULL));
	EXPECT_TRUE(has(domain_entries(side->domain),
			"file execute " TARGET " exec.realpath=\"" TARGET "\""));
	ASSERT_EQ(0, prefer(side, "exec.argv0=yes"));
	EXPECT_FALSE(strstr(read_node("profile"), " exec.argv0=yes }"));
}

static int open_numbered(char **args)
{
	const int last = atoi(args[1]);
	char path[64];
	int i;

	for (i = atoi(args[0]); i < last; i++) {
		snprintf(path, sizeof(path), DIR "/n%d", i);
		if (make(path, O_RDONLY | O_CREAT))
			return errno;
	}
	return 0;
}

#define WORDS "has nearly as many entries as its profile allows, learning stops soon"

static int console_count(const char *text)
{
	static char log[1 << 20];
	const int len = klogctl(3, log, sizeof(log) - 1);
	const char *at = log;
	int count = 0;

	log[len > 0 ? len : 0] = '\0';
	for (; (at = strstr(at, text)); at++)
		count++;
	return count;
}

/* Two entries a file. The word comes at 18 of 20, before anything is lost. */
TEST_F(learn, tells_before_it_stops)
{
	const struct side *const side = variant->side;
	const int before = console_count(WORDS);

	ASSERT_EQ(0, prefer(side, "max_learning_entry=20"));
	EXPECT_EQ(0, probe_as(side->program, open_numbered, "0", "8", NULL));
	EXPECT_EQ(0, audit_count(side->domain, "quota_near"));
	EXPECT_EQ(0, probe_as(side->program, open_numbered, "8", "10", NULL));
	EXPECT_EQ(1, audit_count(side->domain, "quota_near"));
	EXPECT_EQ(0, audit_count(side->domain, "quota_exceeded"));
	EXPECT_EQ(before + 1, console_count(WORDS));
	EXPECT_EQ(0, probe_as(side->program, open_numbered, "10", "14", NULL));
	EXPECT_EQ(1, audit_count(side->domain, "quota_near"));
	EXPECT_EQ(1, audit_count(side->domain, "quota_exceeded"));
	/* With room again it goes on, and tells again. */
	ASSERT_EQ(0, prefer(side, "max_learning_entry=40"));
	EXPECT_EQ(0, probe_as(side->program, open_numbered, "14", "15", NULL));
	EXPECT_TRUE(strstr(domain_entries(side->domain), "file create " DIR "/n14 "));
	EXPECT_EQ(1, audit_count(side->domain, "quota_near"));
	EXPECT_EQ(0, probe_as(side->program, open_numbered, "15", "25", NULL));
	EXPECT_EQ(2, audit_count(side->domain, "quota_near"));
	ASSERT_EQ(0, prefer(side, "max_learning_entry=2048"));
}

#define STARVES "learns nothing: no memory, or its quota for policy is used up"

TEST_F(learn, tells_that_memory_is_used_up)
{
	const struct side *const side = variant->side;
	const char *const line = strstr(read_node("stat"), "Memory used by policy:");
	const int before = console_count(STARVES);
	unsigned long quota = 0;

	ASSERT_EQ(1, sscanf(line, "Memory used by policy: %*u (Quota: %lu", &quota));
	ASSERT_EQ(0, policy("stat", "Memory used by policy: 1\n"));
	EXPECT_EQ(0, probe_as(side->program, open_numbered, "30", "34", NULL));
	EXPECT_EQ(0, policy("stat", "Memory used by policy: %lu\n", quota));
	EXPECT_EQ(before + 1, console_count(STARVES));
	EXPECT_FALSE(strstr(domain_entries(side->domain), DIR "/n3"));
	EXPECT_EQ(0, probe_as(side->program, open_numbered, "30", "31", NULL));
	EXPECT_TRUE(strstr(domain_entries(side->domain), DIR "/n30"));
}

TEST_HARNESS_MAIN
