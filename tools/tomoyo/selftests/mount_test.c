// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a request about a mount says
 */

#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "mount_api.h"

#define MNT DIR "/mnt"
#define SRC MNT "/src"
#define DST MNT "/dst"
#define SUB MNT "/sub"
#define DISK "/tmp/disk"

#define TRIES "300"
#define IS_EVIL 77
#define LOOP_MAJOR 7

static int alone(void)
{
	return unshare(CLONE_NEWNS) ? errno : 0;
}

static int do_mount(char **args)
{
	const unsigned long flags = strtoul(args[3], NULL, 0);

	return alone() ?: mount(args[0], args[1], args[2], flags, NULL) ? errno : 0;
}

static int do_move_mount(char **args)
{
	return alone() ?: -relocate(args[0], args[1], 0);
}

static int do_open_tree(char **args)
{
	const int fd = tree_of(args[0], TREE_CLONE);

	return fd < 0 ? -fd : 0;
}

static int do_fsmount(char **args)
{
	const int fd = new_mount(args[0], 0, 0);

	return fd < 0 ? -fd : 0;
}

static int do_mount_setattr(char **args)
{
	const struct attributes attributes = { .set = ATTR_NOSUID };

	return alone() ?: -set_attributes(AT_FDCWD, args[0], 0, &attributes);
}

static int do_fspick(char **args)
{
	return -reconfigure(args[0], "rw");
}

static int mount_disk(char **args)
{
	const int fd = result(syscall(NR_FSOPEN, "ext4", 0));
	int tree;

	if (fd < 0 || syscall(NR_FSCONFIG, fd, CONFIG_STRING, "source", args[0], 0) ||
	    syscall(NR_FSCONFIG, fd, CONFIG_FLAG, "ro", NULL, 0) ||
	    syscall(NR_FSCONFIG, fd, CONFIG_CREATE, NULL, NULL, 0))
		return errno;
	tree = result(syscall(NR_FSMOUNT, fd, 0, ATTR_RDONLY));
	return tree < 0 ? -tree : alone() ?: -attach(tree, args[1], 0);
}

static int mkdir_all(void)
{
	return mkdir(MNT, 0755) || mount("none", MNT, "tmpfs", 0, NULL) || mkdir(SRC, 0755) ||
	       mkdir(DST, 0755) || mkdir(SUB, 0755) || mount("none", SUB, "tmpfs", 0, NULL) ?
	       errno : touch(SRC "/file") ?: touch(SUB "/file");
}

FIXTURE(mount) {
	pid_t swapper;
};

FIXTURE_SETUP(mount)
{
	self->swapper = 0;
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, mkdir_all());
}

FIXTURE_TEARDOWN(mount)
{
	if (self->swapper > 0) {
		kill(self->swapper, SIGKILL);
		waitpid(self->swapper, NULL, 0);
	}
	leave_world();
}

/* Rows with a permission of @entry; @granted says whether it is enough. */
static const struct row {
	const char *source;
	const char *point;
	const char *type;
	const char *flags;
	const char *request;
	const char *entry;
	bool granted;
} rows[] = {
	{ "x", DST, "tmpfs", "0xC0ED0000", "file mount any " DST "/ tmpfs 0x0",
	  "file mount any " DST "/ tmpfs 0x0", true },
	{ "x", DST, "tmpfs", "0xA", "file mount any " DST "/ tmpfs 0xA",
	  "file mount /\\* " MNT "/\\*/ t\\*fs 0x8-0xF", true },
	{ "x", DST, "tmpfs", "0x7", "file mount any " DST "/ tmpfs 0x7",
	  "file mount any " DST "/ tmpfs 0x8-0xF", false },
	{ "x", DST, "tmpfs", "0", "file mount any " DST "/ tmpfs 0x0",
	  "file mount any " DST " tmpfs 0x0", false },
	{ "x", DST, "tmpfs", "0", "file mount any " DST "/ tmpfs 0x0",
	  "file mount any " DST "/ proc 0x0", false },
	{ "x", DST, "tmpfs", "0", "file mount any " DST "/ tmpfs 0x0",
	  "file mount any " DST "/ tmpfs 0x0 path2.type=file", false },
	{ "x", DST, "tmpfs", "0", "file mount any " DST "/ tmpfs 0x0",
	  "file mount any " DST "/ tmpfs 0x0 path2.type=directory path2.parent.uid=0", true },
	{ SRC, DST, "x", "0x1000", "file mount " SRC "/ " DST "/ --bind 0x0",
	  "file mount any " DST "/ --bind 0x0", false },
	{ SRC, DST, "x", "0x1000", "file mount " SRC "/ " DST "/ --bind 0x0",
	  "file mount " SRC "/ " DST "/ --\\* 0x0 path1.type=directory", true },
	{ SUB, DST, "x", "0x5000", "file mount " SUB "/ " DST "/ --bind 0x4000",
	  "file mount " SUB "/ " DST "/ --bind 0x0", false },
	{ SUB, DST, "x", "0x5000", "file mount " SUB "/ " DST "/ --bind 0x4000",
	  "file mount " SUB "/ " DST "/ --bind 0x4000", true },
	{ SRC "/file", SUB "/file", "x", "0x9000",
	  "file mount " SRC "/file " SUB "/file --bind 0x8000",
	  "file mount " SRC "/file " SUB "/file --bind 0x8000", true },
	{ "x", SUB, "x", "0x100000", "file mount any " SUB "/ --make-shared 0x0",
	  "file mount any " SUB "/ --make-private 0x0", false },
};

TEST_F(mount, operands_are_compared)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct row *const row = &rows[i];

		audit_forget();
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", row->entry));
		EXPECT_EQ(row->granted ? 0 : EPERM,
			  probe(do_mount, row->source, row->point, row->type, row->flags, NULL)) {
			TH_LOG("%s", row->entry);
		}
		EXPECT_TRUE(row->granted ? audit_granted(PROBE_DOMAIN, row->request) :
					   audit_denied(PROBE_DOMAIN, row->request)) {
			TH_LOG("%s", row->request);
			audit_show();
		}
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete %s", row->entry));
	}
}

/* The kernel finds what is wrong with them; nothing is to be learned. */
static const struct wrong {
	const char *source;
	const char *type;
	const char *flags;
	int err;
} wrong[] = {
	{ "x", "nosuchfs", "0", ENODEV },
	{ DIR "/missing", "ext4", "0", ENOENT },
	{ DIR "/missing", "x", "0x1000", ENOENT },
	{ DIR "/missing", "x", "0x2000", ENOENT },
	{ "x", "x", "0x140000", EINVAL },
	{ "x", "x", "0xC0000", EINVAL },
};

TEST_F(mount, mistakes_are_not_learned)
{
	static const int profiles[] = { DISABLED, LEARNING, PERMISSIVE, ENFORCING };
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(profiles); i++) {
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "use_profile %d", profiles[i]));
		for (j = 0; j < ARRAY_SIZE(wrong); j++) {
			EXPECT_EQ(wrong[j].err, probe(do_mount, wrong[j].source, SUB,
						      wrong[j].type, wrong[j].flags, NULL)) {
				TH_LOG("profile %d, row %zu", profiles[i], j);
			}
		}
		EXPECT_EQ(NULL, strstr(domain_entries(PROBE_DOMAIN), "file mount"));
	}
}

static int mount_as_nobody(char **args)
{
	int err = alone();

	if (!err && setresuid(65534, 65534, 65534))
		err = errno;
	return err ?: mount("none", DST, args[0], 0, NULL) ? errno : 0;
}

/* Whoever may not mount anything makes nobody look for a file system. */
TEST_F(mount, nothing_is_looked_for_without_capability)
{
	EXPECT_EQ(EPERM, probe(mount_as_nobody, "tmpfs", NULL));
	EXPECT_EQ(EPERM, probe(mount_as_nobody, "nosuchfs", NULL));
	EXPECT_EQ(NULL, audit_find(PROBE_DOMAIN, "file mount any " DST "/ tmpfs 0x0"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file mount any " DST "/ tmpfs 0x0"));
	EXPECT_EQ(EPERM, probe(mount_as_nobody, "tmpfs", NULL));
	EXPECT_EQ(0, probe(do_mount, "none", DST, "tmpfs", "0", NULL));
}

static void swap_for_ever(void)
{
	for (;;)
		renameat2(AT_FDCWD, DIR "/swapped", AT_FDCWD, DIR "/other", RENAME_EXCHANGE);
}

/* What is mounted there: 0, an error number, or IS_EVIL. */
static int look(void)
{
	struct stat stat;

	if (!access(DST "/secret", F_OK))
		return IS_EVIL;
	if (lstat(DST, &stat))
		return errno;
	return major(stat.st_dev) == LOOP_MAJOR && minor(stat.st_dev) ? IS_EVIL : 0;
}

static int mount_and_look(char **args)
{
	const unsigned long flags = strtoul(args[2], NULL, 0);
	int status;

	if (mount(args[0], DST, args[1], flags, NULL))
		return errno;
	status = look();
	return umount2(DST, MNT_DETACH) ? errno : status;
}

/* The same name, but it takes the kernel long to get to its end. */
static char *slow_name(const char *path)
{
	static char slow[PATH_MAX];
	size_t used;

	for (used = 0; used < sizeof(slow) - 128; used += 2)
		memcpy(slow + used, "/.", 2);
	snprintf(slow + used, sizeof(slow) - used, "%s", path);
	return slow;
}

/* Says how often it was refused and how often not. */
static int mount_often(char **args)
{
	int good = 0, refused = 0, status = alone();
	int i;

	args[0] = slow_name(args[0]);

	for (i = atoi(args[3]); i && status != IS_EVIL; i--) {
		status = mount_and_look(args);
		good += !status;
		refused += status == EPERM;
	}
	say("%d %d", good, refused);
	return status == IS_EVIL ? status : 0;
}

struct tries {
	int good;
	int refused;
};

/* All of them are -1 if something else was mounted. */
static struct tries try_mount(const char *from, const char *type, const char *flags,
			      const char *count)
{
	struct tries tries = { -1, -1 };

	if (!probe(mount_often, from, type, flags, count, NULL))
		sscanf(reply, "%d %d", &tries.good, &tries.refused);
	return tries;
}

/* With two links in turn, of which the first one may be mounted. */
static bool nothing_else_is_mounted(pid_t *swapper, const char *type, const char *flags)
{
	struct tries tries = try_mount(DIR "/swapped", type, flags, "1");

	if (tries.good != 1)
		return false;
	tries = try_mount(DIR "/other", type, flags, "1");
	if (tries.refused != 1)
		return false;
	*swapper = fork();
	if (!*swapper)
		swap_for_ever();
	tries = try_mount(DIR "/swapped", type, flags, TRIES);
	return tries.good > 0 && tries.refused > 0;
}

/* Whatever was asked about is what is bound. */
TEST_F(mount, swapped_link_lends_no_source)
{
	ASSERT_EQ(0, touch(SUB "/secret"));
	ASSERT_EQ(0, symlink(SRC, DIR "/swapped"));
	ASSERT_EQ(0, symlink(SUB, DIR "/other"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file mount " SRC "/ " DST "/ --bind 0x0\n"
						"file getattr " DST "/\nfile unmount " DST "/"));
	EXPECT_TRUE(nothing_else_is_mounted(&self->swapper, "none", "0x1000"));
}

#define MAKE_DISK(number)								\
	"dd if=/dev/zero of=" DISK #number " bs=1M count=4 2>/dev/null && "		\
	"mke2fs -F " DISK #number " >/dev/null 2>&1 && "				\
	"{ losetup -d /dev/loop" #number " 2>/dev/null; "				\
	"losetup /dev/loop" #number " " DISK #number "; }"

TEST_F(mount, swapped_link_lends_no_device)
{
	if (access("/dev/loop-control", F_OK))
		SKIP(return, "there is no loop device");
	ASSERT_EQ(0, system(MAKE_DISK(0) " && " MAKE_DISK(1)));
	ASSERT_EQ(0, symlink("/dev/loop0", DIR "/swapped"));
	ASSERT_EQ(0, symlink("/dev/loop1", DIR "/other"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file mount /dev/loop0 " DST "/ ext4 0x1\n"
						"file getattr " DST "/\nfile unmount " DST "/"));
	EXPECT_TRUE(nothing_else_is_mounted(&self->swapper, "ext4", "1"));
	EXPECT_EQ(0, system("losetup -d /dev/loop0 && losetup -d /dev/loop1"));
}

static int read_elsewhere(char **args)
{
	int err = try_open(args[0], O_RDONLY);

	return err ? 100 + err : alone() ?: try_open(args[0], O_RDONLY);
}

TEST_F(mount, other_namespaces_are_told_apart)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read " OBJECT " task.foreign_mnt=0"));
	EXPECT_EQ(EPERM, probe(read_elsewhere, OBJECT, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read " OBJECT " task.foreign_mnt=1"));
	EXPECT_EQ(0, probe(read_elsewhere, OBJECT, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete file read " OBJECT " task.foreign_mnt=0"));
	EXPECT_EQ(100 + EPERM, probe(read_elsewhere, OBJECT, NULL));
}

/* A new call does not say which node it was given; the device counts. */
TEST_F(mount, device_of_a_new_call)
{
	if (access("/dev/loop-control", F_OK))
		SKIP(return, "there is no loop device");
	ASSERT_EQ(0, system(MAKE_DISK(0) " && cp -a /dev/loop0 " DIR "/node"));
	EXPECT_EQ(EPERM, probe(mount_disk, DIR "/node", DST, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file mount " DIR "/node ext4:/ ext4 0x1"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file mount " DIR "/node ext4:/ ext4 0x1"));
	EXPECT_EQ(EPERM, probe(mount_disk, DIR "/node", DST, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file mount /dev/loop0 dev(7,0):/ ext4 0x1"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file mount /dev/loop0 dev(7,0):/ ext4 0x1"));
	EXPECT_EQ(EPERM, probe(mount_disk, DIR "/node", DST, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file mount /dev/loop0 " DST "/ ext4 0x1"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file mount /dev/loop0 " DST "/ ext4 0x1"));
	EXPECT_EQ(0, probe(mount_disk, DIR "/node", DST, NULL));
	EXPECT_EQ(0, system("losetup -d /dev/loop0"));
}

static const struct use {
	probe_fn fn;
	const char *args[4];
	const char *capability;
} uses[] = {
	{ do_mount, { "x", DST, "tmpfs", "0" }, "SYS_MOUNT" },
	{ do_mount, { SRC, DST, "x", "0x1000" }, "SYS_MOUNT" },
	{ do_move_mount, { SUB, DST }, "SYS_MOUNT" },
	{ do_open_tree, { SRC }, "SYS_MOUNT" },
	{ do_fsmount, { "tmpfs" }, "SYS_MOUNT" },
	{ do_mount_setattr, { SUB }, "SYS_MOUNT" },
	{ do_fspick, { SUB }, "SYS_MOUNT" },
	{ do_mount, { "x", SUB, "tmpfs", "0" }, "conceal_mount" },
	{ do_mount, { SRC, MNT, "x", "0x1000" }, "conceal_mount" },
	{ do_move_mount, { SUB, MNT }, "conceal_mount" },
};

#define USE(use)								\
	probe((use)->fn, (use)->args[0], (use)->args[1], (use)->args[2],	\
	      (use)->args[3], NULL)

TEST_F(mount, capabilities_of_17)
{
	size_t i;

	ASSERT_EQ(0, policy("profile", "104-CONFIG={ mode=disabled grant_log=yes reject_log=yes }\n"
				       "104-PREFERENCE={ max_audit_log=1024 enforcing_penalty=0 }\n"
				       "104-CONFIG::capability::SYS_MOUNT={ mode=enforcing }\n"));
	ASSERT_EQ(0, policy("profile",
			    "104-CONFIG::capability::conceal_mount={ mode=enforcing }\n"));
	for (i = 0; i < ARRAY_SIZE(uses); i++) {
		const char *const other = strcmp(uses[i].capability, "SYS_MOUNT") ?
			"allow_capability SYS_MOUNT" : "allow_capability conceal_mount";
		char request[64];

		snprintf(request, sizeof(request), "allow_capability %s", uses[i].capability);
		ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, "use_profile 104\n"));
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", other));
		EXPECT_EQ(EPERM, USE(&uses[i])) {
			TH_LOG("row %zu", i);
		}
		EXPECT_TRUE(audit_denied(PROBE_DOMAIN, request));
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", request));
		EXPECT_EQ(0, USE(&uses[i])) {
			TH_LOG("row %zu", i);
		}
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete %s", request));
		ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete %s", other));
	}
}

TEST_HARNESS_MAIN
