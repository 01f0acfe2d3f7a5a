// SPDX-License-Identifier: GPL-2.0-only
/*
 * Conditions of old entries
 *
 * In 1.6 a condition is « if BLOCK...» and then «; set ASSIGNMENT...». A word that
 * 1.8 would take for something else is refused here, for the parser that checks
 * the new line accepts both.
 */

#include <stdlib.h>
#include <string.h>

#include "convert_line.h"
#include "fail.h"

#define STATE "task.state["

/* Words that became conditions only in 1.8. */
static const char *const later[] = {
	"grant_log", "auto_domain_transition",
};

static const char *check_block(const char *block)
{
	const size_t len = strcspn(block, "=!");
	size_t i;

	if (!strchr(block, '=') || !len)
		return "not a condition";
	for (i = 0; i < sizeof(later) / sizeof(later[0]); i++)
		if (len == strlen(later[i]) && !strncmp(block, later[i], len))
			return "not a condition of old releases";
	return NULL;
}

static bool has_state(const char *block)
{
	const char *const equals = strchr(block, '=');

	return !strncmp(block, STATE, strlen(STATE)) ||
	       !strncmp(equals + 1, STATE, strlen(STATE));
}

static void join(char **text, const char *word)
{
	char *const old = *text;

	*text = old && *old ? ccs_format("%s %s", old, word) :
			      ccs_strdup(word);
	free(old);
}

static const char *take_blocks(char **rest, struct ccs_old_condition *found)
{
	const char *why;
	char *word;

	while ((word = strsep(rest, " ")) && strcmp(word, ";")) {
		why = check_block(word);
		if (why)
			return why;
		found->native |= has_state(word);
		join(&found->blocks, word);
	}
	if (!*found->blocks)
		return "no condition behind «if»";
	return word && !*rest ? "nothing behind «;»" : NULL;
}

static const char *take_set(char **rest, struct ccs_old_condition *found)
{
	char *word = strsep(rest, " ");

	if (!word || strcmp(word, "set") || !*rest)
		return "only «set» is known behind «;»";
	while ((word = strsep(rest, " "))) {
		if (strncmp(word, STATE, strlen(STATE)))
			return "only task.state[] can be set";
		join(&found->set, word);
	}
	found->native = true;
	return NULL;
}

/**
 * ccs_convert_condition - read what is behind the operands of an entry
 * @rest: the text, changed; NULL for none
 * @found: set to what it says; free it in any case
 *
 * Return: why it can't be converted, NULL if it can.
 */
const char *ccs_convert_condition(char *rest, struct ccs_old_condition *found)
{
	const char *why = NULL;
	char *word;

	*found = (struct ccs_old_condition){ .blocks = ccs_strdup("") };
	word = strsep(&rest, " ");
	if (!word)
		return NULL;
	if (!strcmp(word, "if"))
		why = take_blocks(&rest, found);
	else if (strcmp(word, ";"))
		return "the old release ignored words without «if» behind the operands";
	if (!why && rest)
		why = take_set(&rest, found);
	return why;
}

/**
 * ccs_convert_condition_free - free what ccs_convert_condition() found
 * @condition: the condition
 */
void ccs_convert_condition_free(struct ccs_old_condition *condition)
{
	free(condition->blocks);
	free(condition->set);
}

static char *native_line(const struct ccs_convert_keyword *keyword,
			 const char *operands,
			 const struct ccs_old_condition *condition)
{
	const char *const blocks = condition->blocks;

	return ccs_format("%s %s%s%s%s%s%s", keyword->native, operands,
			  keyword->tail ? keyword->tail : "",
			  *blocks ? " if " : "", blocks,
			  condition->set ? " ; set " : "",
			  condition->set ? condition->set : "");
}

/* Names below /proc/ begin with the file system today; 1.7 reads both. */
static char *new_names(const char *operands)
{
	static const char old[] = "/proc/", new[] = "proc:/";
	struct ccs_strbuf names = {};
	char *const text = ccs_strdup(operands);
	char *word, *rest = text;

	while ((word = strsep(&rest, " "))) {
		const bool proc = !strncmp(word, old, strlen(old));

		if (names.len)
			ccs_strbuf_puts(&names, " ");
		ccs_strbuf_puts(&names, proc ? new : "");
		ccs_strbuf_puts(&names, proc ? word + strlen(old) : word);
	}
	free(text);
	return names.text;
}

static char *new_line(const struct ccs_convert_keyword *keyword,
		      const char *operands,
		      const struct ccs_old_condition *condition)
{
	char *const names = strncmp(keyword->new, "file ", 5) ?
		ccs_strdup(operands) : new_names(operands);
	char *const line =
		ccs_format("%s %s%s%s%s", keyword->new, names,
			   keyword->tail ? keyword->tail : "",
			   *condition->blocks ? " " : "", condition->blocks);

	free(names);
	return line;
}

/**
 * ccs_convert_entry - add an entry to the domain policy
 * @convert: the policy
 * @item: the old line
 * @keyword: how it is written
 * @operands: the operands that the old release had
 * @condition: its condition
 *
 * In the words of 1.8, unless only those of 1.7 mean the same.
 */
void ccs_convert_entry(struct ccs_convert *convert, const struct ccs_item *item,
		       const struct ccs_convert_keyword *keyword,
		       const char *operands,
		       const struct ccs_old_condition *condition)
{
	char *const line = !keyword->new || condition->native ?
		native_line(keyword, operands, condition) :
		new_line(keyword, operands, condition);

	ccs_convert_emit(convert, CCS_CONVERT_DOMAIN, item, line);
	free(line);
}
