// SPDX-License-Identifier: GPL-2.0-only
/*
 * Saved versions of the policy
 *
 * Directories whose names tell when they were saved; the links current and
 * previous lead to two of them.
 */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "json.h"
#include "list.h"
#include "manifest.h"
#include "save.h"
#include "versions.h"

/**
 * struct versions - what there is, oldest first
 * @path: the directory policy
 * @dir: its descriptor
 * @names: names of the versions
 * @current: the one that is loaded at boot, empty for none
 * @previous: the one before it, likewise
 */
struct versions {
	char *path;
	int dir;
	struct ccs_list names;
	char current[NAME_MAX + 1];
	char previous[NAME_MAX + 1];
};

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct ccs_item *)a)->text,
		      ((const struct ccs_item *)b)->text);
}

/* Who made the link may have written a slash behind the name. */
static void read_target(int dir, const char *link, char *name)
{
	const ssize_t n = readlinkat(dir, link, name, NAME_MAX);

	name[n > 0 ? n : 0] = '\0';
	name[strcspn(name, "/")] = '\0';
}

static enum ccs_exit open_versions(struct versions *all, const char *top)
{
	const struct dirent *entry;
	DIR *stream;

	*all = (struct versions){ .path = ccs_format("%s/policy", top) };
	all->dir = open(all->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	stream = all->dir < 0 ? NULL : opendir(all->path);
	if (!stream) {
		ccs_warn("cannot open %s: %s", all->path, strerror(errno));
		return CCS_EXIT_IO;
	}
	while ((entry = readdir(stream)))
		if (*entry->d_name >= '0' && *entry->d_name <= '9')
			ccs_list_add(&all->names, entry->d_name);
	closedir(stream);
	if (all->names.count)
		qsort(all->names.item, all->names.count,
		      sizeof(*all->names.item), by_name);
	read_target(all->dir, "current", all->current);
	read_target(all->dir, "previous", all->previous);
	return CCS_EXIT_OK;
}

static void close_versions(struct versions *all)
{
	if (all->dir >= 0)
		close(all->dir);
	ccs_list_free(&all->names);
	free(all->path);
}

/* Why it was saved, or the empty string. */
static char *comment_of(const struct versions *all, const char *name)
{
	char *const path = ccs_format("%s/%s/" CCS_VERSION_COMMENT, all->path,
				      name);
	FILE *const file = fopen(path, "re");
	char line[1024] = "";

	if (file && !fgets(line, sizeof(line), file))
		*line = '\0';
	if (file)
		fclose(file);
	line[strcspn(line, "\n")] = '\0';
	free(path);
	return ccs_strdup(line);
}

static void print_text(const struct versions *all, const char *name,
		       const char *flaw, const char *comment)
{
	printf("%s%s%s", name, strcmp(name, all->current) ? "" : " current",
	       strcmp(name, all->previous) ? "" : " previous");
	if (flaw)
		printf(" (%s)", flaw);
	if (*comment)
		printf(" %s", comment);
	putchar('\n');
}

static void print_json(const struct versions *all, const char *name,
		       const char *flaw, const char *comment)
{
	struct ccs_strbuf out = {};

	ccs_strbuf_puts(&out, "{\"name\":");
	ccs_json_string(&out, name);
	ccs_strbuf_puts(&out, strcmp(name, all->current) ?
			",\"current\":false" : ",\"current\":true");
	ccs_strbuf_puts(&out, strcmp(name, all->previous) ?
			",\"previous\":false" : ",\"previous\":true");
	ccs_strbuf_puts(&out, ",\"flaw\":");
	if (flaw)
		ccs_json_string(&out, flaw);
	else
		ccs_strbuf_puts(&out, "null");
	ccs_strbuf_puts(&out, ",\"comment\":");
	ccs_json_string(&out, comment);
	printf("%s}", out.text);
	ccs_strbuf_free(&out);
}

static void print_version(const struct versions *all, size_t i, bool json)
{
	const char *const name = all->names.item[i].text;
	char *const path = ccs_format("%s/%s", all->path, name);
	char *const flaw = ccs_manifest_flaw(path, NULL);
	char *const comment = comment_of(all, name);

	if (json && i)
		putchar(',');
	(json ? print_json : print_text)(all, name, flaw, comment);
	free(comment);
	free(flaw);
	free(path);
}

/**
 * ccs_versions_list - print what there is, oldest first
 * @top: the administrator's directory
 * @json: as one object
 *
 * Return: success, or the exit status after a message.
 */
enum ccs_exit ccs_versions_list(const char *top, bool json)
{
	struct versions all;
	const enum ccs_exit code = open_versions(&all, top);
	size_t i;

	if (!code && json)
		printf("{\"schema\":1,\"versions\":[");
	for (i = 0; i < all.names.count; i++)
		print_version(&all, i, json);
	if (!code && json)
		puts("]}");
	close_versions(&all);
	return code;
}

static int remove_dir(int at, const char *name)
{
	const int dir = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW |
			       O_CLOEXEC);
	DIR *const stream = dir < 0 ? NULL : fdopendir(dir);
	const struct dirent *entry;

	if (!stream)
		return -errno;
	while ((entry = readdir(stream)))
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
			unlinkat(dir, entry->d_name, 0);
	closedir(stream);
	return unlinkat(at, name, AT_REMOVEDIR) ? -errno : 0;
}

/**
 * ccs_versions_prune - remove the oldest
 * @top: the administrator's directory
 * @keep: how many stay at least; what the links lead to does in any case
 *
 * Return: success, or the exit status after a message.
 */
enum ccs_exit ccs_versions_prune(const char *top, unsigned int keep)
{
	struct versions all;
	enum ccs_exit code = open_versions(&all, top);
	size_t i;

	for (i = 0; !code && i + keep < all.names.count; i++) {
		const char *const name = all.names.item[i].text;
		int err;

		if (!strcmp(name, all.current) || !strcmp(name, all.previous))
			continue;
		err = remove_dir(all.dir, name);
		if (!err)
			continue;
		ccs_warn("cannot remove %s/%s: %s", all.path, name,
			 strerror(-err));
		code = CCS_EXIT_IO;
	}
	close_versions(&all);
	return code;
}

/* Nothing that is damaged is gone back to. */
static enum ccs_exit check(const struct versions *all, const char *name)
{
	char *const path = ccs_format("%s/%s", all->path, name);
	char *flaw = NULL;

	if (!*name || strchr(name, '/') || access(path, X_OK))
		flaw = ccs_strdup("there is no such version");
	else
		flaw = ccs_manifest_flaw(path, NULL);
	if (flaw)
		ccs_warn("%s: %s", *name ? path : all->path, flaw);
	free(path);
	if (!flaw)
		return CCS_EXIT_OK;
	free(flaw);
	return CCS_EXIT_INPUT;
}

static int point(const struct versions *all, const char *name)
{
	char *const now = ccs_format("%s/", name);
	char *const before = ccs_format("%s/", all->current);
	int err = 0;

	if (*all->current)
		err = ccs_save_link(all->dir, "previous", before);
	if (!err)
		err = ccs_save_link(all->dir, "current", now);
	if (!err)
		err = ccs_save_sync(all->dir);
	free(before);
	free(now);
	return err;
}

/**
 * ccs_versions_back - have another version loaded at the next boot
 * @top: the administrator's directory
 * @name: the version, or ``previous``
 *
 * Return: success, or the exit status after a message.
 */
enum ccs_exit ccs_versions_back(const char *top, const char *name)
{
	struct versions all;
	enum ccs_exit code = open_versions(&all, top);
	int err;

	if (!strcmp(name, "previous"))
		name = all.previous;
	if (!code)
		code = check(&all, name);
	if (!code && strcmp(name, all.current)) {
		err = point(&all, name);
		if (err) {
			ccs_warn("cannot change %s/current: %s", all.path,
				 strerror(-err));
			code = CCS_EXIT_IO;
		}
	}
	if (!code) {
		printf("%s/current: %s\n", all.path, name);
		ccs_hint("put it in force now with:  ccs-loadpolicy -f --dir %s",
			 top);
	}
	close_versions(&all);
	return code;
}
