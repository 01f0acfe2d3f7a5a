// SPDX-License-Identifier: GPL-2.0-only
/*
 * Exception policy and managers of TOMOYO 1.3 and 1.6
 */

#include <stdlib.h>
#include <string.h>

#include "convert_kind.h"
#include "fail.h"

/**
 * struct kind - a line of the exception policy
 * @word: its first word
 * @take: converts what is behind that; returns why it can't, or NULL
 */
struct kind {
	const char *word;
	const char *(*take)(struct ccs_convert *convert,
			    const struct ccs_item *item, char *rest);
};

static void emit(struct ccs_convert *convert, const struct ccs_item *item,
		 char *line)
{
	ccs_convert_emit(convert, CCS_CONVERT_EXCEPTION, item, line);
	free(line);
}

/* Native in 1.7, and the same there. */
static const char *take_word(struct ccs_convert *convert,
			     const struct ccs_item *item, char *rest)
{
	if (!ccs_convert_words(rest, 1))
		return "needs exactly one word";
	emit(convert, item, ccs_strdup(item->text));
	return NULL;
}

static const char *take_member(struct ccs_convert *convert,
			       const struct ccs_item *item, char *rest)
{
	const char *name;

	if (!ccs_convert_words(rest, 2))
		return "needs the name of a group and one member";
	emit(convert, item, ccs_strdup(item->text));
	if (strncmp(item->text, "path_group ", 11))
		return NULL;
	ccs_list_add(&convert->member, rest);
	name = strchr(rest, ' ') + 1;
	/* Such a name begins with the file system today. */
	if (!strncmp(name, "/proc/", 6))
		emit(convert, item,
		     ccs_format("path_group %.*sproc:/%s", (int)(name - rest),
				rest, name + 6));
	return NULL;
}

/* The list tells what leads to a name: the words the other way round. */
static void remember(struct ccs_list *list, char *rest)
{
	char *const first = strsep(&rest, " ");
	char *const line = ccs_format("%s %s", rest, first);

	ccs_list_add(list, line);
	free(line);
}

static const char *take_aggregator(struct ccs_convert *convert,
				   const struct ccs_item *item, char *rest)
{
	if (!ccs_convert_words(rest, 2))
		return "needs exactly two words";
	remember(&convert->aggregator, rest);
	emit(convert, item, ccs_strdup(item->text));
	return NULL;
}

/*
 * A link's own name is what counts now, always; the entries that let it be
 * executed say which program it may lead to.
 */
static const char *take_alias(struct ccs_convert *convert,
			      const struct ccs_item *item, char *rest)
{
	(void)item;
	if (!ccs_convert_words(rest, 2))
		return "needs exactly two words";
	if (!convert->given[CCS_CONVERT_DOMAIN])
		return "becomes a condition of entries: give the domain policy at once";
	remember(&convert->alias, rest);
	return NULL;
}

static bool program_ok(const char *word)
{
	return *word == '/' && !ccs_convert_patterned(word);
}

/* «PROGRAM from DOMAIN» reads the same today. */
static const char *take_from(struct ccs_convert *convert,
			     const struct ccs_item *item, char *rest,
			     char *from)
{
	*from = '\0';
	if (!program_ok(rest) || strchr(rest, ' '))
		return "needs a program, without wildcards";
	emit(convert, item, ccs_strdup(item->text));
	return NULL;
}

static const char *take_initialize(struct ccs_convert *convert,
				   const struct ccs_item *item, char *rest)
{
	char *const from = rest ? strstr(rest, " from ") : NULL;

	if (from)
		return take_from(convert, item, rest, from);
	if (!rest || !program_ok(rest) || strchr(rest, ' '))
		return "needs a program, without wildcards";
	emit(convert, item, ccs_format("%s from any", item->text));
	return NULL;
}

static const char *take_keep(struct ccs_convert *convert,
			     const struct ccs_item *item, char *rest)
{
	char *const from = rest ? strstr(rest, " from ") : NULL;
	const int word = strcspn(item->text, " ");

	if (from)
		return take_from(convert, item, rest, from);
	if (!rest)
		return "needs a domain";
	emit(convert, item,
	     ccs_format("%.*s any from %s", word, item->text, rest));
	return NULL;
}

static const struct kind kinds[] = {
	{ "initialize_domain", take_initialize },
	{ "no_initialize_domain", take_initialize },
	{ "keep_domain", take_keep },
	{ "no_keep_domain", take_keep },
	{ "alias", take_alias },
	{ "aggregator", take_aggregator },
	{ "path_group", take_member },
	{ "address_group", take_member },
	{ "allow_read", take_word },
	{ "allow_env", take_word },
	{ "file_pattern", take_word },
	{ "deny_rewrite", take_word },
	{}
};

static const char *take_line(struct ccs_convert *convert,
			     const struct ccs_item *item, char *rest)
{
	const char *const word = strsep(&rest, " ");
	const struct kind *kind = kinds;

	while (kind->word && strcmp(kind->word, word))
		kind++;
	return kind->word ? kind->take(convert, item, rest) :
			    "not a line of exception policy of 1.3 or 1.6";
}

/**
 * ccs_convert_exceptions - convert exception_policy.conf
 * @convert: the policy
 */
void ccs_convert_exceptions(struct ccs_convert *convert)
{
	const struct ccs_list *const in = &convert->in[CCS_CONVERT_EXCEPTION];
	size_t i;

	for (i = 0; i < in->count; i++) {
		char *const line = ccs_strdup(in->item[i].text);
		const char *const why = take_line(convert, &in->item[i], line);

		if (why)
			ccs_convert_refuse(convert, &in->item[i], "%s", why);
		free(line);
	}
}

/**
 * ccs_convert_managers - convert manager.conf, whose lines stayed the same
 * @convert: the policy
 */
void ccs_convert_managers(struct ccs_convert *convert)
{
	const struct ccs_list *const in = &convert->in[CCS_CONVERT_MANAGER];
	size_t i;

	if (convert->mainline) {
		ccs_convert_two_managers(convert);
		return;
	}
	for (i = 0; i < in->count; i++)
		ccs_convert_emit(convert, CCS_CONVERT_MANAGER, &in->item[i],
				 in->item[i].text);
}
