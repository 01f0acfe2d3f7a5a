// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a name must have to match a pattern
 *
 * Only what the pattern forces upon every name may be asked for: a literal
 * does, a subtracted one does not. The pieces that a pattern forces side by
 * side are its runs of literals; a repeated directory ends one, as more of the
 * same may follow.
 */

#include "env.h"
#include "escape.h"
#include "pattern_filter.h"

/**
 * struct run - literal bytes that stand side by side in every match
 * @bytes: the last eight, the very last one in the lowest bits
 * @len: how many there are
 */
struct run {
	u64 bytes;
	u32 len;
};

/* One bit for the last two of these bytes; the upper half of a product mixes. */
static u64 pair_bit(u64 bytes)
{
	return 1ull << ((u32)(bytes & 0xffff) * 2654435769u >> 26);
}

static void add_byte(struct ccs_filter *filter, struct run *run, char byte)
{
	run->bytes = run->bytes << 8 | (unsigned char)byte;
	if (run->len++)
		filter->pairs |= pair_bit(run->bytes);
	filter->min_len++;
}

/*
 * How much of a pattern every match needs. A last component that may match
 * nothing goes together with the slash before it: a slash, ``\*``, a slash and
 * ``\*`` match ``/a``, since such a rest is dropped when the name is used up
 * (policy-language 5.4). If that slash is in the constant part, it is compared
 * anyway.
 */
static size_t needed_len(const struct ccs_name *name)
{
	struct ccs_span last = { .text = name->text + name->len };
	size_t len;

	while (last.len < name->len && last.text[-1] != '/') {
		last.text--;
		last.len++;
	}
	len = name->len - last.len;
	if (!last.len || !len)
		return name->len;
	while (ccs_span_eat(&last, "\\*") || ccs_span_eat(&last, "\\@"))
		;
	return last.len ? name->len : len - 1;
}

/* Where the component ends that has a subtraction operator here. */
static size_t behind_subtraction(const struct ccs_name *name, size_t at)
{
	const char *const slash = memchr(name->text + at, '/', name->len - at);

	return slash ? slash - name->text : name->len;
}

/* Steps over an escape that is no character. */
static size_t step_wildcard(struct ccs_filter *filter, struct run *run,
			    const struct ccs_name *name, size_t at)
{
	const char which = name->text[at + 1];

	if (which == '-')
		return behind_subtraction(name, at);
	run->len = 0;
	if (which && strchr("?+xa$XA", which))
		filter->min_len++;
	return min_t(size_t, at + 2, name->len);
}

static void set_tail(struct ccs_filter *filter, const struct run *run)
{
	const u32 missing = run->len < 8 ? 8 - run->len : 0;

	filter->tail_mask = missing == 8 ? 0 : ~0ull >> (8 * missing);
	filter->tail = run->bytes & filter->tail_mask;
}

/* Most patterns are of this form, and need no more than a look at each byte. */
static char single_wildcard(const struct ccs_name *name)
{
	const char which = name->text[name->const_len + 1];
	const size_t at = name->const_len + 2;

	if (!which || !strchr("*@$XA?+xa", which))
		return 0;
	return at + ccs_const_len(name->text + at, name->len - at) ==
	       name->len ? which : 0;
}

/**
 * ccs_filter_init - work out what matching names have
 * @name: a new name with wildcards, with room for its filter
 */
void ccs_filter_init(struct ccs_name *name)
{
	struct ccs_filter *const result =
		(void *)(name->text + ccs_name_filter_at(name->len));
	const size_t end = needed_len(name);
	struct ccs_filter filter = {};
	struct run run = {};
	size_t at = 0;

	while (at < end) {
		size_t n = 1;

		if (name->text[at] == '\\')
			n = ccs_char_len(name->text + at, end - at);
		if (!n)
			at = step_wildcard(&filter, &run, name, at);
		for (; n; n--)
			add_byte(&filter, &run, name->text[at++]);
	}
	if (end < name->len)
		run.len = 0;
	set_tail(&filter, &run);
	filter.single = single_wildcard(name);
	*result = filter;
}

/**
 * ccs_probe_init - describe a name to filters
 * @probe: the description
 * @str: the name
 */
void ccs_probe_init(struct ccs_probe *probe, const struct ccs_str *str)
{
	u32 i;

	*probe = (struct ccs_probe){ .len = str->len };
	for (i = 0; i < str->len; i++) {
		probe->tail = probe->tail << 8 | (unsigned char)str->text[i];
		if (i)
			probe->pairs |= pair_bit(probe->tail);
	}
}
