// SPDX-License-Identifier: GPL-2.0-only
/*
 * Descriptors in the wrong hands
 *
 * Somebody without rights opens a node and has a privileged program write to
 * it, as its standard output for instance; or is handed what a manager opened.
 * Neither may change anything. Every node has a row here.
 */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define PLANTED DIR "/planted"
#define PLANTED_DOMAIN "<kernel> " PLANTED
#define MOVE "task manual_domain_transition "

/**
 * struct row - a node
 * @name: of it
 * @text: what a manager could write there with effect
 * @len: its length, if there is a NUL in it
 * @free: such text needs no right, and changes nothing but the session
 * @self: it is about the process that writes
 * @silent: the effect of @text is not in world(): what is asked, or needs
 *	somebody who waits
 */
static const struct row {
	const char *name;
	const char *text;
	size_t len;
	bool free;
	bool self;
	bool silent;
} rows[] = {
	{ .name = "domain_policy", .text = "select " PROBE_DOMAIN "\nfile read " PLANTED "\n" },
	{ .name = "exception_policy", .text = "acl_group 9 file read " PLANTED "\n" },
	{ .name = "profile", .text = "99-COMMENT=planted\n" },
	{ .name = "manager", .text = PLANTED "\n" },
	{ .name = "stat", .text = "Memory used by audit log: 16777216\n" },
	{ .name = "meminfo", .text = "Audit logs: 16777216\n" },
	{ .name = "check", .text = "<kernel>\nfile read " PLANTED "\n", .silent = true },
	{ .name = "query", .text = "A0=1\n", .silent = true },
	{ .name = ".domain_status", .text = "101 " PROBE_DOMAIN "\n" },
	{ .name = ".process_status", .text = "info 1\n", .free = true },
	{ .name = ".execute_handler", .text = "info 1\n", .free = true },
	{ .name = "self_domain", .text = PLANTED_DOMAIN, .self = true },
	{ .name = ".transition", .text = "planted", .len = sizeof("planted"), .self = true },
	{ .name = "self_uuid", .text = "planted\n", .self = true, .silent = true },
	/* Nobody can write to these. */
	{ .name = "audit", .text = "x", .silent = true },
	{ .name = "grant_log", .text = "x", .silent = true },
	{ .name = "reject_log", .text = "x", .silent = true },
	{ .name = "version", .text = "x", .silent = true },
};

static size_t len_of(const struct row *row)
{
	return row->len ? row->len : strlen(row->text);
}

static const char *path_of(const struct row *row)
{
	static char path[128];

	snprintf(path, sizeof(path), NODES "%s", row->name);
	return path;
}

static bool exists(const struct row *row)
{
	return !access(path_of(row), F_OK);
}

static const struct row *row_of(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		if (!strcmp(rows[i].name, name))
			return &rows[i];
	return NULL;
}

/* Where the judge may go. */
static int set_moves(const char *prefix)
{
	const char *const domain = read_node("self_domain");

	return domain_allow(domain, "%s" MOVE PLANTED_DOMAIN "\n%s" MOVE "%s //planted", prefix,
			    prefix, domain);
}

FIXTURE(planted) {
};

FIXTURE_SETUP(planted)
{
	ASSERT_EQ(0, fresh_world(DISABLED));
	/* The judge may go there, so only the rules of nodes keep it. */
	ASSERT_EQ(0, set_moves(""));
}

static void undo(void)
{
	policy_lax("domain_policy", "delete %s //planted\ndelete " PLANTED_DOMAIN "\n",
		   read_node("self_domain"));
	policy_lax("exception_policy", "delete acl_group 9 file read " PLANTED "\n");
	policy_lax("profile", "99-COMMENT=\n");
	policy_lax("manager", "delete " PLANTED "\n");
	policy_lax("stat", "Memory used by audit log: 0\n");
}

FIXTURE_TEARDOWN(planted)
{
	undo();
	set_moves("delete ");
	leave_world();
}

/* What stat says but for what changes by itself. */
static void keep_quotas(char *stat)
{
	char *rest = stat, *line;
	size_t used = 0;

	while ((line = strsep(&rest, "\n"))) {
		const char *const quota = strstr(line, "(Quota:");
		const size_t len = quota ? strlen(quota) : 0;

		memmove(stat + used, quota ?: line, len);
		used += len;
	}
	stat[used] = '\0';
}

/* Everything that a descriptor could change; the caller frees it. */
static char *world(void)
{
	static const char *const nodes[] = {
		"domain_policy", "exception_policy", "profile", "manager", "self_domain",
	};
	char *text = read_node("stat");
	size_t i;

	keep_quotas(text);
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

/* Whether @text is how things still are; it is freed. */
static bool is_world(char *text)
{
	char *const now = world();
	const bool same = !strcmp(text, now);

	free(text);
	free(now);
	return same;
}

static int write_row(int fd, const struct row *row)
{
	return write(fd, row->text, len_of(row)) < 0 ? errno : 0;
}

#define MOVED 200
#define LOST 201

/*
 * As a privileged program does whose standard output it is: an error number.
 * Without a descriptor it opens the node itself.
 */
static int print_to(const struct row *row, int fd)
{
	int status;
	const pid_t pid = fork();

	if (!pid) {
		char *const before = read_node("self_domain");

		if (fd < 0)
			fd = open(path_of(row), O_WRONLY);
		if (dup2(fd, STDOUT_FILENO) != STDOUT_FILENO)
			_exit(LOST);
		status = write_row(STDOUT_FILENO, row);
		_exit(strcmp(before, read_node("self_domain")) ? MOVED : status);
	}
	return waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : LOST;
}

static bool is_refused(const struct row *row, int err)
{
	return err < MOVED && (err || row->free);
}

static int become(const char *uid)
{
	const int id = atoi(uid);

	return id && (setresgid(id, id, id) || setresuid(id, id, id)) ? errno : 0;
}

static const int ways[] = { O_RDONLY, O_WRONLY, O_RDWR };

/* Says which descriptors it has got, as whoever it was told to be. */
static int open_for_others(char **args)
{
	int fds[ARRAY_SIZE(ways)];
	size_t i;

	if (become(args[1]))
		return 1;
	for (i = 0; i < ARRAY_SIZE(ways); i++)
		fds[i] = open(args[0], ways[i] | O_CLOEXEC);
	say("%d %d %d", fds[0], fds[1], fds[2]);
	await_go();
	return 0;
}

/* What @other opened, in the hands of a manager: how much of it was refused. */
static int write_planted(const struct row *row, const struct probe *other)
{
	int fds[ARRAY_SIZE(ways)] = { -1, -1, -1 };
	const int pidfd = syscall(SYS_pidfd_open, other->pid, 0);
	int refused = 0;
	size_t i;

	if (sscanf(reply, "%d %d %d", &fds[0], &fds[1], &fds[2]) != 3)
		return -1;
	for (i = 0; i < ARRAY_SIZE(fds); i++) {
		const int fd = fds[i] < 0 ? -1 : syscall(SYS_pidfd_getfd, pidfd, fds[i], 0);

		refused += fds[i] < 0 || (fd >= 0 && is_refused(row, print_to(row, fd)));
		if (fd >= 0)
			close(fd);
	}
	close(pidfd);
	return refused;
}

/* Opened by user @uid, written to by the judge, which is a manager. */
static bool holds_planted(const struct row *row, const char *uid)
{
	struct probe other;
	bool holds;
	char *before;

	if (probe_start(&other, open_for_others, path_of(row), uid, NULL))
		return false;
	probe_hear(&other);
	before = world();
	holds = write_planted(row, &other) == ARRAY_SIZE(ways);
	probe_go(&other);
	return !probe_end(&other) && is_world(before) && holds;
}

static int write_inherited(char **args)
{
	const int err = become(args[2]);

	return err ? LOST : write_row(atoi(args[0]), row_of(args[1]));
}

/* Opened by the judge, written to by user @uid. */
static bool holds_inherited(const struct row *row, const char *uid)
{
	const int fd = open(path_of(row), O_RDWR);
	char number[16];
	bool holds;

	if (fd < 0)
		return row->free;
	snprintf(number, sizeof(number), "%d", fd);
	/* Its domain comes into being with it. */
	probe(succeed, NULL);
	char *const before = world();

	holds = is_refused(row, probe(write_inherited, number, row->name, uid, NULL));
	close(fd);
	return is_world(before) && holds;
}

static int count_failures(bool (*holds)(const struct row *row, const char *uid), const char *uid)
{
	int failures = 0;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		if (!exists(&rows[i]) || holds(&rows[i], uid))
			continue;
		printf("# %s in the hands of user %s\n", rows[i].name, uid);
		failures++;
	}
	return failures;
}

TEST_F(planted, by_a_user)
{
	EXPECT_EQ(0, count_failures(holds_planted, "1000"));
}

TEST_F(planted, by_root_who_is_no_manager)
{
	EXPECT_EQ(0, count_failures(holds_planted, "0"));
}

TEST_F(planted, inherited_by_a_user)
{
	EXPECT_EQ(0, count_failures(holds_inherited, "1000"));
}

TEST_F(planted, inherited_by_root_who_is_no_manager)
{
	EXPECT_EQ(0, count_failures(holds_inherited, "0"));
}

#define HALF "<kernel> /planted"

static int write_half(char **args)
{
	return write(atoi(args[0]), HALF, strlen(HALF)) < 0 ? errno : 0;
}

/* Whoever leaves half a line has no manager complete it. */
TEST_F(planted, half_a_line)
{
	const int fd = open(NODES "domain_policy", O_RDWR | O_CLOEXEC);
	char number[16];

	ASSERT_LE(0, fd);
	/* A copy that executions leave open. */
	snprintf(number, sizeof(number), "%d", dup(fd));
	probe(succeed, NULL);
	probe(write_half, number, NULL);
	EXPECT_EQ(-1, write(fd, "\n", 1));
	EXPECT_EQ(EPERM, errno);
	EXPECT_FALSE(domain_exists(HALF));
	/* That is over then. */
	EXPECT_EQ((ssize_t)strlen(HALF "\n"), write(fd, HALF "\n", strlen(HALF "\n")));
	EXPECT_TRUE(domain_exists(HALF));
	EXPECT_EQ(0, policy("domain_policy", "delete " HALF));
	close(fd);
	close(atoi(number));
}

/* A node that nobody thought of here has no proof. */
TEST_F(planted, every_node_has_a_row)
{
	struct dirent **entries;
	const int count = scandir(NODES, &entries, NULL, NULL);
	int i;

	ASSERT_LT(2, count);
	for (i = 0; i < count; i++) {
		const char *const name = entries[i]->d_name;

		if (!strcmp(name, ".") || !strcmp(name, ".."))
			continue;
		if (!row_of(name))
			printf("# no row for %s\n", name);
		EXPECT_NE(NULL, row_of(name));
	}
}

/* Control: what was refused above does have an effect. */
TEST_F(planted, manager_writes)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct row *const row = &rows[i];
		char *const before = world();

		if (!exists(row) || row->silent || row->free)
			continue;
		EXPECT_EQ(row->self ? MOVED : 0, print_to(row, -1)) {
			printf("# %s\n", row->name);
		}
		EXPECT_FALSE(is_world(before)) {
			printf("# %s\n", row->name);
		}
		undo();
	}
}

TEST_HARNESS_MAIN
