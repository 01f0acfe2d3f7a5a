// SPDX-License-Identifier: GPL-2.0-only
/*
 * Internet addresses as text
 */

#include "addr.h"
#include "env.h"

#define GROUPS		8
#define GROUP_BITS	16

/* What the groups 4 and 5 of ISATAP addresses are, but for one bit (RFC 5214). */
#define ISATAP		0x00005efeu
#define ISATAP_GLOBAL	0x02000000u

static u16 group_of(const struct ccs_wide *value, int group)
{
	const u64 half = group < GROUPS / 2 ? value->hi : value->lo;

	return half >> (64 - GROUP_BITS - group % (GROUPS / 2) * GROUP_BITS);
}

/* Addresses whose last two groups are an IPv4 address that someone uses. */
static bool has_dotted_tail(const struct ccs_wide *value)
{
	const u32 upper = value->lo >> 32;

	return (upper & ~ISATAP_GLOBAL) == ISATAP ||
	       (!value->hi && upper == U16_MAX);
}

static void print_v4(struct ccs_emit *emit, u32 value)
{
	ccs_emit(emit, "%u.%u.%u.%u", value >> 24, value >> 16 & U8_MAX,
		 value >> 8 & U8_MAX, value & U8_MAX);
}

static void print_groups(struct ccs_emit *emit, const struct ccs_wide *value,
			 int from, int to)
{
	int i;

	for (i = from; i < to; i++)
		ccs_emit(emit, i > from ? ":%x" : "%x", group_of(value, i));
}

/**
 * struct zeroes - the groups that ``::`` stands for
 * @start: the first
 * @count: how many; 0 if none are worth it
 */
struct zeroes {
	int start;
	int count;
};

/* The longest run, the first on a tie; a single one stays as it is. */
static struct zeroes find_zeroes(const struct ccs_wide *value, int groups)
{
	struct zeroes best = { .count = 1 }, run = { };
	int i;

	for (i = 0; i < groups; i++) {
		if (group_of(value, i)) {
			run.count = 0;
			continue;
		}
		if (!run.count++)
			run.start = i;
		if (run.count > best.count)
			best = run;
	}
	if (best.count == 1)
		best.count = 0;
	return best;
}

static void print_v6(struct ccs_emit *emit, const struct ccs_wide *value)
{
	const bool dotted = has_dotted_tail(value);
	const int groups = dotted ? GROUPS - 2 : GROUPS;
	const struct zeroes zeroes = find_zeroes(value, groups);

	print_groups(emit, value, 0, zeroes.count ? zeroes.start : groups);
	if (zeroes.count) {
		ccs_emit_text(emit, "::");
		print_groups(emit, value, zeroes.start + zeroes.count, groups);
	}
	if (dotted) {
		ccs_emit_text(emit, ":");
		print_v4(emit, value->lo);
	}
}

/**
 * ccs_addr_print - print an address (policy-language 6.5)
 * @emit: the writer
 * @addr: the address
 */
void ccs_addr_print(struct ccs_emit *emit, const struct ccs_addr *addr)
{
	if (addr->family == 4)
		print_v4(emit, addr->value.lo);
	else
		print_v6(emit, &addr->value);
}

static void print_addr_17(struct ccs_emit *emit, const struct ccs_addr *addr)
{
	if (addr->family == 4)
		print_v4(emit, addr->value.lo);
	else
		print_groups(emit, &addr->value, 0, GROUPS);
}

static void print_range(struct ccs_emit *emit,
			const struct ccs_addr_range *range,
			void (*print)(struct ccs_emit *emit,
				      const struct ccs_addr *addr))
{
	const struct ccs_addr min = { range->range.min, range->family };
	const struct ccs_addr max = { range->range.max, range->family };

	print(emit, &min);
	if (ccs_wide_same(&min.value, &max.value))
		return;
	ccs_emit_text(emit, "-");
	print(emit, &max);
}

/**
 * ccs_addr_range_print - print a range in canonical form
 * @emit: the writer
 * @range: the range; a single address if its ends are equal
 */
void ccs_addr_range_print(struct ccs_emit *emit,
			  const struct ccs_addr_range *range)
{
	print_range(emit, range, ccs_addr_print);
}

/**
 * ccs_addr_range_print_17 - print a range as 1.7 does, with all groups of IPv6
 * @emit: the writer
 * @range: the range; a single address if its ends are equal
 */
void ccs_addr_range_print_17(struct ccs_emit *emit,
			     const struct ccs_addr_range *range)
{
	print_range(emit, range, print_addr_17);
}
