// SPDX-License-Identifier: GPL-2.0-only
/*
 * Why a request is refused
 */

#include <stdlib.h>
#include <string.h>

#include "candidate.h"
#include "explanation.h"
#include "facts.h"
#include "scratch.h"
#include "text.h"

/* Reading and writing in 1.7 says nothing about appending. */
static const struct {
	const char *wide;
	const char *asked;
} narrowed[] = {
	{ "file read/write/append ", "file read/write " },
	{ "file write/append ", "file write " },
};

static char *narrow(const char *request)
{
	size_t i;

	for (i = 0; i < sizeof(narrowed) / sizeof(narrowed[0]); i++) {
		const size_t len = strlen(narrowed[i].wide);

		if (!strncmp(request, narrowed[i].wide, len))
			return ccs_format("%s%s", narrowed[i].asked,
					  request + len);
	}
	return ccs_strdup(request);
}

/* A domain that is to be made is no entry. */
static bool is_about_domain(const char *request)
{
	return *request == '#' || !strncmp(request, "use_profile ", 12);
}

static char *canonical(const struct ccs_record *record)
{
	struct ccs_scratch *scratch;
	struct ccs_strbuf text = {};
	char *request = NULL;

	if (is_about_domain(record->request))
		return ccs_strdup(record->request);
	scratch = ccs_scratch_new();
	if (ccs_scratch_entry(scratch, record->domain, record->request, &text))
		request = strncmp(record->request, "allow_", 6) ?
			  ccs_strdup(record->request) : narrow(text.text);
	ccs_scratch_free(scratch);
	ccs_strbuf_free(&text);
	return request;
}

static bool has_error(const struct ccs_explanation *explanation)
{
	return !strncmp(explanation->verdict.text, "error=", 6);
}

static void ask(struct ccs_explanation *explanation)
{
	ccs_verdict_free(&explanation->verdict);
	ccs_verdict_ask(&explanation->verdict, explanation->preview,
			explanation->live, explanation->record->domain,
			explanation->request, &explanation->facts);
}

static enum ccs_exit judge(struct ccs_explanation *explanation)
{
	char *error;

	ask(explanation);
	/* A record may have been cut; without its facts there is an answer. */
	if (has_error(explanation) && explanation->times) {
		ccs_list_free(&explanation->facts);
		ask(explanation);
	}
	if (!has_error(explanation))
		return CCS_EXIT_OK;
	error = ccs_verdict_value(&explanation->verdict, "error");
	ccs_warn("%s", error);
	free(error);
	return CCS_EXIT_INPUT;
}

static void add_if_good(struct ccs_explanation *explanation, const char *line)
{
	if (ccs_near_grants(&explanation->nearness, line))
		ccs_list_add(&explanation->lines, line);
}

static void find_lines(struct ccs_explanation *explanation)
{
	struct ccs_record record = *explanation->record;
	struct ccs_list lines = {};
	size_t i;

	record.request = explanation->request;
	ccs_verdict_values(&explanation->verdict, "add", &lines);
	ccs_candidates(&record, explanation->rules, &lines);
	for (i = lines.count; i--;)
		add_if_good(explanation, lines.item[i].text);
	ccs_list_free(&lines);
}

/**
 * ccs_explanation_find - find out why a request is refused
 * @explanation: the request; for ccs_explanation_free() in any case
 *
 * Return: success, or the exit status after a message.
 */
enum ccs_exit ccs_explanation_find(struct ccs_explanation *explanation)
{
	const struct ccs_record *const record = explanation->record;
	enum ccs_exit code = CCS_EXIT_OK;
	char *granted;

	if (!ccs_text_domainname(record->domain)) {
		ccs_warn("'%s' is no domainname", record->domain);
		return CCS_EXIT_INPUT;
	}
	explanation->request = canonical(record);
	if (!explanation->request) {
		ccs_warn("'%s' is no request", record->request);
		return CCS_EXIT_INPUT;
	}
	ccs_facts_of(record, &explanation->facts);
	explanation->gone = !ccs_preview_knows(explanation->preview,
					       record->domain);
	if (explanation->gone || is_about_domain(record->request))
		return CCS_EXIT_OK;
	code = judge(explanation);
	if (code)
		return code;
	explanation->nearness = (struct ccs_nearness){
		.preview = explanation->preview,
		.domain = record->domain,
		.request = explanation->request,
		.facts = &explanation->facts,
		.limit = explanation->limit,
	};
	granted = ccs_verdict_value(&explanation->verdict, "granted");
	if (granted && !strcmp(granted, "no")) {
		ccs_near_find(&explanation->nearness);
		find_lines(explanation);
	}
	free(granted);
	return CCS_EXIT_OK;
}

static void add_quoted(struct ccs_strbuf *out, const char *text)
{
	ccs_strbuf_puts(out, " '");
	for (; *text; text++) {
		if (*text == '\'')
			ccs_strbuf_puts(out, "'\\''");
		else
			ccs_strbuf_add(out, text, 1);
	}
	ccs_strbuf_puts(out, "'");
}

/* The domain that 1.7 asks for is on a line of its own. */
static const char *wanted_domain(const struct ccs_record *record)
{
	const char *const name = strchr(record->request, '\n');

	return name ? name + 1 : record->domain;
}

static char *profile_line(const struct ccs_record *record)
{
	const char *const profile = strstr(record->header, " profile=");

	if (!strncmp(record->request, "use_profile ", 12))
		return ccs_strdup(record->request);
	return ccs_format("use_profile %d", profile ? atoi(profile + 9) : 0);
}

/**
 * ccs_explanation_command - how to allow it from now on
 * @explanation: what was found
 *
 * Return: the command, for free(), or NULL if there is nothing to do.
 */
char *ccs_explanation_command(const struct ccs_explanation *explanation)
{
	const struct ccs_record *const record = explanation->record;
	struct ccs_strbuf out = {};
	char *line = NULL;

	if (is_about_domain(record->request))
		line = profile_line(record);
	else if (explanation->lines.count)
		line = ccs_strdup(explanation->lines.item[0].text);
	if (!line)
		return NULL;
	ccs_strbuf_puts(&out, "printf '%s\\n'");
	add_quoted(&out, wanted_domain(record));
	add_quoted(&out, line);
	ccs_strbuf_puts(&out, " | ccs-loadpolicy -d");
	free(line);
	return out.text;
}

/**
 * ccs_explanation_free - drop what was found
 * @explanation: the request
 */
void ccs_explanation_free(struct ccs_explanation *explanation)
{
	ccs_near_free(&explanation->nearness);
	ccs_verdict_free(&explanation->verdict);
	ccs_list_free(&explanation->lines);
	ccs_list_free(&explanation->facts);
	free(explanation->request);
}
