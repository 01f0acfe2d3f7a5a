// SPDX-License-Identifier: GPL-2.0-only
/*
 * Comparing policies as nodes print them
 */

#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "list.h"
#include "loader.h"

/* Lines with the domain that they belong to before them. */
static void split(struct ccs_list *list, const char *text)
{
	char *const copy = ccs_strdup(text);
	char *rest = copy, *line;
	const char *domain = "";

	while ((line = strsep(&rest, "\n"))) {
		char *one;

		if (!*line || *line == '#')
			continue;
		if (*line == '<')
			domain = line;
		one = ccs_format("%s: %s", domain, line);
		ccs_list_add(list, *line == '<' ? line : *domain ? one : line);
		free(one);
	}
	free(copy);
}

/**
 * ccs_loader_verify - is everything there that should be?
 * @node: the node, for messages
 * @expected: what it should print
 * @found: what it prints
 *
 * Return: how many lines are missing; each was reported.
 */
unsigned int ccs_loader_verify(const char *node, const char *expected,
			       const char *found)
{
	struct ccs_list want = {}, have = {};
	struct ccs_index index;
	unsigned int missing = 0;
	size_t i;

	/* As a rule nothing was learned meanwhile. */
	if (!strcmp(expected, found))
		return 0;
	split(&want, expected);
	split(&have, found);
	ccs_index_init(&index, &have);
	for (i = 0; i < want.count; i++) {
		if (ccs_index_has(&index, want.item[i].text))
			continue;
		ccs_warn("%s: the kernel did not take: %s", node,
			 want.item[i].text);
		missing++;
	}
	ccs_index_free(&index);
	ccs_list_free(&want);
	ccs_list_free(&have);
	return missing;
}

/**
 * struct setting - a domain and its profile
 * @name: the domain; the first member, for comparison
 * @profile: the line that sets it, NULL for none
 */
struct setting {
	char *name;
	char *profile;
};

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct setting *)a)->name,
		      ((const struct setting *)b)->name);
}

static struct setting *get(void **tree, const char *name)
{
	struct setting *const new = ccs_realloc(NULL, sizeof(*new));
	struct setting **found;

	*new = (struct setting){ .name = (char *)name };
	found = tsearch(new, tree, compare);
	if (!found)
		ccs_die(CCS_EXIT_IO, "out of memory");
	if (*found == new)
		new->name = ccs_strdup(name);
	else
		free(new);
	return *found;
}

static void drop(void *node)
{
	struct setting *const setting = node;

	free(setting->name);
	free(setting->profile);
	free(setting);
}

static bool sets_profile(const char *line)
{
	return !strncmp(line, "use_profile ", strlen("use_profile "));
}

static void remember(void **tree, const char *text)
{
	char *const copy = ccs_strdup(text);
	struct setting *now = NULL;
	char *rest = copy, *line;

	while ((line = strsep(&rest, "\n"))) {
		if (*line == '<')
			now = get(tree, line);
		else if (now && sets_profile(line) && !now->profile)
			now->profile = ccs_strdup(line);
	}
	free(copy);
}

static const char *domain_of(const char *line)
{
	if (*line == '<')
		return line;
	if (strncmp(line, "select ", strlen("select ")))
		return NULL;
	line += strlen("select ");
	return strncmp(line, "domain=", strlen("domain=")) ?
		       line : line + strlen("domain=");
}

/* Whatever sets a profile itself is left alone. */
static void forget(void **tree, const struct ccs_list *lines)
{
	struct setting *now = NULL;
	size_t i;

	for (i = 0; i < lines->count; i++) {
		const char *const line = lines->item[i].text;
		const char *const name = domain_of(line);

		if (name)
			now = get(tree, name);
		if (!now || !sets_profile(line))
			continue;
		free(now->profile);
		now->profile = NULL;
	}
}

static void restore(struct ccs_preview *preview, const struct setting *one)
{
	char *line;

	if (!one->profile || !ccs_preview_knows(preview, one->name))
		return;
	line = ccs_format("select %s", one->name);
	ccs_preview_line(preview, "domain_policy", line, NULL);
	ccs_preview_line(preview, "domain_policy", one->profile, NULL);
	free(line);
}

static void restore_node(const void *node, VISIT visit, void *preview)
{
	if (visit == postorder || visit == leaf)
		restore(preview, *(struct setting *const *)node);
}

/**
 * ccs_loader_profiles - domains that say nothing keep their profile
 * @preview: the new policy
 * @before: the domain policy that it replaces
 * @lines: the new domain policy
 */
void ccs_loader_profiles(struct ccs_preview *preview, const char *before,
			 const struct ccs_list *lines)
{
	void *tree = NULL;

	remember(&tree, before);
	forget(&tree, lines);
	twalk_r(tree, restore_node, preview);
	tdestroy(tree, drop);
}
