// SPDX-License-Identifier: GPL-2.0-only
/*
 * The kernel's patterns and ranges
 */

#include "addr.h"
#include "fail.h"
#include "match.h"
#include "name.h"
#include "number.h"
#include "pattern.h"
#include "policy.h"
#include "word.h"

/**
 * struct ccs_pattern - a pattern to compare names with
 * @policy: what it is interned in
 * @name: the pattern
 */
struct ccs_pattern {
	struct ccs_policy policy;
	struct ccs_name *name;
};

/**
 * ccs_match_word - is this a legal word of policy?
 * @word: the word
 *
 * Return: true if it is.
 */
bool ccs_match_word(const char *word)
{
	const struct ccs_span span = ccs_span_of(word);

	return ccs_word_ok(&span);
}

/**
 * ccs_match_patterned - has a word wildcards?
 * @word: a legal word
 *
 * Return: true if it has.
 */
bool ccs_match_patterned(const char *word)
{
	const struct ccs_span span = ccs_span_of(word);

	return ccs_word_patterned(&span);
}

/**
 * ccs_match_new - prepare a pattern, or leave
 * @pattern: a legal word
 *
 * Return: the pattern, for ccs_match_free().
 */
struct ccs_pattern *ccs_match_new(const char *pattern)
{
	struct ccs_pattern *const made = ccs_realloc(NULL, sizeof(*made));
	const struct ccs_span span = ccs_span_of(pattern);

	memset(made, 0, sizeof(*made));
	mutex_lock(&ccs_policy_lock);
	if (!ccs_policy_init(&made->policy))
		made->name = ccs_name_get(&made->policy.names, &span);
	mutex_unlock(&ccs_policy_lock);
	if (!made->name)
		ccs_die(CCS_EXIT_IO, "out of memory");
	return made;
}

/**
 * ccs_match_name - does a name match?
 * @pattern: what ccs_match_new() returned
 * @name: the name, without wildcards
 * @len: its length in bytes
 *
 * Return: true if it does.
 */
bool ccs_match_name(const struct ccs_pattern *pattern, const char *name,
		    size_t len)
{
	/* The matcher wants a terminated string. */
	char *const copy = ccs_format("%.*s", (int)len, name);
	const struct ccs_str str = ccs_str_of(copy, len);
	const bool matches = pattern->name->const_len < pattern->name->len ?
		ccs_pattern_match(&str, pattern->name) :
		ccs_name_is(pattern->name, &str);

	free(copy);
	return matches;
}

/**
 * ccs_match_free - drop a pattern
 * @pattern: the pattern
 */
void ccs_match_free(struct ccs_pattern *pattern)
{
	mutex_lock(&ccs_policy_lock);
	ccs_name_put(&pattern->policy.names, pattern->name);
	ccs_policy_exit(&pattern->policy);
	mutex_unlock(&ccs_policy_lock);
	free(pattern);
}

static bool number(const char *word, struct ccs_range *range)
{
	const struct ccs_span span = ccs_span_of(word);

	return ccs_range_parse(&span, range);
}

/**
 * ccs_match_is_number - is a word a number or a range of them?
 * @word: the word
 *
 * Return: true if it is.
 */
bool ccs_match_is_number(const char *word)
{
	struct ccs_range range;

	return number(word, &range);
}

/**
 * ccs_match_number - does a number, or range of them, lie in a range?
 * @range: the range
 * @word: the number
 *
 * Return: true if both are numbers and it does.
 */
bool ccs_match_number(const char *range, const char *word)
{
	struct ccs_range outer, inner;

	return number(range, &outer) && number(word, &inner) &&
	       inner.min >= outer.min && inner.max <= outer.max;
}

static bool address(const char *word, struct ccs_addr_range *range)
{
	const struct ccs_span span = ccs_span_of(word);
	const char *why;

	return ccs_addr_range_parse(&span, range, &why);
}

/**
 * ccs_match_is_address - is a word an address or a range of them?
 * @word: the word
 *
 * Return: true if it is.
 */
bool ccs_match_is_address(const char *word)
{
	struct ccs_addr_range range;

	return address(word, &range);
}

/**
 * ccs_match_address - does an address, or range of them, lie in a range?
 * @range: the range
 * @word: the address
 *
 * Return: true if both are addresses of one family and it does.
 */
bool ccs_match_address(const char *range, const char *word)
{
	struct ccs_addr_range outer, inner;
	struct ccs_addr low, high;

	if (!address(range, &outer) || !address(word, &inner))
		return false;
	low = (struct ccs_addr){ inner.range.min, inner.family };
	high = (struct ccs_addr){ inner.range.max, inner.family };
	return ccs_addr_in_range(&low, &outer) &&
	       ccs_addr_in_range(&high, &outer);
}
