// SPDX-License-Identifier: GPL-2.0-only
/*
 * Answers to requests that wait
 */

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "lib/clock.h"
#include "lib/color.h"
#include "lib/conversation.h"
#include "lib/decision.h"
#include "lib/fail.h"
#include "lib/iface.h"
#include "lib/ldcache.h"
#include "lib/libwatch.h"
#include "lib/node.h"
#include "lib/option.h"
#include "lib/pending.h"
#include "lib/query_batch.h"
#include "lib/remote.h"
#include "lib/term.h"

#define RULES "/etc/ccs/tools/patternize.conf"

#define OPTION_ASK_UPDATE	(CCS_OPTION_LONG + 0)
#define OPTION_CACHE		(CCS_OPTION_LONG + 1)
#define OPTION_NO_UPDATE	(CCS_OPTION_LONG + 2)
#define OPTION_RULES		(CCS_OPTION_LONG + 3)
#define OPTION_BELL		(CCS_OPTION_LONG + 4)
#define OPTION_LOG		(CCS_OPTION_LONG + 5)
#define OPTION_FILTER		(CCS_OPTION_LONG + 6)
#define OPTION_BATCH		(CCS_OPTION_LONG + 7)
#define OPTION_DEFAULT		(CCS_OPTION_LONG + 8)
#define OPTION_TIMEOUT		(CCS_OPTION_LONG + 9)
#define OPTION_ALONE		(CCS_OPTION_LONG + 10)
#define OPTION_LOCAL		(CCS_OPTION_LONG + 11)
#define OPTION_COLOR		(CCS_OPTION_LONG + 12)

#define PROMPT "Enter new entry> "

#define SECOND 1000
/* Milliseconds after which another machine is asked what waits there. */
#define LOOK 250

/**
 * struct daemon - what the command line asks for, and what goes on
 * @update: shared libraries become readable by everybody
 * @ask_update: a person says so for each
 * @alone: the kernel isn't told that somebody is there
 * @machine: a program answers
 * @batch: the program, and what becomes of what nobody answers
 * @cache: where the dynamic loader's cache is
 * @rules_file: rules that make patterns of names
 * @rules: the rules
 * @pending: what waits
 * @talk: what is on the screen
 * @about_library: a question about one is open
 * @watch: libraries
 * @kept: when the kernel was last told that somebody is there
 * @signals: for poll(): readable when a signal came
 */
struct daemon {
	bool update;
	bool ask_update;
	bool alone;
	bool machine;
	struct ccs_query_batch batch;
	const char *cache;
	const char *rules_file;
	struct ccs_rewrites rules;
	struct ccs_pending pending;
	struct ccs_conversation talk;
	bool about_library;
	struct ccs_libwatch watch;
	long long kept;
	int signals;
};

static void take_filter(struct daemon *daemon, const char *text)
{
	const char *const why = ccs_pending_only(&daemon->pending, text);

	if (why)
		ccs_usage_error("--filter %s: %s", text, why);
}

static void take_option(int key, const char *arg, void *data)
{
	struct daemon *const daemon = data;

	if (key == OPTION_ASK_UPDATE)
		daemon->ask_update = true;
	else if (key == OPTION_ALONE)
		daemon->alone = true;
	else if (key == OPTION_COLOR)
		daemon->talk.color = ccs_color_want(arg);
	else if (key == OPTION_LOCAL)
		daemon->talk.local = true;
	else if (key == OPTION_NO_UPDATE)
		daemon->update = false;
	else if (key == OPTION_BELL)
		daemon->talk.bell = true;
	else if (key == OPTION_FILTER)
		take_filter(daemon, arg);
	else if (key == OPTION_BATCH)
		daemon->machine = true;
	else if (key == OPTION_DEFAULT)
		ccs_query_batch_default(&daemon->batch, arg);
	else if (key == OPTION_TIMEOUT)
		ccs_query_batch_timeout(&daemon->batch, arg);
	else if (key == OPTION_LOG)
		daemon->talk.log = ccs_decision_open(arg);
	else if (key == OPTION_RULES)
		daemon->rules_file = arg;
	else
		daemon->cache = arg;
}

static const struct ccs_option options[] = {
	{ OPTION_ASK_UPDATE, "ask-update", NULL,
	  "ask before a shared library becomes readable by everybody" },
	{ OPTION_BATCH, "batch", NULL,
	  "let a program answer: objects on standard output and input" },
	{ OPTION_BELL, "bell", NULL, "ring the terminal for each request" },
	{ OPTION_CACHE, "cache", "FILE",
	  "the dynamic loader's cache; " CCS_LDCACHE },
	{ OPTION_COLOR, "color", "WHEN",
	  "colour what often decides: auto (the default), always or never" },
	{ OPTION_DEFAULT, "default", "ANSWER",
	  "the answer after --timeout: grant, deny (the usual one) or retry" },
	{ OPTION_FILTER, "filter", "CONDITION",
	  "only requests for which it holds, as for ccs-auditd(8):\n"
	  "'domain[2].equals /usr/sbin/sshd'; if repeated, all have to" },
	{ OPTION_LOCAL, "local-time", NULL,
	  "say times in local time, too, with how far it is from UTC" },
	{ OPTION_LOG, "log", "FILE", "write down there who decided what" },
	{ OPTION_ALONE, "no-keepalive", NULL,
	  "don't have the kernel wait longer than it does by itself" },
	{ OPTION_NO_UPDATE, "no-update", NULL,
	  "don't watch shared libraries" },
	{ OPTION_RULES, "rules", "FILE",
	  "rules as of ccs-patternize(8) for lines that are offered;\n"
	  RULES },
	{ OPTION_TIMEOUT, "timeout", "SECONDS",
	  "answer a request so long after it is shown, if nobody does" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-queryd",
	.usage = "[OPTION...] [AGENT]",
	.about = "Show requests that enforcing mode is about to refuse, while they wait, and\n"
		 "let a person allow them once, refuse them, or add to the policy what is\n"
		 "missing. While it runs, what no entry allows waits; end it with Ctrl-C.\n",
	.options = options,
	.take = take_option,
	.remote = true,
};

static void step(struct daemon *daemon);

static void take_signal(struct daemon *daemon)
{
	struct signalfd_siginfo info;

	if (read(daemon->signals, &info, sizeof(info)) == sizeof(info) &&
	    info.ssi_signo == SIGWINCH) {
		ccs_conversation_resized(&daemon->talk);
	} else {
		daemon->talk.over = true;
	}
}

static void ask_update(bool created)
{
	printf("%s globally readable file? ('Y'es/'N'o):",
	       created ? "Append to" : "Delete from");
	fflush(stdout);
	ccs_term_forget();
}

/* A request doesn't wait until something was said about a library. */
static void answer_first(struct daemon *daemon, bool created)
{
	if (ccs_pending_read(&daemon->pending) || !daemon->pending.count)
		return;
	putchar('\n');
	ccs_conversation_look(&daemon->talk);
	while (daemon->talk.asked && !daemon->talk.over)
		step(daemon);
	if (!daemon->talk.over)
		ask_update(created);
}

/* The next key; CCS_KEY_NONE if something else happened. */
static int key_about_library(struct daemon *daemon, bool created)
{
	struct pollfd input[] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = daemon->signals, .events = POLLIN },
		{ .fd = daemon->pending.others ? -1 : daemon->pending.fd,
		  .events = POLLIN },
	};

	alarm(CCS_CONVERSATION_STUCK);
	poll(input, 3, SECOND);
	if (input[1].revents)
		take_signal(daemon);
	else if (input[0].revents)
		return ccs_term_key();
	else if (input[2].revents)
		answer_first(daemon, created);
	return CCS_KEY_NONE;
}

/* Has the person said so? */
static bool may_update(struct daemon *daemon, bool created)
{
	int key = CCS_KEY_NONE;

	daemon->about_library = true;
	ask_update(created);
	while (!daemon->talk.over && (key == CCS_KEY_NONE || key > 0xff ||
				      !strchr("yYnN", key))) {
		key = key_about_library(daemon, created);
		if (key == CCS_KEY_END_OF_INPUT)
			daemon->talk.over = true;
	}
	daemon->about_library = false;
	printf("%c\n", key < 0 ? 'n' : key);
	return key == 'y' || key == 'Y';
}

static void update(const char *path, bool created, void *data)
{
	struct daemon *const daemon = data;
	int err;

	if (daemon->talk.over)
		return;
	printf("The pathname %s was %s.%s", path,
	       created ? "created" : "deleted", daemon->ask_update ? "\n" : " ");
	if (daemon->ask_update && !may_update(daemon, created))
		return;
	err = ccs_libwatch_put(&daemon->watch, path, created);
	if (err)
		ccs_iface_fail("exception_policy", err);
	else
		puts(created ? "Appended to globally readable file." :
			       "Deleted from globally readable file.");
	fflush(stdout);
}

static void every_second(struct daemon *daemon)
{
	int err = 0;

	if (ccs_clock() - daemon->kept < SECOND)
		return;
	daemon->kept = ccs_clock();
	if (daemon->pending.count && !daemon->alone)
		err = ccs_pending_keep(&daemon->pending);
	if (err)
		ccs_die(ccs_iface_fail("query", err), "stopped");
	if (daemon->update && !daemon->talk.asked && !daemon->about_library)
		ccs_libwatch_gone(&daemon->watch, update, daemon);
}

static void step(struct daemon *daemon)
{
	const bool libraries = daemon->update && !daemon->talk.asked &&
			       !daemon->about_library;
	/* A request that waits is always readable, so it is looked for. */
	const bool waits = daemon->pending.count || daemon->pending.others;
	const int pause = ccs_remote_used() || daemon->pending.others ?
			  LOOK : SECOND;
	struct pollfd input[] = {
		{ .fd = STDIN_FILENO, .events = daemon->talk.asked ? POLLIN : 0 },
		{ .fd = waits ? -1 : daemon->pending.fd,
		  .events = POLLIN },
		{ .fd = libraries ? daemon->watch.fd : -1, .events = POLLIN },
		{ .fd = daemon->signals, .events = POLLIN },
	};

	alarm(CCS_CONVERSATION_STUCK);
	poll(input, 4, ccs_conversation_pause(&daemon->talk, pause));
	if (input[3].revents) {
		take_signal(daemon);
		return;
	}
	if (input[0].revents && daemon->talk.asked)
		ccs_conversation_key(&daemon->talk, ccs_term_key());
	if (input[2].revents)
		ccs_libwatch_changed(&daemon->watch, update, daemon);
	every_second(daemon);
	ccs_conversation_look(&daemon->talk);
	ccs_conversation_tick(&daemon->talk);
	/* Without a terminal nobody is there who could answer. */
	if (input[0].revents & (POLLHUP | POLLERR) && !daemon->pending.count)
		daemon->talk.over = true;
}

static void start_watching(struct daemon *daemon)
{
	struct ccs_strbuf exceptions = {};
	const int err = ccs_node_read("exception_policy", &exceptions);

	if (err)
		ccs_die(ccs_iface_fail("exception_policy", err), "stopped");
	ccs_libwatch_start(&daemon->watch, daemon->cache,
			   exceptions.len ? exceptions.text : "");
	ccs_strbuf_free(&exceptions);
}

static enum ccs_exit let_program(struct daemon *daemon)
{
	enum ccs_exit code;

	daemon->batch.pending = &daemon->pending;
	daemon->batch.signals = ccs_term_signals();
	daemon->batch.log = daemon->talk.log;
	daemon->batch.limit = daemon->talk.limit;
	code = ccs_query_batch(&daemon->batch);
	ccs_pending_close(&daemon->pending);
	ccs_rewrites_free(&daemon->rules);
	return ccs_flush_stdout(code);
}

int main(int argc, char **argv)
{
	struct daemon daemon = {
		.batch.fallback = CCS_ANSWER_REFUSE,
		.update = true, .cache = CCS_LDCACHE, .rules_file = RULES,
		.talk = {
			.log = -1, .color = ccs_color_want("auto"),
			.prompt.text = PROMPT,
		},
	};
	int err;

	ccs_fail_setup(tool.name, NULL);
	if (ccs_tool_options(&tool, argc, argv, &daemon) < argc)
		ccs_usage_error("takes options only");
	ccs_iface_need();
	/* Libraries are those of this machine. */
	daemon.update &= !ccs_remote_used();
	/* Lines are offered without it as well. */
	ccs_rewrites_try(&daemon.rules, daemon.rules_file);
	err = ccs_pending_open(&daemon.pending);
	if (err)
		return ccs_iface_fail("query", err);
	if (daemon.alone)
		daemon.talk.limit = ccs_pending_timeout();
	if (daemon.machine)
		return let_program(&daemon);
	if (daemon.update)
		start_watching(&daemon);
	daemon.talk.pending = &daemon.pending;
	daemon.talk.rules = &daemon.rules;
	daemon.talk.fallback = daemon.batch.fallback;
	daemon.talk.timeout = daemon.batch.timeout;
	daemon.signals = ccs_term_signals();
	ccs_term_start();
	printf("Monitoring %s/query%s%s%s. Press Ctrl-C to terminate.\n\n",
	       ccs_iface_path(), daemon.update ? " and " : "",
	       daemon.update ? daemon.cache : "", daemon.update ? " " : "");
	fflush(stdout);
	while (!daemon.talk.over)
		step(&daemon);
	ccs_pending_close(&daemon.pending);
	if (daemon.talk.log >= 0)
		close(daemon.talk.log);
	ccs_term_stop();
	if (daemon.update)
		ccs_libwatch_stop(&daemon.watch);
	ccs_rewrites_free(&daemon.rules);
	ccs_conversation_end(&daemon.talk);
	return ccs_flush_stdout(CCS_EXIT_OK);
}
