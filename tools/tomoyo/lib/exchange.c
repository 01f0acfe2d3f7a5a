// SPDX-License-Identifier: GPL-2.0-only
/*
 * Putting another policy in force at once
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exchange.h"
#include "iface.h"
#include "node.h"

#define DOMAIN		"domain_policy"
#define EXCEPTION	"exception_policy"
#define EDITION		"Policy edition:"

/**
 * ccs_exchange_edition - which policy is in force?
 * @edition: set to its number, for free()
 *
 * Return: success, or the exit status after a message; also if the kernel can't
 * put another one in force at once.
 */
enum ccs_exit ccs_exchange_edition(char **edition)
{
	struct ccs_strbuf text = {};
	const int err = ccs_node_read("stat", &text);
	const char *at;

	if (err)
		return ccs_iface_fail("stat", err);
	at = text.text ? strstr(text.text, EDITION) : NULL;
	*edition = NULL;
	if (at) {
		at += strlen(EDITION);
		at += strspn(at, " ");
		*edition = ccs_format("%.*s", (int)strspn(at, "0123456789"),
				      at);
	}
	ccs_strbuf_free(&text);
	if (*edition)
		return CCS_EXIT_OK;
	ccs_warn("this kernel can't replace its policy at once");
	return CCS_EXIT_IFACE;
}

/* What went wrong, in the kernel's words if it has any. */
static enum ccs_exit failed(struct ccs_node *node, int err)
{
	if (err == -ESTALE)
		return CCS_EXIT_NEGATIVE;
	if (err == -EPERM || err == -EACCES || err == -ENOENT)
		return ccs_iface_fail(node->name, err);
	ccs_warn("%s: %s", node->name,
		 node->reason.len ? node->reason.text : strerror(-err));
	if (err == -EBUSY)
		ccs_hint("keep the change that waits, or wait until it is undone");
	return err == -EINVAL ? CCS_EXIT_INPUT : CCS_EXIT_IO;
}

static int put_lines(struct ccs_node *node, const char *text)
{
	char *const copy = ccs_strdup(text);
	char *rest = copy, *line;
	int err = 0;

	while (!err && (line = strsep(&rest, "\n")))
		if (*line)
			err = ccs_node_put(node, line);
	free(copy);
	return err;
}

/* Opens a node, has it take part in the change, and writes its new text. */
static enum ccs_exit fill(struct ccs_node *node, const char *name,
			  const char *text)
{
	char *const begin = ccs_format("begin change-%d", (int)getpid());
	enum ccs_exit code = CCS_EXIT_OK;
	int err = ccs_node_open(node, name, true);

	if (err) {
		free(begin);
		return ccs_iface_fail(name, err);
	}
	err = ccs_node_strict(node);
	if (!err)
		err = ccs_node_put(node, begin);
	if (!err)
		err = put_lines(node, text);
	if (err) {
		code = failed(node, err);
		ccs_node_close(node);
	}
	free(begin);
	return code;
}

static enum ccs_exit commit(struct ccs_exchange *exchange,
			    struct ccs_node *node)
{
	char *const line = exchange->confirm ?
		ccs_format("commit %s confirm=%u", exchange->edition,
			   exchange->confirm) :
		ccs_format("commit %s", exchange->edition);
	int err = ccs_node_put(node, line);

	free(line);
	if (err)
		return failed(node, err);
	exchange->reply.len = 0;
	err = ccs_node_rest(node, &exchange->reply);
	return err ? ccs_iface_fail(node->name, err) : CCS_EXIT_OK;
}

/**
 * ccs_exchange_commit - put a policy in force, or change nothing
 * @exchange: the policy
 *
 * Return: success; CCS_EXIT_NEGATIVE if another policy came in force meanwhile;
 * or another exit status after a message.
 */
enum ccs_exit ccs_exchange_commit(struct ccs_exchange *exchange)
{
	struct ccs_node domain, exception;
	enum ccs_exit code = fill(&domain, DOMAIN, exchange->domain);

	if (code)
		return code;
	if (exchange->exception) {
		code = fill(&exception, EXCEPTION, exchange->exception);
		if (code) {
			ccs_node_close(&domain);
			return code;
		}
	}
	code = commit(exchange, &domain);
	if (exchange->exception)
		ccs_node_close(&exception);
	ccs_node_close(&domain);
	return code;
}
