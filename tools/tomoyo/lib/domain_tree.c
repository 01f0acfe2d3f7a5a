// SPDX-License-Identifier: GPL-2.0-only
/*
 * The tree of domains
 *
 * A domain hangs below the longest domain whose name its own begins with. In
 * the order of names that is a domain above it or what stands before it.
 */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain_tree.h"
#include "fail.h"
#include "json.h"
#include "mode.h"

/**
 * struct domain - a domain
 * @name: its name
 * @profile: number of its profile, as text
 * @parent: index of the domain that it hangs below, -1 for none
 * @depth: how many are above it
 */
struct domain {
	char *name;
	char *profile;
	int parent;
	int depth;
};

/**
 * struct tree - all domains, in the order of their names
 * @domain: the domains
 * @count: their number
 * @room: domains allocated
 * @profiles: what the node ``profile`` prints
 */
struct tree {
	struct domain *domain;
	size_t count;
	size_t room;
	const char *profiles;
};

static void add(struct tree *tree, const char *name)
{
	if (tree->count == tree->room) {
		tree->room = tree->room ? tree->room * 2 : 64;
		tree->domain = ccs_realloc(tree->domain, tree->room *
					   sizeof(*tree->domain));
	}
	tree->domain[tree->count++] = (struct domain){
		.name = ccs_strdup(name),
		.parent = -1,
	};
}

static bool wanted(const char *name, const char *prefix)
{
	const size_t len = prefix ? strlen(prefix) : 0;

	return !len || (!strncmp(name, prefix, len) &&
			(!name[len] || name[len] == ' '));
}

static void read_domains(struct tree *tree, const char *domains,
			 const char *prefix)
{
	char *const copy = ccs_strdup(domains);
	struct domain *now = NULL;
	char *rest = copy, *line;

	while ((line = strsep(&rest, "\n"))) {
		if (*line == '<') {
			now = NULL;
			if (!wanted(line, prefix))
				continue;
			add(tree, line);
			now = &tree->domain[tree->count - 1];
		} else if (now && !now->profile &&
			   !strncmp(line, "use_profile ", 12)) {
			now->profile = ccs_strdup(line + 12);
		}
	}
	free(copy);
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct domain *)a)->name,
		      ((const struct domain *)b)->name);
}

static bool is_below(const struct domain *domain, const struct domain *above)
{
	const size_t len = strlen(above->name);

	return !strncmp(domain->name, above->name, len) &&
	       domain->name[len] == ' ';
}

static void link_domains(struct tree *tree)
{
	size_t i;

	if (tree->count)
		qsort(tree->domain, tree->count, sizeof(*tree->domain),
		      compare);
	for (i = 1; i < tree->count; i++) {
		struct domain *const one = &tree->domain[i];
		int above = i - 1;

		while (above >= 0 && !is_below(one, &tree->domain[above]))
			above = tree->domain[above].parent;
		one->parent = above;
		one->depth = above < 0 ? 0 : tree->domain[above].depth + 1;
	}
}

/* What the domain's name has behind its parent's. */
static const char *label(const struct tree *tree, const struct domain *domain)
{
	if (domain->parent < 0)
		return domain->name;
	return domain->name + strlen(tree->domain[domain->parent].name) + 1;
}

static const char *profile_of(const struct domain *domain)
{
	return domain->profile ? domain->profile : "0";
}

static const char *mode_of(const struct tree *tree,
			   const struct domain *domain)
{
	return ccs_mode_name(tree->profiles, domain->name, profile_of(domain));
}

static void print_text(const struct tree *tree)
{
	size_t i;

	for (i = 0; i < tree->count; i++) {
		const struct domain *const one = &tree->domain[i];

		printf("%3s", profile_of(one));
		if (one->depth)
			printf("%*s  +-", 4 * (one->depth - 1), "");
		printf(" %s\n", label(tree, one));
	}
}

static void print_object(const struct tree *tree, const struct domain *one,
			 const char *begin)
{
	struct ccs_strbuf name = {};

	ccs_json_string(&name, one->name);
	printf("{%s\"name\":%s,\"profile\":%s,\"mode\":\"%s\"", begin,
	       name.text, profile_of(one), mode_of(tree, one));
	ccs_strbuf_free(&name);
}

static void close_objects(int count)
{
	while (count-- > 0)
		printf("]}");
}

static void print_json(const struct tree *tree)
{
	int depth = -1;
	size_t i;

	printf("{\"schema\":1,\"domains\":[");
	for (i = 0; i < tree->count; i++) {
		const struct domain *const one = &tree->domain[i];

		close_objects(depth - one->depth + 1);
		if (i && one->depth <= depth)
			putchar(',');
		print_object(tree, one, "");
		printf(",\"children\":[");
		depth = one->depth;
	}
	close_objects(depth + 1);
	puts("]}");
}

static void print_flat(const struct tree *tree)
{
	size_t i;

	for (i = 0; i < tree->count; i++) {
		print_object(tree, &tree->domain[i], "\"schema\":1,");
		puts("}");
	}
}

static void print_quoted(const char *text)
{
	putchar('"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			putchar('\\');
		putchar(*text);
	}
	putchar('"');
}

static const char *color_of(const char *mode)
{
	static const struct {
		const char *mode;
		const char *color;
	} colors[] = {
		{ "disabled", "gray" },
		{ "learning", "blue" },
		{ "permissive", "orange" },
		{ "enforcing", "darkgreen" },
	};
	size_t i;

	for (i = 0; i < sizeof(colors) / sizeof(colors[0]); i++)
		if (!strcmp(colors[i].mode, mode))
			return colors[i].color;
	return "red";
}

static void print_node(const struct tree *tree, const struct domain *one)
{
	const char *const mode = mode_of(tree, one);

	putchar('\t');
	print_quoted(one->name);
	printf(" [label=");
	print_quoted(label(tree, one));
	printf(", color=%s, tooltip=\"%s, profile %s\"];\n", color_of(mode),
	       mode, profile_of(one));
	if (one->parent < 0)
		return;
	putchar('\t');
	print_quoted(tree->domain[one->parent].name);
	printf(" -> ");
	print_quoted(one->name);
	puts(";");
}

static void print_dot(const struct tree *tree)
{
	size_t i;

	puts("digraph domains {\n\trankdir=LR;\n\tnode [shape=box];");
	for (i = 0; i < tree->count; i++)
		print_node(tree, &tree->domain[i]);
	puts("}");
}

/**
 * ccs_domain_tree - print the tree of domains
 * @domains: what the node ``domain_policy`` prints
 * @profiles: what the node ``profile`` prints
 * @prefix: print this domain and those below it; NULL for all
 * @format: how
 */
void ccs_domain_tree(const char *domains, const char *profiles,
		     const char *prefix, enum ccs_tree_format format)
{
	static void (*const print[])(const struct tree *tree) = {
		[CCS_TREE_TEXT] = print_text,
		[CCS_TREE_JSON] = print_json,
		[CCS_TREE_FLAT] = print_flat,
		[CCS_TREE_DOT] = print_dot,
	};
	struct tree tree = { .profiles = profiles };
	size_t i;

	read_domains(&tree, domains, prefix);
	link_domains(&tree);
	print[format](&tree);
	for (i = 0; i < tree.count; i++) {
		free(tree.domain[i].name);
		free(tree.domain[i].profile);
	}
	free(tree.domain);
}
