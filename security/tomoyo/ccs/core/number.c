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

/* Takes the longest run of digits; false if there is none or it overflows. */
static bool take_digits(struct ccs_span *rest, unsigned int base, u64 *value)
{
	const char *const start = rest->text;
	u64 sum = 0;

	while (rest->len) {
		const unsigned int digit = digit_value(*rest->text);

		if (digit >= base)
			break;
		if (sum > (U64_MAX - digit) / base)
			return false;
		sum = sum * base + digit;
		rest->text++;
		rest->len--;
	}
	*value = sum;
	return rest->text > start;
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

static bool take_number(struct ccs_span *rest, u64 *value, u8 *radix)
{
	*radix = take_radix(rest);
	return take_digits(rest, radix_base[*radix], value);
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

	return take_digits(&rest, 10, value) && !rest.len && *value <= max;
}

/**
 * ccs_range_parse - parse a number or a range (policy-language 6.1, 6.2)
 * @word: the text; group references are the caller's
 * @range: the result
 *
 * Overflowing and reversed ranges are refused: the original let the first wrap
 * to another number than the one that was written.
 *
 * Return: false if @word is neither.
 */
bool ccs_range_parse(const struct ccs_span *word, struct ccs_range *range)
{
	struct ccs_span rest = *word;

	if (!take_number(&rest, &range->min, &range->min_radix))
		return false;
	range->max = range->min;
	range->max_radix = range->min_radix;
	if (!rest.len)
		return true;
	if (!ccs_span_eat(&rest, "-") ||
	    !take_number(&rest, &range->max, &range->max_radix))
		return false;
	return !rest.len && range->min <= range->max;
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
