// SPDX-License-Identifier: GPL-2.0-only
/*
 * Why was this refused?
 */

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/explanation.h"
#include "lib/fail.h"
#include "lib/iface.h"
#include "lib/line.h"
#include "lib/list.h"
#include "lib/node.h"
#include "lib/option.h"
#include "lib/refusals.h"
#include "lib/source.h"
#include "lib/text.h"

#define LOGS "/var/log/tomoyo"
#define RULES "/etc/ccs/tools/patternize.conf"

#define OPTION_JSON	(CCS_OPTION_LONG + 0)
#define OPTION_LAST	(CCS_OPTION_LONG + 1)
#define OPTION_NEAR	(CCS_OPTION_LONG + 2)
#define OPTION_POLICY	(CCS_OPTION_LONG + 3)
#define OPTION_RULES	(CCS_OPTION_LONG + 4)
#define OPTION_LOCAL	(CCS_OPTION_LONG + 5)

/**
 * struct job - what the command line asks for
 * @json: for programs
 * @last: only what was refused last
 * @near: how many lines that come near are shown
 * @local: say times in local time
 * @policy: directory of a saved policy, NULL for the kernel's
 * @rules_file: rules that make patterns of names
 * @rules: the rules
 * @preview: the policy
 */
struct job {
	bool json;
	bool last;
	bool local;
	unsigned int near;
	const char *policy;
	const char *rules_file;
	struct ccs_rewrites rules;
	struct ccs_preview *preview;
};

static unsigned int limit(const char *text)
{
	char *end;
	const unsigned long value = strtoul(text, &end, 10);

	if (*end || end == text || value > 100)
		ccs_usage_error("--near takes a number up to 100, not '%s'",
				text);
	return value;
}

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == OPTION_JSON)
		job->json = true;
	else if (key == OPTION_LAST)
		job->last = true;
	else if (key == OPTION_LOCAL)
		job->local = true;
	else if (key == OPTION_NEAR)
		job->near = limit(arg);
	else if (key == OPTION_POLICY)
		job->policy = arg;
	else
		job->rules_file = arg;
}

static const struct ccs_option options[] = {
	{ OPTION_JSON, "json", NULL, "print a JSON object a line" },
	{ OPTION_LAST, "last", NULL,
	  "explain only what was refused last; LOG may be a directory of\n"
	  "logs, and is " LOGS " by default" },
	{ OPTION_LOCAL, "local-time", NULL,
	  "say times in local time, with how far it is from UTC" },
	{ OPTION_NEAR, "near", "N",
	  "show at most N lines that almost allow it; 3" },
	{ OPTION_POLICY, "policy", "DIR",
	  "judge by the policy saved in DIR, not by the kernel's" },
	{ OPTION_RULES, "rules", "FILE",
	  "rules as of ccs-patternize(8) for lines that are offered;\n"
	  RULES },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-explain",
	.usage = "[OPTION...] [LOG | DOMAIN REQUEST [FACT...]]",
	.about = "Say in plain words what was refused and to whom, which lines of the policy\n"
		 "almost allow it and why they don't, which line would, and how to add it.\n"
		 "LOG has records of refused requests (default: standard input). Or ask about\n"
		 "a REQUEST of a DOMAIN, each one argument; a FACT is as task.uid=0.\n",
	.options = options,
	.take = take_option,
};

static void read_rules(struct job *job)
{
	struct ccs_source source;

	if (ccs_source_open(&source, job->rules_file, NULL))
		exit(CCS_EXIT_IO);
	if (ccs_rewrites_read(&job->rules, &source.lines))
		exit(CCS_EXIT_INPUT);
	ccs_source_close(&source);
}

static void read_file(const char *dir, const char *part,
		      struct ccs_strbuf *text)
{
	char *const path = ccs_format("%s/%s.conf", dir, part);
	struct ccs_lines lines;
	const int err = ccs_lines_open(&lines, path);

	if (err)
		ccs_die(CCS_EXIT_IO, "cannot read %s: %s", path,
			strerror(-err));
	while (ccs_lines_next(&lines)) {
		ccs_strbuf_puts(text, lines.text);
		ccs_strbuf_puts(text, "\n");
	}
	ccs_lines_close(&lines);
	free(path);
}

static void read_policy(struct job *job)
{
	static const char *const parts[] = {
		"profile", "exception_policy", "domain_policy",
	};
	size_t i;

	if (!job->policy)
		ccs_iface_need();
	job->preview = ccs_preview_new();
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		struct ccs_strbuf text = {};
		int err = 0;

		ccs_strbuf_puts(&text, "");
		if (job->policy)
			read_file(job->policy, parts[i], &text);
		else
			err = ccs_node_read(parts[i], &text);
		if (err)
			exit(ccs_iface_fail(parts[i], err));
		ccs_preview_text(job->preview, parts[i], text.text);
		ccs_strbuf_free(&text);
	}
	ccs_preview_activate(job->preview);
}

static enum ccs_exit explain(struct job *job, const struct ccs_record *record,
			     unsigned int times, const struct ccs_list *facts)
{
	struct ccs_explanation explanation = {
		.record = record,
		.times = times,
		.preview = job->preview,
		.live = !job->policy,
		.local = job->local,
		.rules = &job->rules,
		.limit = job->near,
	};
	enum ccs_exit code;
	size_t i;

	for (i = 0; facts && i < facts->count; i++)
		ccs_list_add(&explanation.facts, facts->item[i].text);
	code = ccs_explanation_find(&explanation);
	if (!code && job->json)
		ccs_explanation_json(&explanation);
	else if (!code)
		ccs_explanation_print(&explanation);
	ccs_explanation_free(&explanation);
	return code;
}

static enum ccs_exit answer(struct job *job, char **words, int count)
{
	struct ccs_record record = {
		.header = ccs_strdup(""),
		.domain = ccs_strdup(words[0]),
		.request = ccs_strdup(words[1]),
	};
	struct ccs_list facts = {};
	enum ccs_exit code;
	int i;

	for (i = 2; i < count; i++) {
		if (!strchr(words[i], '='))
			ccs_usage_error("'%s' is no fact; DOMAIN and REQUEST are one argument each",
					words[i]);
		ccs_list_add(&facts, words[i]);
	}
	ccs_text_normalise(record.domain, strlen(record.domain));
	ccs_text_normalise(record.request, strlen(record.request));
	code = explain(job, &record, 0, &facts);
	ccs_list_free(&facts);
	ccs_record_free(&record);
	return code;
}

static int is_log(const struct dirent *entry)
{
	const char *const dot = strrchr(entry->d_name, '.');

	return *entry->d_name != '.' && dot && !strcmp(dot, ".log");
}

/* When it was refused, by the same scale in all versions' logs. */
static bool is_later(const struct ccs_record *a, const struct ccs_record *b)
{
	size_t i;

	for (i = 0; a->header[i] && a->header[i] != ' '; i++) {
		const char x = a->header[i] == '-' ? '/' : a->header[i];
		const char y = b->header[i] == '-' ? '/' : b->header[i];

		if (x != y)
			return x > y;
	}
	return strcmp(a->header + i, b->header + i) >= 0;
}

/* Leaves in @last what was refused last there, if that is later than what it has. */
static void take_last(struct ccs_refusals *last, const char *path)
{
	struct ccs_refusals refusals = {};
	FILE *const file = fopen(path, "re");
	const int err = file ? ccs_refusals_read(&refusals, file) : -errno;

	if (err)
		ccs_die(CCS_EXIT_IO, "cannot read %s: %s", path,
			strerror(-err));
	fclose(file);
	if (refusals.count &&
	    (!last->count ||
	     is_later(&refusals.refusal[refusals.count - 1].record,
		      &last->refusal[last->count - 1].record))) {
		const struct ccs_refusals before = *last;

		*last = refusals;
		refusals = before;
	}
	ccs_refusals_free(&refusals);
}

static enum ccs_exit read_logs(struct ccs_refusals *last, const char *dir)
{
	struct dirent **list;
	const int count = scandir(dir, &list, is_log, alphasort);
	int i;

	if (count < 0)
		ccs_die(CCS_EXIT_IO, "cannot read %s: %s", dir,
			strerror(errno));
	for (i = 0; i < count; i++) {
		char *const path = ccs_format("%s/%s", dir, list[i]->d_name);

		take_last(last, path);
		free(path);
		free(list[i]);
	}
	free(list);
	if (last->count)
		return CCS_EXIT_OK;
	ccs_warn("%s: nothing was refused", dir);
	return CCS_EXIT_NEGATIVE;
}

static bool is_directory(const char *name)
{
	struct stat what;

	return !stat(name, &what) && S_ISDIR(what.st_mode);
}

static enum ccs_exit read_log(struct ccs_refusals *refusals, const char *name)
{
	FILE *const file = strcmp(name, "-") ? fopen(name, "re") : stdin;
	int err = file ? ccs_refusals_read(refusals, file) : -errno;

	if (err)
		ccs_die(CCS_EXIT_IO, "cannot read %s: %s", name,
			strerror(-err));
	if (file != stdin)
		fclose(file);
	if (refusals->count)
		return CCS_EXIT_OK;
	ccs_warn("%s: nothing was refused", file == stdin ? "stdin" : name);
	return CCS_EXIT_NEGATIVE;
}

static enum ccs_exit explain_log(struct job *job, const char *name)
{
	struct ccs_refusals refusals = {};
	const bool all = is_directory(name);
	enum ccs_exit worst;
	size_t i;
	bool first = true;

	if (all && !job->last)
		ccs_usage_error("%s is a directory; --last explains the latest of its logs",
				name);
	worst = all ? read_logs(&refusals, name) : read_log(&refusals, name);
	i = job->last && refusals.count ? refusals.count - 1 : 0;
	for (; i < refusals.count; i++) {
		const struct ccs_refusal *const one = &refusals.refusal[i];
		enum ccs_exit code;

		if (!first && !job->json)
			putchar('\n');
		first = false;
		code = explain(job, &one->record, one->times, NULL);
		worst = code > worst ? code : worst;
	}
	ccs_refusals_free(&refusals);
	return worst;
}

int main(int argc, char **argv)
{
	struct job job = { .rules_file = RULES, .near = 3 };
	enum ccs_exit code;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (i < argc && *argv[i] == '<' && argc - i < 2)
		ccs_usage_error("needs the request behind the domain");
	if (i < argc && *argv[i] != '<' && argc - i > 1)
		ccs_usage_error("takes one log");
	/* Lines are offered without the rules as well. */
	if (strcmp(job.rules_file, RULES) || !access(RULES, R_OK))
		read_rules(&job);
	read_policy(&job);
	if (i < argc && *argv[i] == '<')
		code = answer(&job, argv + i, argc - i);
	else if (i < argc)
		code = explain_log(&job, argv[i]);
	else
		code = explain_log(&job, job.last ? LOGS : "-");
	ccs_preview_free(job.preview);
	ccs_rewrites_free(&job.rules);
	return ccs_flush_stdout(code);
}
