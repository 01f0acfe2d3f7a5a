// SPDX-License-Identifier: GPL-2.0-only
/*
 * Changes that the kernel undoes unless they are confirmed
 *
 * Who put the own shell into enforcing mode perhaps can't type anything any
 * more. So the kernel is told first to go back by itself, and then somebody is
 * asked; it goes back as well if this program dies.
 */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "clock.h"
#include "confirm.h"
#include "iface.h"

#define USUAL_SECONDS	60
#define MOST_SECONDS	3600
#define NODE		"domain_policy"

/**
 * ccs_confirm_init - nothing was said about it yet
 * @confirm: filled in
 */
void ccs_confirm_init(struct ccs_confirm *confirm)
{
	*confirm = (struct ccs_confirm){ .seconds = -1 };
}

/**
 * ccs_confirm_take - take the option --confirm, or leave
 * @confirm: changed
 * @arg: the seconds, as text
 */
void ccs_confirm_take(struct ccs_confirm *confirm, const char *arg)
{
	char *end;
	const unsigned long seconds = strtoul(arg, &end, 10);

	if (*arg < '0' || *arg > '9' || *end || seconds > MOST_SECONDS)
		ccs_usage_error("--confirm %s: seconds are 0 to %d", arg,
				MOST_SECONDS);
	confirm->seconds = seconds;
}

/* Standard input may be the policy, so it is the terminal that is asked. */
static int open_terminal(void)
{
	if (!isatty(STDOUT_FILENO) || !isatty(STDERR_FILENO))
		return -1;
	return open("/dev/tty", O_RDWR | O_CLOEXEC);
}

/**
 * ccs_confirm_seconds - how long a change shall wait
 * @confirm: what was said
 *
 * Return: seconds, 0 if nothing shall be confirmed.
 */
unsigned int ccs_confirm_seconds(const struct ccs_confirm *confirm)
{
	int tty;

	if (confirm->seconds >= 0)
		return confirm->seconds;
	tty = open_terminal();
	if (tty < 0)
		return 0;
	close(tty);
	return USUAL_SECONDS;
}

/**
 * ccs_confirm_committed - take what the kernel answers to a change
 * @confirm: changed
 * @answer: its answer, with ``committed EDITION`` and ``confirm SECONDS``
 */
void ccs_confirm_committed(struct ccs_confirm *confirm, const char *answer)
{
	const char *const made = strstr(answer, "committed ");
	const char *const wait = strstr(answer, "\nconfirm ");

	confirm->edition = 0;
	if (!made || !wait)
		return;
	confirm->edition = strtoull(made + strlen("committed "), NULL, 10);
	confirm->until = ccs_clock() +
			 1000 * atoll(wait + strlen("\nconfirm "));
}

static enum ccs_exit not_armed(const struct ccs_confirm *confirm,
			       const struct ccs_node *node, int err)
{
	if (err != -EBUSY && err != -EINVAL)
		return ccs_iface_fail(node->name, err);
	/* Nobody asked for it, and there is nothing to go back to yet. */
	if (err == -EINVAL && confirm->seconds < 0)
		return CCS_EXIT_OK;
	ccs_warn("nothing was changed: %s", node->reason.len ?
		 node->reason.text : "this kernel undoes no changes");
	if (err == -EBUSY)
		ccs_hint("keep it with:  ccs-loadpolicy --keep");
	else if (!node->reason.len)
		ccs_hint("write it without --confirm");
	return CCS_EXIT_NEGATIVE;
}

/**
 * ccs_confirm_arm - have everything undone that is written from now on
 * @confirm: what was said; told what waits
 * @node: a node of policy, opened for writing, in no transaction
 *
 * Return: success, also if nothing shall be confirmed; or the exit status
 * after a message: then nothing may be written.
 */
enum ccs_exit ccs_confirm_arm(struct ccs_confirm *confirm,
			      struct ccs_node *node)
{
	const unsigned int seconds = ccs_confirm_seconds(confirm);
	struct ccs_strbuf answer = {};
	char line[32];
	int err;

	if (!seconds)
		return CCS_EXIT_OK;
	snprintf(line, sizeof(line), "confirm=%u", seconds);
	err = ccs_node_put(node, line);
	if (err)
		return not_armed(confirm, node, err);
	err = ccs_node_rest(node, &answer);
	if (!err)
		ccs_confirm_committed(confirm, answer.text);
	ccs_strbuf_free(&answer);
	/* A kernel that knows no such line took it for one of policy. */
	if (!err && !confirm->edition)
		return not_armed(confirm, node, -EINVAL);
	return err ? ccs_iface_fail(node->name, err) : CCS_EXIT_OK;
}

/**
 * ccs_confirm_keep - confirm a change
 * @edition: the edition that it made, NULL for whatever waits
 *
 * Return: success, or the exit status after a message.
 */
enum ccs_exit ccs_confirm_keep(const char *edition)
{
	char *const line = ccs_format("confirm%s%s", edition ? " " : "",
				      edition ? edition : "");
	struct ccs_node node;
	enum ccs_exit code = CCS_EXIT_OK;
	int err = ccs_node_open(&node, NODE, true);

	if (err) {
		free(line);
		return ccs_iface_fail(NODE, err);
	}
	err = ccs_node_strict(&node);
	if (!err)
		err = ccs_node_put(&node, line);
	if (err == -ESTALE || err == -EINVAL) {
		ccs_warn("%s", node.reason.len ? node.reason.text :
			 "this kernel confirms no changes");
		code = CCS_EXIT_NEGATIVE;
	} else if (err) {
		code = ccs_iface_fail(NODE, err);
	}
	ccs_node_close(&node);
	free(line);
	return code;
}

static long long left(const struct ccs_confirm *confirm)
{
	const long long now = ccs_clock();

	return confirm->until > now ? confirm->until - now : 0;
}

/* Waits for a line on the terminal; false without one in time. */
static bool ask(const struct ccs_confirm *confirm, int tty)
{
	struct pollfd input = { .fd = tty, .events = POLLIN };
	char answer[64];
	ssize_t n;

	/* What was typed before the question is no answer to it. */
	tcflush(tty, TCIFLUSH);
	dprintf(tty, "This is undone in %lld seconds. Keep it? [y/N] ",
		(left(confirm) + 999) / 1000);
	while (poll(&input, 1, left(confirm)) < 0 && errno == EINTR)
		;
	if (!(input.revents & POLLIN)) {
		dprintf(tty, "\n");
		return false;
	}
	n = read(tty, answer, sizeof(answer));
	return n > 0 && (*answer == 'y' || *answer == 'Y');
}

static enum ccs_exit keep(const struct ccs_confirm *confirm)
{
	char *const edition = ccs_format("%llu", confirm->edition);
	const enum ccs_exit code = ccs_confirm_keep(edition);

	free(edition);
	if (code == CCS_EXIT_NEGATIVE)
		ccs_hint("it was too late: the kernel has undone the change");
	return code;
}

/**
 * ccs_confirm_settle - the change was made: shall it stay?
 * @confirm: what waits; nothing happens if nothing does
 *
 * Without a terminal it is told how to confirm.
 *
 * Return: success, also if nobody could be asked; CCS_EXIT_NEGATIVE if the
 * change does not stay, or another exit status, after a message.
 */
enum ccs_exit ccs_confirm_settle(struct ccs_confirm *confirm)
{
	enum ccs_exit code;
	int tty;

	if (!confirm->edition)
		return CCS_EXIT_OK;
	fflush(stdout);
	tty = open_terminal();
	if (tty < 0) {
		ccs_hint("undone in %lld seconds unless kept:  ccs-loadpolicy --keep %llu",
			 (left(confirm) + 999) / 1000, confirm->edition);
		return CCS_EXIT_OK;
	}
	if (ask(confirm, tty)) {
		code = keep(confirm);
	} else {
		ccs_warn("not kept: the kernel undoes it when the time is up");
		code = CCS_EXIT_NEGATIVE;
	}
	close(tty);
	return code;
}
