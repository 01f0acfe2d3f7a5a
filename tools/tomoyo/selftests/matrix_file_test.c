// SPDX-License-Identifier: GPL-2.0-only
/*
 * Making and removing names in every mode
 */

#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

#include "matrix.h"

#define NEW DIR "/new"

static bool new_is_there(void)
{
	struct stat stat;

	return !lstat(NEW, &stat);
}

static bool new_is_gone(void)
{
	return !new_is_there();
}

static bool object_is_gone(void)
{
	return access(OBJECT, F_OK);
}

static int remove_new(void)
{
	return remove(NEW) && errno != ENOENT ? errno : 0;
}

static int make_new_directory(void)
{
	return mkdir(NEW, 0755) && errno != EEXIST ? errno : 0;
}

static int make_object(void)
{
	return remove_new() ?: touch(OBJECT);
}

/* Modes are as the caller says, whatever the file system does about the mask. */
static int result(int status)
{
	return status < 0 ? errno : 0;
}

static int by_open(char **args)
{
	umask(0);
	return result(open(args[0], O_WRONLY | O_CREAT | O_EXCL, 0640));
}

static int by_creat(char **args)
{
	umask(0);
	return result(creat(args[0], 0640));
}

static int by_openat2(char **args)
{
	struct open_how how = { .flags = O_RDWR | O_CREAT | O_EXCL, .mode = 0640 };

	umask(0);
	return result(syscall(SYS_openat2, AT_FDCWD, args[0], &how, sizeof(how)));
}

static int make_node(const char *path, mode_t mode, dev_t dev)
{
	umask(0);
	return result(mknod(path, mode, dev));
}

static int by_mknod(char **args)
{
	return make_node(args[0], S_IFREG | 0640, 0);
}

static int by_mknod_without_type(char **args)
{
	return make_node(args[0], 0640, 0);
}

static int make_fifo(char **args)
{
	return make_node(args[0], S_IFIFO | 0620, 0);
}

static int make_socket(char **args)
{
	return make_node(args[0], S_IFSOCK | 0620, 0);
}

static int bind_socket(char **args)
{
	const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	struct sockaddr_un addr = { .sun_family = AF_UNIX };

	umask(0);
	snprintf(addr.sun_path, sizeof(addr.sun_path), "%s", args[0]);
	return result(bind(fd, (struct sockaddr *)&addr, sizeof(addr)));
}

static int make_block_device(char **args)
{
	return make_node(args[0], S_IFBLK | 0600, makedev(7, 300));
}

static int make_char_device(char **args)
{
	return make_node(args[0], S_IFCHR | 0666, makedev(1, 3));
}

static int make_directory(char **args)
{
	umask(0);
	return result(mkdir(args[0], 0750));
}

static int make_directory_at(char **args)
{
	umask(0);
	return result(mkdirat(open(args[0], O_PATH), args[1], 0750));
}

static int remove_directory(char **args)
{
	return result(rmdir(args[0]));
}

static int unlink_directory_at(char **args)
{
	return result(unlinkat(open(args[0], O_PATH), args[1], AT_REMOVEDIR));
}

static int unlink_name(char **args)
{
	return result(unlink(args[0]));
}

static int unlink_name_at(char **args)
{
	return result(unlinkat(open(args[0], O_PATH), args[1], 0));
}

static int make_symlink(char **args)
{
	return result(symlink(args[0], args[1]));
}

static int make_symlink_at(char **args)
{
	return result(symlinkat(args[0], open(args[1], O_PATH), args[2]));
}

static int make_link(char **args)
{
	return result(link(args[0], args[1]));
}

static int make_link_to_open(char **args)
{
	return result(linkat(open(args[0], O_PATH), "", AT_FDCWD, args[1], AT_EMPTY_PATH));
}

static int rename_name(char **args)
{
	return result(rename(args[0], args[1]));
}

static int rename_no_replace(char **args)
{
	return result(syscall(SYS_renameat2, AT_FDCWD, args[0], AT_FDCWD, args[1],
			      1 /* RENAME_NOREPLACE */));
}

#define MAKES_NEW(function)				\
	.fn = function, .args = { NEW },		\
	.prepare = remove_new, .happened = new_is_there

OPERATION(file_create, MAKES_NEW(by_open),
	  .request = "file create " NEW " 0640");

OPERATION_BY(file_create, creat, MAKES_NEW(by_creat),
	     .request = "file create " NEW " 0640");

OPERATION_BY(file_create, openat2, MAKES_NEW(by_openat2),
	     .request = "file create " NEW " 0640");

OPERATION_BY(file_create, mknod, MAKES_NEW(by_mknod),
	     .request = "file create " NEW " 0640");

OPERATION_BY(file_create, mknod_without_type, MAKES_NEW(by_mknod_without_type),
	     .request = "file create " NEW " 0640");

OPERATION_BY(file_create, range, MAKES_NEW(by_open),
	     .request = "file create " NEW " 0640",
	     .entry = "file create " DIR "/n\\* 0600-0640");

OPERATION_BY(file_create, number_group, MAKES_NEW(by_open),
	     .request = "file create " NEW " 0640",
	     .entry = "file create " NEW " @MATRIX_MODES",
	     .exception = "number_group MATRIX_MODES 0400\n"
			  "number_group MATRIX_MODES 0637-0640\n");

OPERATION_BY(file_create, path_group, MAKES_NEW(by_open),
	     .request = "file create " NEW " 0640",
	     .entry = "file create @MATRIX_FILES 0640",
	     .exception = "path_group MATRIX_FILES " DIR "/ne\\?\n");

OPERATION(file_mkfifo, MAKES_NEW(make_fifo),
	  .request = "file mkfifo " NEW " 0620");

OPERATION(file_mksock, MAKES_NEW(make_socket),
	  .request = "file mksock " NEW " 0620");

OPERATION_BY(file_mksock, bind, MAKES_NEW(bind_socket),
	     .request = "file mksock " NEW " 0777");

OPERATION(file_mkblock, MAKES_NEW(make_block_device),
	  .request = "file mkblock " NEW " 0600 7 300");

OPERATION_BY(file_mkblock, range, MAKES_NEW(make_block_device),
	     .request = "file mkblock " NEW " 0600 7 300",
	     .entry = "file mkblock " NEW " 0-0777 7 256-300");

OPERATION(file_mkchar, MAKES_NEW(make_char_device),
	  .request = "file mkchar " NEW " 0666 1 3");

OPERATION_BY(file_mkchar, number_group, MAKES_NEW(make_char_device),
	     .request = "file mkchar " NEW " 0666 1 3",
	     .entry = "file mkchar " NEW " 0666 1 @MATRIX_MINORS",
	     .exception = "number_group MATRIX_MINORS 3\n");

OPERATION(file_mkdir, MAKES_NEW(make_directory),
	  .request = "file mkdir " NEW "/ 0750");

OPERATION_BY(file_mkdir, mkdirat,
	     .fn = make_directory_at, .args = { DIR, "new" },
	     .request = "file mkdir " NEW "/ 0750",
	     .prepare = remove_new, .happened = new_is_there);

OPERATION(file_rmdir,
	  .fn = remove_directory, .args = { NEW },
	  .request = "file rmdir " NEW "/",
	  .prepare = make_new_directory, .happened = new_is_gone);

OPERATION_BY(file_rmdir, unlinkat,
	     .fn = unlink_directory_at, .args = { DIR, "new" },
	     .request = "file rmdir " NEW "/",
	     .prepare = make_new_directory, .happened = new_is_gone);

OPERATION(file_unlink,
	  .fn = unlink_name, .args = { OBJECT },
	  .request = "file unlink " OBJECT,
	  .prepare = make_object, .happened = object_is_gone);

OPERATION_BY(file_unlink, unlinkat,
	     .fn = unlink_name_at, .args = { DIR, "object" },
	     .request = "file unlink " OBJECT,
	     .prepare = make_object, .happened = object_is_gone);

OPERATION(file_symlink,
	  .fn = make_symlink, .args = { "to here", NEW },
	  .request = "file symlink " NEW,
	  .learned = "file symlink " NEW " symlink.target=\"to\\040here\"",
	  .prepare = remove_new, .happened = new_is_there);

OPERATION_BY(file_symlink, target,
	     .fn = make_symlink_at, .args = { "/etc/passwd", DIR, "new" },
	     .request = "file symlink " NEW,
	     .entry = "file symlink " NEW " symlink.target=\"/etc/\\*\"",
	     .learned = "file symlink " NEW " symlink.target=\"/etc/passwd\"",
	     .prepare = remove_new, .happened = new_is_there);

OPERATION(file_link,
	  .fn = make_link, .args = { OBJECT, NEW },
	  .request = "file link " OBJECT " " NEW,
	  .prepare = make_object, .happened = new_is_there);

OPERATION_BY(file_link, descriptor,
	     .fn = make_link_to_open, .args = { OBJECT, NEW },
	     .request = "file link " OBJECT " " NEW,
	     .prepare = make_object, .happened = new_is_there);

OPERATION(file_rename,
	  .fn = rename_name, .args = { OBJECT, NEW },
	  .request = "file rename " OBJECT " " NEW,
	  .prepare = make_object, .happened = new_is_there);

OPERATION_BY(file_rename, renameat2,
	     .fn = rename_no_replace, .args = { OBJECT, NEW },
	     .request = "file rename " OBJECT " " NEW,
	     .prepare = make_object, .happened = new_is_there);

static int make_directory_to_rename(void)
{
	rmdir(DIR "/renamed");
	return make_new_directory();
}

OPERATION_BY(file_rename, directory,
	     .fn = rename_name, .args = { NEW, DIR "/renamed" },
	     .request = "file rename " NEW "/ " DIR "/renamed/",
	     .prepare = make_directory_to_rename, .happened = new_is_gone);

TEST_HARNESS_MAIN
