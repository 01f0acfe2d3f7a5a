// SPDX-License-Identifier: GPL-2.0-only
/*
 * Mounts and roots in every mode
 *
 * What is to be seen afterwards happens in the judge's mount namespace. Where
 * the probe's own root changes it leaves a file there instead.
 */

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "matrix.h"
#include "mount_api.h"

#define MNT DIR "/mnt"
#define SRC MNT "/src"
#define DST MNT "/dst"
#define SUB MNT "/sub"
#define NEW SUB "/new"

/* Some root that is the judge's. */
#define LENT_FD 70

static int prepare(void)
{
	umount2(MNT, MNT_DETACH);
	if ((mkdir(MNT, 0755) && errno != EEXIST) || mount("none", MNT, "tmpfs", 0, NULL) ||
	    mkdir(SRC, 0755) || mkdir(DST, 0755) || mkdir(SUB, 0755) ||
	    mount("none", SUB, "tmpfs", 0, NULL) || mkdir(NEW, 0755) ||
	    mount("none", NEW, "tmpfs", 0, NULL) || mkdir(NEW "/old", 0755))
		return errno;
	return touch(SRC "/file") ?: touch(SUB "/file");
}

static int prepare_shared(void)
{
	return prepare() ?: mount(NULL, SUB, NULL, MS_SHARED, NULL) ? errno : 0;
}

static void cleanup(void)
{
	umount2(MNT, MNT_DETACH);
	close(LENT_FD);
}

static bool is_mounted(const char *path)
{
	struct stat above, below;
	char parent[128];

	snprintf(parent, sizeof(parent), "%s/..", path);
	return !stat(path, &below) && !stat(parent, &above) && above.st_dev != below.st_dev;
}

static bool dst_is_mounted(void)
{
	return is_mounted(DST);
}

static bool dst_has_file(void)
{
	return !access(DST "/file", F_OK);
}

static bool new_is_unmounted(void)
{
	return !is_mounted(NEW);
}

static bool sub_is_readonly(void)
{
	struct statvfs stat;

	return !statvfs(SUB, &stat) && stat.f_flag & ST_RDONLY;
}

/* Does the line about SUB in mountinfo have this word? */
static bool sub_is(const char *word)
{
	static char line[512];
	FILE *const file = fopen("/proc/self/mountinfo", "r");
	bool found = false;

	while (file && fgets(line, sizeof(line), file))
		if (strstr(line, " " SUB " "))
			found = strstr(line, word);
	if (file)
		fclose(file);
	return found;
}

static bool sub_is_shared(void)
{
	return sub_is(" shared:");
}

static bool sub_is_private(void)
{
	return !sub_is_shared();
}

static bool sub_is_unbindable(void)
{
	return sub_is(" unbindable ");
}

static bool src_was_root(void)
{
	return !access(SRC "/done", F_OK);
}

static bool new_was_root(void)
{
	return !access(NEW "/done", F_OK);
}

static bool initial_was_entered(void)
{
	return !access(MNT "/done", F_OK);
}

static int leave_mark(const char *path, int err)
{
	return err ?: touch(path);
}

static int do_mount(char **args)
{
	return mount(args[0], args[1], args[2], strtoul(args[3], NULL, 0), NULL) ? errno : 0;
}

static int do_fsmount(char **args)
{
	const int fd = new_mount(args[0], 0, ATTR_NOSUID);

	return fd < 0 ? -fd : -attach(fd, args[1], 0);
}

static int do_open_tree(char **args)
{
	const int fd = tree_of(args[0], TREE_CLONE);

	return fd < 0 ? -fd : -attach(fd, args[1], 0);
}

static int do_mount_setattr(char **args)
{
	const struct attributes attributes = {
		.set = strtoul(args[1], NULL, 0),
		.propagation = strtoul(args[2], NULL, 0),
	};

	return -set_attributes(AT_FDCWD, args[0], 0, &attributes);
}

static int do_fspick(char **args)
{
	return -reconfigure(args[0], "ro");
}

static int do_umount(char **args)
{
	return umount2(args[0], 0) ? errno : 0;
}

static int do_chroot(char **args)
{
	return leave_mark("/done", chroot(args[0]) ? errno : 0);
}

static int do_pivot_root(char **args)
{
	if (unshare(CLONE_NEWNS) || chroot(args[0]) || chdir("/"))
		return errno;
	return leave_mark("/done", syscall(SYS_pivot_root, args[1], args[2]) ? errno : 0);
}

static int do_setns(char **args)
{
	(void)args;
	return leave_mark(MNT "/done", setns(LENT_FD, CLONE_NEWNS) ? errno : 0);
}

static int prepare_lent(void)
{
	const int fd = open("/proc/self/ns/mnt", O_RDONLY);

	return prepare() ?: fd < 0 || dup2(fd, LENT_FD) < 0 || close(fd) ? errno : 0;
}

/* A disk that the kernel finds by the name of its device only. */
static int prepare_disk(void)
{
	if (system("dd if=/dev/zero of=/tmp/disk bs=1M count=4 2>/dev/null && "
		   "mke2fs -F /tmp/disk >/dev/null 2>&1 && "
		   "{ losetup -d /dev/loop0 2>/dev/null; losetup /dev/loop0 /tmp/disk; } && "
		   "ln -sf /dev/loop0 /tmp/disk-link"))
		return EIO;
	return prepare();
}

static void cleanup_disk(void)
{
	cleanup();
	if (system("losetup -d /dev/loop0"))
		perror("# losetup -d");
}

static const char *no_loop(void)
{
	return access("/dev/loop-control", F_OK) ? "there is no loop device" : NULL;
}

#define MOUNTS(effect, source, point, type, flags)			\
	.fn = do_mount, .args = { source, point, type, flags },		\
	.happened = effect

#define WORLD .prepare = prepare, .cleanup = cleanup

OPERATION(file_mount, MOUNTS(dst_is_mounted, "whatever", DST, "tmpfs", "0x2"),
	  .request = "file mount any " DST "/ tmpfs 0x2", WORLD);

OPERATION_BY(file_mount, device, MOUNTS(dst_is_mounted, "/tmp/disk-link", DST, "ext4", "0x1"),
	     .request = "file mount /dev/loop0 " DST "/ ext4 0x1",
	     .prepare = prepare_disk, .cleanup = cleanup_disk, .missing = no_loop);

OPERATION_BY(file_mount, bind, MOUNTS(dst_has_file, SRC, DST, "", "0x1000"),
	     .request = "file mount " SRC "/ " DST "/ --bind 0x0", WORLD);

OPERATION_BY(file_mount, move, MOUNTS(dst_has_file, SUB, DST, "", "0x2000"),
	     .request = "file mount " SUB "/ " DST "/ --move 0x0", WORLD);

OPERATION_BY(file_mount, remount, MOUNTS(sub_is_readonly, "", SUB, "", "0x21"),
	     .request = "file mount any " SUB "/ --remount 0x1", WORLD);

OPERATION_BY(file_mount, make_shared, MOUNTS(sub_is_shared, "", SUB, "", "0x100000"),
	     .request = "file mount any " SUB "/ --make-shared 0x0", WORLD);

OPERATION_BY(file_mount, make_private, MOUNTS(sub_is_private, "", SUB, "", "0x44000"),
	     .request = "file mount any " SUB "/ --make-private 0x4000",
	     .prepare = prepare_shared, .cleanup = cleanup);

OPERATION_BY(file_mount, make_slave, MOUNTS(sub_is_private, "", SUB, "", "0x80000"),
	     .request = "file mount any " SUB "/ --make-slave 0x0",
	     .prepare = prepare_shared, .cleanup = cleanup);

OPERATION_BY(file_mount, make_unbindable, MOUNTS(sub_is_unbindable, "", SUB, "", "0x20000"),
	     .request = "file mount any " SUB "/ --make-unbindable 0x0", WORLD);

#define DOES(effect, function, ...)					\
	.fn = function, .args = { __VA_ARGS__ }, .happened = effect

OPERATION_BY(file_mount, fsmount, DOES(dst_is_mounted, do_fsmount, "tmpfs", DST),
	     .request = "file mount any tmpfs:/ tmpfs 0x2",
	     .also = "file mount any tmpfs:/ tmpfs 0x0\nfile mount any " DST "/ tmpfs 0x2\n",
	     WORLD);

OPERATION_BY(file_mount, open_tree, DOES(dst_has_file, do_open_tree, SRC, DST),
	     .request = "file mount " SRC "/ tmpfs:/src/ --bind 0x0",
	     .also = "file mount tmpfs:/src/ " DST "/ --move 0x0\n", WORLD);

OPERATION_BY(file_mount, mount_setattr, DOES(sub_is_readonly, do_mount_setattr, SUB, "1", "0"),
	     .request = "file mount any " SUB "/ --remount 0x1001", WORLD);

OPERATION_BY(file_mount, fspick, DOES(sub_is_readonly, do_fspick, SUB),
	     .request = "file mount any tmpfs:/ --remount 0x1", WORLD);

OPERATION(file_unmount, DOES(new_is_unmounted, do_umount, NEW),
	  .request = "file unmount " NEW "/", WORLD);

OPERATION(file_chroot, DOES(src_was_root, do_chroot, SRC), .request = "file chroot " SRC "/",
	  WORLD);

OPERATION_BY(file_chroot, setns, DOES(initial_was_entered, do_setns, NULL),
	     .request = "file chroot rootfs:/", .prepare = prepare_lent, .cleanup = cleanup);

OPERATION(file_pivot_root, DOES(new_was_root, do_pivot_root, SUB, "/new", "/new/old"),
	  .request = "file pivot_root " NEW "/ " NEW "/old/", WORLD);

#define CAPABILITY(name) .request = "allow_capability " name

OPERATION(capability_SYS_MOUNT, MOUNTS(dst_is_mounted, "none", DST, "tmpfs", "0"),
	  CAPABILITY("SYS_MOUNT"), WORLD);

OPERATION(capability_SYS_UMOUNT, DOES(new_is_unmounted, do_umount, NEW),
	  CAPABILITY("SYS_UMOUNT"), WORLD);

OPERATION(capability_SYS_CHROOT, DOES(src_was_root, do_chroot, SRC), CAPABILITY("SYS_CHROOT"),
	  WORLD);

OPERATION(capability_SYS_PIVOT_ROOT,
	  DOES(new_was_root, do_pivot_root, SUB, "/new", "/new/old"),
	  CAPABILITY("SYS_PIVOT_ROOT"), WORLD);

OPERATION(capability_conceal_mount, MOUNTS(NULL, "none", SUB, "tmpfs", "0"),
	  CAPABILITY("conceal_mount"), WORLD);

TEST_HARNESS_MAIN
