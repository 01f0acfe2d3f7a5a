// SPDX-License-Identifier: GPL-2.0-only
/*
 * Explanations for people and for programs
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "explanation.h"
#include "facts.h"
#include "json.h"
#include "saying.h"
#include "when.h"

/* When it was; 1.8's records are in UTC, 1.7's in local time. */
static char *time_of(const struct ccs_record *record, bool local)
{
	const char *const header = record->header;
	char *at, *when;

	if (*header != '#')
		return NULL;
	at = ccs_format("%.*s", (int)strcspn(header + 1, "#"), header + 1);
	when = ccs_when(at, local);
	free(at);
	return when;
}

/* The arguments of the program, as far as they are known. */
static void add_arguments(const struct ccs_list *facts, struct ccs_strbuf *out)
{
	char name[32];
	const char *value;
	unsigned int i;

	for (i = 0; i < facts->count; i++) {
		snprintf(name, sizeof(name), "exec.argv[%u]", i);
		value = ccs_facts_find(facts, name);
		if (!value)
			break;
		ccs_strbuf_puts(out, i ? " " : ", as ");
		ccs_strbuf_puts(out, value);
	}
}

static void print_who(const struct ccs_explanation *explanation)
{
	const struct ccs_record *const record = explanation->record;
	const char *const user = ccs_facts_find(&explanation->facts,
						"task.uid");
	char *const time = time_of(record, explanation->local);

	printf("Who      %s\n", record->domain);
	if (time && record->pid) {
		printf("         process %ld", record->pid);
		if (user)
			printf(" of user %s", user);
		printf(", on %s", time);
		if (explanation->times > 1)
			printf("; refused %u times", explanation->times);
		putchar('\n');
	}
	free(time);
}

static void print_wish(const struct ccs_explanation *explanation)
{
	char *const saying = ccs_saying(explanation->request);
	struct ccs_strbuf arguments = {};

	ccs_strbuf_puts(&arguments, "");
	if (!strncmp(explanation->request, "file execute ", 13))
		add_arguments(&explanation->facts, &arguments);
	printf("Wanted   to %s%s\n", saying, arguments.text);
	if (*explanation->request != '#')
		printf("         that is: %s\n", explanation->request);
	ccs_strbuf_free(&arguments);
	free(saying);
}

static void print_judged(const struct ccs_explanation *explanation,
			 const char *before, const char *after)
{
	const struct ccs_verdict_text *const verdict = &explanation->verdict;
	char *const profile = ccs_verdict_value(verdict, "profile");
	char *const mode = ccs_verdict_value(verdict, "mode");
	char *const item = ccs_verdict_value(verdict, "item");

	printf("Verdict  %s: profile %s is in %s mode", before, profile, mode);
	if (item)
		printf(" for %s", item);
	printf("%s\n", after);
	free(item);
	free(mode);
	free(profile);
}

static void print_granted(const struct ccs_explanation *explanation)
{
	char *const entry = ccs_verdict_value(&explanation->verdict, "entry");
	char *const where = ccs_verdict_value(&explanation->verdict, "where");

	puts("Verdict  allowed, as policy is now");
	if (entry && where)
		printf("\nThis line allows it\n  %s    (%s)\n", entry, where);
	free(where);
	free(entry);
}

static void print_missing(const struct ccs_explanation *explanation)
{
	struct ccs_list missing = {};
	size_t i;

	puts("Verdict  unknown, since it depends on facts that nobody told");
	ccs_verdict_values(&explanation->verdict, "missing", &missing);
	for (i = 0; i < missing.count; i++)
		printf("         %s\n", missing.item[i].text);
	ccs_list_free(&missing);
}

static void print_verdict(const struct ccs_explanation *explanation)
{
	char *granted, *result;

	if (!explanation->verdict.text) {
		puts(explanation->gone && *explanation->request == 'f' ?
		     "Verdict  none: this domain is not in the policy" :
		     "Verdict  refused: the domain is not in the policy, and the profile has\n"
		     "         domains made by people only (create_domain=ask)");
		return;
	}
	granted = ccs_verdict_value(&explanation->verdict, "granted");
	result = ccs_verdict_value(&explanation->verdict, "result");
	if (!strcmp(granted, "yes"))
		print_granted(explanation);
	else if (!strcmp(granted, "unknown"))
		print_missing(explanation);
	else if (!strcmp(result, "denied"))
		print_judged(explanation, "refused",
			     ",\n         and no line allows it");
	else
		print_judged(explanation, "not refused, as policy is now",
			     ",\n         though no line allows it");
	free(result);
	free(granted);
}

static void print_near(const struct ccs_nearness *nearness)
{
	size_t i;

	if (nearness->count)
		puts("\nNearest lines");
	for (i = 0; i < nearness->count; i++)
		printf("  %s    (%s)\n      %s\n", nearness->near[i].entry,
		       nearness->near[i].where, nearness->near[i].why);
}

static void print_lines(const struct ccs_list *lines)
{
	size_t i;

	if (lines->count == 1)
		puts("\nThis line would allow it");
	else if (lines->count)
		puts("\nEach of these lines would allow it");
	for (i = 0; i < lines->count; i++)
		printf("  %s\n", lines->item[i].text);
}

/**
 * ccs_explanation_print - tell people
 * @explanation: what was found
 */
void ccs_explanation_print(const struct ccs_explanation *explanation)
{
	char *const command = ccs_explanation_command(explanation);

	print_who(explanation);
	print_wish(explanation);
	print_verdict(explanation);
	print_near(&explanation->nearness);
	print_lines(&explanation->lines);
	if (command)
		printf("\nTo add %s\n  %s\n",
		       explanation->lines.count > 1 ? "the first" : "it",
		       command);
	free(command);
}

static void add_key(struct ccs_strbuf *out, const char *key)
{
	ccs_strbuf_puts(out, ",\"");
	ccs_strbuf_puts(out, key);
	ccs_strbuf_puts(out, "\":");
}

static void add_text(struct ccs_strbuf *out, const char *key, const char *text)
{
	add_key(out, key);
	if (text)
		ccs_json_string(out, text);
	else
		ccs_strbuf_puts(out, "null");
}

static void add_own(struct ccs_strbuf *out, const char *key, char *text)
{
	add_text(out, key, text);
	free(text);
}

static void add_list(struct ccs_strbuf *out, const char *key,
		     const struct ccs_list *list)
{
	size_t i;

	add_key(out, key);
	ccs_strbuf_puts(out, "[");
	for (i = 0; i < list->count; i++) {
		ccs_strbuf_puts(out, i ? "," : "");
		ccs_json_string(out, list->item[i].text);
	}
	ccs_strbuf_puts(out, "]");
}

static void add_near(struct ccs_strbuf *out,
		     const struct ccs_nearness *nearness)
{
	size_t i;

	add_key(out, "near");
	ccs_strbuf_puts(out, "[");
	for (i = 0; i < nearness->count; i++) {
		const struct ccs_near *const near = &nearness->near[i];

		ccs_strbuf_puts(out, i ? ",{\"entry\":" : "{\"entry\":");
		ccs_json_string(out, near->entry);
		add_text(out, "where", near->where);
		add_text(out, "differs", near->differs);
		add_text(out, "why", near->why);
		ccs_strbuf_puts(out, "}");
	}
	ccs_strbuf_puts(out, "]");
}

/* What policy says, as the node "check" names it. */
static void add_verdict(struct ccs_strbuf *out,
			const struct ccs_verdict_text *verdict)
{
	static const char *const keys[] = {
		"mode", "granted", "result", "item", "where", "entry",
	};
	struct ccs_list missing = {};
	char *const profile = verdict->text ?
			      ccs_verdict_value(verdict, "profile") : NULL;
	size_t i;

	add_key(out, "profile");
	ccs_strbuf_puts(out, profile ? profile : "null");
	free(profile);
	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		add_own(out, keys[i], verdict->text ?
			ccs_verdict_value(verdict, keys[i]) : NULL);
	if (verdict->text)
		ccs_verdict_values(verdict, "missing", &missing);
	add_list(out, "missing", &missing);
	ccs_list_free(&missing);
}

/**
 * ccs_explanation_json - tell programs
 * @explanation: what was found; one line of JSON is printed
 */
void ccs_explanation_json(const struct ccs_explanation *explanation)
{
	char times[32];
	struct ccs_strbuf out = {};

	ccs_strbuf_puts(&out, "{\"schema\":1");
	add_own(&out, "time", time_of(explanation->record, false));
	snprintf(times, sizeof(times), ",\"times\":%u", explanation->times);
	ccs_strbuf_puts(&out, times);
	add_text(&out, "domain", explanation->record->domain);
	add_key(&out, "known");
	ccs_strbuf_puts(&out, explanation->gone ? "false" : "true");
	add_text(&out, "request", explanation->request);
	add_own(&out, "saying", ccs_saying(explanation->request));
	add_verdict(&out, &explanation->verdict);
	add_near(&out, &explanation->nearness);
	add_list(&out, "lines", &explanation->lines);
	add_own(&out, "command", ccs_explanation_command(explanation));
	printf("%s}\n", out.text);
	ccs_strbuf_free(&out);
}
