// SPDX-License-Identifier: GPL-2.0-only
/*
 * Mistakes that others made
 *
 * One test for each class of bugs that TOMOYO, AppArmor, Landlock, SELinux or
 * Smack had and that no other program here covers; the table in
 * Documentation/security/ccsecurity.rst names all of them.
 */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

FIXTURE(history) {
};

FIXTURE_SETUP(history)
{
	ASSERT_EQ(0, fresh_world(ENFORCING));
}

FIXTURE_TEARDOWN(history)
{
	leave_world();
}

#define WRITERS 4
#define LINES 60

/* A line of @size bytes, written in one call. */
static void *write_lines_of(void *arg)
{
	static const size_t sizes[] = { 30, 4095, 4096, 4097, 9000, 40000 };
	const int fd = *(const int *)arg;
	char *const text = malloc(50000);
	int i;

	for (i = 0; i < LINES; i++) {
		const size_t size = sizes[i % ARRAY_SIZE(sizes)];
		int len = sprintf(text, PROBE_DOMAIN "\nfile read /");

		memset(text + len, 'a' + i % 26, size);
		text[len + size] = '\n';
		text[len + size + 1] = '\0';
		if (write(fd, text, strlen(text)) != (ssize_t)strlen(text))
			break;
	}
	free(text);
	return i == LINES ? NULL : "short";
}

/*
 * CVE-2024-26622: the line buffer was looked at before its lock was taken, and
 * somebody else had it grow.
 */
TEST_F(history, long_lines_on_a_shared_descriptor)
{
	int fd = open(NODES "domain_policy", O_RDWR | O_CLOEXEC);
	pthread_t threads[WRITERS];
	void *failed;
	int i;

	ASSERT_LE(0, fd);
	for (i = 0; i < WRITERS; i++)
		ASSERT_EQ(0, pthread_create(&threads[i], NULL, write_lines_of, &fd));
	for (i = 0; i < WRITERS; i++) {
		pthread_join(threads[i], &failed);
		EXPECT_EQ(NULL, failed);
	}
	close(fd);
}

/* 2024: the line buffer doubled as long as no newline came. */
TEST_F(history, bytes_without_a_newline)
{
	static char piece[1 << 16];
	const int fd = open(NODES "domain_policy", O_RDWR | O_CLOEXEC);
	int i;

	ASSERT_LE(0, fd);
	memset(piece, 'x', sizeof(piece));
	for (i = 0; i < 64; i++)
		if (write(fd, piece, sizeof(piece)) < 0)
			EXPECT_EQ(ENOMEM, errno);
	/* What follows the newline is a line again. */
	EXPECT_EQ(1, write(fd, "\n", 1));
	EXPECT_LT(0, dprintf(fd, PROBE_DOMAIN "\nfile read /after\n"));
	close(fd);
	EXPECT_STREQ("file read /after\n", domain_entries(PROBE_DOMAIN));
}

#define SPINS 1000

static int done;

/* Objects of every kind that has a name of its own come and go. */
static void *open_and_close(void *arg)
{
	(void)arg;
	while (!__atomic_load_n(&done, __ATOMIC_ACQUIRE)) {
		int fds[4] = { -1, -1, socket(AF_INET, SOCK_STREAM, 0), epoll_create1(0) };
		size_t i;

		if (pipe(fds))
			continue;
		for (i = 0; i < ARRAY_SIZE(fds); i++)
			close(fds[i]);
	}
	return NULL;
}

static int look_at_descriptors(char **args)
{
	pthread_t threads[2];
	struct stat stat;
	char name[64];
	int i;

	(void)args;
	for (i = 0; i < 2; i++)
		if (pthread_create(&threads[i], NULL, open_and_close, NULL))
			return PROBE_LOST;
	for (i = 0; i < SPINS; i++) {
		int fd;

		snprintf(name, sizeof(name), "/proc/self/fd/%d", 3 + i % 16);
		fd = open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
		if (fd >= 0)
			close(fd);
		lstat(name, &stat);
		fstatat(AT_FDCWD, name, &stat, 0);
	}
	__atomic_store_n(&done, 1, __ATOMIC_RELEASE);
	for (i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	return 0;
}

/* 2019: the name of a socket was made from what its close had freed. */
TEST_F(history, objects_that_go_away)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", LEARNING));
	EXPECT_EQ(0, probe(look_at_descriptors, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", ENFORCING));
	EXPECT_EQ(0, probe(look_at_descriptors, NULL));
}

#define ADDRESS_MAX 128

/* Nothing that is shorter than an address of its family is granted. */
static int try_lengths(int family, int type, size_t least)
{
	unsigned char bytes[ADDRESS_MAX];
	struct sockaddr *const address = (struct sockaddr *)bytes;
	socklen_t len;

	memset(bytes, 0xff, sizeof(bytes));
	address->sa_family = family;
	for (len = 0; len <= ADDRESS_MAX; len++) {
		const int fd = socket(family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

		if (fd < 0)
			return errno == EAFNOSUPPORT ? 0 : errno;
		if (!bind(fd, address, len) && len > 2)
			return 200;
		if (!connect(fd, address, len) && len > least)
			return 201;
		if (sendto(fd, "x", 1, MSG_NOSIGNAL, address, len) == 1 && len > least)
			return 202;
		address->sa_family = AF_UNSPEC;
		connect(fd, address, len);
		sendto(fd, "x", 1, MSG_NOSIGNAL, address, len);
		bind(fd, address, len);
		address->sa_family = family;
		close(fd);
	}
	return 0;
}

static int try_every_length(char **args)
{
	static const int types[] = { SOCK_STREAM, SOCK_DGRAM };
	size_t i;
	int err = 0;

	(void)args;
	for (i = 0; i < ARRAY_SIZE(types) && !err; i++)
		err = try_lengths(AF_INET, types[i], 0) ?: try_lengths(AF_INET6, types[i], 0) ?:
		      try_lengths(AF_UNIX, types[i], 2);
	return err;
}

/* 2019, 2020, 2024: addresses were read before their length was looked at. */
TEST_F(history, addresses_of_every_length)
{
	EXPECT_EQ(0, probe(try_every_length, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", PERMISSIVE));
	/* KASAN says if more was read; what is granted depends on the kernel. */
	probe(try_every_length, NULL);
}

static int execute_in_empty_root(char **args)
{
	char *const argv[] = { TARGET, call(succeed), NULL };
	const int fd = open(TARGET, O_PATH | O_CLOEXEC);

	(void)args;
	if (fd < 0 || mkdir(DIR "/empty", 0755) || chroot(DIR "/empty") || chdir("/"))
		return PROBE_LOST;
	syscall(SYS_execveat, fd, "", argv, environ, AT_EMPTY_PATH);
	return errno;
}

/* 2024: a program without a path in a root without /proc or /dev failed. */
TEST_F(history, execution_in_an_empty_root)
{
	static const int profiles[] = { DISABLED, LEARNING, PERMISSIVE, ENFORCING };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(profiles); i++) {
		leave_world();
		ASSERT_EQ(0, fresh_world(profiles[i]));
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file mkdir " DIR "/empty/ 0755\n"
					  "file chroot " DIR "/empty/\nfile execute " TARGET));
		EXPECT_EQ(0, probe(execute_in_empty_root, NULL));
	}
	ASSERT_EQ(0, rmdir(DIR "/empty"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete file execute " TARGET));
	EXPECT_EQ(EPERM, probe(execute_in_empty_root, NULL));
}

static int change_mode_to_all(char **args)
{
	return chmod(args[0], -1) ? errno : 0;
}

static int change_owner_to_nobody(char **args)
{
	return chown(args[0], -1, -1) ? errno : 0;
}

/* 2015: chmod(-1) does something; chown(-1, -1) does not. */
TEST_F(history, minus_one)
{
	EXPECT_EQ(EPERM, probe(change_mode_to_all, OBJECT, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file chmod " OBJECT " 07777"));
	EXPECT_EQ(0, probe(change_owner_to_nobody, OBJECT, NULL));
	EXPECT_EQ(NULL, strstr(audit_find(PROBE_DOMAIN, "file chown " OBJECT " 4294967295") ?: "",
			       "chown"));
}

/* 2009: conditions were compared as far as a byte can count. */
TEST_F(history, conditions_that_differ_late)
{
	char same[301] = "", line[1024];
	char *entries;

	memset(same, 'x', 300);
	snprintf(line, sizeof(line),
		 "file execute " TARGET " exec.argv[0]=\"%sa\"\n"
		 "file execute " TARGET " exec.argv[0]=\"%sb\"\n", same, same);
	ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, line));
	entries = domain_entries(PROBE_DOMAIN);
	EXPECT_STREQ(line, entries);
	same[299] = '\0';
	EXPECT_EQ(EPERM, probe(execute, TARGET, same, call(succeed), NULL));
	snprintf(line, sizeof(line), "%sxb", same);
	EXPECT_EQ(0, probe(execute, TARGET, line, call(succeed), NULL));
}

#define HELD 40
#define HELD_DOMAIN "<kernel> " DIR "/held/%zu"

/* 2026: what an open file of the interface had was freed under it. */
TEST_F(history, descriptors_outlive_domains)
{
	static const char *const nodes[] = {
		"domain_policy", "exception_policy", "profile", "manager", "check",
		".process_status", "stat",
	};
	int fds[HELD * ARRAY_SIZE(nodes)];
	char text[512];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(fds); i++) {
		char path[128];

		snprintf(path, sizeof(path), NODES "%s", nodes[i % ARRAY_SIZE(nodes)]);
		fds[i] = open(path, O_RDWR | O_CLOEXEC);
		ASSERT_LE(0, fds[i]);
		if (i % ARRAY_SIZE(nodes)) {
			EXPECT_LT(0, dprintf(fds[i], HELD_DOMAIN "\n", i));
		} else {
			EXPECT_LT(0, dprintf(fds[i], HELD_DOMAIN "\nfile read /x\n"
					     "select domain=" HELD_DOMAIN "\n", i, i));
		}
		EXPECT_LE(0, read(fds[i], text, 7));
	}
	forget_domains("<kernel> " DIR "/held/");
	for (i = 0; i < ARRAY_SIZE(fds); i++) {
		EXPECT_LE(0, read(fds[i], text, sizeof(text)));
		if (i % ARRAY_SIZE(nodes) == 0)
			EXPECT_LT(0, dprintf(fds[i], "file read /y\nfile read /y\n"));
		close(fds[i]);
	}
	EXPECT_FALSE(domain_exists("<kernel> " DIR "/held/0"));
}

#define BAD_ROUNDS 2000

/* 2026: what was refused was not given back. */
TEST_F(history, bad_lines_cost_nothing)
{
	static const char *const bad[] = {
		"file reed /bad", "file read /bad/\\{", "file read /bad task.uid=@", "file read",
		"file rename /bad/1 /bad/\\", "file create /bad 5-1",
		"network inet stream connect 1.2.3.4-1.2.3.3 80",
		"network inet dgram send @BAD 99999", "file read /bad exec.argv[0]=\"",
		"file execute /bad <bad", "task auto_domain_transition bad", "use_group 256",
		"file read /bad/2 task.uid=@BAD path1.uid=@BAD exec.realpath=@BAD x=y",
	};
	const int fd = open(NODES "domain_policy", O_RDWR | O_CLOEXEC);
	long before;
	size_t i;

	ASSERT_LE(0, fd);
	sleep(1);
	before = stat_value("Memory used by policy:");
	EXPECT_LT(0, dprintf(fd, "select " PROBE_DOMAIN "\n"));
	for (i = 0; i < BAD_ROUNDS; i++)
		EXPECT_LT(0, dprintf(fd, "%s\n", bad[i % ARRAY_SIZE(bad)]));
	EXPECT_GE(before, stat_value("Memory used by policy:"));
	EXPECT_STREQ("", domain_entries(PROBE_DOMAIN));
	close(fd);
}

/* 2026: removing what is nested deeply took the kernel's stack. */
TEST_F(history, deep_names)
{
	char name[4086] = "<kernel>", *groups;
	size_t len = strlen(name);
	int i;

	while (len < sizeof(name) - 4)
		len += sprintf(name + len, " /a");
	ASSERT_EQ(0, policy("domain_policy", "%s\nuse_profile 0\nfile read /x\n", name));
	EXPECT_TRUE(domain_exists(name));
	EXPECT_EQ(0, policy("domain_policy", "delete %s\n", name));
	EXPECT_FALSE(domain_exists(name));
	/* A group does not contain groups, so there is nothing to recur into. */
	for (i = 0; i < 100; i++)
		ASSERT_EQ(0, policy("exception_policy", "path_group DEEP%d /@DEEP%d\n", i, i + 1));
	groups = read_node("exception_policy");
	EXPECT_NE(NULL, strstr(groups, "path_group DEEP99 /@DEEP100\n"));
	free(groups);
	for (i = 0; i < 100; i++)
		ASSERT_EQ(0, policy("exception_policy", "delete path_group DEEP%d /@DEEP%d\n", i,
				    i + 1));
}

static int mount_long(char **args)
{
	static char device[4096], type[4096], options[4096];

	memset(device, '\1', sizeof(device) - 1);
	memset(type, '\2', sizeof(type) - 1);
	memset(options, 'o', sizeof(options) - 1);
	return mount(device, args[0], type, 0, options) ? errno : 0;
}

/* 2026: the device of a mount did not fit where it was written to. */
TEST_F(history, long_device_of_a_mount)
{
	ASSERT_EQ(0, mkdir(DIR "/mnt", 0755));
	EXPECT_NE(0, probe(mount_long, DIR "/mnt", NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", LEARNING));
	EXPECT_NE(0, probe(mount_long, DIR "/mnt", NULL));
}

static int unmount_file(char **args)
{
	return umount2(args[0], 0) ? errno : 0;
}

/* 2011: a file that was bound was unmounted as if it were a directory. */
TEST_F(history, unmounting_a_bound_file)
{
	ASSERT_EQ(0, mount(SECRET, OBJECT, NULL, MS_BIND, NULL));
	EXPECT_EQ(EPERM, probe(unmount_file, OBJECT, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file unmount " OBJECT) ||
		    audit_denied(PROBE_DOMAIN, "file unmount " SECRET));
	ASSERT_EQ(0, umount2(OBJECT, 0));
}

TEST_HARNESS_MAIN
