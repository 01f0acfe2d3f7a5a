// SPDX-License-Identifier: GPL-2.0-only
/*
 * A message about what was refused
 */

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "fail.h"
#include "notice.h"
#include "record_json.h"
#include "text.h"

#define VARIABLES 16

#define AT_ONCE "# refused at once, or while no message was to be sent:\n"

static struct ccs_notice *get(struct ccs_notices *all,
			      const struct ccs_notify_action *action)
{
	size_t i;

	for (i = 0; i < all->count; i++)
		if (all->notice[i].action == action)
			return &all->notice[i];
	all->notice = ccs_realloc(all->notice, (all->count + 1) *
					       sizeof(*all->notice));
	all->notice[all->count] = (struct ccs_notice){ .action = action };
	return &all->notice[all->count++];
}

/**
 * ccs_notices_add - tell of a record, later
 * @all: what is to be told
 * @notify: whom
 * @record: the record; taken over and empty afterwards
 *
 * Return: false if nobody wants to know of it.
 */
bool ccs_notices_add(struct ccs_notices *all, const struct ccs_notify *notify,
		     struct ccs_record *record)
{
	const char *const texts[] = {
		record->header, record->domain, record->request,
	};
	const struct ccs_notify_action *const action =
		ccs_notify_find(notify, texts);
	struct ccs_notice *const notice = action ? get(all, action) : NULL;
	size_t at;

	if (notice)
		notice->count++;
	if (!notice || notice->kept == CCS_NOTICE_RECORDS) {
		ccs_record_free(record);
		return notice;
	}
	if (!all->first)
		all->first = ccs_clock();
	/* A message begins with a number, if any request has one. */
	at = record->query ? notice->waited++ : notice->kept;
	memmove(&notice->record[at + 1], &notice->record[at],
		(notice->kept++ - at) * sizeof(*record));
	notice->record[at] = *record;
	*record = (struct ccs_record){};
	return true;
}

static void add_count(struct ccs_strbuf *text, unsigned long long count,
		      const char *what)
{
	char *const line = count ? ccs_format("# %llu %s\n", count, what) :
				   NULL;

	if (line)
		ccs_strbuf_puts(text, line);
	free(line);
}

static void add_text(struct ccs_strbuf *text, const struct ccs_notice *notice,
		     unsigned long long lost)
{
	size_t i;

	for (i = 0; i < notice->kept; i++) {
		if (i)
			ccs_strbuf_puts(text, "\n");
		if (i == notice->waited)
			ccs_strbuf_puts(text, AT_ONCE);
		ccs_record_text(&notice->record[i], text);
	}
	if (notice->count > notice->kept || lost)
		ccs_strbuf_puts(text, "\n");
	add_count(text, notice->count - notice->kept,
		  "more requests were refused");
	add_count(text, lost, "records were lost");
	ccs_strbuf_puts(text, "\n");
}

static void add_json(struct ccs_strbuf *text, const struct ccs_notice *notice,
		     unsigned long long lost)
{
	size_t i;

	for (i = 0; i < notice->kept; i++) {
		ccs_record_json(text, &notice->record[i], i ? 0 : lost);
		ccs_strbuf_puts(text, "\n");
	}
	if (notice->count > notice->kept) {
		char *const line =
			ccs_format("{\"schema\":1,\"type\":\"more\",\"count\":%llu}\n",
				   notice->count - notice->kept);

		ccs_strbuf_puts(text, line);
		free(line);
	}
}

static char *program_of(const struct ccs_record *record)
{
	char link[64], path[PATH_MAX], encoded[4 * PATH_MAX];
	ssize_t n;

	snprintf(link, sizeof(link), "/proc/%ld/exe", record->pid);
	n = readlink(link, path, sizeof(path) - 1);
	if (n < 0)
		return ccs_strdup("");
	path[n] = '\0';
	ccs_text_encode(path, encoded, sizeof(encoded));
	return ccs_strdup(encoded);
}

static char *or_nothing(char *text)
{
	return text ? text : ccs_strdup("");
}

static char *variable(const char *name, char *value)
{
	char *const text = ccs_format("%s=%s", name, value);

	free(value);
	return text;
}

/* What the first record says, for programs that don't read it. */
static void make_variables(const struct ccs_notice *notice, char **out)
{
	const struct ccs_record *const record = &notice->record[0];

	*out++ = variable("CCS_COUNT", ccs_format("%llu", notice->count));
	*out++ = variable("CCS_PROFILE",
			  or_nothing(ccs_record_word(record, "profile")));
	*out++ = variable("CCS_MODE",
			  or_nothing(ccs_record_word(record, "mode")));
	*out++ = variable("CCS_DOMAIN", ccs_strdup(record->domain));
	*out++ = variable("CCS_ACL", ccs_strdup(record->request));
	*out++ = variable("CCS_PID", ccs_format("%ld", record->pid));
	*out++ = variable("CCS_UID",
			  or_nothing(ccs_record_value(record, "task", "uid")));
	*out++ = variable("CCS_EXE", program_of(record));
	if (record->query)
		*out++ = variable("CCS_SERIAL",
				  ccs_format("%lu", record->serial));
	*out = NULL;
}

static void run(const struct ccs_notice *notice, const char *text,
		const struct ccs_notify *notify, struct ccs_actions *running)
{
	char *variables[VARIABLES];
	char *const *words = notice->action->words;
	int err;
	size_t i;

	make_variables(notice, variables);
	err = ccs_actions_start(running, words, variables, text,
				notify->timeout);
	if (err)
		ccs_warn("cannot start %s: %s; %llu requests are not told",
			 words[0], strerror(-err), notice->count);
	for (i = 0; variables[i]; i++)
		free(variables[i]);
}

/* A place takes records one by one. */
static void store(const struct ccs_notice *notice)
{
	struct ccs_logfiles place = notice->action->place;
	struct ccs_strbuf text = {};
	size_t i;

	for (i = 0; i < notice->kept; i++) {
		text.len = 0;
		ccs_record_text(&notice->record[i], &text);
		ccs_logfiles_store(&place, text.text);
	}
	if (notice->count > notice->kept)
		ccs_logfiles_lost(&place, notice->count - notice->kept,
				  "for want of room in a message");
	ccs_strbuf_free(&text);
}

static void send_one(const struct ccs_notice *notice, unsigned long long lost,
		     const struct ccs_notify *notify,
		     struct ccs_actions *running)
{
	struct ccs_strbuf text = {};

	if (!notice->action->words) {
		store(notice);
		return;
	}
	if (notify->json)
		add_json(&text, notice, lost);
	else
		add_text(&text, notice, lost);
	run(notice, text.text, notify, running);
	ccs_strbuf_free(&text);
}

/**
 * ccs_notices_send - tell everything
 * @all: what is to be told; empty afterwards
 * @notify: how
 * @running: gets the programs that do
 */
void ccs_notices_send(struct ccs_notices *all, const struct ccs_notify *notify,
		      struct ccs_actions *running)
{
	size_t i;

	for (i = 0; i < all->count; i++)
		send_one(&all->notice[i], all->lost, notify, running);
	ccs_notices_free(all);
}

/**
 * ccs_notices_free - tell nothing of it
 * @all: what was to be told; empty afterwards
 */
void ccs_notices_free(struct ccs_notices *all)
{
	size_t i, k;

	for (i = 0; i < all->count; i++)
		for (k = 0; k < all->notice[i].kept; k++)
			ccs_record_free(&all->notice[i].record[k]);
	free(all->notice);
	*all = (struct ccs_notices){};
}
