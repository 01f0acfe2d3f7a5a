/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Profiles of AppArmor
 */

#ifndef CCS_LIB_ARMOR_H
#define CCS_LIB_ARMOR_H

#include <stdbool.h>
#include <stddef.h>

#include "convert.h"
#include "list.h"

/**
 * struct ccs_armor_variable - what stands for text in rules
 * @name: its name, without @{}
 * @value: what it stands for, one after the other
 */
struct ccs_armor_variable {
	char *name;
	struct ccs_list value;
};

/**
 * struct ccs_armor_profile - a profile
 * @name: what rules call it
 * @attach: the programs it is for, NULL for one that is only gone to
 * @item: where it begins
 * @parent: the profile that it belongs to, -1 for none
 * @outside: the profile that goes on where it ends, -1 for none
 * @hat: only the program itself goes there
 * @complain: it refuses nothing
 * @unconfined: it checks nothing
 * @rule: its rules, as they are written
 * @full: the same with variables replaced
 * @attached: @attach as patterns
 * @program: the last word of @domain
 * @domain: the domain that it becomes
 */
struct ccs_armor_profile {
	char *name;
	char *attach;
	struct ccs_item item;
	int parent;
	int outside;
	bool hat;
	bool complain;
	bool unconfined;
	struct ccs_list rule;
	struct ccs_list full;
	struct ccs_list attached;
	char *program;
	char *domain;
};

/**
 * struct ccs_armor - profiles, and what becomes of them
 * @convert: where to
 * @file: names of files that were read; lines point to them
 * @dir: where <includes> are
 * @variable: variables of the file that is read
 * @variables: their number
 * @profile: the profiles
 * @profiles: their number
 * @inside: the profile that lines belong to, -1 for none
 * @skip: blocks that nothing is converted of
 * @depth: files around the one that is read
 * @reads: files read so far
 */
struct ccs_armor {
	struct ccs_convert *convert;
	struct ccs_list file;
	struct ccs_list dir;
	struct ccs_armor_variable *variable;
	size_t variables;
	struct ccs_armor_profile *profile;
	size_t profiles;
	int inside;
	unsigned int skip;
	unsigned int depth;
	unsigned int reads;
};

void ccs_armor_run(struct ccs_convert *convert, char **paths,
		   const struct ccs_list *dirs);

#endif /* CCS_LIB_ARMOR_H */
