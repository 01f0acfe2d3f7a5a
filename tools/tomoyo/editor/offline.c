// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy in files
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../lib/fail.h"
#include "../lib/line.h"
#include "../lib/version.h"
#include "offline.h"

static const struct {
	const char *file;
	enum ccs_part part;
} files[] = {
	{ "profile.conf", CCS_PART_PROFILE },
	{ "exception_policy.conf", CCS_PART_EXCEPTION },
	{ "domain_policy.conf", CCS_PART_DOMAIN },
	{ "manager.conf", CCS_PART_MANAGER },
};

static void take_lines(struct store *store, struct ccs_lines *lines,
		       enum ccs_part part)
{
	struct ccs_remark error, warning;

	while (ccs_lines_next(lines)) {
		char *line;

		if (*lines->text == '#' ||
		    ccs_scratch_try(store->scratch, part, lines->text, &error,
				    &warning))
			continue;
		line = ccs_format("%s:%u: %s: %s", lines->name, lines->number,
				  lines->text, error.why);
		ccs_list_add(&store->dropped, line);
		free(line);
	}
}

/**
 * offline_load - read a saved policy
 * @store: where to
 * @dir: the administrator's directory, such as /etc/ccs
 *
 * A file that is not there is an empty one.
 *
 * Return: 0 or -errno.
 */
int offline_load(struct store *store, const char *dir)
{
	struct ccs_lines lines;
	char *path = ccs_format("%s/policy/current", dir);
	int err = access(path, X_OK) ? -errno : 0;
	size_t i;

	free(path);
	store->dir = dir;
	store->scratch = ccs_scratch_new();
	for (i = 0; i < sizeof(files) / sizeof(files[0]) && !err; i++) {
		path = ccs_format("%s/policy/current/%s", dir, files[i].file);
		err = ccs_lines_open(&lines, path);
		if (!err) {
			take_lines(store, &lines, files[i].part);
			err = ccs_lines_close(&lines);
		} else if (err == -ENOENT) {
			err = 0;
		}
		free(path);
	}
	ccs_scratch_activate(store->scratch);
	return err;
}

static int read_quotas(struct editor *ed, struct ccs_strbuf *text)
{
	struct ccs_list lines = {};
	struct ccs_strbuf stat = {};
	const int err = store_read(&ed->store, "stat", NULL, &stat);
	size_t i;

	if (!err)
		domain_lines(stat.text, NULL, &lines);
	keep_quotas(&lines);
	for (i = 0; i < lines.count; i++) {
		ccs_strbuf_puts(text, lines.item[i].text);
		ccs_strbuf_puts(text, "\n");
	}
	ccs_strbuf_puts(text, "");
	ccs_list_free(&lines);
	ccs_strbuf_free(&stat);
	return err;
}

/* What the editor does not show stays as it is. */
static void copy_quotas(const struct editor *ed, struct ccs_strbuf *text)
{
	char *const path = ccs_format("%s/policy/current/stat.conf",
				      ed->store.dir);
	struct ccs_lines lines;

	ccs_strbuf_puts(text, "");
	if (!ccs_lines_open(&lines, path)) {
		while (ccs_lines_next(&lines)) {
			ccs_strbuf_puts(text, lines.text);
			ccs_strbuf_puts(text, "\n");
		}
		ccs_lines_close(&lines);
	}
	free(path);
}

/**
 * offline_save - save the policy, of a kernel or of files, to a new version
 * @ed: the editor
 *
 * Return: success, or the exit status after a message.
 */
enum ccs_exit offline_save(struct editor *ed)
{
	struct ccs_version_part part[] = {
		{ .node = "profile", .linked = true },
		{ .node = "manager", .linked = true },
		{ .node = "exception_policy", .linked = true },
		{ .node = "domain_policy", .linked = true },
		{ .node = "stat" },
	};
	const size_t count = sizeof(part) / sizeof(part[0]);
	enum ccs_exit code = CCS_EXIT_OK;
	int err = 0;
	size_t i;

	for (i = 0; i < count - 1 && !err; i++)
		err = store_read(&ed->store, part[i].node, NULL,
				 &part[i].text);
	if (!err && editor_offline(ed))
		copy_quotas(ed, &part[i].text);
	else if (!err)
		err = read_quotas(ed, &part[i].text);
	if (err) {
		ccs_warn("policy not saved: %s", strerror(-err));
		code = CCS_EXIT_IO;
	}
	umask(077);
	if (!code)
		code = ccs_version_save(ed->save_dir, part, count,
					editor_offline(ed) ? 0 :
					CCS_VERSION_STRIP);
	for (i = 0; i < count; i++)
		ccs_strbuf_free(&part[i].text);
	return code == CCS_EXIT_NEGATIVE ? CCS_EXIT_OK : code;
}
