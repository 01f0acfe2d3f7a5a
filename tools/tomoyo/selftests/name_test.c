// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names of objects
 *
 * A learning probe touches an object; the line that it learns has the name.
 */

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"

#define MNT DIR "/mnt"

#ifndef OPEN_TREE_CLONE
#define OPEN_TREE_CLONE 1
#endif

FIXTURE(name) {
};

#define PATTERNS(how)								\
	policy("profile", "%d-PREFERENCE={ pattern.proc=" how " pattern.pipe=" how	\
			  " pattern.pts=" how " pattern.temp=" how " }\n", LEARNING)

/* Names are what this is about, so they are learned as they are. */
FIXTURE_SETUP(name)
{
	ASSERT_EQ(0, fresh_world(LEARNING));
	ASSERT_EQ(0, PATTERNS("no"));
}

FIXTURE_TEARDOWN(name)
{
	PATTERNS("yes");
	leave_world();
}

/* Everything that was learned is this one line. */
#define EXPECT_LEARNED(line)						\
	do {								\
		char *const learned = domain_entries(PROBE_DOMAIN);	\
									\
		EXPECT_STREQ(line "\n", learned);			\
		free(learned);						\
	} while (0)

static int stat_fd(int fd)
{
	struct stat stat;

	return fd < 0 || fstat(fd, &stat) ? errno : 0;
}

static unsigned long ino_of(int fd)
{
	struct stat stat;

	return fstat(fd, &stat) ? 0 : stat.st_ino;
}

static int stat_pipe(char **args)
{
	int fds[2];

	(void)args;
	if (pipe(fds))
		return errno;
	say("%lu", ino_of(fds[0]));
	return 0;
}

TEST_F(name, pipe)
{
	char line[128];

	ASSERT_EQ(0, probe(stat_pipe, NULL));
	snprintf(line, sizeof(line), "file getattr pipe:[%.32s]\n", reply);
	EXPECT_STREQ(line, domain_entries(PROBE_DOMAIN));
}

static int stat_socket(char **args)
{
	return stat_fd(socket(atoi(args[0]), atoi(args[1]), 0));
}

TEST_F(name, unix_socket)
{
	ASSERT_EQ(0, probe(stat_socket, "1", "2", NULL));
	EXPECT_LEARNED("file getattr socket:[family=1:type=2:protocol=0]");
}

TEST_F(name, inet_socket)
{
	ASSERT_EQ(0, probe(stat_socket, "2", "1", NULL));
	EXPECT_LEARNED("file getattr socket:[family=2:type=1:protocol=6]");
}

/* The kernel asks nobody about such an inode's attributes, and refuses to open it. */
static int open_eventfd(char **args)
{
	char name[64];

	(void)args;
	snprintf(name, sizeof(name), "/proc/self/fd/%d", eventfd(0, 0));
	return try_open(name, O_RDONLY);
}

TEST_F(name, anonymous_inode)
{
	EXPECT_EQ(ENXIO, probe(open_eventfd, NULL));
	EXPECT_LEARNED("file read anon_inode:[eventfd]");
}

static int stat_memfd(char **args)
{
	return stat_fd(memfd_create(args[0], 0));
}

/* Its name is the caller's choice, so it must not look like a path. */
TEST_F(name, memfd)
{
	ASSERT_EQ(0, probe(stat_memfd, "../etc/passwd", NULL));
	EXPECT_LEARNED("file getattr tmpfs:/memfd:../etc/passwd\\040(deleted)");
}

static int reopen_memfd(char **args)
{
	char name[64];

	snprintf(name, sizeof(name), "/proc/self/fd/%d", memfd_create(args[0], 0));
	return try_open(name, O_RDONLY);
}

TEST_F(name, reopened_memfd)
{
	ASSERT_EQ(0, probe(reopen_memfd, "x", NULL));
	EXPECT_LEARNED("file read tmpfs:/memfd:x\\040(deleted)");
}

TEST_F(name, proc_self)
{
	ASSERT_EQ(0, probe(open_read, "/proc/self/status", NULL));
	EXPECT_LEARNED("file read proc:/self/status");
}

static int open_own_pid(char **args)
{
	char name[64];

	(void)args;
	snprintf(name, sizeof(name), "/proc/%d/status", getpid());
	return try_open(name, O_RDONLY);
}

TEST_F(name, proc_own_number)
{
	ASSERT_EQ(0, probe(open_own_pid, NULL));
	EXPECT_LEARNED("file read proc:/self/status");
}

TEST_F(name, proc_of_others)
{
	ASSERT_EQ(0, probe(open_read, "/proc/1/status", NULL));
	EXPECT_LEARNED("file read proc:/1/status");
}

TEST_F(name, proc_without_process)
{
	ASSERT_EQ(0, probe(open_read, "/proc/sys/kernel/hostname", NULL));
	EXPECT_LEARNED("file read proc:/sys/kernel/hostname");
}

TEST_F(name, proc_root)
{
	ASSERT_EQ(0, probe(open_read, "/proc", NULL));
	EXPECT_LEARNED("file read proc:/");
}

TEST_F(name, securityfs)
{
	ASSERT_EQ(0, probe(open_read, NODES "version", NULL));
	EXPECT_LEARNED("file read securityfs:/ccs/version");
}

TEST_F(name, devpts)
{
	ASSERT_EQ(0, probe(open_read, "/dev/pts", NULL));
	EXPECT_LEARNED("file read devpts:/");
}

TEST_F(name, device)
{
	ASSERT_EQ(0, probe(open_rdwr, "/dev/null", NULL));
	EXPECT_LEARNED("file read/write /dev/null");
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, "file read /dev/null",
			      " type=char dev_major=1 dev_minor=3 } path1.parent={ "));
}

TEST_F(name, root)
{
	ASSERT_EQ(0, probe(open_read, "/", NULL));
	EXPECT_LEARNED("file read /");
}

TEST_F(name, symlink_is_followed)
{
	ASSERT_EQ(0, symlink("object", DIR "/link"));
	ASSERT_EQ(0, probe(open_read, DIR "/link", NULL));
	EXPECT_LEARNED("file read " OBJECT);
}

TEST_F(name, symlink_itself)
{
	ASSERT_EQ(0, symlink("object", DIR "/link"));
	ASSERT_EQ(0, probe(get_attr, DIR "/link", NULL));
	EXPECT_LEARNED("file getattr " DIR "/link");
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, "file getattr " DIR "/link", " type=symlink } "));
}

TEST_F(name, dots_and_slashes)
{
	ASSERT_EQ(0, probe(open_read, "/tmp/.//ccs/../ccs///object", NULL));
	EXPECT_LEARNED("file read " OBJECT);
}

/* The second name of a file is a name of its own. */
TEST_F(name, hard_link)
{
	ASSERT_EQ(0, link(OBJECT, DIR "/link"));
	ASSERT_EQ(0, probe(open_read, DIR "/link", NULL));
	EXPECT_LEARNED("file read " DIR "/link");
}

TEST_F(name, escapes)
{
	ASSERT_EQ(0, touch(DIR "/a \\\t\n\x7f\xc3\xa9\"#@"));
	ASSERT_EQ(0, probe(open_read, DIR "/a \\\t\n\x7f\xc3\xa9\"#@", NULL));
	EXPECT_LEARNED("file read " DIR "/a\\040\\\\\\011\\012\\177\\303\\251\"#@");
	/* What looks like a pattern in a name is not one. */
	ASSERT_EQ(0, touch(DIR "/\\*"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d\nfile read " DIR "/\\\\*",
				  ENFORCING));
	EXPECT_EQ(0, probe(open_read, DIR "/\\*", NULL));
	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
}

static int stat_deleted(char **args)
{
	const int fd = open(args[0], O_RDONLY);

	return fd < 0 || unlink(args[0]) ? errno : stat_fd(fd);
}

TEST_F(name, deleted)
{
	ASSERT_EQ(0, policy("profile", "%d-CONFIG::file={ mode=disabled }\n"
				       "%d-CONFIG::file::getattr={ mode=learning }\n",
			    LEARNING, LEARNING));
	ASSERT_EQ(0, probe(stat_deleted, OBJECT, NULL));
	EXPECT_LEARNED("file getattr " OBJECT);
}

static int open_in_chroot(char **args)
{
	if (chroot(args[0]) || chdir("/"))
		return errno;
	return try_open(args[1], O_RDONLY);
}

/* A domain can't be left by changing the root. */
TEST_F(name, chroot)
{
	ASSERT_EQ(0, probe(open_in_chroot, DIR, "/object", NULL));
	EXPECT_LEARNED("file chroot " DIR "/\nfile read " OBJECT);
}

TEST_F(name, bind_mount)
{
	ASSERT_EQ(0, mkdir(MNT, 0755));
	ASSERT_EQ(0, mount(DIR, MNT, NULL, MS_BIND, NULL));
	ASSERT_EQ(0, probe(open_read, MNT "/object", NULL));
	EXPECT_LEARNED("file read " MNT "/object");
}

static int open_detached(char **args)
{
	const int tree = syscall(SYS_open_tree, AT_FDCWD, args[0],
				 OPEN_TREE_CLONE | O_CLOEXEC);
	int fd;

	if (tree < 0)
		return errno;
	fd = openat(tree, args[1], O_RDONLY);
	return fd < 0 ? errno : 0;
}

/* A mount that is nowhere: what is below it must not look like something else. */
TEST_F(name, detached_mount)
{
	ASSERT_EQ(0, probe(open_detached, DIR, "object", NULL));
	EXPECT_LEARNED("file mount " DIR "/ tmpfs:/ccs/ --bind 0x0\n"
		       "file read tmpfs:/ccs/object");
}

static int stat_unmounted(char **args)
{
	const int fd = open(args[0], O_PATH);

	if (fd < 0 || umount2(args[1], MNT_DETACH))
		return errno;
	return stat_fd(fd);
}

TEST_F(name, unmounted)
{
	ASSERT_EQ(0, mkdir(MNT, 0755));
	ASSERT_EQ(0, mount("none", MNT, "tmpfs", 0, NULL));
	ASSERT_EQ(0, touch(MNT "/x"));
	ASSERT_EQ(0, probe(stat_unmounted, MNT "/x", MNT, NULL));
	EXPECT_LEARNED("file unmount " MNT "/\nfile getattr tmpfs:/x");
}

static int open_in_namespace(char **args)
{
	if (unshare(CLONE_NEWNS))
		return errno;
	return try_open(args[0], O_RDONLY);
}

TEST_F(name, mount_namespace)
{
	ASSERT_EQ(0, probe(open_in_namespace, OBJECT, NULL));
	EXPECT_LEARNED("file read " OBJECT);
}

static void write_map(const char *name)
{
	const int fd = open(name, O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, "0 100000 1\n", 11) != 11)
		perror("# write");
	close(fd);
}

/* A user namespace in which user 0 is user 100000; -1 without one. */
static int make_user_namespace(void)
{
	char name[64];
	int fd, go[2];
	pid_t pid;

	if (pipe(go))
		return -1;
	pid = fork();
	if (!pid) {
		unshare(CLONE_NEWUSER);
		close(go[0]);
		close(go[1]);
		pause();
	}
	close(go[1]);
	/* Ends when the child has closed its copy. */
	if (read(go[0], name, 1) < 0)
		perror("# read");
	close(go[0]);
	snprintf(name, sizeof(name), "/proc/%d/uid_map", pid);
	write_map(name);
	snprintf(name, sizeof(name), "/proc/%d/gid_map", pid);
	write_map(name);
	snprintf(name, sizeof(name), "/proc/%d/ns/user", pid);
	fd = open(name, O_RDONLY | O_CLOEXEC);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	return fd;
}

/* Mounts @from on @to with other owners; 0 or an error number. */
static int mount_idmapped(const char *from, const char *to)
{
	struct { __u64 set, clear, propagation, userns; } attributes = { .set = 0x100000 };
	const int tree = syscall(SYS_open_tree, AT_FDCWD, from, OPEN_TREE_CLONE | O_CLOEXEC);
	const int fd = make_user_namespace();
	int err = 0;

	attributes.userns = fd;
	if (tree < 0 || fd < 0 ||
	    syscall(SYS_mount_setattr, tree, "", AT_EMPTY_PATH, &attributes, sizeof(attributes)) ||
	    syscall(SYS_move_mount, tree, "", AT_FDCWD, to, 4 /* MOVE_MOUNT_F_EMPTY_PATH */))
		err = errno;
	close(tree);
	close(fd);
	return err;
}

/* Owners are those that the mount shows. */
TEST_F(name, idmapped_mount)
{
	ASSERT_EQ(0, mkdir(MNT, 0755));
	if (mount_idmapped(DIR, MNT))
		SKIP(return, "this file system can't be mounted with other owners");
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d\nfile read " MNT
						"/object path1.uid=100000", ENFORCING));
	EXPECT_EQ(0, probe(open_read, MNT "/object", NULL));
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, "file read " MNT "/object", "path1={ uid=100000 "));
	EXPECT_EQ(EPERM, probe(open_read, OBJECT, NULL));
	EXPECT_TRUE(audit_has(PROBE_DOMAIN, "file read " OBJECT, "path1={ uid=0 "));
}

TEST_HARNESS_MAIN
