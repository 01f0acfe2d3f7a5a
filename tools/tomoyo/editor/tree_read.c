// SPDX-License-Identifier: GPL-2.0-only
/*
 * What policy says about domains and transitions
 */

#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "../lib/match.h"
#include "../lib/text.h"
#include "../lib/unpack.h"
#include "tree.h"

static const char *after(const char *text, const char *prefix)
{
	const size_t len = strlen(prefix);

	return strncmp(text, prefix, len) ? NULL : text + len;
}

static char *word_of(const char *text)
{
	return ccs_format("%.*s", (int)strcspn(text, " "), text);
}

static const char *skip_word(const char *text)
{
	text += strcspn(text, " ");
	return text + strspn(text, " ");
}

/* A domain goes on as long as words begin with a slash. */
static char *take_domain(const char *text)
{
	size_t len = strcspn(text, " ");

	while (text[len] == ' ' && text[len + 1] == '/')
		len += 1 + strcspn(text + len + 1, " ");
	return ccs_format("%.*s", (int)len, text);
}

static bool is_preference(const char *text)
{
	static const char *const words[] = {
		"keep", "reset", "initialize", "child", "parent",
	};
	char *const word = word_of(text);
	bool found = *text == '<' || *text == '/';
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]) && !found; i++)
		found = !strcmp(word, words[i]);
	free(word);
	return found;
}

static void take_program(struct tree_domain *domain, const char *text,
			 bool execute)
{
	const char *const rest = skip_word(text);
	char *const program = word_of(text);
	char *word, *line;

	if (execute && is_preference(rest)) {
		word = *rest == '<' ? take_domain(rest) : word_of(rest);
		line = ccs_format("%s %s", program, word);
		ccs_list_add(&domain->prefer, line);
		free(line);
		free(word);
	} else if (*program == '/' || (execute && *program == '@')) {
		ccs_list_add(&domain->programs, program);
	}
	free(program);
}

static void take_goal(struct tree_domain *domain, const char *text)
{
	char *const goal = take_domain(text);

	ccs_list_add(&domain->goals, goal);
	free(goal);
}

/* The condition auto_domain_transition="DOMAIN", or "/CHILD". */
static void take_condition(struct tree_domain *domain, const char *line)
{
	static const char key[] = " auto_domain_transition=\"";
	const char *const at = strstr(line, key);
	const char *const start = at ? at + sizeof(key) - 1 : NULL;
	char *goal;

	if (!at)
		return;
	if (*start == '<')
		goal = ccs_format("%.*s", (int)strcspn(start, "\""), start);
	else
		goal = ccs_format("%s %.*s", domain->name,
				  (int)strcspn(start, "\""), start);
	ccs_list_add(&domain->goals, goal);
	free(goal);
}

static void one_entry(const char *line, void *data)
{
	struct tree_domain *const domain = data;
	const char *rest;

	rest = after(line, "file execute ");
	if (rest)
		take_program(domain, rest, true);
	rest = after(line, "task auto_execute_handler ");
	if (!rest)
		rest = after(line, "task denied_execute_handler ");
	if (rest)
		take_program(domain, rest, false);
	rest = after(line, "task auto_domain_transition ");
	if (!rest)
		rest = after(line, "task manual_domain_transition ");
	if (rest)
		take_goal(domain, rest);
	take_condition(domain, line);
}

/**
 * tree_entry - learn from an entry where a domain leads to
 * @domain: the domain
 * @line: the entry
 */
void tree_entry(struct tree_domain *domain, const char *line)
{
	ccs_unpack(line, one_entry, domain);
}

static void domain_line(struct tree_domain *domain, const char *line)
{
	const char *const profile = after(line, "use_profile ");
	const char *const group = after(line, "use_group ");
	unsigned int number;

	if (profile) {
		domain->profile = atoi(profile);
	} else if (group) {
		number = strtoul(group, NULL, 10) & 0xff;
		domain->groups[number / 64] |= 1ULL << (number % 64);
	} else {
		tree_entry(domain, line);
	}
}

/**
 * tree_read_domains - read domain policy
 * @tree: where to
 * @text: as the kernel prints it
 */
void tree_read_domains(struct tree *tree, const char *text)
{
	char *const copy = ccs_strdup(text);
	struct tree_domain *domain = NULL;
	char *rest = copy, *line;

	while ((line = strsep(&rest, "\n"))) {
		if (*line == '<')
			domain = tree_add(tree, line);
		else if (domain && *line && *line != '#')
			domain_line(domain, line);
	}
	free(copy);
	tree_sort(tree);
}

static void *grow(void *old, size_t count, size_t size)
{
	/* Powers of two: room is doubled when it is full. */
	if (count & (count - 1) || (count && count < 16))
		return old;
	return ccs_realloc(old, (count < 16 ? 16 : 2 * count) * size);
}

static void add_member(struct member **list, size_t *count, const char *ns,
		       const char *text)
{
	*list = grow(*list, *count, sizeof(**list));
	(*list)[(*count)++] = (struct member){
		.ns = ccs_strdup(ns),
		.group = word_of(text),
		.text = ccs_strdup(skip_word(text)),
	};
}

static void add_transition(struct tree *tree, enum transition_kind kind,
			   const char *ns, const char *text)
{
	struct transition *made;
	const char *const from = strstr(text, " from ");
	char *const program = word_of(text);

	tree->transition = grow(tree->transition, tree->transitions,
				sizeof(*made));
	made = &tree->transition[tree->transitions++];
	*made = (struct transition){ .kind = kind, .ns = ccs_strdup(ns) };
	/* Without "from" the only word may be a domain, too. */
	if (!from && *text == '<')
		made->from = ccs_strdup(text);
	else if (strcmp(program, "any"))
		made->program = ccs_strdup(program);
	if (from && strcmp(from + 6, "any"))
		made->from = ccs_strdup(from + 6);
	if (made->program && ccs_match_word(program) &&
	    ccs_match_patterned(program))
		made->pattern = ccs_match_new(program);
	free(program);
}

static void exception_line(struct tree *tree, const char *ns, const char *line)
{
	static const char *const names[TRANSITION_COUNT] = {
		[TRANSITION_NO_RESET] = "no_reset_domain ",
		[TRANSITION_RESET] = "reset_domain ",
		[TRANSITION_NO_INITIALIZE] = "no_initialize_domain ",
		[TRANSITION_INITIALIZE] = "initialize_domain ",
		[TRANSITION_NO_KEEP] = "no_keep_domain ",
		[TRANSITION_KEEP] = "keep_domain ",
	};
	const char *rest;
	unsigned int kind;

	for (kind = 0; kind < TRANSITION_COUNT; kind++) {
		rest = after(line, names[kind]);
		if (!rest)
			continue;
		add_transition(tree, kind, ns, rest);
		return;
	}
	rest = after(line, "path_group ");
	if (rest)
		add_member(&tree->path, &tree->paths, ns, rest);
	rest = after(line, "acl_group ");
	if (rest)
		add_member(&tree->entry, &tree->entries, ns, rest);
}

/**
 * tree_read_exceptions - read exception policy
 * @tree: where to
 * @text: as the kernel prints it
 */
void tree_read_exceptions(struct tree *tree, const char *text)
{
	char *const copy = ccs_strdup(text);
	char *rest = copy, *line, *ns;

	while ((line = strsep(&rest, "\n"))) {
		if (!*line || *line == '#')
			continue;
		ns = word_of(*line == '<' ? line : "<kernel>");
		exception_line(tree, ns, *line == '<' ? skip_word(line) : line);
		free(ns);
	}
	free(copy);
}
