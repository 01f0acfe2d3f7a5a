// SPDX-License-Identifier: GPL-2.0-only
/*
 * What happens, as it happens
 *
 * Who listens takes nothing away from others.
 */

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "lib/clock.h"
#include "lib/event_print.h"
#include "lib/events.h"
#include "lib/fail.h"
#include "lib/option.h"
#include "lib/rule.h"

#define OPTION_COUNT	(CCS_OPTION_LONG + 0)
#define OPTION_FILTER	(CCS_OPTION_LONG + 1)
#define OPTION_GROUP	(CCS_OPTION_LONG + 2)
#define OPTION_JSON	(CCS_OPTION_LONG + 3)
#define OPTION_LOCAL	(CCS_OPTION_LONG + 4)
#define OPTION_QUEUE	(CCS_OPTION_LONG + 5)
#define OPTION_SECONDS	(CCS_OPTION_LONG + 6)

#define QUEUE_MAX 1048575
#define NUMBER_MAX 1000000000

#define SECOND 1000LL

/**
 * struct job - what the command line asks for, and what goes on
 * @groups: what is listened to, a bit each; 0 for what goes with the filter
 * @filter: conditions for records
 * @style: how events are printed
 * @queue: KiB of events that may wait to be read
 * @count: events after which it ends, 0 for never
 * @seconds: seconds after which it does, 0 for never
 * @events: the listener
 * @printed: events that were
 * @lost: those that nobody will see, of each group
 */
struct job {
	unsigned int groups;
	struct ccs_rule_tests filter;
	struct ccs_event_style style;
	unsigned long queue;
	unsigned long count;
	unsigned long seconds;
	struct ccs_events events;
	unsigned long printed;
	uint64_t lost[CCS_EVENTS_GROUPS];
};

static unsigned long number(const char *option, const char *arg,
			    unsigned long max)
{
	char *end;
	const unsigned long value = strtoul(arg, &end, 10);

	if (*arg < '1' || *arg > '9' || *end || value > max)
		ccs_usage_error("%s is a number up to %lu, not '%s'", option,
				max, arg);
	return value;
}

static void take_group(struct job *job, const char *name)
{
	int i;

	for (i = 0; i < CCS_EVENTS_GROUPS; i++)
		if (!strcmp(name, ccs_events_groups[i])) {
			job->groups |= 1u << i;
			return;
		}
	ccs_usage_error("--group is audit, query or policy, not '%s'", name);
}

static void take_filter(struct job *job, const char *text)
{
	static const char *const targets[] = {
		"header", "domain", "acl", NULL,
	};
	const char *const why = ccs_rule_add(&job->filter, text, targets);

	if (why)
		ccs_usage_error("--filter %s: %s", text, why);
}

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == OPTION_COUNT)
		job->count = number("--count", arg, NUMBER_MAX);
	else if (key == OPTION_FILTER)
		take_filter(job, arg);
	else if (key == OPTION_GROUP)
		take_group(job, arg);
	else if (key == OPTION_JSON)
		job->style.json = true;
	else if (key == OPTION_LOCAL)
		job->style.local = true;
	else if (key == OPTION_QUEUE)
		job->queue = number("--queue", arg, QUEUE_MAX);
	else
		job->seconds = number("--seconds", arg, NUMBER_MAX);
}

static const struct ccs_option options[] = {
	{ OPTION_COUNT, "count", "NUMBER", "end after so many events" },
	{ OPTION_FILTER, "filter", "CONDITION",
	  "only records for which it holds, as for ccs-auditd(8):\n"
	  "'header.contains granted=no'; if repeated, all have to" },
	{ OPTION_GROUP, "group", "GROUP",
	  "only events of audit, query or policy; may be repeated" },
	{ OPTION_JSON, "json", NULL, "print objects, a line each" },
	{ OPTION_LOCAL, "local-time", NULL,
	  "say times in local time, with how far it is from UTC" },
	{ OPTION_QUEUE, "queue", "KIB",
	  "memory for events that wait to be printed; 32768" },
	{ OPTION_SECONDS, "seconds", "NUMBER", "end after so many seconds" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-events",
	.usage = "[OPTION...]",
	.about = "Print what happens, a line for each: requests that are recorded, questions\n"
		 "that wait and what became of them, changes of policy, and how much of that\n"
		 "was lost. Ends with Ctrl-C. Times are UTC.\n",
	.options = options,
	.take = take_option,
};

static bool is_wanted(const struct job *job, const struct ccs_event *event)
{
	const char *const texts[] = {
		event->header, event->domain, event->request,
	};

	return event->group != CCS_EVENTS_AUDIT ||
	       ccs_rule_holds(&job->filter, texts);
}

static bool is_enough(const struct job *job)
{
	return job->count && job->printed >= job->count;
}

static void tell_lost(struct job *job, enum ccs_events_group group,
		      uint64_t count)
{
	if (!count)
		return;
	job->lost[group] += count;
	ccs_event_print_lost(group, count, &job->style);
}

static void drain(struct job *job)
{
	struct ccs_event event;
	int ret = 1;

	while (!is_enough(job) &&
	       (ret = ccs_events_read(&job->events, &event)) > 0) {
		tell_lost(job, event.group, event.missing);
		if (!is_wanted(job, &event))
			continue;
		ccs_event_print(&event, &job->style);
		job->printed++;
	}
	if (ret < 0)
		ccs_die(CCS_EXIT_IO, "can't read events: %s", strerror(-ret));
	if (fflush(stdout))
		exit(ccs_flush_stdout(CCS_EXIT_OK));
}

static int open_signals(void)
{
	sigset_t signals;
	int fd;

	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGHUP);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	fd = signalfd(-1, &signals, SFD_CLOEXEC);
	if (fd < 0)
		ccs_die(CCS_EXIT_IO, "cannot catch signals");
	return fd;
}

static void listen_on(struct job *job, int signals)
{
	const long long end = job->seconds ?
			      ccs_clock() + job->seconds * SECOND : 0;
	struct pollfd input[] = {
		{ .fd = signals, .events = POLLIN },
		{ .fd = job->events.fd, .events = POLLIN },
	};

	while (!input[0].revents && !is_enough(job)) {
		const long long left = end ? end - ccs_clock() : -1;

		if (end && left <= 0)
			break;
		poll(input, 2, left > 3600 * SECOND ? 3600 * SECOND : left);
		drain(job);
	}
}

/* What was lost behind the last event is known only now. */
static void finish(struct job *job)
{
	int i;

	for (i = 0; i < CCS_EVENTS_GROUPS; i++) {
		if (job->groups & 1u << i && !is_enough(job))
			tell_lost(job, i, ccs_events_missing(&job->events, i));
		if (job->lost[i])
			ccs_warn("lost %llu events of %s; --queue gives them room",
				 (unsigned long long)job->lost[i],
				 ccs_events_groups[i]);
	}
	ccs_events_close(&job->events);
	ccs_rule_free(&job->filter);
}

int main(int argc, char **argv)
{
	struct job job = { .queue = CCS_EVENTS_ROOM >> 10 };
	int i, err, signals;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (i < argc)
		ccs_usage_error("unexpected word '%s'", argv[i]);
	/* Who asks for records of some kind wants no other events. */
	if (!job.groups)
		job.groups = job.filter.count ? 1u << CCS_EVENTS_AUDIT :
						(1u << CCS_EVENTS_GROUPS) - 1;
	signals = open_signals();
	err = ccs_events_open(&job.events, job.queue << 10, job.groups);
	if (err)
		ccs_events_fail(err);
	listen_on(&job, signals);
	finish(&job);
	close(signals);
	return ccs_flush_stdout(CCS_EXIT_OK);
}
