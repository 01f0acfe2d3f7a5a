// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policies that op_bench measures under
 */

#include <stdint.h>
#include <string.h>

#include "op_rules.h"

/* Its numbers must never change by themselves, so they are not those of a library. */
static uint64_t state = 1;

static unsigned int pick(unsigned int below)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (state >> 33) % below;
}

static char *add_name(char *to)
{
	int left = 8 + pick(6);

	while (left--)
		*to++ = 'a' + pick(26);
	*to = '\0';
	return to;
}

/*
 * A relative name of @depth components; random, since sequences are what AppArmor
 * minimises to next to nothing. The last four stay valid.
 */
const char *rules_name(unsigned int depth)
{
	static char texts[4][80];
	static unsigned int next;
	char *const text = texts[next++ % 4];
	char *end = add_name(text);

	while (--depth) {
		*end++ = '/';
		end = add_name(end);
	}
	return text;
}

/* The program that is measured: each policy has a domain or profile of its own. */
const char *rules_probe(const struct rules *rules)
{
	static char path[80];

	snprintf(path, sizeof(path), "/opt/probe-%s-%u", rules->kind, rules->count);
	return path;
}

static bool is_pattern(const struct rules *rules)
{
	return !strcmp(rules->kind, "pattern");
}

/* What never matches: half about one name, the rest about all else that is measured. */
static void print_rule(FILE *to, const char *dir, const char *base, const char *more)
{
	switch (pick(8)) {
	case 0:
		fprintf(to, "file create %s/%s%s 0600-0666\n", dir, base, more);
		break;
	case 1:
		fprintf(to, "file chmod %s/%s%s 0600-0666\n", dir, base, more);
		break;
	case 2:
		fprintf(to, "file rename %s/%s%s %s/%s%s\n", dir, base, more, dir,
			rules_name(2), more);
		break;
	case 3:
		fprintf(to, "network inet dgram bind/send 10.%u.%u.%u %u\n", pick(256),
			pick(256), pick(256), 1 + pick(65535));
		break;
	default:
		fprintf(to, "file read/write/unlink/getattr %s/%s%s\n", dir, base, more);
	}
}

static const char needed[] =
	"file read/getattr " NEAR "\n"
	"file read/getattr " FAR "\n"
	"file create " MADE " 0600\n"
	"file write/unlink " MADE "\n"
	"file mkdir " DIRECTORY "/ 0700\n"
	"file rmdir " DIRECTORY "/\n"
	"file rename " HERE " " THERE "\n"
	"file rename " THERE " " HERE "\n"
	"file chmod " NEAR " 0640\n"
	"file mksock " UNIX " 0-0777\n"
	"file execute " PROGRAM "\n"
	"network inet dgram bind 127.0.0.1 4000-4001\n"
	"network inet dgram send 127.0.0.1 4001\n"
	"network unix dgram bind/send " UNIX "\n";

/* TOMOYO 2.x has no such operation. */
static const char received[] =
	"network inet dgram recv 127.0.0.1 1-65535\n"
	"network unix dgram recv anonymous\n";

/* The body of a domain, for ccsecurity and TOMOYO 2.x. */
void rules_print_domain(FILE *to, const struct rules *rules)
{
	unsigned int i;

	state = 1;
	for (i = 0; i < rules->count; i++)
		if (is_pattern(rules))
			print_rule(to, "/home", rules_name(1), "/\\*.tmp");
		else
			print_rule(to, "/usr", rules_name(3), "");
	fputs(needed, to);
	if (!strcmp(rules->lsm, "ccsecurity"))
		fputs(received, to);
}

/* A profile, for apparmor_parser. */
void rules_print_apparmor(FILE *to, const struct rules *rules)
{
	unsigned int i;

	state = 1;
	fprintf(to, "profile bench-%s-%u %s {\n", rules->kind, rules->count,
		rules_probe(rules));
	for (i = 0; i < rules->count; i++)
		if (is_pattern(rules))
			fprintf(to, "  /home/%s/*.tmp rw,\n", rules_name(1));
		else
			fprintf(to, "  /usr/%s rw,\n", rules_name(3));
	fprintf(to, "  /tmp/** rw,\n  %s ix,\n  %s mr,\n"
		"  network inet dgram,\n  network unix dgram,\n  unix,\n}\n",
		PROGRAM, rules_probe(rules));
}
