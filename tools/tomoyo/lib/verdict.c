// SPDX-License-Identifier: GPL-2.0-only
/*
 * What policy says about a request
 */

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "node.h"
#include "strbuf.h"
#include "verdict.h"

/* The kernel itself, for who may ask it. */
static int ask_kernel(const char *question, struct ccs_strbuf *answer)
{
	char *const copy = ccs_strdup(question);
	char *rest = copy, *line;
	struct ccs_node node;
	int err = ccs_node_open(&node, "check", true);

	if (!err) {
		while (!err && (line = strsep(&rest, "\n")))
			err = ccs_node_put(&node, line);
		if (!err)
			err = ccs_node_rest(&node, answer);
		ccs_node_close(&node);
	}
	free(copy);
	return err;
}

/**
 * ccs_verdict_ask - ask what policy says
 * @verdict: the answer, for ccs_verdict_free()
 * @preview: the policy
 * @live: it is the kernel's, so ask that if it answers
 * @domain: who asks
 * @request: what is asked
 * @facts: what is known about it
 */
void ccs_verdict_ask(struct ccs_verdict_text *verdict,
		     struct ccs_preview *preview, bool live,
		     const char *domain, const char *request,
		     const struct ccs_list *facts)
{
	struct ccs_strbuf question = {}, answer = {};
	size_t i;

	ccs_strbuf_puts(&question, domain);
	ccs_strbuf_puts(&question, "\n");
	ccs_strbuf_puts(&question, request);
	for (i = 0; i < facts->count; i++) {
		ccs_strbuf_puts(&question, "\n");
		ccs_strbuf_puts(&question, facts->item[i].text);
	}
	if (!live || ask_kernel(question.text, &answer) || !answer.len) {
		answer.len = 0;
		ccs_preview_ask(preview, question.text, &answer);
	}
	ccs_strbuf_free(&question);
	verdict->text = answer.text;
}

/**
 * ccs_verdict_values - all values of a key
 * @verdict: the answer
 * @key: such as ``mode``, one of those of the first line or one of a line
 * @values: gets them
 */
void ccs_verdict_values(const struct ccs_verdict_text *verdict,
			const char *key, struct ccs_list *values)
{
	const size_t len = strlen(key);
	const char *line = verdict->text;

	for (; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		char *value;

		if (strncmp(line, key, len) || line[len] != '=')
			continue;
		value = ccs_format("%.*s", (int)strcspn(line + len + 1, "\n"),
				   line + len + 1);
		ccs_list_add(values, value);
		free(value);
	}
}

/**
 * ccs_verdict_value - the value of a key
 * @verdict: the answer
 * @key: as for ccs_verdict_values(), or a later word of the first line
 *
 * Return: the value, for free(), or NULL.
 */
char *ccs_verdict_value(const struct ccs_verdict_text *verdict, const char *key)
{
	struct ccs_list values = {};
	char *start, *value = NULL;
	const char *at;

	ccs_verdict_values(verdict, key, &values);
	if (values.count) {
		value = ccs_strdup(values.item[0].text);
		if (!strcmp(key, "profile"))
			value[strcspn(value, " ")] = '\0';
		ccs_list_free(&values);
		return value;
	}
	start = ccs_format(" %s=", key);
	at = strstr(verdict->text, start);
	if (at && at < verdict->text + strcspn(verdict->text, "\n")) {
		at += strlen(start);
		value = ccs_format("%.*s", (int)strcspn(at, "\n "), at);
	}
	free(start);
	return value;
}

/**
 * ccs_verdict_free - drop an answer
 * @verdict: the answer
 */
void ccs_verdict_free(struct ccs_verdict_text *verdict)
{
	free(verdict->text);
	verdict->text = NULL;
}
