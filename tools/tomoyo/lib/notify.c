// SPDX-License-Identifier: GPL-2.0-only
/*
 * Whom to tell of what was refused
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "fail.h"
#include "notify.h"

#define SECONDS_MAX 86400
#define TIMEOUT 60

static const char *const targets[] = { "header", "domain", "acl", NULL };

/**
 * struct reader - a configuration being read
 * @notify: what was read
 * @tests: conditions of the next action
 */
struct reader {
	struct ccs_notify *notify;
	struct ccs_rule_tests tests;
};

static const char *take_seconds(unsigned int *seconds, const char *text)
{
	char *end;
	const unsigned long value = strtoul(text, &end, 10);

	if (*text < '0' || *text > '9' || *end || value > SECONDS_MAX)
		return "needs a number of seconds up to 86400";
	*seconds = value;
	return NULL;
}

static const char *take_wait(struct reader *reader, const char *text)
{
	return take_seconds(&reader->notify->wait, text);
}

static const char *take_interval(struct reader *reader, const char *text)
{
	return take_seconds(&reader->notify->interval, text);
}

static const char *take_collect(struct reader *reader, const char *text)
{
	return take_seconds(&reader->notify->collect, text);
}

static const char *take_timeout(struct reader *reader, const char *text)
{
	const char *const why = take_seconds(&reader->notify->timeout, text);

	return why || reader->notify->timeout ? why :
						"needs at least a second";
}

static const char *take_format(struct reader *reader, const char *text)
{
	reader->notify->json = !strcmp(text, "json");
	return reader->notify->json || !strcmp(text, "text") ?
	       NULL : "a format is text or json";
}

/* A program has no colon in front of its first slash. */
static bool is_place(const char *text)
{
	return text[strcspn(text, ":/ ")] == ':';
}

static const char *take_action(struct reader *reader, const char *text)
{
	struct ccs_notify *const notify = reader->notify;
	struct ccs_notify_action action = {};
	struct ccs_rule_tests none = {};
	const char *why;

	if (notify->count && !notify->action[notify->count - 1].tests.count)
		return "the action before takes everything; give it conditions";
	why = is_place(text) ? ccs_logfiles_add(&action.place, &none, text) :
			       ccs_command_words(text, &action.words);
	if (why) {
		ccs_command_free(action.words);
		return why;
	}
	action.tests = reader->tests;
	reader->tests = (struct ccs_rule_tests){};
	notify->action = ccs_realloc(notify->action, (notify->count + 1) *
						     sizeof(action));
	notify->action[notify->count++] = action;
	return NULL;
}

static const struct {
	const char *name;
	const char *(*take)(struct reader *reader, const char *text);
} keywords[] = {
	{ "action_to_take", take_action },
	{ "time_to_wait", take_wait },
	{ "minimal_interval", take_interval },
	{ "collect", take_collect },
	{ "action_timeout", take_timeout },
	{ "format", take_format },
};

static const char *take_line(struct reader *reader, const char *text)
{
	size_t i;

	for (i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++) {
		const size_t len = strlen(keywords[i].name);

		if (!strncmp(text, keywords[i].name, len) && text[len] == ' ')
			return keywords[i].take(reader, text + len + 1);
		if (!strcmp(text, keywords[i].name))
			return "needs a value";
	}
	return ccs_rule_add(&reader->tests, text, targets);
}

static int complain(const struct ccs_lines *lines, const char *why)
{
	ccs_warn("%s:%u: %s: %s", lines->name, lines->number, lines->text,
		 why);
	return -EINVAL;
}

/**
 * ccs_notify_read - read a configuration
 * @notify: filled in; to be freed in any case
 * @lines: where it is; not closed
 *
 * Lines that make no sense are reported.
 *
 * Return: 0, or -EINVAL if there was one, or nobody is told.
 */
int ccs_notify_read(struct ccs_notify *notify, struct ccs_lines *lines)
{
	struct reader reader = { .notify = notify };
	int err = 0;

	*notify = (struct ccs_notify){ .timeout = TIMEOUT };
	while (ccs_lines_next(lines)) {
		const char *const why = take_line(&reader, lines->text);

		if (why)
			err = complain(lines, why);
	}
	if (reader.tests.count) {
		ccs_warn("%s:%u: conditions without an action_to_take behind them",
			 lines->name, lines->number);
		err = -EINVAL;
	}
	ccs_rule_free(&reader.tests);
	if (!notify->count && !err) {
		ccs_warn("%s: no action_to_take", lines->name);
		err = -EINVAL;
	}
	return err;
}

/**
 * ccs_notify_find - who is told of a request?
 * @notify: the configuration
 * @texts: header, domain and request
 *
 * Return: the first action that fits, or NULL.
 */
const struct ccs_notify_action *ccs_notify_find(const struct ccs_notify *notify,
						const char *const *texts)
{
	size_t i;

	for (i = 0; i < notify->count; i++)
		if (ccs_rule_holds(&notify->action[i].tests, texts))
			return &notify->action[i];
	return NULL;
}

/**
 * ccs_notify_free - drop a configuration
 * @notify: the configuration; empty afterwards
 */
void ccs_notify_free(struct ccs_notify *notify)
{
	size_t i;

	for (i = 0; i < notify->count; i++) {
		ccs_rule_free(&notify->action[i].tests);
		ccs_command_free(notify->action[i].words);
		ccs_logfiles_free(&notify->action[i].place);
	}
	free(notify->action);
	*notify = (struct ccs_notify){};
}
