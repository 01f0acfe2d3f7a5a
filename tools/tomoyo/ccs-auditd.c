// SPDX-License-Identifier: GPL-2.0-only
/*
 * Stored audit records
 */

#include <dirent.h>
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
#include "lib/feed.h"
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
#define OPTION_QUEUE		(CCS_OPTION_LONG + 4)
#define OPTION_SOURCE		(CCS_OPTION_LONG + 5)
#define OPTION_PIDFILE		(CCS_OPTION_LONG + 6)

#define QUEUE_MAX 1048575

/**
 * struct job - what the command line asks for
 * @check: only read the rules
 * @foreground: don't detach
 * @config: where the rules are
 * @lock: a file that only one of us holds
 * @pidfile: a file for the process id, or NULL
 * @source: what records are taken from
 * @old: files for what was granted and what was rejected, as 1.7 had it; NULL
 *	for rules
 * @files: where records go
 * @feed: where they come from
 */
struct job {
	bool check;
	bool foreground;
	const char *config;
	const char *lock;
	const char *pidfile;
	enum ccs_feed_source source;
	char **old;
	struct ccs_logfiles files;
	struct ccs_feed feed;
};

/* In the order of enum ccs_feed_source. */
static const char *const sources[] = { "auto", "events", "node", NULL };

static void take_source(struct job *job, const char *name)
{
	int i;

	for (i = 0; sources[i]; i++)
		if (!strcmp(name, sources[i])) {
			job->source = i;
			return;
		}
	ccs_usage_error("--source is auto, events or node, not '%s'", name);
}

static void take_queue(struct job *job, const char *text)
{
	char *end;
	const unsigned long kib = strtoul(text, &end, 10);

	if (*text < '0' || *text > '9' || *end || !kib || kib > QUEUE_MAX)
		ccs_usage_error("--queue is a number of KiB up to %u, not '%s'",
				QUEUE_MAX, text);
	job->feed.room = kib << 10;
}

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == OPTION_CHECK)
		job->check = true;
	else if (key == OPTION_FOREGROUND)
		job->foreground = true;
	else if (key == OPTION_LOCK)
		job->lock = arg;
	else if (key == OPTION_PIDFILE)
		job->pidfile = arg;
	else if (key == OPTION_QUEUE)
		take_queue(job, arg);
	else if (key == OPTION_SOURCE)
		take_source(job, arg);
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
	{ OPTION_PIDFILE, "pidfile", "FILE",
	  "write the process id there; removed at the end" },
	{ OPTION_QUEUE, "queue", "KIB",
	  "memory for events that wait to be stored; 32768" },
	{ OPTION_SOURCE, "source", "WHAT",
	  "events, which takes nothing away from others; node; or auto,\n"
	  "which takes events if they can be had (default)" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-auditd",
	.usage = "[OPTION...]\n"
		 "       ccs-auditd [OPTION...] GRANT-LOG REJECT-LOG",
	.about = "Store audit records in the places that rules tell; SIGHUP has these read and\n"
		 "the files opened again. Times are UTC. With two files, store what was granted\n"
		 "and what was rejected there, in the form and with the local time of 1.7.\n",
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
static void store(const char *record, unsigned int node, void *data)
{
	struct job *const job = data;
	struct ccs_logfiles one = {};
	char *dated;

	if (!job->old) {
		ccs_logfiles_store(&job->files, record);
		return;
	}
	one.file = &job->files.file[node];
	one.count = 1;
	dated = with_date(record);
	ccs_logfiles_store(&one, dated);
	free(dated);
}

static void tell(unsigned long long count, const char *when, void *data)
{
	struct job *const job = data;

	ccs_warn("lost %llu record%s %s", count, count == 1 ? "" : "s", when);
	ccs_logfiles_lost(&job->files, count, when);
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
	enum ccs_daemon_signal asked = CCS_DAEMON_NONE;
	struct pollfd input[1 + CCS_FEED_POLL];

	ccs_feed_start(&job->feed);
	while (asked != CCS_DAEMON_STOP) {
		input[0] = (struct pollfd){ signals, POLLIN, 0 };
		ccs_feed_poll(&job->feed, input + 1);
		poll(input, 1 + CCS_FEED_POLL,
		     ccs_logfiles_flush(&job->files, false) ? 1000 : -1);
		ccs_feed_drain(&job->feed, input + 1);
		asked = input[0].revents ? ccs_daemon_signal(signals) :
					   CCS_DAEMON_NONE;
		if (asked == CCS_DAEMON_RELOAD)
			reload(job);
	}
	ccs_daemon_end(job->pidfile);
	ccs_feed_finish(&job->feed);
}

int main(int argc, char **argv)
{
	struct job job = {
		.config = CONFIG,
		.lock = LOCK,
		.feed = {
			.room = CCS_EVENTS_ROOM, .take = store, .tell = tell,
		},
	};
	enum ccs_exit code;
	int i;

	job.feed.data = &job;
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
	if (job.old)
		ccs_feed_open_old(&job.feed);
	else
		ccs_feed_open(&job.feed, job.source);
	if (ccs_logfiles_open(&job.files))
		return CCS_EXIT_IO;
	serve(&job, ccs_daemon_start(job.foreground, job.lock, job.pidfile));
	ccs_logfiles_free(&job.files);
	return CCS_EXIT_OK;
}
