// SPDX-License-Identifier: GPL-2.0-only
/*
 * Events for people and for programs
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../../include/uapi/linux/ccsecurity.h"
#include "event_print.h"
#include "fail.h"
#include "json.h"
#include "record.h"
#include "record_json.h"
#include "when.h"

/* Of a newer kernel than these tools. */
#define UNKNOWN "unknown"

static const char *const modes[] = {
	[CCSECURITY_MODE_DISABLED] = "disabled",
	[CCSECURITY_MODE_LEARNING] = "learning",
	[CCSECURITY_MODE_PERMISSIVE] = "permissive",
	[CCSECURITY_MODE_ENFORCING] = "enforcing",
};

struct word {
	const char *name;
	const char *said;
};

static const struct word states[] = {
	[CCSECURITY_QUERY_STATE_RAISED] = { "raised", "waits" },
	[CCSECURITY_QUERY_STATE_GRANTED] = { "granted", "allowed once" },
	[CCSECURITY_QUERY_STATE_REFUSED] = { "refused", "refused" },
	[CCSECURITY_QUERY_STATE_RETRIED] = { "retried", "judged again" },
	[CCSECURITY_QUERY_STATE_EXPIRED] = { "expired", "nobody answered" },
};

static const struct word changes[] = {
	[CCSECURITY_POLICY_CHANGE_LINES] = { "lines", "changed" },
	[CCSECURITY_POLICY_CHANGE_ACTIVATED] = { "activated", "in force" },
	[CCSECURITY_POLICY_CHANGE_REFUSED] = {
		"refused", "can not be put in force",
	},
	[CCSECURITY_POLICY_CHANGE_COMMITTED] = { "committed", "committed" },
	[CCSECURITY_POLICY_CHANGE_ARMED] = {
		"armed", "committed, to be confirmed",
	},
	[CCSECURITY_POLICY_CHANGE_CONFIRMED] = { "confirmed", "confirmed" },
	[CCSECURITY_POLICY_CHANGE_ROLLED_BACK] = {
		"rolled-back", "undone, not being confirmed",
	},
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct word *word_of(const struct word *table, size_t count,
				  unsigned int number)
{
	static const struct word unknown = { UNKNOWN, UNKNOWN };

	return number < count ? &table[number] : &unknown;
}

static const struct word *state_of(const struct ccs_event *event)
{
	return word_of(states, COUNT(states), event->state);
}

static const struct word *change_of(const struct ccs_event *event)
{
	return word_of(changes, COUNT(changes), event->change);
}

/* Only records say when they were made; the others just came. */
static char *utc_of(const struct ccs_event *event)
{
	const char *const header = event ? event->header : NULL;
	const time_t now = time(NULL);
	char text[32] = "";
	struct tm when;

	if (header && *header == '#')
		return ccs_format("%.*s", (int)strcspn(header + 1, "#"),
				  header + 1);
	if (gmtime_r(&now, &when))
		strftime(text, sizeof(text), "%Y/%m/%d %H:%M:%S", &when);
	return ccs_strdup(text);
}

static void print_when(const struct ccs_event *event, bool local)
{
	char *const utc = utc_of(event);
	char *const when = ccs_when(utc, local);

	printf("%s ", when);
	free(when);
	free(utc);
}

/* "2026/11/22 03:45:08" becomes "2026-11-22T03:45:08Z". */
static void print_time(const struct ccs_event *event)
{
	char *const utc = utc_of(event);
	char *at;

	for (at = utc; *at; at++)
		*at = *at == '/' ? '-' : *at == ' ' ? 'T' : *at;
	printf(",\"time\":\"%sZ\"", utc);
	free(utc);
}

static void print_record(const struct ccs_event *event)
{
	const char *const mode = event->mode < COUNT(modes) ?
				 modes[event->mode] : UNKNOWN;
	const bool refused = event->mode == CCSECURITY_MODE_ENFORCING;

	printf("audit: %s (%s), pid %u: %s: %s\n", event->granted ? "granted" :
	       refused ? "refused" : "let pass", mode, event->pid,
	       event->domain, event->request);
}

static void print_query(const struct ccs_event *event)
{
	printf("query: %u %s", event->serial, state_of(event)->said);
	if (event->retry)
		printf(" (retry %u)", event->retry);
	putchar('\n');
}

static void print_policy(const struct ccs_event *event)
{
	printf("policy: %s", change_of(event)->said);
	if (event->comm && *event->comm)
		printf(" by %s (%u)", event->comm, event->pid);
	printf(", edition %llu, generation %llu\n",
	       (unsigned long long)event->edition,
	       (unsigned long long)event->generation);
}

static void object_of_record(const struct ccs_event *event)
{
	char *const text = ccs_format("%s\n%s\n%s\n", event->header,
				      event->domain, event->request);
	struct ccs_strbuf out = {};
	struct ccs_record record;

	/* Nobody known made the request if there is no pid. */
	ccs_record_take(&record, text, false);
	ccs_record_json(&out, &record, event->missing);
	puts(out.text);
	ccs_strbuf_free(&out);
	ccs_record_free(&record);
	free(text);
}

static void begin_object(const struct ccs_event *event)
{
	printf("{\"schema\":1,\"type\":\"%s\"",
	       ccs_events_groups[event->group]);
	print_time(event);
}

static void end_object(const struct ccs_event *event)
{
	printf(",\"lost\":%llu}\n", (unsigned long long)event->missing);
}

static void object_of_query(const struct ccs_event *event)
{
	begin_object(event);
	printf(",\"serial\":%u,\"retry\":%u,\"state\":\"%s\"", event->serial,
	       event->retry, state_of(event)->name);
	end_object(event);
}

static void object_of_policy(const struct ccs_event *event)
{
	begin_object(event);
	printf(",\"change\":\"%s\",\"edition\":%llu,\"generation\":%llu,\"pid\":%u",
	       change_of(event)->name, (unsigned long long)event->edition,
	       (unsigned long long)event->generation, event->pid);
	printf(",\"comm\":");
	ccs_json_print(event->comm ? event->comm : "");
	end_object(event);
}

static const struct {
	void (*text)(const struct ccs_event *event);
	void (*object)(const struct ccs_event *event);
} printers[CCS_EVENTS_GROUPS] = {
	[CCS_EVENTS_AUDIT] = { print_record, object_of_record },
	[CCS_EVENTS_QUERY] = { print_query, object_of_query },
	[CCS_EVENTS_POLICY] = { print_policy, object_of_policy },
};

/**
 * ccs_event_print - print an event
 * @event: the event
 * @style: how
 */
void ccs_event_print(const struct ccs_event *event,
		     const struct ccs_event_style *style)
{
	if (style->json) {
		printers[event->group].object(event);
		return;
	}
	print_when(event, style->local);
	printers[event->group].text(event);
}

/**
 * ccs_event_print_lost - tell of events that were lost
 * @group: of which group
 * @count: how many
 * @style: how
 */
void ccs_event_print_lost(enum ccs_events_group group, uint64_t count,
			  const struct ccs_event_style *style)
{
	const char *const name = ccs_events_groups[group];

	if (style->json) {
		printf("{\"schema\":1,\"type\":\"lost\"");
		print_time(NULL);
		printf(",\"group\":\"%s\",\"count\":%llu}\n", name,
		       (unsigned long long)count);
		return;
	}
	print_when(NULL, style->local);
	printf("%s: %llu event%s lost\n", name, (unsigned long long)count,
	       count == 1 ? " was" : "s were");
}
