// SPDX-License-Identifier: GPL-2.0-only
/*
 * Saved versions of policy
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "dropin.h"
#include "dropin_change.h"
#include "manifest.h"
#include "save.h"
#include "version.h"
#include "versions.h"

#define STAMP_SIZE 32
#define UNFINISHED "new.tmp"

/**
 * struct version - what is being saved
 * @path: the directory, such as /etc/ccs
 * @part: the parts
 * @count: their number
 * @message: why it is saved, NULL for nothing
 * @top: descriptor of the directory
 * @dir: descriptor of its directory policy
 * @stamp: name of the new directory in there, which tells the time
 */
struct version {
	const char *path;
	struct ccs_version_part *part;
	size_t count;
	const char *message;
	int top;
	int dir;
	char stamp[STAMP_SIZE];
};

static enum ccs_exit fail(const struct version *version, const char *step,
			  int err)
{
	ccs_warn("policy not saved (%s/%s): %s", version->path, step,
		 strerror(-err));
	return CCS_EXIT_IO;
}

static bool same_file(int dir, const char *path, const struct ccs_strbuf *text)
{
	const int fd = openat(dir, path, O_RDONLY | O_CLOEXEC);
	size_t done = 0;
	char piece[8192];
	ssize_t n;

	if (fd < 0)
		return false;
	while ((n = read(fd, piece, sizeof(piece))) > 0) {
		if ((size_t)n > text->len - done ||
		    memcmp(text->text + done, piece, n))
			break;
		done += n;
	}
	close(fd);
	return !n && done == text->len;
}

static bool unchanged(const struct version *version)
{
	bool same = true;
	size_t i;

	for (i = 0; i < version->count && same; i++) {
		char *const path = ccs_format("current/%s.conf",
					      version->part[i].node);

		same = same_file(version->dir, path, &version->part[i].text);
		free(path);
	}
	return same;
}

static enum ccs_exit open_dirs(struct version *version)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

	version->top = open(version->path, flags);
	if (version->top < 0) {
		ccs_warn("cannot open %s: %s", version->path, strerror(errno));
		return CCS_EXIT_IO;
	}
	if (!mkdirat(version->top, "policy", 0700))
		ccs_save_sync(version->top);
	version->dir = openat(version->top, "policy", flags);
	if (version->dir < 0)
		return fail(version, "policy", -errno);
	return CCS_EXIT_OK;
}

static int write_message(const struct version *version, int dir)
{
	const char *const message = version->message;
	char *line;
	int err;

	/* An interrupted save may have left one. */
	unlinkat(dir, CCS_VERSION_COMMENT, 0);
	if (!message)
		return 0;
	line = ccs_format("%.*s\n", (int)strcspn(message, "\n"), message);
	err = ccs_save_file(dir, CCS_VERSION_COMMENT, line, strlen(line));
	free(line);
	return err;
}

/* A disk that lies is no place for policy. */
static int write_checked(int dir, const char *name,
			 const struct ccs_strbuf *text)
{
	const int err = ccs_save_file(dir, name, text->text, text->len);

	return err || same_file(dir, name, text) ? err : -EIO;
}

static int write_files(const struct version *version, int dir)
{
	char **const names = ccs_realloc(NULL, version->count *
					       sizeof(*names));
	int err = 0;
	size_t i;

	for (i = 0; i < version->count; i++) {
		names[i] = ccs_format("%s.conf", version->part[i].node);
		if (!err)
			err = write_checked(dir, names[i],
					    &version->part[i].text);
	}
	if (!err)
		err = write_message(version, dir);
	if (!err)
		err = ccs_manifest_save(dir, (const char *const *)names,
					version->count);
	for (i = 0; i < version->count; i++)
		free(names[i]);
	free(names);
	return err ? err : ccs_save_sync(dir);
}

/* Its own name tells when it was saved; it gets it when it is complete. */
static int name_dir(struct version *version)
{
	time_t when = time(NULL);
	struct tm local;

	for (;; when++) {
		localtime_r(&when, &local);
		strftime(version->stamp, sizeof(version->stamp), "%y-%m-%d.%H:%M:%S",
			 &local);
		if (!renameat(version->dir, UNFINISHED, version->dir, version->stamp))
			return ccs_save_sync(version->dir);
		if (errno != EEXIST && errno != ENOTEMPTY)
			return -errno;
	}
}

/* What a save that was interrupted left is written over. */
static enum ccs_exit make_dir(struct version *version)
{
	int dir, err = 0;

	if (mkdirat(version->dir, UNFINISHED, 0700) && errno != EEXIST)
		return fail(version, "policy/" UNFINISHED, -errno);
	dir = openat(version->dir, UNFINISHED,
		     O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	err = dir < 0 ? -errno : write_files(version, dir);
	if (dir >= 0)
		close(dir);
	if (!err)
		err = name_dir(version);
	return err ? fail(version, "policy/" UNFINISHED, err) : CCS_EXIT_OK;
}

/* What is damaged is nothing to go back to. */
static bool is_whole(const struct version *version, const char *name)
{
	char *const dir = ccs_format("%s/policy/%s", version->path, name);
	char *const flaw = ccs_manifest_flaw(dir, NULL);

	free(flaw);
	free(dir);
	return !flaw;
}

/* At no moment is there no current policy. */
static enum ccs_exit point_current(const struct version *version)
{
	char target[STAMP_SIZE + 1];
	char old[4096];
	const ssize_t n = readlinkat(version->dir, "current", old,
				     sizeof(old) - 1);
	int err = 0;

	if (n > 0 && is_whole(version, "current")) {
		old[n] = '\0';
		err = ccs_save_link(version->dir, "previous", old);
	}
	if (err)
		return fail(version, "policy/previous", err);
	snprintf(target, sizeof(target), "%s/", version->stamp);
	err = ccs_save_link(version->dir, "current", target);
	if (!err)
		err = ccs_save_sync(version->dir);
	return err ? fail(version, "policy/current", err) : CCS_EXIT_OK;
}

/* Keeps a file of the time before there were dated directories. */
static int keep_plain(const struct version *version, const char *name)
{
	struct stat info;
	char *kept;
	int err = 0;

	if (fstatat(version->top, name, &info, AT_SYMLINK_NOFOLLOW) ||
	    !S_ISREG(info.st_mode))
		return 0;
	kept = ccs_format("%s.old", name);
	if (linkat(version->top, name, version->top, kept, 0) && errno != EEXIST)
		err = -errno;
	free(kept);
	return err;
}

/* The loader reads DIR/NAME.conf: that must lead to what was saved. */
static enum ccs_exit point_files(const struct version *version)
{
	int err = 0;
	size_t i;

	for (i = 0; i < version->count && !err; i++) {
		const char *const node = version->part[i].node;
		char *const name = ccs_format("%s.conf", node);
		char *const target = ccs_format("policy/current/%s", name);
		char old[4096];
		ssize_t n;

		if (version->part[i].linked) {
			n = readlinkat(version->top, name, old, sizeof(old) - 1);
			old[n > 0 ? n : 0] = '\0';
			if (strcmp(old, target))
				err = keep_plain(version, name);
			if (!err && strcmp(old, target))
				err = ccs_save_link(version->top, name, target);
		}
		if (err)
			fail(version, name, err);
		free(name);
		free(target);
	}
	if (!err)
		ccs_save_sync(version->top);
	return err ? CCS_EXIT_IO : CCS_EXIT_OK;
}

/* What came with applications stays with them. */
static void take_dropins(struct version *version)
{
	struct ccs_strbuf *exceptions = NULL, *domains = NULL;
	size_t i;

	for (i = 0; i < version->count; i++)
		if (!strcmp(version->part[i].node, "exception_policy"))
			exceptions = &version->part[i].text;
		else if (!strcmp(version->part[i].node, "domain_policy"))
			domains = &version->part[i].text;
	ccs_dropin_strip(version->path, exceptions, domains);
	ccs_dropin_record(version->path, false);
}

/**
 * ccs_version_save_as - save policy to a new directory PATH/policy/DATE/
 * @path: the administrator's directory, such as /etc/ccs
 * @part: the parts
 * @count: their number
 * @flags: enum ccs_version_flags
 * @message: why it is saved, NULL for nothing
 *
 * Return: success, or the exit status after a message. CCS_EXIT_NEGATIVE
 * without one if it was not forced and nothing changed.
 */
enum ccs_exit ccs_version_save_as(const char *path,
				  struct ccs_version_part *part, size_t count,
				  unsigned int flags, const char *message)
{
	struct version version = {
		.path = path, .part = part, .count = count, .message = message,
	};
	enum ccs_exit code = open_dirs(&version);
	bool same;

	if (code)
		return code;
	if (flags & CCS_VERSION_STRIP)
		take_dropins(&version);
	same = !(flags & CCS_VERSION_FORCE) && unchanged(&version);
	if (!same)
		code = make_dir(&version);
	if (!same && !code)
		code = point_current(&version);
	if (!code)
		code = point_files(&version);
	close(version.dir);
	close(version.top);
	return code ? code : same ? CCS_EXIT_NEGATIVE : CCS_EXIT_OK;
}

/**
 * ccs_version_save - the same, without a word why
 * @path: the administrator's directory, such as /etc/ccs
 * @part: the parts
 * @count: their number
 * @flags: enum ccs_version_flags
 *
 * Return: as ccs_version_save_as().
 */
enum ccs_exit ccs_version_save(const char *path, struct ccs_version_part *part,
			       size_t count, unsigned int flags)
{
	return ccs_version_save_as(path, part, count, flags, NULL);
}
