// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ways around file mount
 *
 * The same can be had by more calls than one. Each way is tried from a domain
 * that may do nothing, then with one more permission after the other: it must
 * need all of them, and no others.
 */

#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "common.h"
#include "harness.h"
#include "mount_api.h"

#define MNT DIR "/mnt"
#define SRC MNT "/src"
#define DST MNT "/dst"
#define SUB MNT "/sub"
#define SUB2 MNT "/sub2"
#define GROUP MNT "/group"

/* What the judge has opened for a probe, which may not open it itself. */
#define LENT_FD 70

#define NEEDS_MAX 4

/* A mount namespace of its own, so that no other probe sees what it did. */
static int alone(void)
{
	return unshare(CLONE_NEWNS) ? errno : 0;
}

static int plain_mount(char **args)
{
	const unsigned long flags = strtoul(args[3], NULL, 0);

	return alone() ?: mount(args[0], args[1], args[2], flags, NULL) ? errno : 0;
}

static int new_filesystem(char **args)
{
	int err = alone();
	int fd = err ? -err : new_mount("tmpfs", 0, atoi(args[1]));

	return fd < 0 ? -fd : -attach(fd, args[0], 0);
}

/* Without mounting it: some act when they are made. */
static int new_superblock(char **args)
{
	const int fd = new_context(args[0]);

	return fd < 0 ? -fd : 0;
}

static int clone_and_attach(char **args)
{
	int err = alone();
	int fd = err ? -err : tree_of(args[0], TREE_CLONE | strtoul(args[2], NULL, 0));

	return fd < 0 ? -fd : -attach(fd, args[1], 0);
}

static int clone_and_open(char **args)
{
	int err = alone();
	int fd = err ? -err : tree_of(args[0], TREE_CLONE);

	if (fd < 0)
		return -fd;
	return openat(fd, args[1], O_RDONLY) < 0 ? errno : 0;
}

static int move(char **args)
{
	return alone() ?: -relocate(args[0], args[1], strtoul(args[2], NULL, 0));
}

static int change(char **args)
{
	const struct attributes attributes = {
		.set = strtoul(args[1], NULL, 0),
		.clear = strtoul(args[2], NULL, 0),
		.propagation = strtoul(args[3], NULL, 0),
	};

	return alone() ?: -set_attributes(AT_FDCWD, args[0], strtoul(args[4], NULL, 0),
					  &attributes);
}

/* Only what nobody has seen yet can be mapped. */
static int clone_mapped(char **args)
{
	const struct attributes attributes = { .set = ATTR_IDMAP, .userns = LENT_FD };
	int err = alone();
	int fd = err ? -err : tree_of(args[0], TREE_CLONE);

	return fd < 0 ? -fd : -set_attributes(fd, "", AT_EMPTY_PATH, &attributes);
}

static int clone_changed(char **args)
{
	const struct attributes attributes = { .set = ATTR_RDONLY };
	int err = alone();
	int fd = err ? -err : tree_with(args[0], TREE_CLONE, &attributes);

	return fd < 0 ? -fd : 0;
}

static int change_in_place(char **args)
{
	const struct attributes attributes = { .set = ATTR_RDONLY };
	int err = alone();
	int fd = err ? -err : tree_with(args[0], 0, &attributes);

	return fd < 0 ? -fd : 0;
}

static int pick(char **args)
{
	return alone() ?: -reconfigure(args[0], args[1]);
}

static int enter(int fd, const char *file)
{
	if (fd < 0)
		return -fd;
	if (setns(fd, CLONE_NEWNS))
		return errno;
	return file ? try_open(file, O_RDONLY) : 0;
}

static int enter_tree(char **args)
{
	return enter(tree_of(args[0], TREE_NAMESPACE), args[1]);
}

static int enter_filesystem(char **args)
{
	(void)args;
	return enter(new_mount("tmpfs", NEW_NAMESPACE, 0), NULL);
}

static int enter_lent(char **args)
{
	(void)args;
	return enter(LENT_FD, NULL);
}

static int change_root(char **args)
{
	return chroot(args[0]) ? errno : 0;
}

static int change_root_by_fd(char **args)
{
	const int fd = open(args[0], O_PATH | O_CLOEXEC);

	return fd < 0 ? errno : -root_at(fd);
}

static int unmount(char **args)
{
	int err = alone();

	if (!err && umount2(args[0], atoi(args[1])))
		err = errno;
	/* The first call only marks it. */
	return err == EAGAIN ? 0 : err;
}

static int mount_unprivileged(char **args)
{
	if (setresuid(65534, 65534, 65534))
		return errno;
	if (unshare(CLONE_NEWUSER | CLONE_NEWNS))
		return errno;
	return mount("none", args[0], "tmpfs", 0, NULL) ? errno : 0;
}

/* In a jail, since the initial root can't be exchanged. */
static int exchange_roots(char **args)
{
	int err = alone();

	if (!err && (chroot(args[0]) || chdir("/")))
		err = errno;
	if (!err && syscall(SYS_pivot_root, args[1], args[2]))
		err = errno;
	return err;
}

/* Keeps a process in namespaces of its own; its number, or 0. */
static pid_t keep_namespace(int which)
{
	int ready[2];
	char byte;
	pid_t pid;

	if (pipe(ready))
		return 0;
	pid = fork();
	if (!pid) {
		if (unshare(which) || write(ready[1], "", 1) != 1)
			_exit(1);
		pause();
		_exit(0);
	}
	close(ready[1]);
	if (read(ready[0], &byte, 1) != 1)
		pid = 0;
	close(ready[0]);
	return pid;
}

static int lend_fd(int fd)
{
	return fd < 0 || dup2(fd, LENT_FD) != LENT_FD || close(fd) ? errno : 0;
}

static int lend_ns(pid_t pid, const char *name)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/ns/%s", pid, name);
	return lend_fd(open(path, O_RDONLY));
}

static int write_map(pid_t pid, const char *map)
{
	char path[64];
	int fd, err = 0;

	snprintf(path, sizeof(path), "/proc/%d/%s", pid, map);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, "0 1000 1", 8) != 8)
		err = errno;
	close(fd);
	return err;
}

static int lend_userns(pid_t *pid)
{
	*pid = keep_namespace(CLONE_NEWUSER);
	if (!*pid)
		return EINVAL;
	return write_map(*pid, "uid_map") ?: write_map(*pid, "gid_map") ?:
	       lend_ns(*pid, "user");
}

static int lend_mntns(pid_t *pid)
{
	*pid = keep_namespace(CLONE_NEWNS);
	return *pid ? lend_ns(*pid, "mnt") : EINVAL;
}

static int lend_pidfd(pid_t *pid)
{
	*pid = keep_namespace(CLONE_NEWNS);
	return *pid ? lend_fd(syscall(SYS_pidfd_open, *pid, 0)) : EINVAL;
}

static const struct {
	const char *source;
	const char *point;
	const char *type;
	unsigned long flags;
} mounts[] = {
	{ "none", MNT, "tmpfs", 0 },
	{ "none", SRC, NULL, 0 },
	{ "none", DST, NULL, 0 },
	{ "none", SUB, "tmpfs", 0 },
	{ "none", SUB, "", MS_SHARED },
	{ SUB, GROUP, "", MS_BIND },
	{ "none", GROUP, "", MS_PRIVATE },
	{ "none", SUB2, "tmpfs", MS_NOSUID | MS_NODEV },
	{ "none", SUB2 "/new", "tmpfs", 0 },
	{ "none", SUB2 "/new/old", NULL, 0 },
};

/* Makes the directories and what is mounted there, if there is a type. */
static int make_mounts(void)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(mounts); i++) {
		if (mkdir(mounts[i].point, 0755) && errno != EEXIST)
			return errno;
		if (mounts[i].type && mount(mounts[i].source, mounts[i].point, mounts[i].type,
					    mounts[i].flags, NULL))
			return errno;
		chmod(mounts[i].point, 0755);
	}
	return touch(SRC "/file");
}

FIXTURE(way) {
	pid_t keeper;
};

/*
 * @needs are the permissions in the order in which they are asked for, @has
 * what it has from the start and what must not help.
 */
FIXTURE_VARIANT(way) {
	probe_fn fn;
	const char *args[5];
	const char *needs[NEEDS_MAX];
	const char *has;
	int (*lend)(pid_t *pid);
};

FIXTURE_SETUP(way)
{
	self->keeper = 0;
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, make_mounts());
	if (variant->lend)
		ASSERT_EQ(0, variant->lend(&self->keeper));
	if (variant->has)
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", variant->has));
}

FIXTURE_TEARDOWN(way)
{
	if (self->keeper) {
		kill(self->keeper, SIGKILL);
		waitpid(self->keeper, NULL, 0);
		close(LENT_FD);
	}
	leave_world();
}

#define TRY_WAY(name, ...) FIXTURE_VARIANT_ADD(way, name) { __VA_ARGS__ }
#define ARGS(...) .args = { __VA_ARGS__ }
#define NEEDS(...) .needs = { __VA_ARGS__ }

TRY_WAY(mount, plain_mount, ARGS("none", DST, "tmpfs", "0"),
	NEEDS("file mount any " DST "/ tmpfs 0x0"));
TRY_WAY(mount_unprivileged, mount_unprivileged, ARGS(DST),
	NEEDS("file mount any " DST "/ tmpfs 0x0"));
TRY_WAY(fsmount, new_filesystem, ARGS(DST, "2"),
	NEEDS("file mount any tmpfs:/ tmpfs 0x0", "file mount any tmpfs:/ tmpfs 0x2",
	      "file mount any " DST "/ tmpfs 0x2"));
TRY_WAY(fsconfig, new_superblock, ARGS("proc"), NEEDS("file mount any proc:/ proc 0x0"));
TRY_WAY(bind, plain_mount, ARGS(SRC, DST, "", "0x1000"),
	NEEDS("file mount " SRC "/ " DST "/ --bind 0x0"));
TRY_WAY(clone, clone_and_attach, ARGS(SRC, DST, "0"),
	NEEDS("file mount " SRC "/ tmpfs:/src/ --bind 0x0",
	      "file mount tmpfs:/src/ " DST "/ --move 0x0"));
TRY_WAY(clone_whole, clone_and_attach, ARGS(SUB2, DST, "0x8000"),
	NEEDS("file mount " SUB2 "/ tmpfs:/ --bind 0x4000",
	      "file mount any " DST "/ tmpfs 0x6"));
TRY_WAY(clone_and_open, clone_and_open, ARGS(SRC, "file"),
	NEEDS("file mount " SRC "/ tmpfs:/src/ --bind 0x0", "file read tmpfs:/src/file"),
	.has = "file read " SRC "/file");
TRY_WAY(move, plain_mount, ARGS(SUB2, DST, "", "0x2000"),
	NEEDS("file mount " SUB2 "/ " DST "/ --move 0x0"));
TRY_WAY(move_mount, move, ARGS(SUB2, DST, "0"),
	NEEDS("file mount " SUB2 "/ " DST "/ --move 0x0"));
TRY_WAY(move_beneath, move, ARGS(SUB2, GROUP, "0x200"),
	NEEDS("file mount " SUB2 "/ " GROUP "/ --move 0x0"));
TRY_WAY(set_group, move, ARGS(SUB, GROUP, "0x100"),
	NEEDS("file mount " SUB "/ " GROUP "/ --move 0x0"));
TRY_WAY(remount, plain_mount, ARGS("", SUB, "", "0x1021"),
	NEEDS("file mount any " SUB "/ --remount 0x1001"));
TRY_WAY(setattr, change, ARGS(SUB, "1", "0", "0", "0"),
	NEEDS("file mount any " SUB "/ --remount 0x1001"));
TRY_WAY(setattr_below, change, ARGS(SUB, "1", "0", "0", "0x8000"),
	NEEDS("file mount any " SUB "/ --remount 0x5001"));
TRY_WAY(setattr_clear, change, ARGS(SUB2, "0", "2", "0", "0"),
	NEEDS("file mount any " SUB2 "/ --remount 0x1004"));
TRY_WAY(setattr_private, change, ARGS(SUB, "0", "0", "0x40000", "0"),
	NEEDS("file mount any " SUB "/ --make-private 0x0"));
TRY_WAY(setattr_both, change, ARGS(SUB, "8", "0", "0x80000", "0"),
	NEEDS("file mount any " SUB "/ --remount 0x1008",
	      "file mount any " SUB "/ --make-slave 0x0"));
TRY_WAY(open_tree_attr, clone_changed, ARGS(SRC),
	NEEDS("file mount " SRC "/ tmpfs:/src/ --bind 0x0",
	      "file mount any tmpfs:/src/ --remount 0x1001"));
TRY_WAY(open_tree_attr_in_place, change_in_place, ARGS(SUB),
	NEEDS("file mount any " SUB "/ --remount 0x1001"));
TRY_WAY(fspick, pick, ARGS(SUB, "ro"), NEEDS("file mount any tmpfs:/ --remount 0x1"));
TRY_WAY(unmount, unmount, ARGS(SUB2 "/new", "0"), NEEDS("file unmount " SUB2 "/new/"));
TRY_WAY(unmount_detach, unmount, ARGS(SUB2, "2"), NEEDS("file unmount " SUB2 "/"));
TRY_WAY(unmount_expire, unmount, ARGS(SUB2 "/new", "4"), NEEDS("file unmount " SUB2 "/new/"));
TRY_WAY(chroot, change_root, ARGS(SRC), NEEDS("file chroot " SRC "/"));
TRY_WAY(fchroot, change_root_by_fd, ARGS(SRC), NEEDS("file chroot " SRC "/"));
TRY_WAY(pivot_root, exchange_roots, ARGS(SUB2, "/new", "/new/old"),
	NEEDS("file chroot " SUB2 "/",
	      "file pivot_root " SUB2 "/new/ " SUB2 "/new/old/"));
TRY_WAY(idmap, clone_mapped, ARGS(SUB2),
	NEEDS("file mount " SUB2 "/ tmpfs:/ --bind 0x0",
	      "file mount any tmpfs:/ --remount 0x101006"),
	.lend = lend_userns);
TRY_WAY(setns, enter_lent, NEEDS("file chroot rootfs:/"), .lend = lend_mntns);
TRY_WAY(setns_by_pidfd, enter_lent, NEEDS("file chroot rootfs:/"), .lend = lend_pidfd);
TRY_WAY(tree_namespace, enter_tree, ARGS(SRC, "/file"),
	NEEDS("file mount " SRC "/ / --bind 0x4000", "file chroot tmpfs:/src/",
	      "file read /file"),
	.has = "file read mnt:[\\$]");
TRY_WAY(filesystem_namespace, enter_filesystem,
	NEEDS("file mount any tmpfs:/ tmpfs 0x0", "file mount any / tmpfs 0x0",
	      "file chroot tmpfs:/"),
	.has = "file read mnt:[\\$]");

#define RUN(variant)							\
	probe((variant)->fn, (variant)->args[0], (variant)->args[1],	\
	      (variant)->args[2], (variant)->args[3], (variant)->args[4], NULL)

TEST_F(way, needs_each_permission)
{
	const int unrestricted = in_fork(variant->fn, (char **)variant->args);
	size_t i;

	if (unrestricted == ENOSYS || unrestricted == EINVAL)
		SKIP(return, "this kernel does not have it");
	ASSERT_EQ(0, unrestricted);
	for (i = 0; i < NEEDS_MAX && variant->needs[i]; i++) {
		EXPECT_EQ(EPERM, RUN(variant));
		EXPECT_TRUE(audit_denied(PROBE_DOMAIN, variant->needs[i])) {
			TH_LOG("%s", variant->needs[i]);
			audit_show();
		}
		audit_forget();
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", variant->needs[i]));
	}
	EXPECT_EQ(0, RUN(variant)) {
		audit_show();
	}
}

TEST_HARNESS_MAIN
