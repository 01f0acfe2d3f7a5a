// SPDX-License-Identifier: GPL-2.0-only
/*
 * Patterns within patterns
 *
 * The wide pattern is run over the elements of the narrow one as if those were
 * characters: a wildcard that repeats must be taken by one that repeats and
 * has all of its characters. That may miss a pattern that is within another
 * one, and never finds one that is not.
 */

#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "subsume.h"

/**
 * struct element - a character or a wildcard of a component, or a component
 * @wildcard: its letter, 0 for a character
 * @text: the character as it is written, or the component
 * @len: bytes of that
 * @many: it repeats
 * @optional: it may match nothing
 */
struct element {
	char wildcard;
	const char *text;
	size_t len;
	bool many;
	bool optional;
};

/**
 * struct elements - a component, or components
 * @item: its elements
 * @count: their number
 */
struct elements {
	struct element *item;
	size_t count;
};

static struct element take_element(const char **text)
{
	const char *const at = *text;
	struct element one = { .text = at, .len = 1 };

	if (*at == '\\' && at[1] == '\\')
		one.len = 2;
	else if (*at == '\\' && isdigit((unsigned char)at[1]))
		one.len = 4;
	else if (*at == '\\')
		one = (struct element){
			.wildcard = at[1], .text = at, .len = 2,
			.many = strchr("*@$XA", at[1]),
			.optional = strchr("*@", at[1]),
		};
	*text += one.len;
	return one;
}

static void add(struct elements *all, const struct element *one)
{
	/* A pattern is at most a line, and doubling is left to realloc(). */
	all->item = ccs_realloc(all->item, (all->count + 1) * sizeof(*one));
	all->item[all->count++] = *one;
}

/* The characters of a component, up to what is subtracted. */
static struct elements split_component(const struct element *component)
{
	const char *at = component->text;
	const char *const end = at + component->len;
	struct elements all = {};

	while (at < end) {
		const struct element one = take_element(&at);

		if (one.wildcard == '-')
			break;
		add(&all, &one);
	}
	return all;
}

static struct elements split_path(const char *path)
{
	struct elements all = {};
	bool more;

	do {
		const size_t len = strcspn(path, "/");
		struct element one = { .text = path, .len = len };

		if (len >= 4 && !memcmp(path, "\\{", 2)) {
			one.text += 2;
			one.len -= 4;
			one.many = true;
		}
		add(&all, &one);
		more = path[len];
		path += len + more;
	} while (more);
	return all;
}

static bool in_class(char wildcard, const struct element *one)
{
	const unsigned char c = *one->text;

	switch (wildcard) {
	case '*':
	case '?':
		return true;
	case '@':
		return c != '.';
	case '$':
	case '+':
		return one->len == 1 && isdigit(c);
	case 'X':
	case 'x':
		return one->len == 1 && isxdigit(c);
	default:
		return one->len == 1 && isalpha(c);
	}
}

/* Every character that @narrow may be: is it one that @wide may be? */
static bool has_character(const struct element *wide,
			  const struct element *narrow)
{
	static const char *const within[] = {
		"**?@$+XxAa", "?*?@$+XxAa", "@@$+XxAa", "$$+", "+$+",
		"X$+Xx", "x$+Xx", "AAa", "aAa",
	};
	size_t i;

	if (!wide->wildcard)
		return !narrow->wildcard && wide->len == narrow->len &&
		       !memcmp(wide->text, narrow->text, wide->len);
	if (!narrow->wildcard)
		return in_class(wide->wildcard, narrow);
	for (i = 0; i < sizeof(within) / sizeof(within[0]); i++)
		if (*within[i] == wide->wildcard)
			return strchr(within[i] + 1, narrow->wildcard);
	return false;
}

typedef bool (*has_fn)(const struct element *wide,
		       const struct element *narrow);

/*
 * States of the wide side: 2 * element, plus 1 if that repeats and has taken
 * something. What may be left out is left out here.
 */
static void pass_on(const struct elements *wide, bool *at)
{
	size_t i;

	for (i = 0; i < wide->count; i++)
		if (wide->item[i].many &&
		    (at[2 * i + 1] || (at[2 * i] && wide->item[i].optional)))
			at[2 * i + 2] = true;
}

static void take(const struct elements *wide, const struct element *narrow,
		 has_fn has, const bool *at, bool *next)
{
	size_t i;

	for (i = 0; i < wide->count; i++) {
		const struct element *const one = &wide->item[i];

		if (!(at[2 * i] || at[2 * i + 1]) || !has(one, narrow))
			continue;
		if (!one->many)
			next[2 * i + 2] |= !narrow->many;
		else if (narrow->many && narrow->optional && !at[2 * i + 1])
			next[2 * i] = true;
		else
			next[2 * i + 1] = true;
	}
}

static bool run(const struct elements *wide, const struct elements *narrow,
		has_fn has)
{
	const size_t states = 2 * wide->count + 2;
	bool *at = ccs_realloc(NULL, states);
	bool *next = ccs_realloc(NULL, states);
	bool within;
	size_t i;

	memset(at, 0, states);
	at[0] = true;
	for (i = 0; i < narrow->count; i++) {
		bool *const before = at;

		pass_on(wide, at);
		memset(next, 0, states);
		take(wide, &narrow->item[i], has, at, next);
		at = next;
		next = before;
	}
	pass_on(wide, at);
	within = at[2 * wide->count];
	free(at);
	free(next);
	return within;
}

/* Nothing stands for a directory at the end of a path, and only that. */
static bool has_component(const struct element *wide,
			  const struct element *narrow)
{
	struct elements all, some;
	bool within;

	if (!wide->len || !narrow->len)
		return wide->len == narrow->len;
	all = split_component(wide);
	some = split_component(narrow);
	within = run(&all, &some, has_character);
	free(all.item);
	free(some.item);
	return within;
}

static bool subtracts(const char *pattern)
{
	while (*pattern)
		if (take_element(&pattern).wildcard == '-')
			return true;
	return false;
}

/* Does nothing but \* and \@ follow the last slash, and a wildcard precede it? */
static bool may_end_early(const char *pattern)
{
	const char *const slash = strrchr(pattern, '/');
	const char *at = slash ? slash + 1 : "", *before = pattern;

	if (!*at)
		return false;
	while (*at) {
		const struct element one = take_element(&at);

		if (!one.optional)
			return false;
	}
	while (before < slash)
		if (take_element(&before).wildcard)
			return true;
	return false;
}

/**
 * ccs_subsume - does a pattern match all that another one matches?
 * @wide: the pattern, a legal word
 * @narrow: the other one
 *
 * Return: true if it does for certain.
 */
bool ccs_subsume(const char *wide, const char *narrow)
{
	struct elements all, some;
	bool within;

	if (!strcmp(wide, narrow))
		return true;
	/* What is subtracted depends on what stands before the component. */
	if (subtracts(wide))
		return false;
	all = split_path(wide);
	some = split_path(narrow);
	within = run(&all, &some, has_component);
	/* /a/\*\/\* matches /a/b as well. */
	if (within && may_end_early(narrow)) {
		some.count--;
		within = run(&all, &some, has_component);
	}
	free(all.item);
	free(some.item);
	return within;
}
