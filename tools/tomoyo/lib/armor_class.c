// SPDX-License-Identifier: GPL-2.0-only
/*
 * Classes of characters in AppArmor's patterns
 */

#include <stdlib.h>
#include <string.h>

#include "armor_class.h"
#include "fail.h"

/* More than these become more names than anybody reads. */
#define FEW 10

/* Classes that our patterns have, too. */
static const struct {
	const char *members;
	char mark;
} known[] = {
	{ "0123456789", CCS_ARMOR_DIGIT },
	{ "0123456789ABCDEFabcdef", CCS_ARMOR_HEX },
	{ "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
	  CCS_ARMOR_LETTER },
};

/* Return: what is behind the class, NULL if it has no end. */
static const char *read_class(const char *at, bool *member)
{
	const char *const first = at;

	for (; *at && (*at != ']' || at == first); at++) {
		int from = (unsigned char)*at, to;

		if (from == '\\' && at[1])
			from = (unsigned char)*++at;
		to = from;
		if (at[1] == '-' && at[2] && at[2] != ']') {
			at += 2;
			to = (unsigned char)*at;
		}
		for (; from <= to; from++)
			member[from] = true;
	}
	return *at ? at + 1 : NULL;
}

static void put_few(struct ccs_strbuf *out, const char *members)
{
	ccs_strbuf_puts(out, "{");
	for (; *members; members++) {
		const char one[] = { '\\', *members };

		ccs_strbuf_add(out, one, sizeof(one));
		if (members[1])
			ccs_strbuf_puts(out, ",");
	}
	ccs_strbuf_puts(out, "}");
}

static const char *put_class(struct ccs_strbuf *out, const bool *member)
{
	char members[256] = "";
	size_t count = 0, i;

	for (i = 1; i < 256; i++)
		if (member[i])
			members[count++] = i;
	for (i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (strcmp(members, known[i].members))
			continue;
		ccs_strbuf_add(out, &known[i].mark, 1);
		return NULL;
	}
	if (!count || count > FEW)
		return "there is no pattern for its class of characters";
	put_few(out, members);
	return NULL;
}

/**
 * ccs_armor_class - replace classes by alternatives and marks
 * @text: AppArmor's pattern
 * @out: set to the same without [], as a new string
 *
 * Return: NULL, or why it can't be done.
 */
const char *ccs_armor_class(const char *text, struct ccs_strbuf *out)
{
	while (*text) {
		bool member[256] = {};
		const char *why;

		if (*text != '[') {
			const size_t len = *text == '\\' && text[1] ? 2 : 1;

			ccs_strbuf_add(out, text, len);
			text += len;
			continue;
		}
		if (!strncmp(text, "[^/]", 4)) {
			ccs_strbuf_puts(out, "?");
			text += 4;
			continue;
		}
		if (text[1] == '^')
			return "there is no pattern for all characters but some";
		text = read_class(text + 1, member);
		if (!text)
			return "its class of characters has no end";
		why = put_class(out, member);
		if (why)
			return why;
	}
	return NULL;
}
