// SPDX-License-Identifier: GPL-2.0-only
/*
 * Stored audit records
 */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lib/daemon.h"
#include "lib/fail.h"
#include "lib/iface.h"
#include "lib/logfile.h"
#include "lib/option.h"
#include "lib/source.h"
#include "lib/text.h"

#define CONFIG "/etc/ccs/tools/auditd.conf"
#define LOCK "/run/ccs/ccs-auditd.lock"

#define OPTION_CHECK		(CCS_OPTION_LONG + 0)
#define OPTION_CONFIG		(CCS_OPTION_LONG + 1)
#define OPTION_FOREGROUND	(CCS_OPTION_LONG + 2)
#define OPTION_LOCK		(CCS_OPTION_LONG + 3)

#define PIECE 65536
#define NODES 2

/**
 * struct node - a node that records come from
 * @fd: its descriptor, -1 for none
 * @part: a record of which not everything was read yet
 */
struct node {
	int fd;
	struct ccs_strbuf part;
};

/**
 * struct job - what the command line asks for
 * @check: only read the rules
 * @foreground: don't detach
 * @config: where the rules are
 * @lock: a file that only one of us holds
 * @old: files for what was granted and what was rejected, as 1.7 had it; NULL
 *	for rules
 * @files: where records go
 * @node: where they come from
 */
struct job {
	bool check;
	bool foreground;
	const char *config;
	const char *lock;
	char **old;
	struct ccs_logfiles files;
	struct node node[NODES];
};

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == OPTION_CHECK)
		job->check = true;
	else if (key == OPTION_FOREGROUND)
		job->foreground = true;
	else if (key == OPTION_LOCK)
		job->lock = arg;
	else
		job->config = arg;
}

static const struct ccs_option options[] = {
	{ OPTION_CHECK, "check-config", NULL,
	  "read the rules, say what is wrong with them, and end" },
	{ OPTION_CONFIG, "config", "FILE", "the rules; " CONFIG },
	{ OPTION_FOREGROUND, "foreground", NULL,
	  "don't detach, and complain on standard error" },
	{ OPTION_LOCK, "lock", "FILE", "held by the only one; " LOCK },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-auditd",
	.usage = "[OPTION...]\n"
		 "       ccs-auditd [OPTION...] GRANT-LOG REJECT-LOG",
	.about = "Store audit records in the files that rules tell; SIGHUP has these read\n"
		 "again. With two files, store what was granted and what was rejected there,\n"
		 "in the form and with the local time of 1.7.\n",
	.options = options,
	.take = take_option,
};

static enum ccs_exit read_file(struct ccs_logfiles *files, const char *path)
{
	struct ccs_source source;
	enum ccs_exit code = ccs_source_open(&source, path, NULL);
	int err;

	if (code)
		return code;
	err = ccs_logfiles_read(files, &source.lines);
	code = ccs_source_close(&source);
	return err && !code ? CCS_EXIT_INPUT : code;
}

static int is_config(const struct dirent *entry)
{
	const char *const dot = strrchr(entry->d_name, '.');

	return *entry->d_name != '.' && dot && !strcmp(dot, ".conf");
}

/* What packages bring along comes first: a rule for all ends the file. */
static enum ccs_exit read_rules(const struct job *job,
				struct ccs_logfiles *files)
{
	char *const dir = ccs_format("%.*s.d", (int)(strrchr(job->config, '.') ?
						     strrchr(job->config, '.') -
						     job->config :
						     (long)strlen(job->config)),
				     job->config);
	enum ccs_exit code = CCS_EXIT_OK;
	struct dirent **list;
	const int count = scandir(dir, &list, is_config, alphasort);
	int i;

	for (i = 0; i < count; i++) {
		char *const path = ccs_format("%s/%s", dir, list[i]->d_name);

		if (!code)
			code = read_file(files, path);
		free(path);
		free(list[i]);
	}
	if (count >= 0)
		free(list);
	free(dir);
	if (!code)
		code = read_file(files, job->config);
	if (!code && !files->count) {
		ccs_warn("%s: no rules", job->config);
		code = CCS_EXIT_INPUT;
	}
	return code;
}

static enum ccs_exit read_old(struct job *job)
{
	char word[4 * PATH_MAX];
	int i;

	for (i = 0; i < 2; i++) {
		struct ccs_rule_tests none = {};
		char *const here = *job->old[i] == '/' ? NULL :
				   getcwd(NULL, 0);
		char *const path = ccs_format("%s%s%s", here ? here : "",
					      here ? "/" : "", job->old[i]);

		ccs_text_encode(path, word, sizeof(word));
		ccs_logfiles_add(&job->files, &none, word);
		free(path);
		free(here);
	}
	return CCS_EXIT_OK;
}

static void open_node(struct node *node, const char *name)
{
	node->fd = openat(ccs_iface_dir(), name, O_RDONLY | O_CLOEXEC);
	if (node->fd < 0)
		exit(ccs_iface_fail(name, -errno));
}

/* 1.7 counts seconds, and its daemon always stored a date. */
static char *with_date(const char *record)
{
	char date[32];
	char *rest;
	struct tm when;
	time_t seconds;

	if (strncmp(record, "#timestamp=", 11))
		return ccs_strdup(record);
	seconds = strtoll(record + 11, &rest, 10);
	if (!localtime_r(&seconds, &when))
		return ccs_strdup(record);
	strftime(date, sizeof(date), "#%Y-%m-%d %H:%M:%S#", &when);
	return ccs_format("%s%s", date, rest);
}

/* In 1.7's way the first file is for one node and the second for the other. */
static void store(struct job *job, const struct node *node)
{
	struct ccs_logfiles one = {
		.file = &job->files.file[node - job->node], .count = 1,
	};
	char *record;

	if (!job->old) {
		ccs_logfiles_store(&job->files, node->part.text);
		return;
	}
	record = with_date(node->part.text);
	ccs_logfiles_store(&one, record);
	free(record);
}

/* Reads what is there; a record ends with a NUL. */
static void drain(struct job *job, struct node *node)
{
	char piece[PIECE];
	ssize_t n;

	while ((n = read(node->fd, piece, sizeof(piece))) > 0) {
		const char *at = piece;

		while (n) {
			const size_t len = strnlen(at, n);

			ccs_strbuf_add(&node->part, at, len);
			if (len == (size_t)n)
				break;
			if (node->part.len)
				store(job, node);
			node->part.len = 0;
			at += len + 1;
			n -= len + 1;
		}
	}
	if (n < 0 && errno != EINTR && errno != EAGAIN)
		ccs_die(CCS_EXIT_IO, "can't read records: %s", strerror(errno));
}

/* Rules with a mistake leave those in force that were. */
static void reload(struct job *job)
{
	struct ccs_logfiles files = {};

	if (job->old)
		return;
	ccs_daemon_notify("RELOADING=1");
	if (read_rules(job, &files) || ccs_logfiles_open(&files)) {
		ccs_warn("the old rules stay in force");
		ccs_logfiles_free(&files);
	} else {
		ccs_logfiles_free(&job->files);
		job->files = files;
	}
	ccs_daemon_notify("READY=1");
}

static void serve(struct job *job, int signals)
{
	struct pollfd input[NODES + 1] = {
		{ .fd = signals, .events = POLLIN },
	};
	enum ccs_daemon_signal asked = CCS_DAEMON_NONE;
	int i;

	for (i = 0; i < NODES; i++) {
		input[i + 1].fd = job->node[i].fd;
		input[i + 1].events = POLLIN;
	}
	while (asked != CCS_DAEMON_STOP) {
		poll(input, NODES + 1, -1);
		for (i = 0; i < NODES; i++)
			if (input[i + 1].revents)
				drain(job, &job->node[i]);
		asked = input[0].revents ? ccs_daemon_signal(signals) :
					   CCS_DAEMON_NONE;
		if (asked == CCS_DAEMON_RELOAD)
			reload(job);
	}
	ccs_daemon_notify("STOPPING=1");
}

static void open_nodes(struct job *job)
{
	job->node[0].fd = -1;
	job->node[1].fd = -1;
	if (!job->old) {
		open_node(&job->node[0], "audit");
		return;
	}
	open_node(&job->node[0], "grant_log");
	open_node(&job->node[1], "reject_log");
}

int main(int argc, char **argv)
{
	struct job job = { .config = CONFIG, .lock = LOCK };
	enum ccs_exit code;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (argc - i != 0 && argc - i != 2)
		ccs_usage_error("takes no file, or one for each of 1.7's two logs");
	if (i < argc)
		job.old = argv + i;
	code = job.old ? read_old(&job) : read_rules(&job, &job.files);
	if (code || job.check) {
		ccs_logfiles_free(&job.files);
		return code;
	}
	umask(0);
	ccs_iface_need();
	open_nodes(&job);
	if (ccs_logfiles_open(&job.files))
		return CCS_EXIT_IO;
	serve(&job, ccs_daemon_start(job.foreground, job.lock));
	for (i = 0; i < NODES; i++)
		ccs_strbuf_free(&job.node[i].part);
	ccs_logfiles_free(&job.files);
	return CCS_EXIT_OK;
}
