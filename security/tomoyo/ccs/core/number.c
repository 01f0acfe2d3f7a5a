// SPDX-License-Identifier: GPL-2.0-only
/*
 * Numbers and ranges
 */

#include "env.h"
#include "number.h"

static const u8 radix_base[] = {
	[CCS_DECIMAL] = 10,
	[CCS_OCTAL] = 8,
	[CCS_HEXADECIMAL] = 16,
};

/**
 * struct use - how a number is written at one place
 * @max: highest value
 * @above: what is said of a higher one
 * @ranges: two numbers with a minus between them are fine
 * @plain: decimal only
 * @zeroes: leading zeroes do not matter, otherwise they are refused where
 *	@plain, as they would mean an octal number to others
 * @wraps: 32 bits are kept, as 1.7 did
 * @reversed: a range may end below its start; it has no value then
 */
struct use {
	u64 max;
	const char *above;
	bool ranges;
	bool plain;
	bool zeroes;
	bool wraps;
	bool reversed;
};

static const struct use uses[] = {
	[CCS_USE_NUMBER] = {
		.max = U64_MAX, .ranges = true,
	},
	[CCS_USE_MEMBER] = {
		.max = U64_MAX, .ranges = true,
	},
	[CCS_USE_PORT] = {
		.max = U16_MAX, .above = "above 65535", .ranges = true,
	},
	[CCS_USE_AUTOBIND_18] = {
		.max = U16_MAX, .above = "above 65535", .ranges = true,
	},
	[CCS_USE_AUTOBIND_17] = {
		.max = U16_MAX, .above = "above 65535", .ranges = true,
		.plain = true, .wraps = true,
	},
	[CCS_USE_CONDITION_17] = {
		.max = U64_MAX, .ranges = true, .reversed = true,
	},
	[CCS_USE_SIGNAL_17] = {
		.max = U16_MAX, .above = "above 65535", .plain = true,
	},
	[CCS_USE_PROFILE] = {
		.max = U8_MAX, .above = "above 255", .plain = true,
		.zeroes = true,
	},
	[CCS_USE_ARGV] = {
		.max = U32_MAX, .above = "above 4294967295", .plain = true,
	},
	[CCS_USE_STATE] = {
		.max = U8_MAX, .above = "above 255",
	},
};

static_assert(ARRAY_SIZE(uses) == CCS_USE_COUNT);

static int digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return 16;
}

/* Takes the longest run of digits. */
static const char *take_digits(struct ccs_span *rest, unsigned int base,
			       u64 *value)
{
	u64 sum = 0;
	size_t len;

	for (len = 0; len < rest->len; len++) {
		const unsigned int digit = digit_value(rest->text[len]);

		if (digit >= base)
			break;
		if (sum > (U64_MAX - digit) / base)
			return "a number of more than 64 bits";
		sum = sum * base + digit;
	}
	*value = sum;
	rest->text += len;
	rest->len -= len;
	return len ? NULL : "not a number";
}

static u8 take_radix(struct ccs_span *rest)
{
	if (ccs_span_eat(rest, "0x") || ccs_span_eat(rest, "0X"))
		return CCS_HEXADECIMAL;
	if (rest->len < 2 || rest->text[0] != '0' ||
	    digit_value(rest->text[1]) >= 8)
		return CCS_DECIMAL;
	ccs_span_eat(rest, "0");
	return CCS_OCTAL;
}

static const char *take_number(struct ccs_span *rest, const struct use *use,
			       u64 *value, u8 *radix)
{
	const struct ccs_span start = *rest;
	const char *why;

	*radix = use->plain ? CCS_DECIMAL : take_radix(rest);
	why = take_digits(rest, radix_base[*radix], value);
	if (why)
		return why;
	if (use->wraps)
		*value = (u32)*value;
	if (use->plain && !use->zeroes && start.len - rest->len > 1 &&
	    start.text[0] == '0')
		return "a leading zero, which means octal elsewhere";
	return *value > use->max ? use->above : NULL;
}

static const char *take_range(struct ccs_span *rest, const struct use *use,
			      struct ccs_range *range)
{
	const char *why = take_number(rest, use, &range->min,
				      &range->min_radix);

	if (why)
		return why;
	range->max = range->min;
	range->max_radix = range->min_radix;
	if (!rest->len)
		return NULL;
	if (!ccs_span_eat(rest, "-"))
		return "not a number";
	if (!use->ranges)
		return "a range where one number is expected";
	why = take_number(rest, use, &range->max, &range->max_radix);
	if (why)
		return why;
	if (rest->len)
		return "not a number";
	return range->min > range->max && !use->reversed ?
	       "a range that ends below its start" : NULL;
}

/**
 * ccs_range_parse_as - parse a number or a range (policy-language 6)
 * @word: the text; group references are the caller's
 * @use: where it stands
 * @range: the result
 * @why: what is wrong, if something is
 *
 * Overflowing and reversed ranges are refused: the original let the first wrap
 * to another number than the one that was written.
 *
 * Return: false if @word is not what is written there.
 */
bool ccs_range_parse_as(const struct ccs_span *word, enum ccs_number_use use,
			struct ccs_range *range, const char **why)
{
	struct ccs_span rest = *word;

	*why = take_range(&rest, &uses[use], range);
	return !*why;
}

/**
 * ccs_value_parse_as - parse one number (policy-language 6.1)
 * @word: the text
 * @use: where it stands: somewhere without ranges
 * @value: the result
 * @why: what is wrong, if something is
 *
 * Return: false if @word is not what is written there.
 */
bool ccs_value_parse_as(const struct ccs_span *word, enum ccs_number_use use,
			u64 *value, const char **why)
{
	struct ccs_range range;

	if (!ccs_range_parse_as(word, use, &range, why))
		return false;
	*value = range.min;
	return !WARN_ON_ONCE(range.min != range.max);
}

/**
 * ccs_range_parse - parse a number operand or a side of a condition
 * @word: the text; group references are the caller's
 * @range: the result
 *
 * Return: false if @word is neither a number nor a range.
 */
bool ccs_range_parse(const struct ccs_span *word, struct ccs_range *range)
{
	const char *why;

	return ccs_range_parse_as(word, CCS_USE_NUMBER, range, &why);
}

/**
 * ccs_decimal_parse - parse a plain decimal number
 * @word: the digits, nothing else
 * @max: highest value allowed
 * @value: the result
 *
 * Return: false if @word is anything else or above @max.
 */
bool ccs_decimal_parse(const struct ccs_span *word, u64 max, u64 *value)
{
	struct ccs_span rest = *word;

	return !take_digits(&rest, 10, value) && !rest.len && *value <= max;
}

static void print_number(struct ccs_emit *emit, u64 value, u8 radix)
{
	static const char *const format[] = {
		[CCS_DECIMAL] = "%llu",
		[CCS_OCTAL] = "0%llo",
		[CCS_HEXADECIMAL] = "0x%llX",
	};

	ccs_emit(emit, format[radix], (unsigned long long)value);
}

/**
 * ccs_range_print - print a range in canonical form
 * @emit: the writer
 * @range: the range
 */
void ccs_range_print(struct ccs_emit *emit, const struct ccs_range *range)
{
	print_number(emit, range->min, range->min_radix);
	if (range->min == range->max && range->min_radix == range->max_radix)
		return;
	ccs_emit_text(emit, "-");
	print_number(emit, range->max, range->max_radix);
}

/**
 * ccs_range_same - were these written alike?
 * @a: a range
 * @b: another
 *
 * Return: true if values and radixes agree.
 */
bool ccs_range_same(const struct ccs_range *a, const struct ccs_range *b)
{
	return a->min == b->min && a->max == b->max &&
	       a->min_radix == b->min_radix && a->max_radix == b->max_radix;
}

/**
 * ccs_range_overlap - do two ranges have a value in common?
 * @a: a range
 * @b: another
 *
 * Return: true if they do.
 */
bool ccs_range_overlap(const struct ccs_range *a, const struct ccs_range *b)
{
	return a->min <= b->max && b->min <= a->max;
}
