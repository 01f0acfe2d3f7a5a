// SPDX-License-Identifier: GPL-2.0-only
/*
 * AppArmor's patterns
 *
 * Ours have no alternatives, and a wildcard that goes over slashes stands for
 * whole directories. So one pattern becomes several.
 */

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "armor_class.h"
#include "armor_glob.h"
#include "fail.h"
#include "match.h"

/* One rule becomes no more names than these. */
#define MANY 512

static const char too_many[] = "it stands for more than 512 patterns";

/* What «**» stands for, by what is before and behind it. */
static const char *const at_end[] = { "\\*", "\\{\\*\\}/",
				      "\\{\\*\\}/\\*", NULL };
static const char *const part_at_end[] = { "\\*", "\\*/", "\\*/\\*",
					   "\\*/\\{\\*\\}/",
					   "\\*/\\{\\*\\}/\\*", NULL };
static const char *const whole[] = { "\\{\\*\\}", NULL };
static const char *const part_whole[] = { "\\*", "\\*/\\{\\*\\}", NULL };
static const char *const middle[] = { "\\*", "\\{\\*\\}/\\*", NULL };
static const char *const part_middle[] = { "\\*", "\\*/\\*",
					   "\\*/\\{\\*\\}/\\*", NULL };

/* File systems whose objects are called by the file system, not by the place. */
static const struct {
	const char *place;
	const char *name;
} special[] = {
	{ "/proc/", "proc:/" },
	{ "/dev/pts/", "devpts:/" },
	{ "/sys/kernel/security/", "securityfs:/" },
};

static const struct {
	const char *from;
	const char *to;
} words[] = {
	{ "@{pids}", "\\$" },
	{ "@{pid}", "\\$" },
	{ "@{tid}", "\\$" },
	{ (const char []){ CCS_ARMOR_DIGIT, 0 }, "\\+" },
	{ (const char []){ CCS_ARMOR_HEX, 0 }, "\\x" },
	{ (const char []){ CCS_ARMOR_LETTER, 0 }, "\\a" },
	{ "*", "\\*" },
	{ "?", "\\?" },
};

static void put_byte(struct ccs_strbuf *out, unsigned char byte)
{
	char text[8];

	if (byte == '\\')
		snprintf(text, sizeof(text), "\\\\");
	else if (byte <= ' ' || byte >= 0x7f)
		snprintf(text, sizeof(text), "\\%03o", byte);
	else
		snprintf(text, sizeof(text), "%c", byte);
	ccs_strbuf_puts(out, text);
}

/* One character or wildcard that stays within a directory. */
static const char *put_one(struct ccs_strbuf *out, const char *text)
{
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		const size_t len = strlen(words[i].from);

		if (strncmp(text, words[i].from, len))
			continue;
		ccs_strbuf_puts(out, words[i].to);
		return text + len;
	}
	if (*text == '\\' && text[1])
		text++;
	if (*text != '/' || !out->len || out->text[out->len - 1] != '/')
		put_byte(out, *text);
	return text + 1;
}

static const char *const *any_depth(const struct ccs_strbuf *before,
				    const char *behind)
{
	const bool part = before->len && before->text[before->len - 1] != '/';

	if (!*behind)
		return part ? part_at_end : at_end;
	if (*behind == '/')
		return part ? part_whole : whole;
	return part ? part_middle : middle;
}

/* A process is called self in its own eyes. */
static const char *behind_pid(const char *name)
{
	if (strncmp(name, "proc:/\\$/", 9) && strncmp(name, "proc:/\\+", 8))
		return NULL;
	return strchr(name + 6, '/');
}

static void add_name(struct ccs_list *patterns, const char *name)
{
	char *other = NULL;
	const char *rest;
	size_t i;

	for (i = 0; i < sizeof(special) / sizeof(*special); i++)
		if (!strncmp(name, special[i].place, strlen(special[i].place)))
			other = ccs_format("%s%s", special[i].name, name +
					   strlen(special[i].place));
	ccs_list_add(patterns, other ? other : name);
	rest = other ? behind_pid(other) : NULL;
	if (rest) {
		char *const self = ccs_format("proc:/self%s", rest);

		ccs_list_add(patterns, self);
		free(self);
	}
	free(other);
}

static const char *put_all(const char *text, const struct ccs_strbuf *before,
			   struct ccs_list *patterns)
{
	struct ccs_strbuf out = {};
	const char *why = NULL;

	ccs_strbuf_puts(&out, before->text);
	while (*text && strncmp(text, "**", 2))
		text = put_one(&out, text);
	if (patterns->count > MANY) {
		why = too_many;
	} else if (*text) {
		const char *const behind = text + strspn(text, "*");
		const char *const *at = any_depth(&out, behind);

		for (; *at && !why; at++) {
			struct ccs_strbuf more = {};

			ccs_strbuf_puts(&more, out.text);
			ccs_strbuf_puts(&more, *at);
			why = put_all(behind, &more, patterns);
			ccs_strbuf_free(&more);
		}
	} else if (!ccs_match_word(out.text)) {
		why = "it has more wildcards than a pattern may have";
	} else {
		add_name(patterns, out.text);
	}
	ccs_strbuf_free(&out);
	return why;
}

/* What two stars begin is also on file systems that have own names. */
static const char *put_names(const char *text, struct ccs_list *patterns)
{
	struct ccs_strbuf before = {};
	const char *why;

	ccs_strbuf_puts(&before, "");
	why = put_all(text, &before, patterns);
	if (!why && !strncmp(text, "/**", 3)) {
		ccs_strbuf_puts(&before, "\\*:");
		why = put_all(text, &before, patterns);
	}
	ccs_strbuf_free(&before);
	return why;
}

/* Return: the brace that begins alternatives, NULL if there is none. */
static const char *find_brace(const char *text)
{
	for (; *text; text++) {
		if (*text == '\\' && text[1])
			text++;
		else if (!strncmp(text, "@{", 2))
			text += strcspn(text, "}");
		else if (*text == '{')
			return text;
		if (!*text)
			break;
	}
	return NULL;
}

/* Return: the end of an alternative, NULL if there is none. */
static const char *end_of(const char *text)
{
	unsigned int depth = 0;

	for (; *text; text++) {
		if (*text == '\\' && text[1]) {
			text++;
			continue;
		}
		if (!depth && strchr(",}", *text))
			return text;
		depth += *text == '{';
		depth -= *text == '}';
	}
	return NULL;
}

static const char *put_each(const char *text, struct ccs_list *patterns)
{
	const char *const brace = find_brace(text);
	const char *last = brace, *at = brace, *why = NULL;

	if (!brace)
		return put_names(text, patterns);
	do {
		last = end_of(last + 1);
		if (!last)
			return "its alternatives have no end";
	} while (*last == ',');
	while (*at != '}' && !why) {
		const char *const end = end_of(at + 1);
		char *const one = ccs_format("%.*s%.*s%s", (int)(brace - text),
					     text, (int)(end - at - 1), at + 1,
					     last + 1);

		why = patterns->count > MANY ? too_many :
		      put_each(one, patterns);
		free(one);
		at = end;
	}
	return why;
}

/**
 * ccs_armor_glob - turn a pattern of AppArmor into ours
 * @text: the pattern
 * @patterns: gets what it becomes, none of it twice
 *
 * Return: NULL, or why there is nothing like it; @patterns is empty then.
 */
const char *ccs_armor_glob(const char *text, struct ccs_list *patterns)
{
	struct ccs_strbuf plain = {};
	const char *why;

	ccs_strbuf_puts(&plain, "");
	why = ccs_armor_class(text, &plain);
	if (!why)
		why = put_each(plain.text, patterns);
	ccs_strbuf_free(&plain);
	if (why)
		ccs_list_free(patterns);
	ccs_list_unique(patterns);
	return why;
}

/* What every name that a pattern matches begins with. */
static size_t plain_length(const char *pattern)
{
	size_t i = 0;

	while (pattern[i] && (pattern[i] != '\\' || pattern[i + 1] == '\\' ||
			      isdigit((unsigned char)pattern[i + 1])))
		i += pattern[i] == '\\' ? 2 : 1;
	return i;
}

static bool matches(const char *pattern, const char *name)
{
	struct ccs_pattern *const made = ccs_match_new(pattern);
	const bool found = made && ccs_match_name(made, name, strlen(name));

	ccs_match_free(made);
	return found;
}

/**
 * ccs_armor_overlap - may there be a name that both match?
 * @pattern: a pattern or name
 * @other: another
 *
 * Return: false if there is none for sure.
 */
bool ccs_armor_overlap(const char *pattern, const char *other)
{
	const size_t len = plain_length(pattern);
	const size_t more = plain_length(other);

	if (!other[more])
		return !strcmp(pattern, other) || matches(pattern, other);
	if (!pattern[len])
		return matches(other, pattern);
	return !strncmp(pattern, other, len < more ? len : more);
}

/**
 * ccs_armor_subtract - take names out of a pattern
 * @pattern: the pattern
 * @other: what it shall not match
 * @rest: set to the new pattern
 *
 * Return: false if there is no such pattern. There is one if they differ in one
 * component, and that of @pattern begins with a wildcard.
 */
bool ccs_armor_subtract(const char *pattern, const char *other, char **rest)
{
	size_t begin = 0, len, more, i;

	for (i = 0; pattern[i] && pattern[i] == other[i]; i++)
		if (pattern[i] == '/')
			begin = i + 1;
	len = strcspn(pattern + begin, "/");
	more = strcspn(other + begin, "/");
	if (!len || !more || pattern[begin] != '\\' ||
	    !strncmp(pattern + begin, "\\{", 2) ||
	    !strncmp(other + begin, "\\{", 2) ||
	    strcmp(pattern + begin + len, other + begin + more))
		return false;
	*rest = ccs_format("%.*s\\-%.*s%s", (int)(begin + len), pattern,
			   (int)more, other + begin, pattern + begin + len);
	if (ccs_match_word(*rest))
		return true;
	free(*rest);
	return false;
}
