/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Domains and how one comes into them
 */

#ifndef EDITOR_TREE_H
#define EDITOR_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../lib/list.h"

struct ccs_pattern;

/* In the order in which the kernel asks; the odd ones forbid the next one. */
enum transition_kind {
	TRANSITION_NO_RESET,
	TRANSITION_RESET,
	TRANSITION_NO_INITIALIZE,
	TRANSITION_INITIALIZE,
	TRANSITION_NO_KEEP,
	TRANSITION_KEEP,
	TRANSITION_COUNT,
};

/**
 * struct transition - a directive of the exception policy
 * @kind: what it does
 * @ns: its namespace
 * @program: NULL for any
 * @pattern: of @program, NULL if it has no wildcards
 * @from: a domain, or the last component of one; NULL for any
 */
struct transition {
	enum transition_kind kind;
	char *ns;
	char *program;
	struct ccs_pattern *pattern;
	char *from;
};

/**
 * struct member - a member of a path_group, or a line of an acl_group
 * @ns: its namespace
 * @group: the group's name, or number
 * @text: the member
 */
struct member {
	char *ns;
	char *group;
	char *text;
};

/**
 * struct tree_domain - a domain
 * @name: its name
 * @profile: its profile, -1 if it has none or is missing
 * @missing: it is not there, but something below it is
 * @keep: programs executed here don't change the domain
 * @target: it may be entered from elsewhere
 * @why: what keeps processes from reaching it, NULL for nothing
 * @groups: acl_groups it uses
 * @programs: what it may execute; groups are @NAME
 * @prefer: programs with the domain that comes of it, as one line
 * @goals: domains that lines let processes jump to
 * @jumps: targets of jump lines, sorted
 */
struct tree_domain {
	char *name;
	int profile;
	bool missing;
	bool keep;
	bool target;
	char *why;
	uint64_t groups[4];
	struct ccs_list programs;
	struct ccs_list prefer;
	struct ccs_list goals;
	struct ccs_list jumps;
};

/**
 * struct tree - all domains of all namespaces
 * @domain: the domains, sorted by name
 * @count: their number
 * @room: domains allocated
 * @transition: directives
 * @transitions: their number
 * @path: members of path_groups
 * @paths: their number
 * @entry: lines of acl_groups
 * @entries: their number
 */
struct tree {
	struct tree_domain *domain;
	size_t count;
	size_t room;
	struct transition *transition;
	size_t transitions;
	struct member *path;
	size_t paths;
	struct member *entry;
	size_t entries;
};

void tree_read_domains(struct tree *tree, const char *text);
void tree_read_exceptions(struct tree *tree, const char *text);
void tree_entry(struct tree_domain *domain, const char *line);
struct tree_domain *tree_add(struct tree *tree, const char *name);
struct tree_domain *tree_find(const struct tree *tree, const char *name);
void tree_sort(struct tree *tree);
void tree_finish(struct tree *tree);
void tree_free(struct tree *tree);

const struct transition *tree_transition(const struct tree *tree,
					 const char *domain,
					 const char *program);
bool tree_matches(const struct transition *transition, const char *domain,
		  const char *program);
void tree_jumps(struct tree *tree);
void tree_flags(struct tree *tree);
char *tree_describe(const struct transition *transition);

/* The last component of a name. */
const char *tree_last(const char *name);
/* Length of a name's namespace. */
size_t tree_ns_len(const char *name);
bool tree_same_ns(const char *a, const char *b);
size_t tree_depth(const char *name);

#endif /* EDITOR_TREE_H */
