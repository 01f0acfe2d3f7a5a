// SPDX-License-Identifier: GPL-2.0-only
/*
 * Domains and how one comes into them
 */

#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "../lib/match.h"
#include "tree.h"

/**
 * tree_last - the last component of a domain's name
 * @name: the name
 *
 * Return: where it begins.
 */
const char *tree_last(const char *name)
{
	const char *const space = strrchr(name, ' ');

	return space ? space + 1 : name;
}

/**
 * tree_ns_len - length of the namespace a domain belongs to
 * @name: the domain's name
 *
 * Return: bytes of its first word.
 */
size_t tree_ns_len(const char *name)
{
	return strcspn(name, " ");
}

/**
 * tree_same_ns - do two domains belong to one namespace?
 * @a: a domain's name
 * @b: another one's, or a namespace
 *
 * Return: true if they do.
 */
bool tree_same_ns(const char *a, const char *b)
{
	const size_t len = tree_ns_len(a);

	return len == tree_ns_len(b) && !memcmp(a, b, len);
}

/**
 * tree_depth - how many ancestors a domain has
 * @name: the domain's name
 *
 * Return: their number.
 */
size_t tree_depth(const char *name)
{
	size_t depth = 0;

	for (; *name; name++)
		depth += *name == ' ';
	return depth;
}

/**
 * tree_add - add a domain
 * @tree: where to; unsorted afterwards
 * @name: its name
 *
 * Return: the domain, valid until the next one is added.
 */
struct tree_domain *tree_add(struct tree *tree, const char *name)
{
	struct tree_domain *domain;

	if (tree->count == tree->room) {
		tree->room = tree->room ? tree->room * 2 : 64;
		tree->domain = ccs_realloc(tree->domain,
					   tree->room * sizeof(*domain));
	}
	domain = &tree->domain[tree->count++];
	*domain = (struct tree_domain){
		.name = ccs_strdup(name), .profile = -1,
	};
	return domain;
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct tree_domain *)a)->name,
		      ((const struct tree_domain *)b)->name);
}

/**
 * tree_sort - make tree_find() work
 * @tree: the tree
 */
void tree_sort(struct tree *tree)
{
	if (tree->count)
		qsort(tree->domain, tree->count, sizeof(*tree->domain),
		      compare);
}

/**
 * tree_find - find a domain
 * @tree: the sorted tree
 * @name: the domain's name
 *
 * Return: the domain, or NULL.
 */
struct tree_domain *tree_find(const struct tree *tree, const char *name)
{
	const struct tree_domain key = { .name = (char *)name };

	if (!tree->count)
		return NULL;
	return bsearch(&key, tree->domain, tree->count, sizeof(key), compare);
}

/* Programs that entries of acl_groups let a domain execute count as well. */
static void apply_groups(struct tree *tree)
{
	size_t i, n;

	for (n = 0; n < tree->entries; n++) {
		const struct member *const entry = &tree->entry[n];
		const unsigned int group =
			strtoul(entry->group, NULL, 10) & 0xff;

		for (i = 0; i < tree->count; i++) {
			struct tree_domain *const domain = &tree->domain[i];

			if (domain->groups[group / 64] >> (group % 64) & 1 &&
			    tree_same_ns(domain->name, entry->ns))
				tree_entry(domain, entry->text);
		}
	}
}

/* What is there has ancestors, even if these were deleted. */
static void add_missing(struct tree *tree)
{
	const size_t known = tree->count;
	struct ccs_list names = {};
	size_t i;

	for (i = 0; i < known; i++) {
		char *const name = ccs_strdup(tree->domain[i].name);
		char *end;

		while ((end = strrchr(name, ' '))) {
			*end = '\0';
			if (tree_find(tree, name))
				break;
			ccs_list_add(&names, name);
		}
		free(name);
	}
	ccs_list_unique(&names);
	for (i = 0; i < names.count; i++)
		tree_add(tree, names.item[i].text)->missing = true;
	ccs_list_free(&names);
	tree_sort(tree);
}

/**
 * tree_finish - both policies were read: find out what follows
 * @tree: the tree
 */
void tree_finish(struct tree *tree)
{
	apply_groups(tree);
	tree_jumps(tree);
	add_missing(tree);
	tree_flags(tree);
}

static void free_members(struct member *member, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		free(member[i].ns);
		free(member[i].group);
		free(member[i].text);
	}
	free(member);
}

static void free_domain(struct tree_domain *domain)
{
	free(domain->name);
	free(domain->why);
	ccs_list_free(&domain->programs);
	ccs_list_free(&domain->prefer);
	ccs_list_free(&domain->goals);
	ccs_list_free(&domain->jumps);
}

/**
 * tree_free - drop the domains and leave an empty tree
 * @tree: the tree
 */
void tree_free(struct tree *tree)
{
	size_t i;

	for (i = 0; i < tree->count; i++)
		free_domain(&tree->domain[i]);
	for (i = 0; i < tree->transitions; i++) {
		free(tree->transition[i].ns);
		free(tree->transition[i].program);
		free(tree->transition[i].from);
		if (tree->transition[i].pattern)
			ccs_match_free(tree->transition[i].pattern);
	}
	free(tree->transition);
	free(tree->domain);
	free_members(tree->path, tree->paths);
	free_members(tree->entry, tree->entries);
	*tree = (struct tree){};
}
