// SPDX-License-Identifier: GPL-2.0-only
/*
 * Files that survive a crash
 *
 * A name always leads to something complete, old or new: content is made under
 * another name, brought to the disk, and then renamed.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fail.h"
#include "save.h"

static int write_all(int fd, const char *text, size_t len)
{
	while (len) {
		const ssize_t n = write(fd, text, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n ? -errno : -EIO;
		text += n;
		len -= n;
	}
	return fsync(fd) ? -errno : 0;
}

static int write_new(int dir, const char *name, const char *text, size_t len)
{
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	int fd, err;

	unlinkat(dir, name, 0);
	fd = openat(dir, name, flags, 0600);
	if (fd < 0)
		return -errno;
	err = write_all(fd, text, len);
	if (close(fd) && !err)
		err = -errno;
	return err;
}

static int move(int dir, const char *from, const char *to)
{
	return renameat(dir, from, dir, to) ? -errno : 0;
}

/**
 * ccs_save_file - write a file, or replace it as a whole
 * @dir: descriptor of its directory
 * @name: its name
 * @text: its new content
 * @len: bytes of it
 *
 * Return: 0 or -errno; then the old file, if any, is still there.
 */
int ccs_save_file(int dir, const char *name, const char *text, size_t len)
{
	char *const tmp = ccs_format("%s.tmp", name);
	int err = write_new(dir, tmp, text, len);

	if (!err)
		err = move(dir, tmp, name);
	if (err)
		unlinkat(dir, tmp, 0);
	free(tmp);
	return err;
}

/**
 * ccs_save_link - make a symbolic link, or replace it
 * @dir: descriptor of its directory
 * @name: its name
 * @target: where it leads
 *
 * Return: 0 or -errno; then the old link, if any, is still there.
 */
int ccs_save_link(int dir, const char *name, const char *target)
{
	char *const tmp = ccs_format("%s.tmp", name);
	int err;

	unlinkat(dir, tmp, 0);
	err = symlinkat(target, dir, tmp) ? -errno : move(dir, tmp, name);
	if (err)
		unlinkat(dir, tmp, 0);
	free(tmp);
	return err;
}

/**
 * ccs_save_sync - bring the names in a directory to the disk
 * @dir: its descriptor
 *
 * Return: 0 or -errno.
 */
int ccs_save_sync(int dir)
{
	return fsync(dir) && errno != EINVAL ? -errno : 0;
}

/**
 * ccs_save_read - read a whole file
 * @dir: descriptor of its directory
 * @name: its name
 * @text: gets what is in it, and is ended by a NUL byte
 *
 * Return: 0 or -errno.
 */
int ccs_save_read(int dir, const char *name, struct ccs_strbuf *text)
{
	const int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return -errno;
	ccs_strbuf_puts(text, "");
	do {
		char *const end = ccs_strbuf_reserve(text, 65536);

		n = read(fd, end, 65536);
		if (n > 0)
			text->len += n;
	} while (n > 0);
	text->text[text->len] = '\0';
	close(fd);
	return n < 0 ? -EIO : 0;
}
