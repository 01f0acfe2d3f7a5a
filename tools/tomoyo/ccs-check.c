// SPDX-License-Identifier: GPL-2.0-only
/*
 * What would policy say?
 */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/iface.h"
#include "lib/json.h"
#include "lib/line.h"
#include "lib/option.h"
#include "lib/question.h"
#include "lib/source.h"
#include "lib/text.h"

enum {
	OPTION_POLICY = CCS_OPTION_LONG,
	OPTION_BATCH,
	OPTION_JSON,
};

/**
 * struct job - what the command line asks for, and what was found
 * @profile: number of the profile to judge under, NULL for the domain's
 * @policy: directory of a saved policy, NULL for the one in force
 * @batch: questions come from standard input
 * @json: for programs
 * @quiet: print nothing
 * @facts: what is known about every request
 * @preview: the saved policy
 * @place: where the question is from, for messages; NULL for the command line
 */
struct job {
	const char *profile;
	const char *policy;
	bool batch;
	bool json;
	bool quiet;
	struct ccs_list facts;
	struct ccs_preview *preview;
	char *place;
};

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == 'p')
		job->profile = arg;
	else if (key == 'f')
		ccs_list_add(&job->facts, arg);
	else if (key == OPTION_POLICY)
		job->policy = arg;
	else if (key == OPTION_BATCH)
		job->batch = true;
	else if (key == OPTION_JSON)
		job->json = true;
	else
		job->quiet = true;
}

static const struct ccs_option options[] = {
	{ 'f', "fact", "FACT",
	  "something that is known, such as task.uid=33; may be repeated" },
	{ 'p', "profile", "N", "judge under this profile" },
	{ OPTION_POLICY, "policy", "DIR",
	  "ask the policy saved there, not the one in force" },
	{ OPTION_BATCH, "batch", NULL,
	  "read questions from standard input, one a line:\n"
	  "[allow | deny] DOMAIN : REQUEST [: FACT...]" },
	{ OPTION_JSON, "json", NULL, "print the answers for programs" },
	{ 'q', "quiet", NULL, "print nothing, as the status says it" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-check",
	.usage = "[OPTION...] DOMAIN REQUEST\n       ccs-check [OPTION...] --batch < QUESTIONS",
	.about = "Say whether a domain may do something, and which line decides. DOMAIN is one\n"
		 "word of the shell; REQUEST, in one or more, is the line that would permit\n"
		 "it: ccs-check '<kernel> /usr/sbin/sshd' file read /etc/shadow. Asking has\n"
		 "no effect.\n",
	.options = options,
	.take = take_option,
	.command = true,
};

static void read_part(struct job *job, const char *node)
{
	char *const path = ccs_format("%s/%s.conf", job->policy, node);
	struct ccs_lines lines;
	struct ccs_strbuf why = {};
	int err = ccs_lines_open(&lines, path);

	if (err)
		ccs_die(CCS_EXIT_IO, "cannot read %s: %s", path,
			strerror(-err));
	while (ccs_lines_next(&lines)) {
		if (!ccs_preview_line(job->preview, node, lines.text, &why))
			continue;
		ccs_warn("%s:%u: %s", path, lines.number,
			 why.text ?: "not understood");
		exit(CCS_EXIT_INPUT);
	}
	err = ccs_lines_close(&lines);
	if (err)
		ccs_die(CCS_EXIT_IO, "cannot read %s: %s", path,
			strerror(-err));
	ccs_strbuf_free(&why);
	free(path);
}

static void read_policy(struct job *job)
{
	if (!job->policy) {
		ccs_iface_need();
		return;
	}
	job->preview = ccs_preview_new();
	read_part(job, "profile");
	read_part(job, "exception_policy");
	read_part(job, "domain_policy");
	ccs_preview_activate(job->preview);
}

static bool is(const struct ccs_answer *answer, const char *key,
	       const char *value)
{
	const char *const found = ccs_answer_value(answer, key, NULL);

	return found && !strcmp(found, value);
}

static void print_all(const struct ccs_answer *answer, const char *key,
		      const char *title)
{
	const char *value;
	size_t at = 0;

	while ((value = ccs_answer_value(answer, key, &at)))
		printf("  %s: %s\n", title, value);
}

static void print_where(const struct ccs_answer *answer)
{
	const char *const where = ccs_answer_value(answer, "where", NULL);
	char *title;

	if (!where)
		return;
	title = ccs_format("permitted by, in %s", !strcmp(where, "domain") ?
			   "this domain" : where);
	print_all(answer, "entry", title);
	free(title);
}

static void print_text(const struct ccs_question *question,
		       const struct ccs_answer *answer)
{
	const char *const item = ccs_answer_value(answer, "item", NULL);
	const char *const mode = ccs_answer_value(answer, "mode", NULL);

	printf("%s: %s: %s\n", ccs_answer_value(answer, "result", NULL),
	       question->domain, question->request);
	printf("  profile %s, %s%s%s\n",
	       ccs_answer_value(answer, "profile", NULL), mode,
	       item ? " for " : "", item ?: "");
	if (is(answer, "granted", "no"))
		printf("  no line permits it%s%s\n",
		       is(answer, "result", "allowed") ? "; it is allowed by the mode " :
							 "",
		       is(answer, "result", "allowed") ? mode : "");
	print_where(answer);
	print_all(answer, "add", "this line would");
	print_all(answer, "next", "the program would be in");
	print_all(answer, "also", "asked as well");
	print_all(answer, "missing", "this depends on");
}

static void json_string(struct ccs_strbuf *out, const char *name,
			const char *value)
{
	ccs_strbuf_puts(out, ",\"");
	ccs_strbuf_puts(out, name);
	ccs_strbuf_puts(out, "\":");
	if (value)
		ccs_json_string(out, value);
	else
		ccs_strbuf_puts(out, "null");
}

static void json_list(struct ccs_strbuf *out, const char *name,
		      const struct ccs_answer *answer, const char *key)
{
	const char *value, *comma = "";
	size_t at = 0;

	ccs_strbuf_puts(out, ",\"");
	ccs_strbuf_puts(out, name);
	ccs_strbuf_puts(out, "\":[");
	while ((value = ccs_answer_value(answer, key, &at))) {
		ccs_strbuf_puts(out, comma);
		ccs_json_string(out, value);
		comma = ",";
	}
	ccs_strbuf_puts(out, "]");
}

static void print_json(const struct ccs_question *question,
		       const struct ccs_answer *answer, const char *wanted)
{
	static const char *const strings[] = {
		"mode", "result", "item", "where", "add", "next",
	};
	const char *const profile = ccs_answer_value(answer, "profile", NULL);
	struct ccs_strbuf out = {};
	size_t i;

	ccs_strbuf_puts(&out, "{\"schema\":1");
	json_string(&out, "domain", question->domain);
	json_string(&out, "request", question->request);
	json_string(&out, "expected", wanted);
	json_string(&out, "error", ccs_answer_value(answer, "error", NULL));
	ccs_strbuf_puts(&out, ",\"profile\":");
	ccs_strbuf_puts(&out, profile ?: "null");
	ccs_strbuf_puts(&out, ",\"granted\":");
	ccs_strbuf_puts(&out, is(answer, "granted", "yes") ? "true" :
			      is(answer, "granted", "no") ? "false" : "null");
	for (i = 0; i < sizeof(strings) / sizeof(strings[0]); i++)
		json_string(&out, strings[i],
			    ccs_answer_value(answer, strings[i], NULL));
	json_list(&out, "entries", answer, "entry");
	json_list(&out, "also", answer, "also");
	json_list(&out, "missing", answer, "missing");
	printf("%s}\n", out.text);
	ccs_strbuf_free(&out);
}

static enum ccs_exit verdict(const struct ccs_answer *answer)
{
	const char *const error = ccs_answer_value(answer, "error", NULL);

	if (!error && is(answer, "result", "allowed"))
		return CCS_EXIT_OK;
	if (!error && is(answer, "result", "denied"))
		return CCS_EXIT_NEGATIVE;
	return CCS_EXIT_INPUT;
}

/* Names the word, unless the line as a whole was wrong. */
static void tell_error(const struct job *job, const struct ccs_answer *answer)
{
	const char *error = ccs_answer_value(answer, "error", NULL);

	if (!error && is(answer, "result", "unknown"))
		error = "it depends on facts that are not told; tell them with -f";
	if (error)
		ccs_warn("%s%s", job->place ?: "",
			 error + (strncmp(error, ": ", 2) ? 0 : 2));
}

static enum ccs_exit ask(struct job *job, const struct ccs_question *question,
			 const char *wanted)
{
	struct ccs_question asked = *question;
	struct ccs_answer answer;
	char *domain = NULL;
	enum ccs_exit code;

	if (job->profile) {
		domain = ccs_format("%s profile=%s", question->domain,
				    job->profile);
		asked.domain = domain;
	}
	code = ccs_question_ask(&asked, job->preview, &answer);
	if (!code) {
		code = verdict(&answer);
		if (job->json)
			print_json(question, &answer, wanted);
		else if (!job->quiet && !wanted &&
			 ccs_answer_value(&answer, "result", NULL))
			print_text(question, &answer);
		if (code == CCS_EXIT_INPUT && !job->json)
			tell_error(job, &answer);
	}
	ccs_answer_free(&answer);
	free(domain);
	return code;
}

/* Takes what stands before " : ". */
static char *next_part(char **text)
{
	char *const part = *text;
	char *const end = part ? strstr(part, " : ") : NULL;

	if (end)
		*end = '\0';
	*text = end ? end + 3 : NULL;
	return part;
}

static const char *take_word(char **text)
{
	static const char *const words[] = { "allow", "deny" };
	size_t i;

	for (i = 0; i < 2; i++) {
		const size_t len = strlen(words[i]);

		if (strncmp(*text, words[i], len) || (*text)[len] != ' ')
			continue;
		*text += len + 1;
		return words[i];
	}
	return NULL;
}

/* As others take the results of tests. */
static enum ccs_exit compare(const struct job *job, enum ccs_exit code,
			     const char *wanted, const char *line)
{
	const enum ccs_exit good = *wanted == 'a' ? CCS_EXIT_OK :
						    CCS_EXIT_NEGATIVE;

	if (code > CCS_EXIT_INPUT)
		return code;
	if (!job->json && !job->quiet)
		printf("%s - %s\n", code == good ? "ok" : "not ok", line);
	return code == good ? CCS_EXIT_OK :
	       code == CCS_EXIT_INPUT ? code : CCS_EXIT_NEGATIVE;
}

static enum ccs_exit ask_line(struct job *job, struct ccs_lines *lines)
{
	char *const line = ccs_strdup(lines->text);
	struct ccs_question question = {};
	char *rest = lines->text;
	const char *const wanted = take_word(&rest);
	enum ccs_exit code;
	char *facts;
	size_t i;

	question.domain = next_part(&rest);
	question.request = next_part(&rest);
	facts = rest;
	for (i = 0; i < job->facts.count; i++)
		ccs_list_add(&question.facts, job->facts.item[i].text);
	if (facts)
		ccs_list_add(&question.facts, facts);
	job->place = ccs_format("%s:%u: ", lines->name, lines->number);
	if (!question.request) {
		ccs_warn("%sa domain and a request are needed, with \" : \" between them",
			 job->place);
		code = CCS_EXIT_INPUT;
	} else {
		code = ask(job, &question, wanted);
		if (wanted)
			code = compare(job, code, wanted, line);
	}
	ccs_list_free(&question.facts);
	free(job->place);
	free(line);
	return code;
}

static enum ccs_exit ask_batch(struct job *job)
{
	struct ccs_source source;
	enum ccs_exit worst = CCS_EXIT_OK;
	enum ccs_exit code = ccs_source_open(&source, "-", NULL);

	if (code)
		return code;
	while (worst <= CCS_EXIT_INPUT && ccs_lines_next(&source.lines)) {
		code = ask_line(job, &source.lines);
		worst = code > worst ? code : worst;
	}
	code = ccs_source_close(&source);
	return code ? code : worst;
}

static enum ccs_exit ask_words(struct job *job, char **words)
{
	struct ccs_question question = { .facts = job->facts };
	struct ccs_strbuf request = {};
	char *const domain = ccs_strdup(*words++);
	enum ccs_exit code;

	ccs_text_normalise(domain, strlen(domain));
	for (; *words; words++) {
		ccs_strbuf_puts(&request, request.len ? " " : "");
		ccs_strbuf_puts(&request, *words);
	}
	question.domain = domain;
	question.request = request.text;
	code = ask(job, &question, NULL);
	ccs_strbuf_free(&request);
	free(domain);
	return code;
}

int main(int argc, char **argv)
{
	struct job job = {};
	enum ccs_exit code;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (job.batch && i < argc)
		ccs_usage_error("with --batch, questions come from standard input");
	if (!job.batch && argc - i < 2)
		ccs_usage_error("needs a domain and a request");
	read_policy(&job);
	code = job.batch ? ask_batch(&job) : ask_words(&job, argv + i);
	if (job.preview)
		ccs_preview_free(job.preview);
	ccs_list_free(&job.facts);
	return ccs_flush_stdout(code);
}
