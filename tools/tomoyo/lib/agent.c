// SPDX-License-Identifier: GPL-2.0-only
/*
 * Access to nodes for another machine: commands
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"
#include "agent_session.h"
#include "fail.h"
#include "process.h"
#include "text.h"

/* Nodes are named like this, and nothing else can be opened. */
static bool is_node(const char *name)
{
	const size_t len = strlen(name);

	return len && len < 32 && strspn(name, "abcdefghijklmnopqrstuvwxyz_.") ==
				  len && !strstr(name, "..") && strcmp(name, ".");
}

/**
 * ccs_session_open - open a node
 * @session: the connection
 * @node: filled in
 * @name: the name that the client sent; must stay
 *
 * Return: 0 or -errno.
 */
int ccs_session_open(const struct ccs_session *session, struct ccs_node *node,
		     const char *name)
{
	int err;

	if (!is_node(name))
		return -ENOENT;
	/* Whoever has it open has requests wait. */
	if (session->agent->readonly && !strcmp(name, "query"))
		return -EROFS;
	err = ccs_node_open(node, name, true);
	return err == -EACCES || err == -EPERM || err == -EINVAL ?
		ccs_node_open(node, name, false) : err;
}

/* Lines that choose what is read change nothing. */
static bool only_chooses(const struct ccs_node *node, const char *line)
{
	return !strcmp(node->name, ".process_status") ||
	       !strncmp(line, "select ", 7) || !strncmp(line, "strict ", 7);
}

/**
 * ccs_session_put - write a line to a node
 * @session: the connection
 * @node: the node
 * @line: the line; one that ends within ends there
 *
 * Return: 0 or -errno.
 */
int ccs_session_put(const struct ccs_session *session, struct ccs_node *node,
		    char *line)
{
	/* What is checked is what is written: one line. */
	if (strchr(line, '\n'))
		return -EBADMSG;
	if (session->agent->readonly && !only_chooses(node, line))
		return -EROFS;
	return ccs_node_put(node, line);
}

/**
 * ccs_session_processes - list processes in the form of 1.8
 * @kernel: kernel threads too
 * @text: the list is added here
 *
 * Return: 0 or -errno.
 */
int ccs_session_processes(bool kernel, struct ccs_strbuf *text)
{
	struct ccs_processes all;
	const int err = ccs_processes_read(&all, "/proc", kernel);
	char line[64];
	size_t i;

	if (err)
		return err;
	for (i = 0; i < all.count; i++) {
		const struct ccs_process *const one = &all.process[i];
		const size_t before = text->len;

		snprintf(line, sizeof(line), "PID=%d PPID=%d NAME=", one->pid,
			 one->parent);
		ccs_strbuf_puts(text, line);
		ccs_strbuf_puts(text, one->name);
		ccs_strbuf_puts(text, "\n");
		snprintf(line, sizeof(line), "%d", one->pid);
		/* It may be gone by now. */
		if (ccs_node_ask(".process_status", line, text))
			text->len = before;
		else if (text->text[text->len - 1] != '\n')
			ccs_strbuf_puts(text, "\n");
	}
	ccs_processes_free(&all);
	return 0;
}

static struct ccs_node *node_of(struct ccs_session *session,
				const char *handle)
{
	char *end;
	const unsigned long number = strtoul(handle, &end, 10);

	if (*handle < '0' || *handle > '9' || *end ||
	    number >= CCS_AGENT_HANDLES)
		return NULL;
	return &session->node[number];
}

static int take_line(struct ccs_session *session, const char *bytes,
		     struct ccs_strbuf *line)
{
	char *end;
	const unsigned long number = strtoul(bytes, &end, 10);

	if (*bytes < '0' || *bytes > '9' || *end ||
	    number > CCS_AGENT_LINE_MAX)
		return -EBADMSG;
	ccs_strbuf_puts(line, "");
	if (!ccs_peer_take(&session->peer, line, number))
		return -EBADMSG;
	return memchr(line->text, '\0', line->len) ? -EBADMSG : 0;
}

static int do_open(struct ccs_session *session, char **word,
		   struct ccs_strbuf *answer)
{
	struct ccs_node *const node = node_of(session, word[1]);
	char *name;
	int err;

	if (!node || node->name)
		return -EBADMSG;
	name = ccs_strdup(word[2]);
	err = ccs_session_open(session, node, name);
	if (err) {
		*node = (struct ccs_node){};
		free(name);
	}
	return err;
}

static int do_put(struct ccs_session *session, char **word,
		  struct ccs_strbuf *answer)
{
	struct ccs_node *const node = node_of(session, word[1]);
	struct ccs_strbuf line = {};
	int err = take_line(session, word[2], &line);

	if (!err && (!node || !node->name))
		err = -EBADMSG;
	if (!err)
		err = ccs_session_put(session, node, line.text);
	if (err == -EINVAL && node->reason.len)
		ccs_strbuf_puts(answer, node->reason.text);
	ccs_strbuf_free(&line);
	return err;
}

static int do_read(struct ccs_session *session, char **word,
		   struct ccs_strbuf *answer)
{
	struct ccs_node *const node = node_of(session, word[1]);

	return node && node->name ? ccs_node_rest(node, answer) : -EBADMSG;
}

static int do_close(struct ccs_session *session, char **word,
		    struct ccs_strbuf *answer)
{
	struct ccs_node *const node = node_of(session, word[1]);
	char *name;

	if (!node || !node->name)
		return -EBADMSG;
	name = (char *)node->name;
	ccs_node_close(node);
	*node = (struct ccs_node){};
	free(name);
	return 0;
}

static int do_get(struct ccs_session *session, char **word,
		  struct ccs_strbuf *answer)
{
	struct ccs_node node;
	int err = is_node(word[1]) ? ccs_node_open(&node, word[1], false) :
				     -ENOENT;

	if (err)
		return err;
	err = ccs_node_rest(&node, answer);
	ccs_node_close(&node);
	return err;
}

static int do_ask(struct ccs_session *session, char **word,
		  struct ccs_strbuf *answer)
{
	struct ccs_strbuf line = {};
	struct ccs_node node;
	int err = take_line(session, word[2], &line);

	if (!err)
		err = ccs_session_open(session, &node, word[1]);
	if (!err) {
		err = ccs_session_put(session, &node, line.text);
		if (!err)
			err = ccs_node_rest(&node, answer);
		ccs_node_close(&node);
	}
	ccs_strbuf_free(&line);
	return err;
}

static int do_processes(struct ccs_session *session, char **word,
			struct ccs_strbuf *answer)
{
	return ccs_session_processes(**word == 'a', answer);
}

static const struct {
	const char *name;
	unsigned int words;
	int (*run)(struct ccs_session *session, char **word,
		   struct ccs_strbuf *answer);
} commands[] = {
	{ "open", 3, do_open },
	{ "put", 3, do_put },
	{ "read", 2, do_read },
	{ "close", 2, do_close },
	{ "get", 2, do_get },
	{ "ask", 3, do_ask },
	{ "processes", 1, do_processes },
	{ "all_processes", 1, do_processes },
};

/* Return: -EBADMSG if the client doesn't know what it does. */
static int run(struct ccs_session *session, char *text,
	       struct ccs_strbuf *answer)
{
	char *word[4] = {};
	unsigned int words = 0;
	size_t i;

	while (words < 4 && (word[words] = strsep(&text, " ")))
		words++;
	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (words == commands[i].words &&
		    !strcmp(word[0], commands[i].name))
			return commands[i].run(session, word, answer);
	return -EBADMSG;
}

/**
 * ccs_session_commands - run a client's commands until it leaves
 * @session: the connection
 */
void ccs_session_commands(struct ccs_session *session)
{
	char text[CCS_AGENT_COMMAND_MAX], head[64];
	int err = 0;

	while (err != -EBADMSG &&
	       ccs_peer_until(&session->peer, '\n', text, sizeof(text))) {
		struct ccs_strbuf answer = {};

		err = run(session, text, &answer);
		snprintf(head, sizeof(head), "%d %zu\n", -err, answer.len);
		ccs_peer_send(&session->peer, head, strlen(head));
		ccs_peer_send(&session->peer, answer.text, answer.len);
		ccs_strbuf_free(&answer);
	}
}
