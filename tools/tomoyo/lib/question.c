// SPDX-License-Identifier: GPL-2.0-only
/*
 * Asking what policy would say
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "iface.h"
#include "node.h"
#include "question.h"

#define NODE "check"

static void add_line(struct ccs_strbuf *text, const char *line)
{
	ccs_strbuf_puts(text, line);
	ccs_strbuf_puts(text, "\n");
}

/* A line that makes no sense is told of by the answer. */
static int ask_node(struct ccs_node *node, const char *text,
		    struct ccs_strbuf *answer)
{
	char *const copy = ccs_strdup(text);
	char *rest = copy, *line;
	int err = 0;

	while ((!err || err == -EINVAL) && (line = strsep(&rest, "\n")))
		if (*line)
			err = ccs_node_put(node, line);
	free(copy);
	if (err && err != -EINVAL)
		return err;
	return ccs_node_rest(node, answer);
}

static enum ccs_exit ask_kernel(const char *text, struct ccs_strbuf *answer)
{
	struct ccs_node node;
	int err = ccs_node_open(&node, NODE, true);

	if (!err) {
		err = ask_node(&node, text, answer);
		ccs_node_close(&node);
	}
	return err ? ccs_iface_fail(NODE, err) : CCS_EXIT_OK;
}

/* The first line has several parts, none of which has a space. */
static void take(struct ccs_answer *answer, const char *text)
{
	char *const copy = ccs_strdup(text);
	char *rest = copy, *line, *part;

	line = strsep(&rest, "\n");
	if (!strncmp(line, "profile=", 8))
		while ((part = strsep(&line, " ")))
			ccs_list_add(&answer->parts, part);
	else
		ccs_list_add(&answer->parts, line);
	while ((line = strsep(&rest, "\n")))
		if (*line)
			ccs_list_add(&answer->parts, line);
	free(copy);
}

/**
 * ccs_question_ask - ask
 * @question: the question
 * @preview: the policy, NULL for the one in force
 * @answer: set to the answer
 *
 * Return: success, also if the question makes no sense; or the exit status
 * after a message.
 */
enum ccs_exit ccs_question_ask(const struct ccs_question *question,
			       struct ccs_preview *preview,
			       struct ccs_answer *answer)
{
	struct ccs_strbuf text = {}, said = {};
	enum ccs_exit code = CCS_EXIT_OK;
	size_t i;

	*answer = (struct ccs_answer){};
	add_line(&text, question->domain);
	add_line(&text, question->request);
	for (i = 0; i < question->facts.count; i++)
		add_line(&text, question->facts.item[i].text);
	ccs_strbuf_puts(&said, "");
	if (preview)
		ccs_preview_ask(preview, text.text, &said);
	else
		code = ask_kernel(text.text, &said);
	take(answer, said.text);
	ccs_strbuf_free(&text);
	ccs_strbuf_free(&said);
	return code;
}

/**
 * ccs_answer_value - what the answer says about something
 * @answer: the answer
 * @key: what
 * @from: where to begin, 0 for the first; set to where the next may be; may be
 *	NULL
 *
 * Return: the value, or NULL if there is none, or no more.
 */
const char *ccs_answer_value(const struct ccs_answer *answer, const char *key,
			     size_t *from)
{
	const size_t len = strlen(key);
	size_t i;

	for (i = from ? *from : 0; i < answer->parts.count; i++) {
		const char *const part = answer->parts.item[i].text;

		if (strncmp(part, key, len) || part[len] != '=')
			continue;
		if (from)
			*from = i + 1;
		return part + len + 1;
	}
	return NULL;
}

/**
 * ccs_answer_free - drop an answer
 * @answer: the answer
 */
void ccs_answer_free(struct ccs_answer *answer)
{
	ccs_list_free(&answer->parts);
}
