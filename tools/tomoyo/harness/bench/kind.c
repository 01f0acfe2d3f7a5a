// SPDX-License-Identifier: GPL-2.0-only
/*
 * Kinds of policy that are measured
 *
 * Names are random, since numbered ones let an automaton or a trie win falsely;
 * the same on every run, since counts are compared between versions.
 */

#include "../core/addr.h"
#include "../core/ops.h"
#include "kind.h"

#define COMPONENT 8

/* SplitMix64: neighbours have nothing in common. */
static u64 scramble(u64 i)
{
	i += 0x9e3779b97f4a7c15ull;
	i = (i ^ (i >> 30)) * 0xbf58476d1ce4e5b9ull;
	i = (i ^ (i >> 27)) * 0x94d049bb133111ebull;
	return i ^ (i >> 31);
}

static char *letters(char *to, u64 seed)
{
	u64 bits = scramble(seed);
	int i;

	for (i = 0; i < COMPONENT; i++, bits /= 26)
		*to++ = 'a' + bits % 26;
	*to = '\0';
	return to;
}

static void path(char *text, u64 i)
{
	int part;

	for (part = 0; part < 3; part++) {
		*text++ = '/';
		text = letters(text, 3 * i + part);
	}
}

static void path_ending(char *text, u64 i)
{
	path(text, i);
	strcat(text, "x");
}

static void literal_line(char *text, u64 i)
{
	path(stpcpy(text, "file read "), i);
}

static void pattern_line(char *text, u64 i)
{
	literal_line(text, i);
	strcat(text, "\\*");
}

static void shared_line(char *text, u64 i)
{
	letters(stpcpy(text, "file read /tmp/\\*"), i);
}

static void shared_path(char *text, u64 i)
{
	letters(stpcpy(text, "/tmp/x"), i);
}

static void path_group_line(char *text, u64 i)
{
	path(stpcpy(text, "path_group G "), i);
}

static void ask_path(struct ccs_request *request, const char *text)
{
	request->type = CCS_ACL_PATH;
	request->op = CCS_PATH_READ;
	request->path[0] = ccs_str_of(text, strlen(text));
}

/* Odd values are members, so that even ones are not. */
static void number(char *text, u64 i)
{
	sprintf(text, "%llu", (unsigned long long)scramble(i) | 1);
}

static void number_group_line(char *text, u64 i)
{
	number(stpcpy(text, "number_group G "), i);
}

static void ask_number(struct ccs_request *request, const char *text)
{
	request->type = CCS_ACL_PATH_NUMBER;
	request->op = CCS_PATH_NUMBER_CHOWN;
	request->path[0] = ccs_str_of("/x", 2);
	request->number[0] = strtoull(text, NULL, 10);
}

static void address(char *text, u64 i)
{
	const u64 bits = scramble(i);

	sprintf(text, "2001:db8:%x:%x::%x", (u16)bits, (u16)(bits >> 16),
		(u16)(bits >> 32) | 1);
}

static void address_group_line(char *text, u64 i)
{
	address(stpcpy(text, "address_group G "), i);
}

static void ask_address(struct ccs_request *request, const char *text)
{
	const struct ccs_span word = ccs_span_of(text);
	struct ccs_addr_range range;
	const char *why;

	if (!ccs_addr_range_parse(&word, &range, &why))
		ccs_env_die(why, __FILE__, __LINE__);
	request->type = CCS_ACL_INET;
	request->protocol = CCS_PROTOCOL_STREAM;
	request->op = CCS_INET_CONNECT;
	request->number[0] = 80;
	request->address.value = range.range.min;
	request->address.family = range.family;
}

const struct bench_kind bench_kinds[] = {
	{ .name = "literal", .node = WORLD_DOMAIN, .line = literal_line,
	  .request = path, .ask = ask_path },
	{ .name = "pattern", .node = WORLD_DOMAIN, .line = pattern_line,
	  .request = path_ending, .patterned = true, .ask = ask_path },
	{ .name = "shared-prefix", .node = WORLD_DOMAIN, .line = shared_line,
	  .request = shared_path, .patterned = true, .shared = true,
	  .ask = ask_path },
	{ .name = "path_group", .node = WORLD_EXCEPTION,
	  .first = "file read @G", .line = path_group_line, .request = path,
	  .ask = ask_path },
	{ .name = "number_group", .node = WORLD_EXCEPTION,
	  .first = "file chown /x @G", .line = number_group_line,
	  .request = number, .values = true, .ask = ask_number },
	{ .name = "address_group", .node = WORLD_EXCEPTION,
	  .first = "network inet stream connect @G 80",
	  .line = address_group_line, .request = address, .values = true,
	  .ask = ask_address },
	{}
};

/**
 * bench_kind_find - find a kind
 * @name: its name
 *
 * Return: the kind, or NULL.
 */
const struct bench_kind *bench_kind_find(const char *name)
{
	const struct bench_kind *kind;

	for (kind = bench_kinds; kind->name; kind++)
		if (!strcmp(name, kind->name))
			return kind;
	return NULL;
}
