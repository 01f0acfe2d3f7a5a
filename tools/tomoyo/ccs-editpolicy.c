// SPDX-License-Identifier: GPL-2.0-only
/*
 * Editing policy on a terminal
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "editor/offline.h"
#include "editor/print.h"
#include "editor/screen.h"
#include "editor/tui.h"
#include "lib/fail.h"
#include "lib/iface.h"
#include "lib/option.h"
#include "lib/remote.h"
#include "lib/source.h"
#include "lib/text.h"

#define OPTION_BATCH	(CCS_OPTION_LONG + 0)
#define OPTION_JSON	(CCS_OPTION_LONG + 1)
#define OPTION_KEYS	(CCS_OPTION_LONG + 2)
#define OPTION_LOG	(CCS_OPTION_LONG + 3)
#define OPTION_PRINT	(CCS_OPTION_LONG + 4)
#define OPTION_PROC	(CCS_OPTION_LONG + 5)
#define OPTION_READONLY	(CCS_OPTION_LONG + 6)
#define OPTION_REFRESH	(CCS_OPTION_LONG + 7)
#define OPTION_RULES	(CCS_OPTION_LONG + 8)
#define OPTION_CONFIRM	(CCS_OPTION_LONG + 9)

#define RULES "/etc/ccs/tools/patternize.conf"
#define LOG "/var/log/tomoyo/reject_003.log"

/**
 * struct job - what the command line asks for
 * @ed: the editor
 * @config: the configuration file
 * @refresh: seconds between two readings, 0 for never
 * @dir: a directory with policy that is edited instead of the kernel's
 * @first: the list that is shown first
 * @domain: the domain whose entries these are, NULL for none
 * @batch: a file with commands, NULL for none
 * @print: only print the list
 * @json: for a program
 */
struct job {
	struct editor ed;
	const char *config;
	unsigned int refresh;
	const char *dir;
	enum screen_id first;
	const char *domain;
	const char *batch;
	bool print;
	bool json;
};

static void take_refresh(struct job *job, const char *text)
{
	char *end;
	const unsigned long seconds = strtoul(text, &end, 10);

	if (*text < '0' || *text > '9' || *end || seconds > 86400)
		ccs_usage_error("not a number of seconds: %s", text);
	job->refresh = seconds;
}

static void take_print(struct job *job, const char *word)
{
	const int id = print_find(word);

	if (id < 0)
		ccs_usage_error("there is no list %s", word);
	job->first = id;
	job->print = true;
}

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == OPTION_KEYS) {
		keys_print();
		exit(ccs_flush_stdout(CCS_EXIT_OK));
	}
	switch (key) {
	case 'c':
		job->config = arg;
		break;
	case 'd':
		job->domain = arg;
		break;
	case OPTION_BATCH:
		job->batch = arg;
		break;
	case OPTION_CONFIRM:
		ccs_confirm_take(&job->ed.confirm, arg);
		break;
	case OPTION_JSON:
		job->json = true;
		break;
	case OPTION_LOG:
		job->ed.log = arg;
		break;
	case OPTION_PRINT:
		take_print(job, arg);
		break;
	case OPTION_PROC:
		job->ed.proc = arg;
		break;
	case OPTION_READONLY:
		job->ed.readonly = true;
		break;
	case OPTION_REFRESH:
		take_refresh(job, arg);
		break;
	default:
		job->ed.rules_file = arg;
	}
}

static const struct ccs_option options[] = {
	{ OPTION_BATCH, "batch", "FILE",
	  "do what the commands in FILE (- is standard input) say, and\n"
	  "print what came of each as JSON" },
	{ 'c', "config", "FILE", "colours and aliases; " CONFIG_FILE },
	CCS_CONFIRM_OPTION(OPTION_CONFIRM),
	{ 'd', "domain", "NAME", "begin with the entries of this domain" },
	{ OPTION_JSON, "json", NULL, "with --print: print it as JSON" },
	{ OPTION_KEYS, "keys", NULL, "print the keys of every screen" },
	{ OPTION_LOG, "log", "FILE",
	  "a log of ccs-auditd(8) with refused requests;\n" LOG },
	{ OPTION_PRINT, "print", "LIST",
	  "print a list and leave: domains, processes, entries (of\n"
	  "--domain), exceptions, profiles, managers, namespaces, stat,\n"
	  "unused or refused" },
	{ OPTION_PROC, "proc", "DIR", "where proc is, instead of /proc" },
	{ OPTION_READONLY, "read-only", NULL,
	  "no changes are possible; also: the word readonly" },
	{ OPTION_REFRESH, "refresh", "SECONDS",
	  "read again that often; also: refresh=SECONDS" },
	{ OPTION_RULES, "rules", "FILE",
	  "rules as of ccs-patternize(8) for lines that are offered;\n"
	  RULES },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-editpolicy",
	.usage = "[OPTION...] [e|d|p|m|s|n] [readonly] [refresh=SECONDS] [NAMESPACE] [DIR|AGENT]",
	.about = "Show and change policy: that of the kernel, or what is saved below DIR,\n"
		 "which begins with /. A letter tells what is shown first: exception policy,\n"
		 "domains, profiles, managers, statistics or namespaces. In the editor, ?\n"
		 "shows the keys.\n",
	.options = options,
	.take = take_option,
	.remote = true,
};

static bool take_screen(struct job *job, const char *word)
{
	int id;

	if (!strchr("edpmsn", *word) || word[1])
		return false;
	for (id = 0; id < SCREEN_COUNT; id++)
		if (screen_kinds[id].key == *word)
			job->first = id;
	return true;
}

static void take_word(struct job *job, const char *word)
{
	if (*word && take_screen(job, word))
		return;
	if (!strcmp(word, "readonly"))
		job->ed.readonly = true;
	else if (!strncmp(word, "refresh=", 8))
		take_refresh(job, word + 8);
	else if (*word == '<' && ccs_text_domainname(word) &&
		 !strchr(word, ' '))
		editor_set_ns(&job->ed, word, strlen(word));
	else if (*word == '/' && !job->dir)
		job->dir = word;
	else
		ccs_usage_error("unexpected word '%s'", word);
}

static void read_config(struct job *job)
{
	struct ccs_source source;
	const char *const path = job->config ? job->config : CONFIG_FILE;

	if (!job->config && access(path, R_OK))
		return;
	if (ccs_source_open(&source, path, NULL))
		exit(CCS_EXIT_IO);
	config_read(&job->ed.config, &source.lines);
	ccs_source_close(&source);
}

static void read_rules(struct job *job)
{
	struct ccs_source source;
	const char *const path = job->ed.rules_file ? job->ed.rules_file :
						      RULES;

	/* Lines are offered without it as well. */
	if (!job->ed.rules_file && access(path, R_OK))
		return;
	if (ccs_source_open(&source, path, NULL))
		exit(CCS_EXIT_IO);
	ccs_rewrites_read(&job->ed.rules, &source.lines);
	ccs_source_close(&source);
}

static void open_files(struct job *job)
{
	const int err = offline_load(&job->ed.store, job->dir);

	if (err)
		ccs_die(CCS_EXIT_IO, "cannot read %s/policy/current: %s",
			job->dir, strerror(-err));
	job->ed.save_dir = job->dir;
	if (screen_kinds[job->first].online)
		ccs_usage_error("there are no statistics in files");
	if (job->ed.store.dropped.count)
		editor_say(&job->ed, true, "%zu lines are no policy, such as %s",
			   job->ed.store.dropped.count,
			   job->ed.store.dropped.item[0].text);
}

static enum ccs_exit edit(struct job *job)
{
	struct editor *const ed = &job->ed;
	struct tui tui;

	tui_start(&tui, ed, job->refresh);
	tui_run(&tui);
	tui_stop(&tui);
	if (ed->unsaved && !ed->save_dir)
		printf("Not saved yet: run ccs-savepolicy at %s.\n",
		       ccs_iface_path());
	return ed->save ? offline_save(ed) : CCS_EXIT_OK;
}

static enum ccs_exit run_batch(struct job *job)
{
	struct ccs_source source;
	enum ccs_exit code = ccs_source_open(&source, job->batch, NULL);

	if (code)
		return code;
	code = batch_run(&job->ed, &source.lines);
	ccs_source_close(&source);
	return code;
}

static void begin(struct job *job)
{
	struct editor *const ed = &job->ed;
	char *const message = ed->message;

	ed->now = job->first == SCREEN_ACL ? SCREEN_TREE : job->first;
	ed->before = ed->now;
	ed->message = NULL;
	if (job->domain)
		editor_open(ed, job->domain, 0);
	else
		editor_load(ed);
	/* What is wrong with the files is more. */
	if (!message)
		return;
	free(ed->message);
	ed->message = message;
}

static enum ccs_exit work(struct job *job)
{
	struct editor *const ed = &job->ed;

	if (job->print && job->first == SCREEN_ACL && !job->domain)
		ccs_usage_error("entries of which domain? use --domain");
	begin(job);
	if (!job->batch && !job->print)
		return edit(job);
	if (ed->message && ed->bad)
		ccs_warn("%s", ed->message);
	if (job->batch)
		return run_batch(job);
	if (ed->message && ed->bad && !ed->store.dropped.count)
		return CCS_EXIT_NEGATIVE;
	print_list(ed, job->json);
	return CCS_EXIT_OK;
}

int main(int argc, char **argv)
{
	struct job job = {};
	enum ccs_exit code;
	int i;

	ccs_fail_setup(tool.name, NULL);
	editor_init(&job.ed);
	i = ccs_tool_options(&tool, argc, argv, &job);
	for (; i < argc; i++)
		take_word(&job, argv[i]);
	read_config(&job);
	read_rules(&job);
	if (job.dir)
		open_files(&job);
	else
		ccs_iface_need();
	/* What is on this machine's disk is not the other one's. */
	if (ccs_remote_used())
		job.ed.save_dir = NULL;
	else if (!job.ed.log && !access(LOG, R_OK))
		job.ed.log = LOG;
	code = work(&job);
	editor_free(&job.ed);
	return ccs_flush_stdout(code);
}
