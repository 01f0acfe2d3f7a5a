// SPDX-License-Identifier: GPL-2.0-only
/*
 * Saving policy to disk
 */

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lib/dropin.h"
#include "lib/dropin_change.h"
#include "lib/fail.h"
#include "lib/iface.h"
#include "lib/manifest.h"
#include "lib/node.h"
#include "lib/option.h"
#include "lib/save.h"

#define OPTION_FORCE CCS_OPTION_LONG
#define STAMP_SIZE 32
#define UNFINISHED "new.tmp"

/**
 * struct policy - one of the policies that are saved
 * @letter: option that prints it
 * @node: the node, and with .conf behind it the file
 */
struct policy {
	char letter;
	const char *node;
};

/* In the order of reading: the domains last, for they refer to the others. */
static const struct policy policies[] = {
	{ 'p', "profile" },
	{ 'm', "manager" },
	{ 'e', "exception_policy" },
	{ 'd', "domain_policy" },
	{ 's', "stat" },
};

#define POLICY_COUNT (sizeof(policies) / sizeof(policies[0]))

/**
 * struct save - what is saved where
 * @print: print this policy instead of saving; NULL to save
 * @force: save even if nothing changed
 * @path: the directory, such as /etc/ccs
 * @top: its descriptor
 * @dir: descriptor of its directory policy
 * @stamp: name of the new directory in there, which tells the time
 * @text: the policies
 */
struct save {
	const struct policy *print;
	bool force;
	const char *path;
	int top;
	int dir;
	char stamp[STAMP_SIZE];
	struct ccs_strbuf text[POLICY_COUNT];
};

static void take_option(int key, const char *arg, void *data)
{
	struct save *const save = data;
	size_t i;

	(void)arg;
	if (key == OPTION_FORCE) {
		save->force = true;
		return;
	}
	if (save->print && save->print->letter != key)
		ccs_usage_error("only one policy may be given");
	for (i = 0; i < POLICY_COUNT; i++)
		if (policies[i].letter == key)
			save->print = &policies[i];
}

static const struct ccs_option options[] = {
	{ 'd', NULL, NULL, "print the domain policy" },
	{ 'e', NULL, NULL, "print the exception policy" },
	{ 'm', NULL, NULL, "print the managers" },
	{ 'p', NULL, NULL, "print the profiles" },
	{ 's', NULL, NULL, "print counters and memory quotas" },
	{ OPTION_FORCE, "force", NULL,
	  "save even if nothing changed since the last time" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-savepolicy",
	.usage = "[--force] [DIR]\n"
		 "       ccs-savepolicy {-d|-e|-m|-p|-s}",
	.about = "Save the policy that is in the kernel to DIR/policy/DATE/ (DIR is\n"
		 "/etc/ccs by default), where the loader finds it at the next boot; or\n"
		 "print one part of it.\n",
	.options = options,
	.take = take_option,
};

static enum ccs_exit fail(const struct save *save, const char *step, int err)
{
	ccs_warn("policy not saved (%s/%s): %s", save->path, step,
		 strerror(-err));
	return CCS_EXIT_IO;
}

static enum ccs_exit print_policy(const char *node)
{
	struct ccs_strbuf text = {};
	const int err = ccs_node_read(node, &text);

	if (err)
		return ccs_iface_fail(node, err);
	fwrite(text.text, 1, text.len, stdout);
	ccs_strbuf_free(&text);
	return CCS_EXIT_OK;
}

/* Of the memory statistics only the quotas can be loaded again. */
static void keep_quotas(struct ccs_strbuf *text)
{
	struct ccs_strbuf quotas = {};
	const char *line = text->text;
	size_t len;

	for (; *line; line += len, line += *line == '\n') {
		const char *quota = strstr(line, "(Quota:");
		char *one;

		len = strcspn(line, "\n");
		if (strncmp(line, "Memory used by ", 15))
			continue;
		if (quota && quota > line + len)
			quota = NULL;
		one = ccs_format("%.*s %lu\n", (int)strcspn(line, ":") + 1,
				 line, quota ? strtoul(quota + 7, NULL, 10) :
					       0);
		ccs_strbuf_puts(&quotas, one);
		free(one);
	}
	ccs_strbuf_free(text);
	*text = quotas;
	ccs_strbuf_puts(text, "");
}

static enum ccs_exit read_policy(struct save *save)
{
	size_t i;
	int err;

	for (i = 0; i < POLICY_COUNT; i++) {
		err = ccs_node_read(policies[i].node, &save->text[i]);
		if (err)
			return ccs_iface_fail(policies[i].node, err);
		if (policies[i].letter == 's')
			keep_quotas(&save->text[i]);
	}
	return CCS_EXIT_OK;
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

static bool unchanged(const struct save *save)
{
	bool same = true;
	size_t i;

	for (i = 0; i < POLICY_COUNT && same; i++) {
		char *const path = ccs_format("current/%s.conf",
					      policies[i].node);

		same = same_file(save->dir, path, &save->text[i]);
		free(path);
	}
	return same;
}

static enum ccs_exit open_dirs(struct save *save)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

	save->top = open(save->path, flags);
	if (save->top < 0) {
		ccs_warn("cannot open %s: %s", save->path, strerror(errno));
		return CCS_EXIT_IO;
	}
	if (!mkdirat(save->top, "policy", 0700))
		ccs_save_sync(save->top);
	save->dir = openat(save->top, "policy", flags);
	if (save->dir < 0)
		return fail(save, "policy", -errno);
	return CCS_EXIT_OK;
}

static int write_files(const struct save *save, int dir)
{
	char *names[POLICY_COUNT];
	int err = 0;
	size_t i;

	for (i = 0; i < POLICY_COUNT; i++) {
		names[i] = ccs_format("%s.conf", policies[i].node);
		if (!err)
			err = ccs_save_file(dir, names[i], save->text[i].text,
					    save->text[i].len);
	}
	if (!err)
		err = ccs_manifest_save(dir, (const char *const *)names,
					POLICY_COUNT);
	for (i = 0; i < POLICY_COUNT; i++)
		free(names[i]);
	return err ? err : ccs_save_sync(dir);
}

/* Its own name tells when it was saved; it gets it when it is complete. */
static int name_dir(struct save *save)
{
	time_t when = time(NULL);
	struct tm local;

	for (;; when++) {
		localtime_r(&when, &local);
		strftime(save->stamp, sizeof(save->stamp), "%y-%m-%d.%H:%M:%S",
			 &local);
		if (!renameat(save->dir, UNFINISHED, save->dir, save->stamp))
			return ccs_save_sync(save->dir);
		if (errno != EEXIST && errno != ENOTEMPTY)
			return -errno;
	}
}

/* What a save that was interrupted left is written over. */
static enum ccs_exit make_dir(struct save *save)
{
	int dir, err = 0;

	if (mkdirat(save->dir, UNFINISHED, 0700) && errno != EEXIST)
		return fail(save, "policy/" UNFINISHED, -errno);
	dir = openat(save->dir, UNFINISHED,
		     O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	err = dir < 0 ? -errno : write_files(save, dir);
	if (dir >= 0)
		close(dir);
	if (!err)
		err = name_dir(save);
	return err ? fail(save, "policy/" UNFINISHED, err) : CCS_EXIT_OK;
}

/* What is damaged is nothing to go back to. */
static bool is_whole(const struct save *save, const char *name)
{
	char *const dir = ccs_format("%s/policy/%s", save->path, name);
	char *const flaw = ccs_manifest_flaw(dir, NULL);

	free(flaw);
	free(dir);
	return !flaw;
}

/* At no moment is there no current policy. */
static enum ccs_exit point_current(const struct save *save)
{
	char target[STAMP_SIZE + 1];
	char old[4096];
	const ssize_t n = readlinkat(save->dir, "current", old,
				     sizeof(old) - 1);
	int err = 0;

	if (n > 0 && is_whole(save, "current")) {
		old[n] = '\0';
		err = ccs_save_link(save->dir, "previous", old);
	}
	if (err)
		return fail(save, "policy/previous", err);
	snprintf(target, sizeof(target), "%s/", save->stamp);
	err = ccs_save_link(save->dir, "current", target);
	if (!err)
		err = ccs_save_sync(save->dir);
	return err ? fail(save, "policy/current", err) : CCS_EXIT_OK;
}

/* Keeps a file of the time before there were dated directories. */
static int keep_plain(const struct save *save, const char *name)
{
	struct stat info;
	char *kept;
	int err = 0;

	if (fstatat(save->top, name, &info, AT_SYMLINK_NOFOLLOW) ||
	    !S_ISREG(info.st_mode))
		return 0;
	kept = ccs_format("%s.old", name);
	if (linkat(save->top, name, save->top, kept, 0) && errno != EEXIST)
		err = -errno;
	free(kept);
	return err;
}

/* The loader reads DIR/NAME.conf: that must lead to what was saved. */
static enum ccs_exit point_files(const struct save *save)
{
	int err = 0;
	size_t i;

	for (i = 0; i < POLICY_COUNT && !err; i++) {
		const char *const node = policies[i].node;
		char *const name = ccs_format("%s.conf", node);
		char *const target = ccs_format("policy/current/%s", name);
		char old[4096];
		ssize_t n;

		if (policies[i].letter != 's') {
			n = readlinkat(save->top, name, old, sizeof(old) - 1);
			old[n > 0 ? n : 0] = '\0';
			if (strcmp(old, target))
				err = keep_plain(save, name);
			if (!err && strcmp(old, target))
				err = ccs_save_link(save->top, name, target);
		}
		if (err)
			fail(save, name, err);
		free(name);
		free(target);
	}
	if (!err)
		ccs_save_sync(save->top);
	return err ? CCS_EXIT_IO : CCS_EXIT_OK;
}

/* What came with applications stays with them. */
static void take_dropins(struct save *save)
{
	struct ccs_strbuf *exceptions = NULL, *domains = NULL;
	size_t i;
	int err;

	for (i = 0; i < POLICY_COUNT; i++)
		if (policies[i].letter == 'e')
			exceptions = &save->text[i];
		else if (policies[i].letter == 'd')
			domains = &save->text[i];
	ccs_dropin_strip(save->path, exceptions, domains);
	err = ccs_dropin_record(save->path);
	if (err)
		ccs_warn("cannot write %s/" CCS_DROPIN_RECORD ": %s",
			 save->path, strerror(-err));
}

static enum ccs_exit save_policy(struct save *save)
{
	enum ccs_exit code = read_policy(save);

	if (!code)
		code = open_dirs(save);
	if (code)
		return code;
	take_dropins(save);
	if (!save->force && unchanged(save)) {
		printf("%s/policy/current: unchanged\n", save->path);
		return point_files(save);
	}
	code = make_dir(save);
	if (!code)
		code = point_current(save);
	return code ? code : point_files(save);
}

int main(int argc, char **argv)
{
	struct save save = { .path = "/etc/ccs" };
	enum ccs_exit code;
	size_t n;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &save);
	if (i < argc)
		save.path = argv[i++];
	if (i < argc)
		ccs_usage_error("unexpected word '%s'", argv[i]);
	if (save.print && (argc > 1 && save.path == argv[i - 1]))
		ccs_usage_error("a policy is printed or saved, not both");
	if (*save.path != '/')
		ccs_usage_error("the directory must begin with /: %s",
				save.path);
	umask(077);
	ccs_iface_need();
	code = save.print ? print_policy(save.print->node) :
			    save_policy(&save);
	for (n = 0; n < POLICY_COUNT; n++)
		ccs_strbuf_free(&save.text[n]);
	return ccs_flush_stdout(code);
}
