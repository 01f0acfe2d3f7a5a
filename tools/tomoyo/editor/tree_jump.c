// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where processes go when they execute something
 */

#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "../lib/match.h"
#include "tree.h"

/**
 * tree_matches - is a directive about this execution?
 * @transition: the directive
 * @domain: the domain that executes
 * @program: what it executes
 *
 * Return: true if it is.
 */
bool tree_matches(const struct transition *transition, const char *domain,
		  const char *program)
{
	const char *const from = transition->from;

	if (!tree_same_ns(domain, transition->ns))
		return false;
	if (from && strcmp(from, *from == '<' ? domain : tree_last(domain)))
		return false;
	if (!transition->program)
		return true;
	if (transition->pattern)
		return ccs_match_name(transition->pattern, program,
				      strlen(program));
	return !strcmp(transition->program, program);
}

static const struct transition *first(const struct tree *tree,
				      enum transition_kind kind,
				      const char *domain, const char *program)
{
	size_t i;

	for (i = 0; i < tree->transitions; i++)
		if (tree->transition[i].kind == kind &&
		    tree_matches(&tree->transition[i], domain, program))
			return &tree->transition[i];
	return NULL;
}

/**
 * tree_transition - which directive decides about an execution?
 * @tree: the tree
 * @domain: the domain that executes
 * @program: what it executes
 *
 * Return: one that resets, initializes or keeps the domain; NULL if none does.
 */
const struct transition *tree_transition(const struct tree *tree,
					 const char *domain,
					 const char *program)
{
	const struct transition *found;
	int kind;

	for (kind = TRANSITION_NO_RESET; kind < TRANSITION_COUNT; kind += 2) {
		if (first(tree, kind, domain, program))
			continue;
		found = first(tree, kind + 1, domain, program);
		if (found)
			return found;
	}
	return NULL;
}

/**
 * tree_describe - a directive as it is written
 * @transition: the directive
 *
 * Return: the text, with ``any`` where it says nothing, for free().
 */
char *tree_describe(const struct transition *transition)
{
	static const char *const names[TRANSITION_COUNT] = {
		[TRANSITION_RESET] = "reset_domain",
		[TRANSITION_INITIALIZE] = "initialize_domain",
		[TRANSITION_KEEP] = "keep_domain",
	};

	return ccs_format("%s %s from %s", names[transition->kind],
			  transition->program ? transition->program : "any",
			  transition->from ? transition->from : "any");
}

typedef void (*each_program)(struct tree *tree, struct tree_domain *domain,
			     const char *program, const char *word);

/* A group stands for each of its members. */
static void expand(struct tree *tree, struct tree_domain *domain,
		   const char *program, const char *word, each_program each)
{
	size_t i;

	if (*program != '@') {
		each(tree, domain, program, word);
		return;
	}
	for (i = 0; i < tree->paths; i++) {
		const struct member *const path = &tree->path[i];

		if (!strcmp(path->group, program + 1) &&
		    tree_same_ns(domain->name, path->ns))
			each(tree, domain, path->text, word);
	}
}

static void jump(struct tree_domain *domain, char *target)
{
	ccs_list_add(&domain->jumps, target);
	free(target);
}

static void by_directive(struct tree *tree, struct tree_domain *domain,
			 const char *program, const char *word)
{
	const struct transition *const found =
		tree_transition(tree, domain->name, program);

	if (!found || found->kind == TRANSITION_KEEP)
		return;
	if (found->kind == TRANSITION_RESET)
		jump(domain, ccs_format("<%s>", program));
	else
		jump(domain, ccs_format("%.*s %s",
					(int)tree_ns_len(domain->name),
					domain->name, program));
}

static char *preferred(const struct tree_domain *domain, const char *program,
		       const char *word)
{
	const char *const name = domain->name;

	if (*word == '<')
		return ccs_strdup(word);
	if (*word == '/')
		return ccs_format("%s %s", name, word);
	if (!strcmp(word, "reset"))
		return ccs_format("<%s>", program);
	if (!strcmp(word, "initialize"))
		return ccs_format("%.*s %s", (int)tree_ns_len(name), name,
				  program);
	if (!strcmp(word, "child"))
		return ccs_format("%s %s", name, program);
	if (!strcmp(word, "parent") && strchr(name, ' '))
		return ccs_format("%.*s", (int)(tree_last(name) - 1 - name),
				  name);
	return ccs_strdup(name);
}

static void by_preference(struct tree *tree, struct tree_domain *domain,
			  const char *program, const char *word)
{
	char *const target = preferred(domain, program, word);

	ccs_list_add(&domain->goals, target);
	free(target);
}

static int compare_items(const void *a, const void *b)
{
	return strcmp(((const struct ccs_item *)a)->text,
		      ((const struct ccs_item *)b)->text);
}

static void domain_jumps(struct tree *tree, struct tree_domain *domain)
{
	size_t i;

	for (i = 0; i < domain->programs.count; i++)
		expand(tree, domain, domain->programs.item[i].text, NULL,
		       by_directive);
	for (i = 0; i < domain->prefer.count; i++) {
		char *const program = domain->prefer.item[i].text;
		char *const word = strchr(program, ' ') + 1;

		word[-1] = '\0';
		expand(tree, domain, program, word, by_preference);
		word[-1] = ' ';
	}
	for (i = 0; i < domain->goals.count; i++)
		ccs_list_add(&domain->jumps, domain->goals.item[i].text);
	ccs_list_unique(&domain->jumps);
	if (domain->jumps.count)
		qsort(domain->jumps.item, domain->jumps.count,
		      sizeof(*domain->jumps.item), compare_items);
}

/**
 * tree_jumps - find out where every domain leads to
 * @tree: the sorted tree
 */
void tree_jumps(struct tree *tree)
{
	size_t i;

	for (i = 0; i < tree->count; i++)
		domain_jumps(tree, &tree->domain[i]);
}

static bool any_matches(const struct tree *tree, enum transition_kind kind,
			const struct tree_domain *domain)
{
	size_t i;

	for (i = 0; i < tree->transitions; i++) {
		const struct transition *const one = &tree->transition[i];

		/* Only what forbids it whatever the program. */
		if (one->kind != kind ||
		    (kind == TRANSITION_NO_KEEP && one->program))
			continue;
		if (tree_same_ns(domain->name, one->ns) &&
		    (!one->from || !strcmp(one->from, *one->from == '<' ?
					   domain->name :
					   tree_last(domain->name))))
			return true;
	}
	return false;
}

/* A child of its namespace's root that initialize_domain leads to. */
static bool is_initialized(const struct tree *tree, const char *name)
{
	const char *const program = tree_last(name);
	bool found = false;
	size_t i;

	if (tree_depth(name) != 1)
		return false;
	for (i = 0; i < tree->transitions; i++) {
		struct transition one = tree->transition[i];
		const bool anywhere = !one.from;

		one.from = NULL;
		if (!tree_matches(&one, name, program))
			continue;
		if (one.kind == TRANSITION_NO_INITIALIZE && anywhere)
			return false;
		found |= one.kind == TRANSITION_INITIALIZE;
	}
	return found;
}

static void mark_targets(struct tree *tree)
{
	size_t i, n;

	for (i = 0; i < tree->count; i++) {
		struct tree_domain *const domain = &tree->domain[i];

		for (n = 0; n < domain->goals.count; n++) {
			struct tree_domain *const to =
				tree_find(tree, domain->goals.item[n].text);

			if (to)
				to->target = true;
		}
		if (is_initialized(tree, domain->name))
			domain->target = true;
	}
}

/* The step nearest to the root that leads elsewhere is what is shown. */
static void mark_unreachable(struct tree *tree, struct tree_domain *domain)
{
	const struct transition *found = NULL;
	char *const name = ccs_strdup(domain->name);
	const struct transition *step;
	const struct tree_domain *at;
	char *end;

	while ((end = strrchr(name, ' '))) {
		*end = '\0';
		step = tree_transition(tree, name, end + 1);
		if (step)
			found = step;
		at = tree_find(tree, name);
		if (at && at->target)
			break;
	}
	free(name);
	if (found)
		domain->why = tree_describe(found);
}

/**
 * tree_flags - find out which domains can be reached, and how
 * @tree: the sorted tree with its jumps
 */
void tree_flags(struct tree *tree)
{
	size_t i;

	mark_targets(tree);
	for (i = 0; i < tree->count; i++) {
		struct tree_domain *const domain = &tree->domain[i];

		domain->keep = any_matches(tree, TRANSITION_KEEP, domain) &&
			       !any_matches(tree, TRANSITION_NO_KEEP, domain);
		if (!domain->target && !domain->missing)
			mark_unreachable(tree, domain);
	}
}
