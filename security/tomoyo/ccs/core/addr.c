// SPDX-License-Identifier: GPL-2.0-only
/*
 * Internet addresses and ranges of them
 */

#include "addr.h"
#include "env.h"

#define GROUPS		8
#define GROUP_BITS	16
#define GROUP_DIGITS	4

/**
 * struct groups - an IPv6 address being read
 * @value: its groups, in the order of the text
 * @count: groups read
 * @gap: how many stand in front of the ``::``; GROUPS + 1 if there is none
 */
struct groups {
	u16 value[GROUPS];
	u8 count;
	u8 gap;
};

static const char bad_v4[] = "not four numbers from 0 to 255 with dots between";
static const char bad_v6[] = "not an IPv6 address";

/* Leading zeroes mean nothing, and never octal (policy-language 6.5). */
static bool take_octet(struct ccs_span *rest, u32 *value)
{
	const char *const start = rest->text;

	for (*value = 0; rest->len && isdigit(*rest->text); rest->len--) {
		*value = *value * 10 + (*rest->text++ - '0');
		if (*value > U8_MAX)
			return false;
	}
	return rest->text > start;
}

static bool parse_v4(struct ccs_span text, u32 *value)
{
	u32 octet;
	int i;

	*value = 0;
	for (i = 0; i < 4; i++) {
		if (i && !ccs_span_eat(&text, "."))
			return false;
		if (!take_octet(&text, &octet))
			return false;
		*value = *value << 8 | octet;
	}
	return !text.len;
}

static int hex_value(char c)
{
	return isdigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
}

static bool take_group(struct ccs_span *rest, struct groups *groups)
{
	const char *const start = rest->text;
	u16 value = 0;

	while (rest->len && isxdigit(*rest->text)) {
		if (rest->text - start == GROUP_DIGITS)
			return false;
		value = value << 4 | hex_value(*rest->text++);
		rest->len--;
	}
	if (rest->text == start || groups->count == GROUPS)
		return false;
	groups->value[groups->count++] = value;
	return true;
}

/* The last two groups, written like an IPv4 address. */
static bool take_dotted(struct ccs_span *rest, struct groups *groups)
{
	u32 value;

	if (groups->count > GROUPS - 2 || !parse_v4(*rest, &value))
		return false;
	groups->value[groups->count++] = value >> GROUP_BITS;
	groups->value[groups->count++] = value;
	rest->len = 0;
	return true;
}

static bool take_gap(struct ccs_span *rest, struct groups *groups)
{
	if (!ccs_span_eat(rest, "::"))
		return false;
	groups->gap = groups->count;
	return true;
}

/* Groups with colons between them, one of which may be a double one. */
static bool take_groups(struct ccs_span *rest, struct groups *groups)
{
	bool more = !take_gap(rest, groups) || rest->len;

	while (more) {
		const bool dotted = !memchr(rest->text, ':', rest->len) &&
				    memchr(rest->text, '.', rest->len);

		if (!(dotted ? take_dotted(rest, groups) :
			       take_group(rest, groups)))
			return false;
		more = rest->len;
		if (more && groups->gap > GROUPS && take_gap(rest, groups))
			more = rest->len;
		else if (more && !ccs_span_eat(rest, ":"))
			return false;
	}
	return groups->gap > GROUPS ? groups->count == GROUPS :
				      groups->count < GROUPS;
}

static bool parse_v6(struct ccs_span text, struct ccs_wide *value)
{
	struct groups groups = { .gap = GROUPS + 1 };
	int i, next = 0;

	if (!take_groups(&text, &groups))
		return false;
	*value = (struct ccs_wide){ };
	for (i = 0; i < GROUPS; i++) {
		const bool absent = i >= groups.gap &&
				    i < groups.gap + GROUPS - groups.count;

		value->hi = value->hi << GROUP_BITS |
			    value->lo >> (64 - GROUP_BITS);
		value->lo = value->lo << GROUP_BITS |
			    (absent ? 0 : groups.value[next++]);
	}
	return true;
}

static const char *parse_one(const struct ccs_span *text,
			     struct ccs_addr *addr)
{
	u32 value;

	*addr = (struct ccs_addr){ .family = 6 };
	if (memchr(text->text, ':', text->len))
		return parse_v6(*text, &addr->value) ? NULL : bad_v6;
	if (!parse_v4(*text, &value))
		return bad_v4;
	addr->family = 4;
	addr->value.lo = value;
	return NULL;
}

static const char *parse_two(const struct ccs_span *word, struct ccs_addr *min,
			     struct ccs_addr *max)
{
	struct ccs_span rest = *word, part;
	const char *why;

	ccs_span_split(&rest, '-', &part);
	why = parse_one(&part, min);
	*max = *min;
	if (why || part.len == word->len)
		return why;
	why = parse_one(&rest, max);
	if (why)
		return why;
	if (min->family != max->family)
		return "a range from an IPv4 to an IPv6 address or the reverse";
	return ccs_wide_above(&min->value, &max->value) ?
	       "a range that ends below its start" : NULL;
}

/**
 * ccs_addr_range_parse - parse an address or a range (policy-language 6.5)
 * @word: the text; group references are the caller's
 * @range: the result
 * @why: what is wrong, if something is
 *
 * Both dialects have the grammar of 1.8, less what ccs_addr_why_17() says: that
 * of 1.7 dropped what it did not understand, so that ``10.0.0.0/8`` became one
 * address.
 *
 * Return: false if @word is neither.
 */
bool ccs_addr_range_parse(const struct ccs_span *word,
			  struct ccs_addr_range *range, const char **why)
{
	struct ccs_addr min, max;

	*why = parse_two(word, &min, &max);
	if (*why)
		return false;
	*range = (struct ccs_addr_range){
		.range = { .min = min.value, .max = max.value },
		.family = min.family,
	};
	return true;
}

/**
 * ccs_addr_why_17 - is an address written as 1.7 does? (policy-language 6.5)
 * @word: what ccs_addr_range_parse() accepts
 *
 * Return: NULL, or why it is not.
 */
const char *ccs_addr_why_17(const struct ccs_span *word)
{
	size_t i;

	if (!memchr(word->text, ':', word->len))
		return NULL;
	for (i = 1; i < word->len; i++)
		if (word->text[i] == '.' ||
		    (word->text[i] == ':' && word->text[i - 1] == ':'))
			return "1.7 writes an IPv6 address as eight groups";
	return NULL;
}

/**
 * ccs_addr_range_same - are these the same addresses?
 * @a: a range
 * @b: another
 *
 * Return: true if they are.
 */
bool ccs_addr_range_same(const struct ccs_addr_range *a,
			 const struct ccs_addr_range *b)
{
	return a->family == b->family &&
	       ccs_wide_same(&a->range.min, &b->range.min) &&
	       ccs_wide_same(&a->range.max, &b->range.max);
}

/**
 * ccs_addr_in_range - does a range contain an address?
 * @addr: the address of a request
 * @range: the range; of the other family, it does not
 *
 * Return: true if it does.
 */
bool ccs_addr_in_range(const struct ccs_addr *addr,
		       const struct ccs_addr_range *range)
{
	return addr->family == range->family &&
	       !ccs_wide_above(&range->range.min, &addr->value) &&
	       !ccs_wide_above(&addr->value, &range->range.max);
}
