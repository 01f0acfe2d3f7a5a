// SPDX-License-Identifier: GPL-2.0-only
/*
 * System policy of TOMOYO 1.3 and 1.6
 *
 * It was one list for every domain. What it allowed becomes entries of the group
 * that every domain uses; what it denied, everything else.
 */

#include <stdlib.h>
#include <string.h>

#include "convert_kind.h"
#include "convert_profile.h"
#include "fail.h"

static const struct ccs_convert_keyword allowed[] = {
	{ .old = "allow_mount", .new = "file mount", .operands = 4 },
	{ .old = "allow_chroot", .new = "file chroot", .operands = 1 },
	{ .old = "allow_pivot_root", .new = "file pivot_root", .operands = 2 },
	{}
};

/* Of two directories the old root came first, and comes last today. */
static char *in_order(const struct ccs_convert_keyword *keyword, char *rest)
{
	const char *const first = rest;

	if (keyword->operands != 2)
		return ccs_strdup(rest);
	rest = strchr(rest, ' ');
	return ccs_format("%s %.*s", rest + 1, (int)(rest - first), first);
}

static const char *take_allowed(struct ccs_convert *convert,
				const struct ccs_item *item,
				const struct ccs_convert_keyword *keyword,
				char *rest)
{
	char *line, *operands;

	if (!ccs_convert_words(rest, keyword->operands))
		return "has another number of words";
	if (!convert->given[CCS_CONVERT_DOMAIN])
		return "belongs to every domain: give the domain policy at once";
	operands = in_order(keyword, rest);
	line = ccs_format("acl_group 0 %s %s", keyword->new, operands);
	ccs_convert_emit(convert, CCS_CONVERT_EXCEPTION, item, line);
	free(line);
	free(operands);
	convert->shared = true;
	return NULL;
}

/* Ports were decimal even with a zero in front, which is octal today. */
static bool take_port(const char **text, struct ccs_strbuf *line)
{
	size_t len;

	while (**text == '0' && (*text)[1] >= '0' && (*text)[1] <= '9')
		++*text;
	len = strspn(*text, "0123456789");
	ccs_strbuf_add(line, *text, len);
	*text += len;
	return len;
}

/* Ports were kept free in some profiles only; now they are for everybody. */
static void check_everywhere(struct ccs_convert *convert,
			     const struct ccs_item *item)
{
	bool same = convert->given[CCS_CONVERT_PROFILE];
	size_t i;

	for (i = 0; i < CCS_CONVERT_PROFILES && same; i++)
		same = !convert->profile[i] ||
		       convert->profile[i]->value[CCS_OLD_AUTOBIND];
	if (!same)
		ccs_convert_refuse(convert, item,
				   "converted, but holds without RESTRICT_AUTOBIND too");
}

static const char *take_autobind(struct ccs_convert *convert,
				 const struct ccs_item *item, const char *rest)
{
	struct ccs_strbuf line = {};
	bool ok;

	ccs_strbuf_puts(&line, "deny_autobind ");
	ok = rest && take_port(&rest, &line);
	if (ok && *rest == '-') {
		ccs_strbuf_puts(&line, "-");
		rest++;
		ok = take_port(&rest, &line);
	}
	ok = ok && !*rest;
	if (ok) {
		ccs_convert_emit(convert, CCS_CONVERT_EXCEPTION, item,
				 line.text);
		check_everywhere(convert, item);
	}
	ccs_strbuf_free(&line);
	return ok ? NULL : "needs a port or two with «-» between them";
}

static const char *take_denied(struct ccs_list *denied,
			       const struct ccs_item *item, const char *rest)
{
	ccs_list_add_from(denied, rest ? rest : "", item->file, item->number);
	return NULL;
}

static const char *take_line(struct ccs_convert *convert,
			     struct ccs_list *denied,
			     const struct ccs_item *item, char *rest)
{
	const char *const word = strsep(&rest, " ");
	const struct ccs_convert_keyword *const keyword =
		ccs_convert_keyword(allowed, word);

	if (keyword)
		return take_allowed(convert, item, keyword, rest);
	if (!strcmp(word, "deny_autobind"))
		return take_autobind(convert, item, rest);
	if (!strcmp(word, "deny_unmount"))
		return take_denied(denied, item, rest);
	return "not a line of system policy of 1.3 or 1.6";
}

/**
 * ccs_convert_system - convert system_policy.conf
 * @convert: the policy
 */
void ccs_convert_system(struct ccs_convert *convert)
{
	const struct ccs_list *const in = &convert->in[CCS_CONVERT_SYSTEM];
	struct ccs_list denied = {};
	size_t i;

	for (i = 0; i < in->count; i++) {
		char *const line = ccs_strdup(in->item[i].text);
		const char *const why = take_line(convert, &denied,
						  &in->item[i], line);

		if (why)
			ccs_convert_refuse(convert, &in->item[i], "%s", why);
		free(line);
	}
	ccs_convert_unmounts(convert, &denied);
	ccs_list_free(&denied);
}
