// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lines that others make needless
 */

#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "entry.h"
#include "fail.h"
#include "match.h"
#include "optimize.h"
#include "subsume.h"

/**
 * struct known - a pattern that was used before
 * @word: the pattern
 * @pattern: ready to be matched
 */
struct known {
	char *word;
	struct ccs_pattern *pattern;
};

/**
 * struct ccs_optimizer - what is known besides the lines
 * @groups: lines that define path_groups, number_groups and address_groups
 * @acl: lines of acl_groups
 * @known: tree of patterns
 */
struct ccs_optimizer {
	struct ccs_list groups;
	struct ccs_list acl;
	void *known;
};

static const char *after(const char *line, const char *start)
{
	const size_t len = strlen(start);

	return strncmp(line, start, len) ? NULL : line + len;
}

/*
 * What a line of the exception policy says in a namespace; NULL for nothing.
 * Without a namespace it is about that of the kernel.
 */
static const char *in_namespace(const char *line, const char *space)
{
	const size_t len = strcspn(line, " ");

	if (*line != '<')
		return strcmp(space, "<kernel>") ? NULL : line;
	if (strlen(space) != len || memcmp(line, space, len) || !line[len])
		return NULL;
	return line + len + 1;
}

/**
 * ccs_optimizer_new - prepare to look at lines
 * @exceptions: exception policy as the kernel prints it, for its groups
 * @domain: the domain that the lines are of, or only its namespace
 *
 * Return: for ccs_optimizer_free(); doesn't need @exceptions any more.
 */
struct ccs_optimizer *ccs_optimizer_new(const struct ccs_list *exceptions,
					const char *domain)
{
	struct ccs_optimizer *const made = ccs_realloc(NULL, sizeof(*made));
	char *const space = ccs_format("%.*s", (int)strcspn(domain, " "),
				       domain);
	size_t i;

	*made = (struct ccs_optimizer){};
	for (i = 0; i < exceptions->count; i++) {
		const char *const line =
			in_namespace(exceptions->item[i].text, space);

		if (line && after(line, "acl_group "))
			ccs_list_add(&made->acl, line);
		else if (line && strstr(line, "_group "))
			ccs_list_add(&made->groups, line);
	}
	free(space);
	return made;
}

static int compare_known(const void *a, const void *b)
{
	const struct known *const x = a, *const y = b;

	return strcmp(x->word, y->word);
}

static const struct ccs_pattern *pattern_of(struct ccs_optimizer *optimizer,
					    const char *word)
{
	struct known key = { .word = (char *)word }, *made;
	struct known **const found = tfind(&key, &optimizer->known,
					   compare_known);

	if (found)
		return (*found)->pattern;
	made = ccs_realloc(NULL, sizeof(*made));
	made->word = ccs_strdup(word);
	made->pattern = ccs_match_new(word);
	if (!tsearch(made, &optimizer->known, compare_known))
		ccs_die(CCS_EXIT_IO, "out of memory");
	return made->pattern;
}

static bool matches(struct ccs_optimizer *optimizer, const char *wide,
		    const char *narrow)
{
	if (!ccs_match_word(wide) || !ccs_match_word(narrow) ||
	    !ccs_match_patterned(wide))
		return false;
	return ccs_match_patterned(narrow) ?
		ccs_subsume(wide, narrow) :
		ccs_match_name(pattern_of(optimizer, wide), narrow,
			       strlen(narrow));
}

static bool covers_plain(struct ccs_optimizer *optimizer, char kind,
			 const char *wide, const char *narrow)
{
	const size_t len = strlen(wide);

	if (!strcmp(wide, narrow))
		return true;
	switch (kind) {
	case 'p':
	case 'e':
		return matches(optimizer, wide, narrow);
	case 'n':
		return ccs_match_number(wide, narrow);
	case 'a':
		return ccs_match_address(wide, narrow);
	default:
		return !strncmp(wide, narrow, len) && narrow[len] == ' ';
	}
}

/* Does a member of a group cover it? */
static bool group_covers(struct ccs_optimizer *optimizer, char kind,
			 const char *group, const char *narrow)
{
	const char *const directive = kind == 'p' ? "path" : kind == 'n' ?
				      "number" : "address";
	char *const start = ccs_format("%s_group %s ", directive, group);
	bool covered = false;
	size_t i;

	for (i = 0; i < optimizer->groups.count && !covered; i++) {
		const char *const member =
			after(optimizer->groups.item[i].text, start);

		covered = member && covers_plain(optimizer, kind, member,
						 narrow);
	}
	free(start);
	return covered;
}

/* Members of a group may change: one is covered by itself only. */
static bool covers_word(struct ccs_optimizer *optimizer, char kind,
			const char *wide, const char *narrow)
{
	const bool groups = strchr("pna", kind);

	if (groups && *narrow == '@')
		return !strcmp(wide, narrow);
	if (groups && *wide == '@')
		return group_covers(optimizer, kind, wide + 1, narrow);
	return covers_plain(optimizer, kind, wide, narrow);
}

static bool has(const struct ccs_list *list, const char *text)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (!strcmp(list->item[i].text, text))
			return true;
	return false;
}

/* More conditions hold more seldom; what else they do must stay. */
static bool covers_conditions(const struct ccs_list *wide,
			      const struct ccs_list *narrow)
{
	size_t i;

	for (i = 0; i < wide->count; i++)
		if (!has(narrow, wide->item[i].text))
			return false;
	for (i = 0; i < narrow->count; i++)
		if (ccs_entry_effect(narrow->item[i].text) &&
		    !has(wide, narrow->item[i].text))
			return false;
	return true;
}

/* @head: bytes of @wide that @narrow has not */
static bool covers(struct ccs_optimizer *optimizer,
		   const struct ccs_entry *wide, size_t head,
		   const struct ccs_entry *narrow)
{
	size_t i;

	if (wide->head - head != narrow->head || !*wide->kinds ||
	    memcmp(wide->text + head, narrow->text, narrow->head) ||
	    strcmp(wide->transition, narrow->transition) ||
	    !covers_conditions(&wide->conditions, &narrow->conditions))
		return false;
	for (i = 0; wide->kinds[i]; i++)
		if (!covers_word(optimizer, wide->kinds[i], wide->word[i],
				 narrow->word[i]))
			return false;
	return true;
}

/* The line of an acl_group that covers an entry; NULL if none does. */
static const char *acl_covers(struct ccs_optimizer *optimizer,
			      const char *number,
			      const struct ccs_entry *narrow)
{
	char *const start = ccs_format("acl_group %s ", number);
	const char *by = NULL;
	size_t i;

	for (i = 0; i < optimizer->acl.count && !by; i++) {
		const char *const line = optimizer->acl.item[i].text;
		struct ccs_entry wide;

		if (!after(line, start))
			continue;
		ccs_entry_take(&wide, line);
		if (covers(optimizer, &wide, strlen(start), narrow))
			by = line;
		ccs_entry_free(&wide);
	}
	free(start);
	return by;
}

/**
 * ccs_optimizer_covers - does one line allow all that another one allows?
 * @optimizer: what ccs_optimizer_new() returned
 * @wide: a line of a domain with one operation, or one of an acl_group, or
 *	``use_group N``, which stands for the lines of that group
 * @line: the other line, which is of the same domain or the same acl_group
 *
 * Return: true if it does.
 */
bool ccs_optimizer_covers(struct ccs_optimizer *optimizer, const char *wide,
			  const char *line)
{
	const char *const number = after(wide, "use_group ");
	struct ccs_entry outer, inner;
	bool covered;

	ccs_entry_take(&inner, line);
	ccs_entry_take(&outer, wide);
	if (number)
		covered = acl_covers(optimizer, number, &inner);
	else
		covered = covers(optimizer, &outer, 0, &inner);
	ccs_entry_free(&outer);
	ccs_entry_free(&inner);
	return covered;
}

/* Two lines may cover each other: one that goes is no reason for another. */
static const char *find_cover(struct ccs_optimizer *optimizer,
			      const struct ccs_entry *entry, size_t count,
			      const bool *gone, size_t at)
{
	const char *number, *by = NULL;
	size_t i;

	if (!*entry[at].kinds)
		return NULL;
	for (i = 0; i < count && !by; i++) {
		number = after(entry[i].text, "use_group ");
		if (number)
			by = acl_covers(optimizer, number, &entry[at]);
		else if (i != at && !gone[i] &&
			 covers(optimizer, &entry[i], 0, &entry[at]))
			by = entry[i].text;
	}
	return by;
}

/**
 * ccs_optimizer_find - find lines that may go
 * @optimizer: what ccs_optimizer_new() returned
 * @lines: all lines of a domain, one operation each, or exception policy
 *	without its namespaces
 * @found: set to the lines, in order, for free()
 *
 * Without all that are found, what remains allows what @lines allow.
 *
 * Return: how many there are.
 */
size_t ccs_optimizer_find(struct ccs_optimizer *optimizer,
			  const struct ccs_list *lines,
			  struct ccs_cover **found)
{
	const size_t count = lines->count;
	struct ccs_entry *const entry =
		ccs_realloc(NULL, (count + 1) * sizeof(*entry));
	bool *const gone = ccs_realloc(NULL, count + 1);
	size_t i, n = 0;

	*found = ccs_realloc(NULL, (count + 1) * sizeof(**found));
	memset(gone, 0, count + 1);
	for (i = 0; i < count; i++)
		ccs_entry_take(&entry[i], lines->item[i].text);
	for (i = 0; i < count; i++) {
		const char *const by = find_cover(optimizer, entry, count,
						  gone, i);

		gone[i] = by;
		if (by)
			(*found)[n++] = (struct ccs_cover){ &lines->item[i],
							    by };
	}
	for (i = 0; i < count; i++)
		ccs_entry_free(&entry[i]);
	free(entry);
	free(gone);
	return n;
}

static void free_known(void *node)
{
	struct known *const known = node;

	ccs_match_free(known->pattern);
	free(known->word);
	free(known);
}

/**
 * ccs_optimizer_free - free an optimizer
 * @optimizer: what ccs_optimizer_new() returned
 */
void ccs_optimizer_free(struct ccs_optimizer *optimizer)
{
	tdestroy(optimizer->known, free_known);
	ccs_list_free(&optimizer->groups);
	ccs_list_free(&optimizer->acl);
	free(optimizer);
}
