/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * System calls on mounts
 *
 * Older C libraries know neither all of these nor their flags, and newer ones
 * can't be had together with the kernel's header. Results are descriptors or
 * 0, and a negative error number.
 */

#ifndef CCS_SELFTESTS_MOUNT_API_H
#define CCS_SELFTESTS_MOUNT_API_H

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
	NR_OPEN_TREE = 428,
	NR_MOVE_MOUNT = 429,
	NR_FSOPEN = 430,
	NR_FSCONFIG = 431,
	NR_FSMOUNT = 432,
	NR_FSPICK = 433,
	NR_MOUNT_SETATTR = 442,
	NR_OPEN_TREE_ATTR = 467,
	NR_FCHROOT = 472,
};

enum {
	TREE_CLONE = 1,
	TREE_NAMESPACE = 2,
	NEW_NAMESPACE = 2,
	FROM_FD = 0x4,
	SET_GROUP = 0x100,
	BENEATH = 0x200,
	ALL_BELOW = 0x8000,
	CONFIG_FLAG = 0,
	CONFIG_STRING = 1,
	CONFIG_CREATE = 6,
	CONFIG_AGAIN = 7,
	ATTR_RDONLY = 1,
	ATTR_NOSUID = 2,
	ATTR_IDMAP = 0x100000,
};

struct attributes {
	uint64_t set;
	uint64_t clear;
	uint64_t propagation;
	uint64_t userns;
};

static inline int result(long value)
{
	return value < 0 ? -errno : value;
}

static inline int tree_of(const char *path, unsigned int flags)
{
	return result(syscall(NR_OPEN_TREE, AT_FDCWD, path, flags));
}

static inline int tree_with(const char *path, unsigned int flags,
			    const struct attributes *attributes)
{
	return result(syscall(NR_OPEN_TREE_ATTR, AT_FDCWD, path, flags, attributes,
			      sizeof(*attributes)));
}

static inline int attach(int fd, const char *to, unsigned int flags)
{
	return result(syscall(NR_MOVE_MOUNT, fd, "", AT_FDCWD, to, FROM_FD | flags));
}

static inline int relocate(const char *from, const char *to, unsigned int flags)
{
	return result(syscall(NR_MOVE_MOUNT, AT_FDCWD, from, AT_FDCWD, to, flags));
}

/* A configured file system of a type. */
static inline int new_context(const char *type)
{
	const int fd = result(syscall(NR_FSOPEN, type, 0));

	if (fd >= 0 && syscall(NR_FSCONFIG, fd, CONFIG_CREATE, NULL, NULL, 0))
		return -errno;
	return fd;
}

static inline int new_mount(const char *type, unsigned int flags, unsigned int attributes)
{
	const int fd = new_context(type);

	return fd < 0 ? fd : result(syscall(NR_FSMOUNT, fd, flags, attributes));
}

/* Sets an option of the file system that is mounted somewhere. */
static inline int reconfigure(const char *path, const char *option)
{
	const int fd = result(syscall(NR_FSPICK, AT_FDCWD, path, 0));

	if (fd < 0)
		return fd;
	if (syscall(NR_FSCONFIG, fd, CONFIG_FLAG, option, NULL, 0))
		return -errno;
	return result(syscall(NR_FSCONFIG, fd, CONFIG_AGAIN, NULL, NULL, 0));
}

static inline int set_attributes(int fd, const char *path, unsigned int flags,
				 const struct attributes *attributes)
{
	return result(syscall(NR_MOUNT_SETATTR, fd, path, flags, attributes,
			      sizeof(*attributes)));
}

static inline int root_at(int fd)
{
	return result(syscall(NR_FCHROOT, fd, 0));
}

#endif /* CCS_SELFTESTS_MOUNT_API_H */
