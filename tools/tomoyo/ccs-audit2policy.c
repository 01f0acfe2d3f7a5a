// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy from audit records
 */

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/facts.h"
#include "lib/fail.h"
#include "lib/json.h"
#include "lib/option.h"
#include "lib/records.h"
#include "lib/rewrite.h"
#include "lib/scratch.h"
#include "lib/source.h"

#define OPTION_CONDITIONS	(CCS_OPTION_LONG + 0)
#define OPTION_DROP		(CCS_OPTION_LONG + 1)
#define OPTION_JSON		(CCS_OPTION_LONG + 2)
#define OPTION_MERGE		(CCS_OPTION_LONG + 3)
#define OPTION_ONLY		(CCS_OPTION_LONG + 4)
#define OPTION_RULES		(CCS_OPTION_LONG + 5)
#define OPTION_SYMBOLIC		(CCS_OPTION_LONG + 6)

/* Names for what is often wanted together. */
static const struct {
	const char *name;
	const char *facts;
} sets[] = {
	{ "none", "" },
	{ "exec", "exec" },
	{ "uid", "task.uid,path1.uid" },
	{ "path", "path1,path2,symlink" },
	{ "all", "task,path1,path2,exec,symlink" },
};

/**
 * struct entries - what a domain gets
 * @domain: its name
 * @lines: the entries, each with a newline
 */
struct entries {
	char *domain;
	struct ccs_strbuf lines;
};

/**
 * struct job - what the command line asks for, and what was found
 * @conditions: facts that become conditions, with commas between
 * @drop: facts that don't
 * @only: what a record's header must have, with commas between; or NULL
 * @json: for programs
 * @merge: each domain once, several operations a line
 * @symbolic: the user as the owner, if they are the same
 * @rules: rules that make patterns of names
 * @scratch: how the kernel would print a line
 * @entries: for @merge
 * @count: their number
 * @refused: records whose entry the kernel would not take
 */
struct job {
	const char *conditions;
	const char *drop;
	const char *only;
	bool json;
	bool merge;
	bool symbolic;
	struct ccs_rewrites rules;
	struct ccs_scratch *scratch;
	struct entries *entries;
	size_t count;
	unsigned int refused;
};

/* The last set has the first words of all facts. */
static void need_facts(const char *list)
{
	const char *const known = sets[sizeof(sets) / sizeof(sets[0]) - 1].facts;

	for (; *list; list += strcspn(list, ","), list += *list == ',') {
		char *const word = ccs_format("%.*s",
					      (int)strcspn(list, ",.["), list);
		const char *const found = strstr(known, word);

		if (!*word || !found || !strchr(",", found[strlen(word)]) ||
		    (found > known && found[-1] != ','))
			ccs_usage_error("'%.*s' is not what a record tells",
					(int)strcspn(list, ","), list);
		free(word);
	}
}

static const char *facts_of(const char *arg)
{
	size_t i;

	for (i = 0; i < sizeof(sets) / sizeof(sets[0]); i++)
		if (!strcmp(sets[i].name, arg))
			return sets[i].facts;
	need_facts(arg);
	return arg;
}

static void read_rules(struct job *job, const char *path)
{
	struct ccs_source source;

	if (ccs_source_open(&source, path, NULL))
		exit(CCS_EXIT_IO);
	if (ccs_rewrites_read(&job->rules, &source.lines))
		exit(CCS_EXIT_INPUT);
	ccs_source_close(&source);
}

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	switch (key) {
	case OPTION_CONDITIONS:
		job->conditions = facts_of(arg);
		break;
	case OPTION_DROP:
		need_facts(arg);
		job->drop = arg;
		break;
	case OPTION_JSON:
		job->json = true;
		break;
	case OPTION_MERGE:
		job->merge = true;
		break;
	case OPTION_ONLY:
		job->only = arg;
		break;
	case OPTION_RULES:
		read_rules(job, arg);
		break;
	default:
		job->symbolic = true;
	}
}

static const struct ccs_option options[] = {
	{ OPTION_CONDITIONS, "conditions", "WHICH",
	  "what a record tells becomes conditions: none (the default),\n"
	  "exec, uid, path, all, or names as task.uid,exec.argv[0]" },
	{ OPTION_DROP, "drop", "NAMES",
	  "but not these, as task.pid,path1.ino" },
	{ OPTION_JSON, "json", NULL, "print a JSON object a line" },
	{ OPTION_MERGE, "merge", NULL,
	  "print each domain once, each entry once, and several operations\n"
	  "a line" },
	{ OPTION_ONLY, "only", "WORDS",
	  "take records with these words alone, as\n"
	  "granted=no,mode=permissive,profile=2" },
	{ OPTION_RULES, "rules", "FILE",
	  "rules as of ccs-patternize(8) for names" },
	{ OPTION_SYMBOLIC, "symbolic-uid", NULL,
	  "say path1.uid=task.uid where these are the same" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-audit2policy",
	.usage = "[OPTION...] [LOG]",
	.about = "Print the domain policy that allows what the audit records in LOG, or from\n"
		 "standard input, are about.\n",
	.options = options,
	.take = take_option,
};

/* Is a word, or what it belongs to, in a list with commas? */
static bool is_listed(const char *word, const char *list)
{
	size_t len;

	for (; *list; list += len, list += *list == ',') {
		len = strcspn(list, ",");
		if (len && !strncmp(word, list, len) &&
		    strchr(".[=!", word[len]))
			return true;
	}
	return false;
}

static bool is_wanted(const struct job *job, const struct ccs_record *record)
{
	const char *list = job->only;
	size_t len;

	if (!ccs_records_request(record) || *record->request == '#' ||
	    !strncmp(record->request, "use_profile ", 12))
		return false;
	for (; list && *list; list += len, list += *list == ',') {
		char *word;
		bool has;

		len = strcspn(list, ",");
		word = ccs_format(" %.*s ", (int)len, list);
		has = strstr(record->header, word);
		free(word);
		if (!has)
			return false;
	}
	return true;
}

/* The owner is who asks: true of every user's own files. */
static bool is_own(const struct job *job, const struct ccs_list *facts)
{
	const char *const user = ccs_facts_find(facts, "task.uid");
	const char *const owner = ccs_facts_find(facts, "path1.uid");

	return job->symbolic && user && owner && !strcmp(user, owner);
}

static void add_conditions(const struct job *job,
			   const struct ccs_record *record,
			   struct ccs_strbuf *line)
{
	struct ccs_list facts = {};
	bool own;
	size_t i;

	ccs_facts_of(record, &facts);
	own = is_own(job, &facts);
	for (i = 0; i < facts.count; i++) {
		const char *fact = facts.item[i].text;

		if (!is_listed(fact, job->conditions) ||
		    is_listed(fact, job->drop) ||
		    (own && (!strncmp(fact, "task.uid=", 9) ||
			     !strncmp(fact, "path1.uid=", 10))))
			continue;
		if (!strcmp(fact, "task.type=0"))
			fact = "task.type!=execute_handler";
		ccs_strbuf_puts(line, " ");
		ccs_strbuf_puts(line, fact);
	}
	if (own)
		ccs_strbuf_puts(line, " path1.uid=task.uid");
	ccs_list_free(&facts);
}

static void print(const struct job *job, const char *domain, const char *line)
{
	struct ccs_strbuf out = {};

	if (!job->json) {
		printf("%s\n", line);
		return;
	}
	ccs_strbuf_puts(&out, "{\"schema\":1,\"domain\":");
	ccs_json_string(&out, domain);
	ccs_strbuf_puts(&out, ",\"raw\":");
	ccs_json_string(&out, line);
	printf("%s}\n", out.text);
	ccs_strbuf_free(&out);
}

static void keep(struct job *job, const char *domain, const char *line)
{
	size_t i;

	for (i = 0; i < job->count; i++)
		if (!strcmp(job->entries[i].domain, domain))
			break;
	if (i == job->count) {
		job->entries = ccs_realloc(job->entries, (job->count + 1) *
					   sizeof(*job->entries));
		job->entries[job->count++] = (struct entries){
			.domain = ccs_strdup(domain),
		};
	}
	ccs_strbuf_puts(&job->entries[i].lines, line);
	ccs_strbuf_puts(&job->entries[i].lines, "\n");
}

static void take(const struct ccs_record *record, void *data)
{
	struct ccs_strbuf line = {}, general = {}, canonical = {};
	struct job *const job = data;

	if (!is_wanted(job, record))
		return;
	ccs_strbuf_puts(&line, record->request);
	if (!ccs_scratch_entry(job->scratch, record->domain, line.text,
			       &canonical)) {
		ccs_warn("'%s' is no request", record->request);
		job->refused++;
		ccs_strbuf_free(&line);
		return;
	}
	ccs_rewrites_apply(&job->rules, record->domain, canonical.text,
			   &general);
	add_conditions(job, record, &general);
	if (!ccs_scratch_entry(job->scratch, record->domain, general.text,
			       &canonical)) {
		ccs_warn("'%s' makes no entry", general.text);
		job->refused++;
	} else if (job->merge) {
		keep(job, record->domain, canonical.text);
	} else {
		if (!job->json)
			puts(record->domain);
		print(job, record->domain, canonical.text);
		if (!job->json)
			putchar('\n');
	}
	ccs_strbuf_free(&canonical);
	ccs_strbuf_free(&general);
	ccs_strbuf_free(&line);
}

static void print_merged(struct job *job)
{
	size_t i;

	for (i = 0; i < job->count; i++) {
		struct entries *const one = &job->entries[i];
		struct ccs_strbuf packed = {};
		char *rest, *line;

		ccs_scratch_pack(job->scratch, one->domain, &one->lines,
				 &packed);
		if (!job->json)
			printf("%s\n\n", one->domain);
		rest = packed.text;
		while ((line = strsep(&rest, "\n")))
			if (*line)
				print(job, one->domain, line);
		if (!job->json)
			putchar('\n');
		ccs_strbuf_free(&packed);
		ccs_strbuf_free(&one->lines);
		free(one->domain);
	}
	free(job->entries);
}

int main(int argc, char **argv)
{
	struct job job = { .conditions = "", .drop = "" };
	const char *name = "stdin";
	FILE *file = stdin;
	int i, err;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (argc - i > 1)
		ccs_usage_error("takes one log");
	if (i < argc && strcmp(argv[i], "-")) {
		name = argv[i];
		file = fopen(name, "re");
	}
	job.scratch = ccs_scratch_new();
	err = file ? ccs_records_read(file, take, &job) : -errno;
	if (err)
		ccs_die(CCS_EXIT_IO, "cannot read %s: %s", name,
			strerror(-err));
	if (file != stdin)
		fclose(file);
	print_merged(&job);
	ccs_scratch_free(job.scratch);
	ccs_rewrites_free(&job.rules);
	return ccs_flush_stdout(job.refused ? CCS_EXIT_INPUT : CCS_EXIT_OK);
}
