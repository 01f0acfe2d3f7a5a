// SPDX-License-Identifier: GPL-2.0-only
/*
 * The state of the protection
 */

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fail.h"
#include "iface.h"
#include "node.h"
#include "pending.h"
#include "status.h"
#include "text.h"

/* As much of a name as the kernel keeps of a process. */
#define NAME_MAX_KEPT 15

const char *const ccs_status_daemons[] = {
	"ccs-auditd", "ccs-notifyd", "ccs-queryd", "ccs-editpolicy-agent",
};

/* Words of the kernel command line; those with = have a value. */
static const char *const prefixes[] = {
	"lsm=", "security=", "ccsecurity=", "CCS=", "CCS_", "init=",
};

static char *read_file(const struct ccs_status *status, const char *name)
{
	char *const path = ccs_format("%s%s", status->root, name);
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	char text[8192];
	ssize_t n;

	free(path);
	if (fd < 0)
		return NULL;
	n = read(fd, text, sizeof(text) - 1);
	close(fd);
	text[n > 0 ? n : 0] = '\0';
	text[strcspn(text, "\n")] = '\0';
	return ccs_strdup(text);
}

static void read_words(struct ccs_status *status)
{
	char *const text = read_file(status, "/proc/cmdline");
	char *rest = text, *word;
	size_t i;

	while ((word = strsep(&rest, " ")))
		for (i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
			if (!strncmp(word, prefixes[i], strlen(prefixes[i]))) {
				ccs_list_add(&status->words, word);
				break;
			}
	free(text);
}

static void read_init(struct ccs_status *status)
{
	char *const path = ccs_format("%s/proc/1/exe", status->root);
	char text[PATH_MAX], encoded[4 * PATH_MAX];
	const ssize_t n = readlink(path, text, sizeof(text) - 1);

	if (n > 0) {
		text[n] = '\0';
		ccs_text_encode(text, encoded, sizeof(encoded));
		status->init = ccs_strdup(encoded);
	}
	free(path);
}

/**
 * ccs_status_line - what the kernel says behind a label
 * @status: the state
 * @label: the label, such as ``Policy edition:``
 *
 * Return: that, up to the end of the line; NULL if there is no such line.
 */
const char *ccs_status_line(const struct ccs_status *status, const char *label)
{
	const size_t len = strlen(label);
	const char *at = status->stat.text;

	for (; at && *at; at += strcspn(at, "\n"), at += *at == '\n')
		if (!strncmp(at, label, len))
			return at + len + strspn(at + len, " ");
	return NULL;
}

/**
 * ccs_status_number - a number that the kernel counts
 * @status: the state
 * @label: what it is called
 *
 * Return: the number, 0 if it is not told.
 */
unsigned long long ccs_status_number(const struct ccs_status *status,
				     const char *label)
{
	const char *const at = ccs_status_line(status, label);

	return at ? strtoull(at, NULL, 10) : 0;
}

/**
 * ccs_status_part - what is in parentheses behind a number
 * @status: the state
 * @label: what the number is called
 * @part: what begins it: ``Last`` or ``Quota``
 *
 * Return: that, to be freed, or NULL.
 */
char *ccs_status_part(const struct ccs_status *status, const char *label,
		      const char *part)
{
	const char *const line = ccs_status_line(status, label);
	char *const key = ccs_format("(%s:", part);
	const char *const end = line ? line + strcspn(line, "\n") : NULL;
	const char *at = line ? strstr(line, key) : NULL;
	char *text = NULL;

	if (at && at < end) {
		at += strlen(key);
		at += strspn(at, " ");
		text = ccs_format("%.*s", (int)strcspn(at, ")\n"), at);
	}
	free(key);
	return text;
}

static char *copy_line(const struct ccs_status *status, const char *label)
{
	const char *const line = ccs_status_line(status, label);

	return line ? ccs_format("%.*s", (int)strcspn(line, "\n"), line) : NULL;
}

/* "yes, WHY", "no, WHY" or "NO, WHY". A kernel that doesn't say it is old. */
static void read_force(struct ccs_status *status)
{
	char *const line = copy_line(status, "Policy in force:");
	const char *const comma = line ? strchr(line, ',') : NULL;

	status->active = !line || !strncmp(line, "yes", 3);
	status->complete = status->active &&
			   !(line && strstr(line, ", which failed"));
	status->why = ccs_strdup(!line ? "this kernel does not say by whom" :
				 comma ? comma + 2 : line);
	free(line);
}

/*
 * Whoever opens the node has requests wait, so it is left alone unless some do
 * already.
 */
static void read_waiting(struct ccs_status *status)
{
	struct ccs_pending pending = {};

	if (!ccs_status_number(status, "Memory used by query message:") ||
	    ccs_pending_open(&pending))
		return;
	ccs_pending_read(&pending);
	status->waiting = pending.count;
	ccs_pending_close(&pending);
}

static int read_managers(struct ccs_status *status)
{
	struct ccs_strbuf text = {};
	int err = ccs_node_read("manager", &text);
	char *rest = err ? NULL : text.text;
	char *line;

	while ((line = strsep(&rest, "\n")))
		if (*line)
			ccs_list_add(&status->managers, line);
	ccs_strbuf_free(&text);
	return err;
}

static void read_version(struct ccs_status *status)
{
	struct ccs_strbuf text = {};

	if (!ccs_node_read("version", &text))
		status->version = ccs_format("%.*s",
					     (int)strcspn(text.text, "\n"),
					     text.text);
	ccs_strbuf_free(&text);
}

/**
 * ccs_status_read - find everything out
 * @status: with @root and @dir set; the rest is filled in, and to be freed in
 *	any case
 *
 * Return: 0 or -errno. That there is no interface is no error, but @status->err.
 */
int ccs_status_read(struct ccs_status *status)
{
	char *const proc = ccs_format("%s/proc", status->root);
	int err;

	read_words(status);
	read_init(status);
	status->lsm = read_file(status, CCS_SECURITYFS "/lsm");
	ccs_processes_read(&status->processes, proc, false);
	free(proc);
	status->err = ccs_iface_find();
	if (status->err)
		return 0;
	read_version(status);
	err = ccs_node_read("stat", &status->stat);
	if (err)
		return err;
	read_force(status);
	status->doors = copy_line(status, "Doors on the command line:");
	read_waiting(status);
	err = read_managers(status);
	if (!err)
		err = ccs_census_read(&status->census, &status->processes);
	if (!err)
		ccs_unsaved_read(&status->unsaved, status->dir);
	return err;
}

/**
 * ccs_status_daemon - does a program run?
 * @status: the state
 * @name: its name
 *
 * Return: the process, or 0.
 */
pid_t ccs_status_daemon(const struct ccs_status *status, const char *name)
{
	size_t i;

	for (i = 0; i < status->processes.count; i++)
		if (!strncmp(status->processes.process[i].name, name,
			     NAME_MAX_KEPT))
			return status->processes.process[i].pid;
	return 0;
}

/**
 * ccs_status_free - forget everything
 * @status: the state
 */
void ccs_status_free(struct ccs_status *status)
{
	free(status->why);
	free(status->doors);
	free(status->version);
	free(status->lsm);
	free(status->init);
	ccs_list_free(&status->words);
	ccs_strbuf_free(&status->stat);
	ccs_processes_free(&status->processes);
	ccs_census_free(&status->census);
	ccs_list_free(&status->managers);
}
