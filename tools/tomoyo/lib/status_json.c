// SPDX-License-Identifier: GPL-2.0-only
/*
 * The state of the protection for programs that read JSON
 */

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "advice.h"
#include "json.h"
#include "status_json.h"

static void key(struct ccs_strbuf *out, const char *name)
{
	const char last = out->len ? out->text[out->len - 1] : '{';

	if (last != '{' && last != '[')
		ccs_strbuf_puts(out, ",");
	if (!name)
		return;
	ccs_json_string(out, name);
	ccs_strbuf_puts(out, ":");
}

static void put_number(struct ccs_strbuf *out, const char *name,
		       unsigned long long number)
{
	char text[32];

	key(out, name);
	snprintf(text, sizeof(text), "%llu", number);
	ccs_strbuf_puts(out, text);
}

static void put_bool(struct ccs_strbuf *out, const char *name, bool value)
{
	key(out, name);
	ccs_strbuf_puts(out, value ? "true" : "false");
}

/* NULL is null. */
static void put_text(struct ccs_strbuf *out, const char *name,
		     const char *text)
{
	key(out, name);
	if (text)
		ccs_json_string(out, text);
	else
		ccs_strbuf_puts(out, "null");
}

static void begin(struct ccs_strbuf *out, const char *name, const char *bracket)
{
	key(out, name);
	ccs_strbuf_puts(out, bracket);
}

static void end(struct ccs_strbuf *out, const char *bracket)
{
	ccs_strbuf_puts(out, bracket);
}

/* "2026/11/22 03:45:08" is UTC. */
static void put_time(struct ccs_strbuf *out, const char *name,
		     const struct ccs_status *status, const char *label)
{
	char *const text = ccs_status_part(status, label, "Last");

	if (text && strlen(text) == 19) {
		char iso[32];

		snprintf(iso, sizeof(iso), "%sZ", text);
		iso[4] = '-';
		iso[7] = '-';
		iso[10] = 'T';
		put_text(out, name, iso);
	} else {
		put_text(out, name, NULL);
	}
	free(text);
}

static void put_list(struct ccs_strbuf *out, const char *name,
		     const struct ccs_list *list)
{
	size_t i;

	begin(out, name, "[");
	for (i = 0; i < list->count; i++)
		put_text(out, NULL, list->item[i].text);
	end(out, "]");
}

static void put_by_mode(struct ccs_strbuf *out, const char *name,
			const unsigned int *counts)
{
	int mode;

	begin(out, name, "{");
	for (mode = 0; mode < CCS_CENSUS_MODES; mode++)
		put_number(out, ccs_census_modes[mode], counts[mode]);
	end(out, "}");
}

static void put_profiles(struct ccs_strbuf *out,
			 const struct ccs_census *census)
{
	size_t i;

	begin(out, "profiles", "[");
	for (i = 0; i < census->count; i++) {
		const struct ccs_census_profile *const one =
			&census->profile[i];

		begin(out, NULL, "{");
		put_text(out, "namespace", one->namespace);
		put_number(out, "number", one->number);
		put_text(out, "comment", one->comment);
		put_text(out, "mode", ccs_census_modes[one->mode]);
		put_bool(out, "mixed", one->mixed);
		put_bool(out, "defined", one->defined);
		put_number(out, "domains", one->domains);
		put_number(out, "processes", one->processes);
		end(out, "}");
	}
	end(out, "]");
}

static void put_violations(struct ccs_strbuf *out,
			   const struct ccs_status *status)
{
	int mode;

	begin(out, "violations", "{");
	for (mode = CCS_CENSUS_LEARNING; mode < CCS_CENSUS_MODES; mode++) {
		char label[64];

		snprintf(label, sizeof(label), "Policy violation in %s mode:",
			 ccs_census_modes[mode]);
		begin(out, ccs_census_modes[mode], "{");
		put_number(out, "count", ccs_status_number(status, label));
		put_time(out, "last", status, label);
		end(out, "}");
	}
	end(out, "}");
}

static void put_memory(struct ccs_strbuf *out, const struct ccs_status *status,
		       const char *name, const char *label)
{
	char *const quota = ccs_status_part(status, label, "Quota");

	begin(out, name, "{");
	put_number(out, "used", ccs_status_number(status, label));
	put_number(out, "quota", quota ? strtoull(quota, NULL, 10) : 0);
	end(out, "}");
	free(quota);
}

static void put_lost(struct ccs_strbuf *out, const struct ccs_status *status)
{
	begin(out, "lost", "{");
	put_number(out, "records",
		   ccs_status_number(status, "Records lost by audit"));
	put_number(out, "audit_events",
		   ccs_status_number(status, "Events lost by audit"));
	put_number(out, "query_events",
		   ccs_status_number(status, "Events lost by query"));
	put_number(out, "policy_events",
		   ccs_status_number(status, "Events lost by policy"));
	end(out, "}");
}

static void put_daemons(struct ccs_strbuf *out, const struct ccs_status *status)
{
	size_t i;

	begin(out, "daemons", "{");
	for (i = 0; i < CCS_STATUS_DAEMONS; i++) {
		const pid_t pid = ccs_status_daemon(status,
						    ccs_status_daemons[i]);

		if (pid)
			put_number(out, ccs_status_daemons[i], pid);
	}
	end(out, "}");
}

static void put_unsaved(struct ccs_strbuf *out,
			const struct ccs_unsaved *unsaved)
{
	put_text(out, "saved", !unsaved->files ? "never" :
		 ccs_unsaved_any(unsaved) ? "stale" : "current");
	begin(out, "unsaved", "{");
	put_number(out, "domains", unsaved->domains);
	put_number(out, "exceptions", unsaved->exceptions);
	put_bool(out, "profiles", unsaved->profiles);
	put_number(out, "managers", unsaved->managers);
	end(out, "}");
}

static void put_advice(const char *code, const char *text, const char *next,
		       void *data)
{
	struct ccs_strbuf *const out = data;

	begin(out, NULL, "{");
	put_text(out, "code", code);
	put_text(out, "message", text);
	put_text(out, "next", next);
	end(out, "}");
}

static void put_policy(struct ccs_strbuf *out, const struct ccs_status *status)
{
	const struct ccs_census *const census = &status->census;

	put_text(out, "why", status->why);
	put_bool(out, "complete", status->complete);
	put_text(out, "version", status->version);
	put_text(out, "doors", status->doors);
	put_number(out, "edition",
		   ccs_status_number(status, "Policy edition:"));
	put_number(out, "generation",
		   ccs_status_number(status, "Policy generation:"));
	put_time(out, "changed", status, "Policy update:");
	put_by_mode(out, "domains", census->domains);
	put_by_mode(out, "processes", census->processes);
	put_number(out, "entries", census->entries);
	put_profiles(out, census);
	put_violations(out, status);
	begin(out, "memory", "{");
	put_memory(out, status, "policy", "Memory used by policy:");
	put_memory(out, status, "audit_log", "Memory used by audit log:");
	put_memory(out, status, "query", "Memory used by query message:");
	end(out, "}");
	put_lost(out, status);
	put_number(out, "waiting", status->waiting);
	put_list(out, "managers", &status->managers);
	put_daemons(out, status);
	put_unsaved(out, &status->unsaved);
}

/**
 * ccs_status_json - add the state as an object
 * @out: where to
 * @status: the state
 */
void ccs_status_json(struct ccs_strbuf *out, const struct ccs_status *status)
{
	ccs_strbuf_puts(out, "{\"schema\":1");
	put_bool(out, "interface", !status->err);
	put_bool(out, "active", status->active);
	put_text(out, "modules", status->lsm);
	put_list(out, "boot", &status->words);
	if (!status->err)
		put_policy(out, status);
	begin(out, "warnings", "[");
	if (!status->err)
		ccs_advice(status, put_advice, out);
	else if (status->err == -ENOENT || status->err == -ENOTDIR)
		ccs_advice_missing(status, put_advice, out);
	end(out, "]");
	ccs_strbuf_puts(out, "}\n");
}
