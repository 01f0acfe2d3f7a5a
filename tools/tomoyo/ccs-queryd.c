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

#include "lib/asking.h"
#include "lib/clock.h"
#include "lib/decision.h"
#include "lib/edit.h"
#include "lib/fail.h"
#include "lib/iface.h"
#include "lib/ldcache.h"
#include "lib/libwatch.h"
#include "lib/node.h"
#include "lib/option.h"
#include "lib/pending.h"
#include "lib/prompt.h"
#include "lib/query_batch.h"
#include "lib/remote.h"
#include "lib/term.h"
#include "lib/text.h"

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

#define PROMPT "Enter new entry> "

#define SECOND 1000
/* Milliseconds after which another machine is asked what waits there. */
#define LOOK 250

/*
 * Seconds after which a terminal that takes no output is taken for lost: the
 * kernel holds what comes up as long as somebody seems to be there.
 */
#define STUCK 15

/**
 * struct daemon - what the command line asks for, and what goes on
 * @update: shared libraries become readable by everybody
 * @ask_update: a person says so for each
 * @bell: a request rings
 * @machine: a program answers
 * @batch: the program, and what becomes of what nobody answers
 * @shown: when the one on the screen was
 * @log: where decisions are written down, -1 for nowhere
 * @cache: where the dynamic loader's cache is
 * @rules_file: rules that make patterns of names
 * @rules: the rules
 * @pending: what waits
 * @serial: the request on the screen
 * @asked: there is one
 * @pid: the thread that the last one was of
 * @told: how many were said to wait besides
 * @editing: a line for it is being typed
 * @prompt: where it is typed
 * @about_library: a question about one is open
 * @edit: the line
 * @watch: libraries
 * @kept: when the kernel was last told that somebody is there
 * @signals: for poll(): readable when a signal came
 * @stopped: it ends
 */
struct daemon {
	bool update;
	bool ask_update;
	bool bell;
	bool machine;
	struct ccs_query_batch batch;
	long long shown;
	int log;
	const char *cache;
	const char *rules_file;
	struct ccs_rewrites rules;
	struct ccs_pending pending;
	unsigned long serial;
	bool asked;
	long pid;
	size_t told;
	bool editing;
	struct ccs_prompt prompt;
	bool about_library;
	struct ccs_edit edit;
	struct ccs_libwatch watch;
	long long kept;
	int signals;
	bool stopped;
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
	else if (key == OPTION_NO_UPDATE)
		daemon->update = false;
	else if (key == OPTION_BELL)
		daemon->bell = true;
	else if (key == OPTION_FILTER)
		take_filter(daemon, arg);
	else if (key == OPTION_BATCH)
		daemon->machine = true;
	else if (key == OPTION_DEFAULT)
		ccs_query_batch_default(&daemon->batch, arg);
	else if (key == OPTION_TIMEOUT)
		ccs_query_batch_timeout(&daemon->batch, arg);
	else if (key == OPTION_LOG)
		daemon->log = ccs_decision_open(arg);
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
	{ OPTION_DEFAULT, "default", "ANSWER",
	  "the answer after --timeout: grant, deny (the usual one) or retry" },
	{ OPTION_FILTER, "filter", "CONDITION",
	  "only requests for which it holds, as for ccs-auditd(8):\n"
	  "'domain[2].equals /usr/sbin/sshd'; if repeated, all have to" },
	{ OPTION_LOG, "log", "FILE", "write down there who decided what" },
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

static void tell_others(struct daemon *daemon)
{
	const size_t others = daemon->pending.count - 1;

	if (others)
		printf("(%zu more wait%s: 'J' shows the next, 'K' the one before)\n",
		       others, others == 1 ? "s" : "");
	daemon->told = others;
}

static void show(struct daemon *daemon, const struct ccs_record *record)
{
	/* The same program goes on, or another one begins. */
	if (daemon->pid && daemon->pid != record->pid)
		puts("----------------------------------------");
	daemon->pid = record->pid;
	printf("%s\n%s\n%s\n", record->header, record->domain,
	       record->request);
	if (record->retry)
		printf("(retry %lu)\n", record->retry);
	tell_others(daemon);
	if (daemon->batch.timeout)
		printf("(%s unless it is answered within %u seconds)\n",
		       ccs_answer_said(daemon->batch.fallback), daemon->batch.timeout);
	daemon->shown = ccs_clock();
	if (daemon->bell)
		putchar('\a');
	ccs_term_forget();
	ccs_asking_prompt(record);
	daemon->serial = record->serial;
	daemon->asked = true;
}

static void write_down(struct daemon *daemon, const char *what,
		       const char *line)
{
	ccs_decision_write(daemon->log,
			   ccs_pending_find(&daemon->pending, daemon->serial),
			   what, line);
}

static void answer(struct daemon *daemon, enum ccs_answer how)
{
	int err;

	write_down(daemon, ccs_answer_said(how), NULL);
	err = ccs_pending_answer(&daemon->pending, daemon->serial, how);
	daemon->asked = false;
	if (err)
		ccs_iface_fail("query", err);
	putchar('\n');
}

static void show_policy(struct daemon *daemon)
{
	struct ccs_strbuf text = {};
	const int err = ccs_pending_policy(daemon->serial, &text);

	if (err)
		ccs_iface_fail("domain_policy", err);
	else
		ccs_term_print(text.text, text.len, STUCK);
	ccs_strbuf_free(&text);
}

static void add_line(struct daemon *daemon, const char *line)
{
	struct ccs_strbuf reason = {};
	int err;

	write_down(daemon, "to be added:", line);
	err = ccs_pending_add(daemon->serial, line, &reason);
	if (err == -EINVAL)
		printf("Not added: %s\n", reason.len ? reason.text :
		       "the kernel refused it");
	else if (err)
		ccs_iface_fail("domain_policy", err);
	else
		printf("Added '%s'.\n", line);
	ccs_strbuf_free(&reason);
}

static void start_editing(struct daemon *daemon,
			  const struct ccs_record *record)
{
	ccs_asking_offer(record, &daemon->rules, &daemon->edit);
	daemon->editing = true;
	ccs_prompt_draw(&daemon->prompt, &daemon->edit);
}

/* Takes the line that was typed; a mistake in it is typed again. */
static void end_editing(struct daemon *daemon, bool cancelled)
{
	const struct ccs_record *const record =
		ccs_pending_find(&daemon->pending, daemon->serial);
	char *const line = ccs_strdup(daemon->edit.text.text);

	if (isatty(STDOUT_FILENO))
		putchar('\n');
	else
		printf(PROMPT "%s\n", line);
	daemon->editing = false;
	if (cancelled || !ccs_text_normalise(line, strlen(line))) {
		puts("Nothing was added.");
		answer(daemon, CCS_ANSWER_RETRY);
	} else if (record && !ccs_asking_good(record, line)) {
		ccs_edit_start(&daemon->edit, line);
		daemon->editing = true;
		ccs_prompt_draw(&daemon->prompt, &daemon->edit);
	} else {
		ccs_edit_remember(&daemon->edit, line);
		add_line(daemon, line);
		answer(daemon, CCS_ANSWER_RETRY);
	}
	free(line);
}

/* Shows the request behind or before the one on the screen. */
static void turn(struct daemon *daemon, int step)
{
	struct ccs_pending *const pending = &daemon->pending;
	const struct ccs_record *const now =
		ccs_pending_find(pending, daemon->serial);
	const size_t at = now ? now - pending->record : 0;

	if (pending->count < 2)
		return;
	printf("%c\n\n", step < 0 ? 'k' : 'j');
	show(daemon, &pending->record[(at + pending->count + step) %
				      pending->count]);
}

static void take_answer(struct daemon *daemon, const struct ccs_record *record,
			int key)
{
	const bool entries = !ccs_asking_domain(record);

	if (key == 'j' || key == 'k') {
		turn(daemon, key == 'j' ? 1 : -1);
		return;
	}
	if (!strchr(entries ? "ynrsa" : "ynr", key))
		return;
	printf("%c\n", key);
	if (key == 's')
		show_policy(daemon);
	if (key == 'a')
		start_editing(daemon, record);
	else
		answer(daemon, key == 'y' ? CCS_ANSWER_ALLOW : key == 'n' ?
			       CCS_ANSWER_REFUSE : CCS_ANSWER_RETRY);
}

static void take_key(struct daemon *daemon, int key)
{
	const struct ccs_record *const record =
		ccs_pending_find(&daemon->pending, daemon->serial);
	enum ccs_edit_state state;

	if (key == CCS_KEY_END_OF_INPUT)
		daemon->stopped = true;
	if (key < 0 || !record)
		return;
	if (!daemon->editing) {
		if (key < 0x7f)
			take_answer(daemon, record, key | 0x20);
		return;
	}
	state = ccs_edit_key(&daemon->edit, key);
	if (state == CCS_EDIT_MORE)
		ccs_prompt_draw(&daemon->prompt, &daemon->edit);
	else
		end_editing(daemon, state == CCS_EDIT_CANCELLED);
}

static void step(struct daemon *daemon);
static void look(struct daemon *daemon);

static void take_signal(struct daemon *daemon)
{
	struct signalfd_siginfo info;

	if (read(daemon->signals, &info, sizeof(info)) == sizeof(info) &&
	    info.ssi_signo == SIGWINCH) {
		if (daemon->editing)
			ccs_prompt_resized(&daemon->prompt, &daemon->edit);
	} else {
		daemon->stopped = true;
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
	look(daemon);
	while (daemon->asked && !daemon->stopped)
		step(daemon);
	if (!daemon->stopped)
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

	alarm(STUCK);
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
	while (!daemon->stopped && (key == CCS_KEY_NONE || key > 0xff ||
				    !strchr("yYnN", key))) {
		key = key_about_library(daemon, created);
		if (key == CCS_KEY_END_OF_INPUT)
			daemon->stopped = true;
	}
	daemon->about_library = false;
	printf("%c\n", key < 0 ? 'n' : key);
	return key == 'y' || key == 'Y';
}

static void update(const char *path, bool created, void *data)
{
	struct daemon *const daemon = data;
	int err;

	if (daemon->stopped)
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

/* The request on the screen may have been answered by somebody else. */
static void look(struct daemon *daemon)
{
	const int err = ccs_pending_read(&daemon->pending);

	if (err)
		ccs_die(ccs_iface_fail("query", err), "stopped");
	if (daemon->asked &&
	    !ccs_pending_find(&daemon->pending, daemon->serial)) {
		puts("\n(That request does not wait any more.)\n");
		daemon->asked = false;
		daemon->editing = false;
	}
	if (!daemon->asked && daemon->pending.count)
		show(daemon, &daemon->pending.record[0]);
	if (daemon->asked && !daemon->editing &&
	    daemon->told < daemon->pending.count - 1) {
		putchar('\n');
		tell_others(daemon);
		ccs_asking_prompt(ccs_pending_find(&daemon->pending, daemon->serial));
	}
}

static void every_second(struct daemon *daemon)
{
	int err = 0;

	if (ccs_clock() - daemon->kept < SECOND)
		return;
	daemon->kept = ccs_clock();
	if (daemon->pending.count)
		err = ccs_pending_keep(&daemon->pending);
	if (err)
		ccs_die(ccs_iface_fail("query", err), "stopped");
	if (daemon->update && !daemon->asked && !daemon->about_library)
		ccs_libwatch_gone(&daemon->watch, update, daemon);
}

/* Who is typing a line is there. */
static void expire(struct daemon *daemon)
{
	if (!daemon->batch.timeout || !daemon->asked || daemon->editing ||
	    ccs_clock() - daemon->shown < daemon->batch.timeout * 1000LL)
		return;
	printf("\n(%s, since nobody answered.)\n",
	       ccs_answer_said(daemon->batch.fallback));
	answer(daemon, daemon->batch.fallback);
}

static void step(struct daemon *daemon)
{
	const bool libraries = daemon->update && !daemon->asked &&
			       !daemon->about_library;
	/* A request that waits is always readable, so it is looked for. */
	const bool waits = daemon->pending.count || daemon->pending.others;
	const int pause = ccs_remote_used() || daemon->pending.others ?
			  LOOK : SECOND;
	struct pollfd input[] = {
		{ .fd = STDIN_FILENO, .events = daemon->asked ? POLLIN : 0 },
		{ .fd = waits ? -1 : daemon->pending.fd,
		  .events = POLLIN },
		{ .fd = libraries ? daemon->watch.fd : -1, .events = POLLIN },
		{ .fd = daemon->signals, .events = POLLIN },
	};

	alarm(STUCK);
	poll(input, 4, pause);
	if (input[3].revents) {
		take_signal(daemon);
		return;
	}
	if (input[0].revents && daemon->asked)
		take_key(daemon, ccs_term_key());
	if (input[2].revents)
		ccs_libwatch_changed(&daemon->watch, update, daemon);
	every_second(daemon);
	expire(daemon);
	look(daemon);
	/* Without a terminal nobody is there who could answer. */
	if (input[0].revents & (POLLHUP | POLLERR) && !daemon->pending.count)
		daemon->stopped = true;
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
	daemon->batch.log = daemon->log;
	code = ccs_query_batch(&daemon->batch);
	ccs_pending_close(&daemon->pending);
	ccs_rewrites_free(&daemon->rules);
	return ccs_flush_stdout(code);
}

int main(int argc, char **argv)
{
	struct daemon daemon = {
		.batch.fallback = CCS_ANSWER_REFUSE,
		.update = true, .log = -1, .cache = CCS_LDCACHE, .rules_file = RULES,
		.prompt.text = PROMPT,
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
	if (daemon.machine)
		return let_program(&daemon);
	if (daemon.update)
		start_watching(&daemon);
	daemon.signals = ccs_term_signals();
	ccs_term_start();
	printf("Monitoring %s/query%s%s%s. Press Ctrl-C to terminate.\n\n",
	       ccs_iface_path(), daemon.update ? " and " : "",
	       daemon.update ? daemon.cache : "", daemon.update ? " " : "");
	fflush(stdout);
	while (!daemon.stopped)
		step(&daemon);
	ccs_pending_close(&daemon.pending);
	if (daemon.log >= 0)
		close(daemon.log);
	ccs_term_stop();
	if (daemon.update)
		ccs_libwatch_stop(&daemon.watch);
	ccs_rewrites_free(&daemon.rules);
	ccs_edit_free(&daemon.edit);
	putchar('\n');
	return ccs_flush_stdout(CCS_EXIT_OK);
}
