// SPDX-License-Identifier: GPL-2.0-only
/*
 * Messages about requests that are refused
 *
 * While the node ``query`` is open, what enforcing mode refuses waits there,
 * with a number. So it is open only until something came, and that is told;
 * then it is closed, for as long as no other message may be sent. What is
 * refused meanwhile, or can't wait, comes as an event.
 */

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../include/uapi/linux/ccsecurity.h"
#include "lib/action.h"
#include "lib/clock.h"
#include "lib/daemon.h"
#include "lib/events.h"
#include "lib/fail.h"
#include "lib/heard.h"
#include "lib/iface.h"
#include "lib/node.h"
#include "lib/notice.h"
#include "lib/notify.h"
#include "lib/option.h"
#include "lib/pending.h"
#include "lib/source.h"

#define CONFIG "/etc/ccs/tools/notifyd.conf"
#define LOCK "/run/ccs/ccs-notifyd.lock"

#define OPTION_CHECK		(CCS_OPTION_LONG + 0)
#define OPTION_CONFIG		(CCS_OPTION_LONG + 1)
#define OPTION_FOREGROUND	(CCS_OPTION_LONG + 2)
#define OPTION_LOCK		(CCS_OPTION_LONG + 3)
#define OPTION_PIDFILE		(CCS_OPTION_LONG + 4)

#define SECOND 1000

/* How often is looked at what is under way, in milliseconds. */
#define TICK 100

/**
 * struct daemon - what the command line asks for, and what goes on
 * @check: only read the configuration
 * @foreground: don't detach
 * @config: where the configuration is
 * @lock: a file that only one of us holds
 * @pidfile: a file for the process id, or NULL
 * @notify: the configuration
 * @pending: what waits, while @open
 * @open: the node is open
 * @next: the first serial number that was not told
 * @opened: since when it is
 * @until: when the node is closed, 0 for not yet
 * @kept: when the kernel was last asked to wait longer
 * @quiet: no message is sent before
 * @events: a listener, if that is possible
 * @heard: what it heard of lately
 * @notices: what is to be told
 * @running: programs that tell
 */
struct daemon {
	bool check;
	bool foreground;
	const char *config;
	const char *lock;
	const char *pidfile;
	struct ccs_notify notify;
	struct ccs_pending pending;
	bool open;
	unsigned long next;
	long long opened;
	long long until;
	long long kept;
	long long quiet;
	struct ccs_events events;
	struct ccs_heard heard;
	struct ccs_notices notices;
	struct ccs_actions running;
};

static void take_option(int key, const char *arg, void *data)
{
	struct daemon *const daemon = data;

	if (key == OPTION_CHECK)
		daemon->check = true;
	else if (key == OPTION_FOREGROUND)
		daemon->foreground = true;
	else if (key == OPTION_LOCK)
		daemon->lock = arg;
	else if (key == OPTION_PIDFILE)
		daemon->pidfile = arg;
	else
		daemon->config = arg;
}

static const struct ccs_option options[] = {
	{ OPTION_CHECK, "check-config", NULL,
	  "read the configuration, say what is wrong with it, and end" },
	{ OPTION_CONFIG, "config", "FILE", "whom to tell and how; " CONFIG },
	{ OPTION_FOREGROUND, "foreground", NULL,
	  "don't detach, and complain on standard error" },
	{ OPTION_LOCK, "lock", "FILE", "held by the only one; " LOCK },
	{ OPTION_PIDFILE, "pidfile", "FILE",
	  "write the process id there; removed at the end" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-notifyd",
	.usage = "[OPTION...]",
	.about = "Start a program that tells somebody, such as mail(1), when enforcing mode\n"
		 "refuses a request; SIGHUP has the configuration read again.\n",
	.options = options,
	.take = take_option,
};

static enum ccs_exit read_config(const char *path, struct ccs_notify *notify)
{
	struct ccs_source source;
	enum ccs_exit code = ccs_source_open(&source, path, NULL);
	int err;

	if (code)
		return code;
	err = ccs_notify_read(notify, &source.lines);
	code = ccs_source_close(&source);
	return err && !code ? CCS_EXIT_INPUT : code;
}

/* Those without a question are told as they are. */
static void settle(struct daemon *daemon)
{
	struct ccs_record record;

	while (ccs_heard_take(&daemon->heard, &record))
		ccs_notices_add(&daemon->notices, &daemon->notify, &record);
}

static void hear_one(struct daemon *daemon, const struct ccs_event *event)
{
	char *text;

	daemon->notices.lost += event->missing;
	if (event->granted || event->mode != CCSECURITY_MODE_ENFORCING)
		return;
	settle(daemon);
	text = ccs_format("%s\n%s\n%s\n", event->header, event->domain,
			  event->request);
	ccs_heard_add(&daemon->heard, text);
	free(text);
}

static void hear(struct daemon *daemon)
{
	struct ccs_event event;
	int ret;

	while ((ret = ccs_events_read(&daemon->events, &event)) > 0)
		hear_one(daemon, &event);
	if (!ret)
		return;
	ccs_warn("can't read events: %s", strerror(-ret));
	ccs_events_close(&daemon->events);
}

static void open_query(struct daemon *daemon, long long now)
{
	const int err = ccs_pending_open(&daemon->pending);

	if (err)
		exit(ccs_iface_fail("query", err));
	daemon->open = true;
	daemon->opened = now;
	daemon->until = 0;
}

static void close_query(struct daemon *daemon)
{
	if (daemon->open)
		ccs_pending_close(&daemon->pending);
	daemon->open = false;
}

/* Return: true if somebody is to be told. */
static bool take_record(struct daemon *daemon, const struct ccs_record *record)
{
	struct ccs_strbuf text = {};
	struct ccs_record copy;
	bool wanted;

	ccs_heard_match(&daemon->heard, record);
	if (record->serial < daemon->next)
		return false;
	daemon->next = record->serial + 1;
	/* Who has it judged again knows of it. */
	if (record->retry)
		return false;
	ccs_record_text(record, &text);
	ccs_record_take(&copy, text.text, true);
	ccs_strbuf_free(&text);
	wanted = ccs_notices_add(&daemon->notices, &daemon->notify, &copy);
	if (!wanted)
		ccs_record_free(&copy);
	return wanted;
}

/* What waits for nobody's sake is let go at once. */
static void take_questions(struct daemon *daemon)
{
	const unsigned long next = daemon->next;
	const int err = ccs_pending_read(&daemon->pending);
	bool wanted = false;
	size_t i;

	if (err)
		ccs_die(CCS_EXIT_IO, "query: %s", strerror(-err));
	for (i = 0; i < daemon->pending.count; i++)
		wanted |= take_record(daemon, &daemon->pending.record[i]);
	if (daemon->until || daemon->next == next)
		return;
	daemon->kept = ccs_clock();
	daemon->until = daemon->kept +
			(wanted ? daemon->notify.wait * SECOND : 0);
}

/* Only a policy manager may have requests wait longer. */
static void keep(struct daemon *daemon, long long now)
{
	int err;

	if (!daemon->until || now >= daemon->until ||
	    now - daemon->kept < SECOND)
		return;
	daemon->kept = now;
	err = ccs_pending_keep(&daemon->pending);
	if (!err)
		return;
	ccs_iface_fail("query", err);
	daemon->until = now;
}

/* Is there a question in it? */
static bool is_asked(const struct ccs_notices *notices)
{
	size_t i;

	for (i = 0; i < notices->count; i++)
		if (notices->notice[i].waited)
			return true;
	return false;
}

/* What came as events waits a moment for a question to come along with. */
static bool is_due(const struct daemon *daemon, long long now)
{
	const struct ccs_notices *const notices = &daemon->notices;

	if (!notices->first || now < daemon->quiet ||
	    now < notices->first + daemon->notify.collect * SECOND)
		return false;
	if (daemon->running.count + notices->count > CCS_ACTIONS_MAX)
		return false;
	return is_asked(notices) ||
	       (daemon->open && now >= daemon->opened + SECOND);
}

static void tell(struct daemon *daemon, long long now)
{
	if (!is_due(daemon, now))
		return;
	ccs_notices_send(&daemon->notices, &daemon->notify, &daemon->running);
	daemon->quiet = now + daemon->notify.interval * SECOND;
	if (daemon->open && !daemon->until)
		close_query(daemon);
}

/* One step; what is due is done. */
static void work(struct daemon *daemon)
{
	long long now;

	ccs_actions_reap(&daemon->running);
	if (daemon->events.fd >= 0)
		hear(daemon);
	if (daemon->open)
		take_questions(daemon);
	now = ccs_clock();
	settle(daemon);
	tell(daemon, now);
	if (daemon->open)
		keep(daemon, now);
	if (daemon->open && daemon->until && now >= daemon->until)
		close_query(daemon);
	if (!daemon->open && now >= daemon->quiet)
		open_query(daemon, now);
}

/*
 * How long nothing is due, in milliseconds. A question that others have still
 * to answer is readable all the time, so it is looked at now and then.
 */
static int patience(const struct daemon *daemon)
{
	const long long left = daemon->quiet - ccs_clock();

	if (daemon->heard.count || daemon->running.count ||
	    (daemon->open && (daemon->until || daemon->pending.count)))
		return TICK;
	if (!daemon->open)
		return left > TICK ? left : TICK;
	return daemon->notices.first ? TICK : -1;
}

static void reload(struct daemon *daemon)
{
	struct ccs_notify notify = {};

	ccs_daemon_notify("RELOADING=1");
	if (read_config(daemon->config, &notify)) {
		ccs_warn("the old configuration stays in force");
		ccs_notify_free(&notify);
	} else {
		ccs_notices_send(&daemon->notices, &daemon->notify,
				 &daemon->running);
		ccs_notify_free(&daemon->notify);
		daemon->notify = notify;
	}
	ccs_daemon_notify("READY=1");
}

static enum ccs_daemon_signal await(struct daemon *daemon, int signals)
{
	const bool ready = daemon->open && !daemon->pending.count;
	struct pollfd input[] = {
		{ signals, POLLIN, 0 },
		{ daemon->events.fd, POLLIN, 0 },
		{ ready ? daemon->pending.fd : -1, POLLIN, 0 },
	};

	poll(input, 3, patience(daemon));
	return input[0].revents ? ccs_daemon_signal(signals) :
				  CCS_DAEMON_NONE;
}

static void serve(struct daemon *daemon, int signals)
{
	enum ccs_daemon_signal asked = CCS_DAEMON_NONE;

	while (asked != CCS_DAEMON_STOP) {
		work(daemon);
		asked = await(daemon, signals);
		if (asked == CCS_DAEMON_RELOAD)
			reload(daemon);
	}
	ccs_daemon_end(daemon->pidfile);
	close_query(daemon);
	ccs_heard_free(&daemon->heard);
	ccs_notices_send(&daemon->notices, &daemon->notify, &daemon->running);
}

/*
 * Opens what is needed, so that what can't be had is said before the daemon
 * detaches. Without events, what can't wait is not told.
 */
static void prepare(struct daemon *daemon)
{
	int err;

	ccs_iface_need();
	open_query(daemon, ccs_clock());
	err = daemon->notify.wait ? ccs_pending_keep(&daemon->pending) : 0;
	if (err)
		exit(ccs_iface_fail("query", err));
	/* The children of detaching would be asked, too. */
	close_query(daemon);
	daemon->events.fd = -1;
	if (strcmp(ccs_iface_path(), CCS_SECURITYFS "/ccs"))
		return;
	err = ccs_events_open(&daemon->events, CCS_EVENTS_ROOM,
			      1u << CCS_EVENTS_AUDIT);
	if (err)
		ccs_warn("cannot listen to events (%s), so what is refused at once is not told",
			 strerror(-err));
}

static void check_words(char **words, int count)
{
	if (count == 2 && isdigit((unsigned char)**words)) {
		ccs_warn("the seconds and the command are in " CONFIG " now:");
		ccs_hint("time_to_wait %s", words[0]);
		ccs_hint("action_to_take %s", words[1]);
		exit(CCS_EXIT_USAGE);
	}
	if (count)
		ccs_usage_error("unexpected word '%s'", *words);
}

int main(int argc, char **argv)
{
	struct daemon daemon = { .config = CONFIG, .lock = LOCK };
	enum ccs_exit code;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &daemon);
	check_words(argv + i, argc - i);
	code = read_config(daemon.config, &daemon.notify);
	if (!code && !daemon.check) {
		prepare(&daemon);
		serve(&daemon, ccs_daemon_start(daemon.foreground, daemon.lock,
						daemon.pidfile));
		ccs_events_close(&daemon.events);
	}
	ccs_notify_free(&daemon.notify);
	return code;
}
