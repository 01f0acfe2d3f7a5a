// SPDX-License-Identifier: GPL-2.0-only
/*
 * Changing files and their attributes in every mode
 */

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "matrix.h"

#ifndef SYS_fchmodat2
#define SYS_fchmodat2 452
#endif
#ifndef SYS_file_setattr
#define SYS_file_setattr 469
#endif
#ifndef FS_XFLAG_NODUMP
#define FS_XFLAG_NODUMP 0x80
#endif

static int result(int status)
{
	return status < 0 ? errno : 0;
}

static struct stat object(void)
{
	struct stat stat = {};

	lstat(OBJECT, &stat);
	return stat;
}

static int new_object(void)
{
	unlink(OBJECT);
	return touch(OBJECT);
}

static bool is_shorter(void)
{
	return object().st_size < 5;
}

static int by_truncate(char **args)
{
	return result(truncate(args[0], 1));
}

static int by_ftruncate(char **args)
{
	return result(ftruncate(open(args[0], O_WRONLY), 1));
}

static int by_open(char **args)
{
	return try_open(args[0], O_RDONLY | O_TRUNC);
}

#define TRUNCATES(function)				\
	.fn = function, .args = { OBJECT },		\
	.request = "file truncate " OBJECT,		\
	.prepare = new_object, .happened = is_shorter

OPERATION(file_truncate, TRUNCATES(by_truncate));
OPERATION_BY(file_truncate, ftruncate, TRUNCATES(by_ftruncate));
OPERATION_BY(file_truncate, open, TRUNCATES(by_open));

#define REWRITES(function)					\
	.fn = function, .args = { OBJECT },			\
	.request = "allow_rewrite " OBJECT,			\
	.exception = "deny_rewrite " DIR "/ob\\*\n",		\
	.prepare = new_object

OPERATION(file_rewrite, REWRITES(open_write));
OPERATION_BY(file_rewrite, truncate, REWRITES(by_truncate), .happened = is_shorter);

static bool is_private(void)
{
	return (object().st_mode & 07777) == 0600;
}

static int by_chmod(char **args)
{
	return result(chmod(args[0], 0600));
}

static int by_fchmod(char **args)
{
	return result(fchmod(open(args[0], O_RDONLY), 0600));
}

static int by_fchmodat2(char **args)
{
	return result(syscall(SYS_fchmodat2, open(args[0], O_PATH), "", 0600, AT_EMPTY_PATH));
}

static const char *no_fchmodat2(void)
{
	return syscall(SYS_fchmodat2, -1, "x", 0, 0) < 0 && errno == ENOSYS ?
		"the kernel has no fchmodat2()" : NULL;
}

#define CHANGES_MODE(function)				\
	.fn = function, .args = { OBJECT },		\
	.request = "file chmod " OBJECT " 0600",	\
	.prepare = new_object, .happened = is_private

OPERATION(file_chmod, CHANGES_MODE(by_chmod));
OPERATION_BY(file_chmod, fchmod, CHANGES_MODE(by_fchmod));
OPERATION_BY(file_chmod, fchmodat2, CHANGES_MODE(by_fchmodat2), .missing = no_fchmodat2);
OPERATION_BY(file_chmod, range, CHANGES_MODE(by_chmod),
	     .entry = "file chmod " OBJECT " 0577-0600");
OPERATION_BY(file_chmod, number_group, CHANGES_MODE(by_chmod),
	     .entry = "file chmod " OBJECT " @MATRIX_MODES",
	     .exception = "number_group MATRIX_MODES 0600\n");

static bool is_owned(void)
{
	return object().st_uid == 1234;
}

static bool is_grouped(void)
{
	return object().st_gid == 4321;
}

static int by_chown(char **args)
{
	return result(chown(args[0], 1234, -1));
}

static int by_lchown(char **args)
{
	return result(lchown(args[0], 1234, -1));
}

static int by_fchown(char **args)
{
	return result(fchown(open(args[0], O_RDONLY), 1234, -1));
}

static int by_fchownat(char **args)
{
	return result(fchownat(open(args[0], O_PATH), "", 1234, -1, AT_EMPTY_PATH));
}

static int change_group(char **args)
{
	return result(chown(args[0], -1, 4321));
}

static int change_both(char **args)
{
	return result(chown(args[0], 1234, 4321));
}

#define CHANGES_OWNER(function)				\
	.fn = function, .args = { OBJECT },		\
	.request = "file chown " OBJECT " 1234",	\
	.prepare = new_object, .happened = is_owned

#define CHANGES_GROUP(function)				\
	.fn = function, .args = { OBJECT },		\
	.request = "file chgrp " OBJECT " 4321",	\
	.prepare = new_object, .happened = is_grouped

OPERATION(file_chown, CHANGES_OWNER(by_chown));
OPERATION_BY(file_chown, lchown, CHANGES_OWNER(by_lchown));
OPERATION_BY(file_chown, fchown, CHANGES_OWNER(by_fchown));
OPERATION_BY(file_chown, fchownat, CHANGES_OWNER(by_fchownat));
OPERATION_BY(file_chown, change_of_both, CHANGES_OWNER(change_both));
OPERATION_BY(file_chown, range, CHANGES_OWNER(by_chown),
	     .entry = "file chown " OBJECT " 1000-1999");
OPERATION(file_chgrp, CHANGES_GROUP(change_group));
OPERATION_BY(file_chgrp, change_of_both, CHANGES_GROUP(change_both));
OPERATION_BY(file_chgrp, number_group, CHANGES_GROUP(change_group),
	     .entry = "file chgrp " OBJECT " @MATRIX_IDS",
	     .exception = "number_group MATRIX_IDS 4000-4321\n");

static int ask_size(char **args)
{
	int size;

	return result(ioctl(open(args[0], O_RDONLY), FIONREAD, &size));
}

/* A descriptor that neither reads nor writes can be asked nevertheless. */
static int ask_mode_3(char **args)
{
	return result(ioctl(open(args[0], O_WRONLY | O_RDWR), FIOCLEX));
}

static int ask_socket(char **args)
{
	int size;

	(void)args;
	return result(ioctl(socket(AF_INET, SOCK_DGRAM, 0), FIONREAD, &size));
}

OPERATION(file_ioctl,
	  .fn = ask_size, .args = { OBJECT },
	  .request = "file ioctl " OBJECT " 0x541B");
OPERATION_BY(file_ioctl, mode_3,
	     .fn = ask_mode_3, .args = { OBJECT },
	     .request = "file ioctl " OBJECT " 0x5451");
OPERATION_BY(file_ioctl, range,
	     .fn = ask_size, .args = { OBJECT },
	     .request = "file ioctl " OBJECT " 0x541B",
	     .entry = "file ioctl " DIR "/\\* 0x5400-0x54FF");
OPERATION_BY(file_ioctl, socket,
	     .fn = ask_socket,
	     .request = "file ioctl socket:[family=2:type=2:protocol=17] 0x541B");
/* The same as struct file_attr of kernels that have it. */
struct attributes {
	__u64 xflags;
	__u32 extsize;
	__u32 nextents;
	__u32 projid;
	__u32 cowextsize;
};

static int set_attributes(char **args)
{
	struct attributes attributes = { .xflags = FS_XFLAG_NODUMP };

	return result(syscall(SYS_file_setattr, AT_FDCWD, args[0], &attributes,
			      sizeof(attributes), 0));
}

static const char *no_file_setattr(void)
{
	return syscall(SYS_file_setattr, -1, "x", NULL, 0, 0) < 0 && errno == ENOSYS ?
		"the kernel has no file_setattr()" : NULL;
}

OPERATION_BY(file_ioctl, file_setattr,
	     .fn = set_attributes, .args = { OBJECT },
	     .request = "file ioctl " OBJECT " 0x401C5820",
	     .missing = no_file_setattr);

TEST_HARNESS_MAIN
