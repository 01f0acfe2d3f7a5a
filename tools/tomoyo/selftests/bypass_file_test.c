// SPDX-License-Identifier: GPL-2.0-only
/*
 * Other ways to change files
 *
 * A row is a request by the call that everybody uses and by another one. Both
 * are refused, both leave a record, and the same entry permits both.
 */

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "uring.h"

#define NEW DIR "/new"
#define OTHER DIR "/other"
#define KEPT DIR "/kept"

/* What newer kernels have. */
#define IORING_OP_TRUNCATE_OPEN 55
#define CMD_NULL 0x1234
#ifndef RENAME_WHITEOUT
#define RENAME_WHITEOUT 4
#endif
#ifndef SYS_file_setattr
#define SYS_file_setattr 469
#endif

static int result(int status)
{
	return status < 0 ? errno : 0;
}

FIXTURE(way) {
};

FIXTURE_VARIANT(way) {
	probe_fn plain;
	probe_fn other;
	/* What is asked for, which is the entry that permits it. */
	const char *request;
	/* What the other way needs besides. */
	const char *also;
	/* The error number of a kernel that does not have it. */
	int missing;
};

#define TRY_WAY(name, plain_fn, other_fn, asked, ...)		\
	FIXTURE_VARIANT_ADD(way, name) {			\
		.plain = plain_fn, .other = other_fn,		\
		.request = asked, __VA_ARGS__			\
	}

FIXTURE_SETUP(way)
{
	umask(0);
	ASSERT_EQ(0, fresh_world(ENFORCING));
	if (variant->also)
		ASSERT_EQ(0, domain_policy(PROBE_DOMAIN, variant->also));
}

FIXTURE_TEARDOWN(way)
{
	leave_world();
}

static int as_it_was(void)
{
	unlink(OBJECT);
	unlink(KEPT);
	remove(NEW);
	return touch(OBJECT) ?: touch(OTHER) ?: result(link(OBJECT, KEPT));
}

TEST_F(way, is_no_way_around)
{
	int status;

	ASSERT_EQ(0, as_it_was());
	EXPECT_EQ(EPERM, probe(variant->plain, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, variant->request));
	audit_forget();
	status = probe(variant->other, NULL);
	if (variant->missing && status == variant->missing)
		SKIP(return, "the kernel does not have it");
	EXPECT_EQ(EPERM, status);
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, variant->request));
	EXPECT_FALSE(audit_granted(PROBE_DOMAIN, variant->request));

	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "%s", variant->request));
	ASSERT_EQ(0, as_it_was());
	EXPECT_EQ(0, probe(variant->other, NULL));
	EXPECT_TRUE(audit_granted(PROBE_DOMAIN, variant->request));
	ASSERT_EQ(0, as_it_was());
	EXPECT_EQ(0, probe(variant->plain, NULL));
}

static int ring_result(const struct io_uring_sqe *request)
{
	struct ring ring;
	const int err = ring_make(&ring, 0);
	int status;

	if (err)
		return PROBE_UNSTARTED;
	status = ring_do(&ring, request);
	return status < 0 ? -status : 0;
}

#define RING(operation, descriptor, ...)			\
	ring_result(&(struct io_uring_sqe){			\
		.opcode = IORING_OP_##operation,		\
		.fd = descriptor, __VA_ARGS__			\
	})
#define AT(text) ((__u64)(unsigned long)(text))

/* Each takes no arguments. */
#define FUNCTION(name, value)					\
	static int name(char **args)				\
	{							\
		(void)args;					\
		return value;					\
	}

FUNCTION(make_file_plainly, result(open(NEW, O_WRONLY | O_CREAT, 0644)))
FUNCTION(make_file_by_ring, RING(OPENAT, AT_FDCWD, .addr = AT(NEW), .len = 0644,
				 .open_flags = O_WRONLY | O_CREAT))
TRY_WAY(uring_create, make_file_plainly, make_file_by_ring, "file create " NEW " 0644",
	.also = "file write " NEW "\n");

FUNCTION(unlink_plainly, result(unlink(OBJECT)))
FUNCTION(unlink_by_ring, RING(UNLINKAT, AT_FDCWD, .addr = AT(OBJECT)))
TRY_WAY(uring_unlink, unlink_plainly, unlink_by_ring, "file unlink " OBJECT);

FUNCTION(rename_plainly, result(rename(OBJECT, NEW)))
FUNCTION(rename_by_ring, RING(RENAMEAT, AT_FDCWD, .addr = AT(OBJECT),
			      .len = AT_FDCWD, .addr2 = AT(NEW)))
TRY_WAY(uring_rename, rename_plainly, rename_by_ring, "file rename " OBJECT " " NEW);

FUNCTION(mkdir_plainly, result(mkdir(NEW, 0700)))
FUNCTION(mkdir_by_ring, RING(MKDIRAT, AT_FDCWD, .addr = AT(NEW), .len = 0700))
TRY_WAY(uring_mkdir, mkdir_plainly, mkdir_by_ring, "file mkdir " NEW "/ 0700");

FUNCTION(symlink_plainly, result(symlink("x", NEW)))
FUNCTION(symlink_by_ring, RING(SYMLINKAT, AT_FDCWD, .addr = AT("x"),
			       .addr2 = AT(NEW)))
TRY_WAY(uring_symlink, symlink_plainly, symlink_by_ring, "file symlink " NEW);

FUNCTION(link_plainly, result(link(OBJECT, NEW)))
FUNCTION(link_by_ring, RING(LINKAT, AT_FDCWD, .addr = AT(OBJECT),
			    .len = AT_FDCWD, .addr2 = AT(NEW)))
TRY_WAY(uring_link, link_plainly, link_by_ring, "file link " OBJECT " " NEW);

static int open_object(void)
{
	return open(OBJECT, O_RDWR | O_CLOEXEC);
}

FUNCTION(truncate_plainly, result(truncate(OBJECT, 1)))
FUNCTION(truncate_by_ring, RING(TRUNCATE_OPEN, open_object(), .off = 1))
TRY_WAY(uring_ftruncate, truncate_plainly, truncate_by_ring, "file truncate " OBJECT,
	.also = "file read/write " OBJECT "\n", .missing = EINVAL);

/* /dev/null takes every command of io_uring, and no ioctl request. */
static int ioctl_null(char **args)
{
	const int err = result(ioctl(open("/dev/null", O_RDONLY), CMD_NULL));

	(void)args;
	return err == ENOTTY ? 0 : err;
}

FUNCTION(command_null, RING(URING_CMD, open("/dev/null", O_RDONLY), .cmd_op = CMD_NULL))
TRY_WAY(uring_command, ioctl_null, command_null, "file ioctl /dev/null 0x1234",
	.also = "file read /dev/null\n");

static int append_object(void)
{
	return open(OBJECT, O_RDWR | O_APPEND | O_CLOEXEC);
}

FUNCTION(clear_append, result(fcntl(append_object(), F_SETFL, 0)))
FUNCTION(write_by_ring, RING(WRITE, append_object(),
			     .addr = AT("new"), .len = 3, .rw_flags = 0x20))
TRY_WAY(uring_no_append, clear_append, write_by_ring, "file write " OBJECT,
	.also = "file read/append " OBJECT "\n", .missing = EOPNOTSUPP);

FUNCTION(punch_by_ring, RING(FALLOCATE, append_object(), .len = 3, .addr = 1))
TRY_WAY(uring_fallocate, clear_append, punch_by_ring, "file write " OBJECT,
	.also = "file read/append " OBJECT "\n");

static const char *proc_fd(int fd)
{
	static char name[32];

	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	return name;
}

FUNCTION(link_by_fd, result(linkat(open(OBJECT, O_PATH), "", AT_FDCWD, NEW, AT_EMPTY_PATH)))
TRY_WAY(link_of_descriptor, link_plainly, link_by_fd, "file link " OBJECT " " NEW);

FUNCTION(link_by_proc, result(linkat(AT_FDCWD, proc_fd(open(OBJECT, O_PATH)), AT_FDCWD, NEW,
				     AT_SYMLINK_FOLLOW)))
TRY_WAY(link_of_proc_fd, link_plainly, link_by_proc, "file link " OBJECT " " NEW);

/* A file without a name gets one. */
static int name_tmpfile(char **args)
{
	const int fd = open(DIR, O_WRONLY | O_TMPFILE | O_CLOEXEC, 0644);

	(void)args;
	if (fd < 0)
		return PROBE_UNSTARTED;
	return result(linkat(AT_FDCWD, proc_fd(fd), AT_FDCWD, NEW, AT_SYMLINK_FOLLOW));
}

TRY_WAY(tmpfile, make_file_plainly, name_tmpfile, "file create " NEW " 0644",
	.also = "file create " DIR "/#\\$ 0644\nfile write " DIR "/#\\$\n"
		"file link " DIR "/#\\$ " NEW "\nfile write " NEW "\n");

/* One that has lost its name, but lives on by another. */
static int name_unlinked(char **args)
{
	const int fd = open(OBJECT, O_RDONLY | O_CLOEXEC);

	(void)args;
	if (fd < 0 || unlink(OBJECT))
		return PROBE_UNSTARTED;
	return result(linkat(AT_FDCWD, proc_fd(fd), AT_FDCWD, NEW, AT_SYMLINK_FOLLOW));
}

TRY_WAY(unlinked, make_file_plainly, name_unlinked, "file create " NEW " 0644",
	.also = "file read/unlink " OBJECT "\nfile link " OBJECT " " NEW "\n"
		"file write " NEW "\n");

FUNCTION(chmod_plainly, result(chmod(OBJECT, 04755)))
FUNCTION(chmod_by_fd, result(chmod(proc_fd(open(OBJECT, O_PATH)), 04755)))
TRY_WAY(chmod_of_proc_fd, chmod_plainly, chmod_by_fd, "file chmod " OBJECT " 04755");

/* 7.3 changes by name what before only an ioctl request could. */
static int set_attributes_by_ioctl(char **args)
{
	struct fsxattr attributes = { .fsx_xflags = 0x80 };

	(void)args;
	return result(ioctl(open_object(), FS_IOC_FSSETXATTR, &attributes));
}

static int set_attributes_by_name(char **args)
{
	/* An empty struct file_attr, of the first version's size. */
	__u64 attributes[3] = { 0x80 };

	(void)args;
	return result(syscall(SYS_file_setattr, AT_FDCWD, OBJECT, attributes,
			      sizeof(attributes), 0));
}

TRY_WAY(file_setattr, set_attributes_by_ioctl, set_attributes_by_name,
	"file ioctl " OBJECT " 0x401C5820", .also = "file read/write " OBJECT "\n",
	.missing = ENOSYS);

/* The head of an access control list in an extended attribute, and its entries. */
struct acl {
	__u32 version;
	struct {
		__u16 tag;
		__u16 perm;
		__u32 id;
	} entries[5];
};

static struct acl acl_of(int owner, int group, int others)
{
	/* The mask is what the group's bits of the mode become. */
	return (struct acl){ 2, {
		{ 0x01, owner, -1 }, { 0x02, 7, 1000 }, { 0x04, 0, -1 }, { 0x10, group, -1 },
		{ 0x20, others, -1 },
	} };
}

static int set_acl(const char *path, const char *name, const struct acl *acl)
{
	return result(setxattr(path, name, acl, sizeof(*acl), 0));
}

static int set_acl_plainly(char **args)
{
	const struct acl acl = acl_of(7, 7, 7);

	(void)args;
	return set_acl(OBJECT, "system.posix_acl_access", &acl);
}

static int set_acl_by_ring(char **args)
{
	const struct acl acl = acl_of(7, 7, 7);

	(void)args;
	return RING(SETXATTR, 0, .addr = AT("system.posix_acl_access"), .addr2 = AT(&acl),
		    .addr3 = AT(OBJECT), .len = sizeof(acl));
}

/* Bits of the mode that a list changes. The file is named within its file system. */
TRY_WAY(uring_acl, set_acl_plainly, set_acl_by_ring, "file chmod tmpfs:/ccs/object 0777");

FIXTURE(enforcing) {
};

FIXTURE_SETUP(enforcing)
{
	umask(0);
	ASSERT_EQ(0, fresh_world(ENFORCING));
	ASSERT_EQ(0, as_it_was());
}

FIXTURE_TEARDOWN(enforcing)
{
	leave_world();
}

static ino_t ino_of(const char *path)
{
	struct stat stat;

	return lstat(path, &stat) ? 0 : stat.st_ino;
}

FUNCTION(exchange, result(renameat2(AT_FDCWD, OBJECT, AT_FDCWD, OTHER, RENAME_EXCHANGE)))

/* Names that are exchanged are renamed both ways. */
TEST_F(enforcing, exchange_is_two_renames)
{
	const ino_t ino = ino_of(OBJECT);

	EXPECT_EQ(EPERM, probe(exchange, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file rename " OBJECT " " OTHER));
	EXPECT_EQ(EPERM, probe(exchange, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file rename " OTHER " " OBJECT));
	EXPECT_EQ(ino, ino_of(OBJECT));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file rename " OTHER " " OBJECT));
	EXPECT_EQ(0, probe(exchange, NULL));
	EXPECT_EQ(ino, ino_of(OTHER));
}

FUNCTION(rename_leaving_whiteout,
	 result(renameat2(AT_FDCWD, OBJECT, AT_FDCWD, NEW, RENAME_WHITEOUT)))

/* It leaves a device file where the old name was. */
TEST_F(enforcing, whiteout_is_a_device)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file rename " OBJECT " " NEW));
	EXPECT_EQ(EPERM, probe(rename_leaving_whiteout, NULL));
	EXPECT_TRUE(audit_denied(PROBE_DOMAIN, "file mkchar " OBJECT " 00 0 0"));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file mkchar " OBJECT " 0 0 0"));
	EXPECT_EQ(0, probe(rename_leaving_whiteout, NULL));
	ASSERT_EQ(0, as_it_was());
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "delete file rename " OBJECT " " NEW));
	EXPECT_EQ(EPERM, probe(rename_leaving_whiteout, NULL));
	EXPECT_EQ(0, access(OBJECT, F_OK));
}

FUNCTION(make_tmpfile, result(open(DIR, O_RDWR | O_TMPFILE, 0640)))

/* A file without a name takes space nevertheless. */
TEST_F(enforcing, tmpfile_is_created)
{
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file read/write " DIR "/#\\$"));
	EXPECT_EQ(EPERM, probe(make_tmpfile, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file create " DIR "/#\\$ 0600"));
	EXPECT_EQ(EPERM, probe(make_tmpfile, NULL));
	ASSERT_EQ(0, domain_allow(PROBE_DOMAIN, "file create " DIR "/#\\$ 0640"));
	EXPECT_EQ(0, probe(make_tmpfile, NULL));
}

static int set_harmless_acl(char **args)
{
	const struct acl same = acl_of(6, 4, 4), all = acl_of(7, 7, 7);

	(void)args;
	return set_acl(OBJECT, "system.posix_acl_access", &same) ?:
	       set_acl(DIR, "system.posix_acl_default", &all);
}

/* What says no more than the mode did, and what is for files to come. */
TEST_F(enforcing, lists_that_change_no_mode)
{
	EXPECT_EQ(0, probe(set_harmless_acl, NULL));
	EXPECT_EQ(EPERM, probe(set_acl_plainly, NULL));
}

static int set_xattr_as_user(char **args)
{
	if (setgid(1000) || setuid(1000))
		return PROBE_UNSTARTED;
	return result(setxattr(args[0], args[1], "x", 1, 0));
}

/* That there is a hook of ours on attributes takes no other check away. */
TEST_F(enforcing, other_attributes_stay_protected)
{
	ASSERT_EQ(0, chown(OBJECT, 1000, 1000));
	EXPECT_EQ(EPERM, probe(set_xattr_as_user, OBJECT, "security.test", NULL));
	EXPECT_EQ(EPERM, probe(set_xattr_as_user, OBJECT, "trusted.test", NULL));
}

TEST_HARNESS_MAIN
