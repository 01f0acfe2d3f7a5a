// SPDX-License-Identifier: GPL-2.0-only
/*
 * Conditions that never hold
 *
 * Any condition may be written behind any entry. One about what a request does
 * not have makes the entry match nothing, and nothing says so.
 */

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "lint_condition.h"

/* Requests about what is there, and about what they make. */
#define THERE " execute read write append truncate unlink rmdir getattr " \
	"ioctl chmod chown chgrp chroot unmount link rename pivot_root mount env "
#define MADE "create mkdir mkfifo mksock mkblock mkchar symlink "

/* Requests that have it; the longest name first. */
static const struct {
	const char *name;
	const char *operations;
	const char *why;
} facts[] = {
	{ "path1.parent.", THERE MADE,
	  "only requests about files have it, so this never holds" },
	{ "path1.", THERE,
	  "only a file that is there already has it, so this never holds" },
	{ "path2.", " link rename pivot_root mount ",
	  "only requests about two names have it, so this never holds" },
	{ "exec.", " execute env auto_execute_handler denied_execute_handler ",
	  "only an execution has it, so this never holds" },
	{ "symlink.target", " symlink ",
	  "only making a symbolic link has it, so this never holds" },
};

#define TYPES " socket symlink file block directory char fifo "
#define MODES " setuid setgid sticky owner_read owner_write owner_execute " \
	"group_read group_write group_execute others_read others_write others_execute "

static bool has(const char *words, const char *word, size_t len)
{
	char *const wanted = ccs_format(" %.*s ", (int)len, word);
	const bool found = strstr(words, wanted);

	free(wanted);
	return found;
}

/* Return: is it one of the operations that are joined by slashes? */
static bool has_any(const char *words, const char *joined)
{
	const size_t end = strcspn(joined, " ");
	size_t i = 0;

	while (i < end) {
		const size_t len = strcspn(joined + i, "/ ");

		if (has(words, joined + i, len))
			return true;
		i += len + 1;
	}
	return false;
}

static void warn(struct ccs_findings *all, const struct ccs_item *item,
		 const char *at, const char *why)
{
	char *const word = ccs_format("%.*s", (int)strcspn(at, " "), at);
	const struct ccs_finding one = {
		.file = item->file ? item->file : "-",
		.line = item->number,
		.column = at - item->text + 1,
		.rule = "never-holds",
		.word = word,
		.why = why,
		.warning = true,
	};

	ccs_finding_tell(all, &one);
	free(word);
}

static bool ends_with(const char *text, size_t len, const char *tail)
{
	const size_t more = strlen(tail);

	return len >= more && !memcmp(text + len - more, tail, more);
}

/* A word for a kind of file, or for a bit of a mode, is a number elsewhere. */
static void lint_value(struct ccs_findings *all, const struct ccs_item *item,
		       const char *at)
{
	const size_t len = strcspn(at, "!= ");
	const char *value = at + len + (at[len] == '!');

	if (*value++ != '=')
		return;
	if (has(TYPES, value, strcspn(value, " ")) &&
	    !ends_with(at, len, ".type"))
		warn(all, item, at, "a kind of file is compared with something else");
	if (has(MODES, value, strcspn(value, " ")) &&
	    !ends_with(at, len, ".perm"))
		warn(all, item, at, "a bit of a mode is compared with something else");
}

static void lint_word(struct ccs_findings *all, const struct ccs_item *item,
		      const char *operation, const char *at)
{
	size_t i;

	for (i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		if (strncmp(at, facts[i].name, strlen(facts[i].name)))
			continue;
		if (!has_any(facts[i].operations, operation))
			warn(all, item, at, facts[i].why);
		break;
	}
	lint_value(all, item, at);
}

static const char *next_word(const char *text)
{
	text += strcspn(text, " ");
	return *text ? text + 1 : text;
}

/* Return: the operation of an entry, NULL if the line is none. */
static const char *operation_of(const char *text)
{
	if (*text == '<')
		text = next_word(text);
	if (!strncmp(text, "acl_group ", 10))
		text = next_word(next_word(text));
	if (!strncmp(text, "file ", 5) || !strncmp(text, "misc ", 5) ||
	    !strncmp(text, "task ", 5) || !strncmp(text, "ipc ", 4))
		return next_word(text);
	if (!strncmp(text, "network ", 8))
		return next_word(next_word(next_word(text)));
	return strncmp(text, "capability ", 11) ? NULL : next_word(text);
}

/**
 * ccs_lint_condition - look at the conditions of an entry
 * @all: gets the findings
 * @item: the line, which the kernel accepts
 */
void ccs_lint_condition(struct ccs_findings *all, const struct ccs_item *item)
{
	const char *const operation = operation_of(item->text);
	const char *at;

	if (!operation)
		return;
	for (at = next_word(operation); *at; at = next_word(at))
		if (memchr(at, '=', strcspn(at, " ")))
			lint_word(all, item, operation, at);
}
