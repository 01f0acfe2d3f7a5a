// SPDX-License-Identifier: GPL-2.0-only
/*
 * Capabilities of 1.7 about files in every mode
 */

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

#include "matrix.h"

#define NEW DIR "/new"

static int result(int status)
{
	return status < 0 ? errno : 0;
}

static int new_world(void)
{
	unlink(NEW);
	unlink(OBJECT);
	return touch(OBJECT);
}

static bool new_is_there(void)
{
	struct stat stat;

	return !lstat(NEW, &stat);
}

static bool object_is_gone(void)
{
	return access(OBJECT, F_OK);
}

static bool object_has_changed(void)
{
	struct stat stat;

	return !lstat(OBJECT, &stat) && (stat.st_mode != (S_IFREG | 0644) || stat.st_uid);
}

static int use_link(char **args)
{
	return result(link(args[0], args[1]));
}

static int use_symlink(char **args)
{
	return result(symlink(args[0], args[1]));
}

static int use_rename(char **args)
{
	return result(rename(args[0], args[1]));
}

static int use_unlink(char **args)
{
	return result(unlink(args[0]));
}

static int use_chmod(char **args)
{
	return result(chmod(args[0], 0600));
}

static int use_chown(char **args)
{
	return result(chown(args[0], 1234, 1234));
}

static int use_ioctl(char **args)
{
	return result(ioctl(open(args[0], O_RDONLY), FIOCLEX));
}

static int make_fifo(char **args)
{
	return result(mknod(args[1], S_IFIFO | 0600, 0));
}

static int make_block_device(char **args)
{
	return result(mknod(args[1], S_IFBLK | 0600, makedev(7, 0)));
}

static int make_char_device(char **args)
{
	return result(mknod(args[1], S_IFCHR | 0600, makedev(1, 3)));
}

static int make_socket(char **args)
{
	return result(mknod(args[1], S_IFSOCK | 0600, 0));
}

static int bind_socket(char **args)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };

	snprintf(addr.sun_path, sizeof(addr.sun_path), "%s", args[1]);
	return result(bind(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr *)&addr,
			   sizeof(addr)));
}

#define USES(function, name, effect)				\
	.fn = function, .args = { OBJECT, NEW },		\
	.request = "allow_capability " name,			\
	.prepare = new_world, .happened = effect

OPERATION(capability_SYS_LINK, USES(use_link, "SYS_LINK", new_is_there));
OPERATION(capability_SYS_SYMLINK, USES(use_symlink, "SYS_SYMLINK", new_is_there));
OPERATION(capability_SYS_RENAME, USES(use_rename, "SYS_RENAME", new_is_there));
OPERATION(capability_SYS_UNLINK, USES(use_unlink, "SYS_UNLINK", object_is_gone));
OPERATION(capability_SYS_CHMOD, USES(use_chmod, "SYS_CHMOD", object_has_changed));
OPERATION(capability_SYS_CHOWN, USES(use_chown, "SYS_CHOWN", object_has_changed));
OPERATION(capability_SYS_IOCTL, USES(use_ioctl, "SYS_IOCTL", NULL));
OPERATION(capability_create_fifo, USES(make_fifo, "create_fifo", new_is_there));
OPERATION(capability_create_block_dev, USES(make_block_device, "create_block_dev",
					    new_is_there));
OPERATION(capability_create_char_dev, USES(make_char_device, "create_char_dev",
					   new_is_there));
OPERATION(capability_create_unix_socket, USES(make_socket, "create_unix_socket",
					      new_is_there));
OPERATION_BY(capability_create_unix_socket, bind, USES(bind_socket, "create_unix_socket",
						       new_is_there));

TEST_HARNESS_MAIN
