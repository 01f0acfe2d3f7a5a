/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * AppArmor's rules as lines of a domain
 */

#ifndef CCS_LIB_ARMOR_RULE_H
#define CCS_LIB_ARMOR_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "armor.h"

/* What a rule lets a program do to a file. */
#define CCS_ARMOR_READ 1
#define CCS_ARMOR_WRITE 2
#define CCS_ARMOR_APPEND 4
#define CCS_ARMOR_LINK 8
#define CCS_ARMOR_EXEC 16
#define CCS_ARMOR_MAP 32
#define CCS_ARMOR_LOCK 64

/* Where a program goes that is executed, each if the one before isn't there. */
#define CCS_ARMOR_TO_PROFILE 1
#define CCS_ARMOR_TO_CHILD 2
#define CCS_ARMOR_STAY 4
#define CCS_ARMOR_TO_NONE 8

/**
 * struct ccs_armor_file - a rule about files
 * @item: the rule
 * @deny: it takes away from others
 * @owner: only if the file belongs to the process
 * @audit: it is logged
 * @may: what may be done
 * @exec: where execution leads to
 * @target: the word behind the arrow, NULL for none
 * @name: the names as patterns
 */
struct ccs_armor_file {
	const struct ccs_item *item;
	bool deny;
	bool owner;
	bool audit;
	unsigned int may;
	unsigned int exec;
	char *target;
	struct ccs_list name;
};

/**
 * struct ccs_armor_job - a profile while it is converted
 * @armor: all profiles
 * @index: which one it is
 * @first: lines that come before others that match the same
 * @line: the other lines of its domain
 * @member: lines of groups
 * @file: its rules about files
 * @files: their number
 * @mknod: it may make device files
 * @unchecked: rules with m or k
 */
struct ccs_armor_job {
	struct ccs_armor *armor;
	int index;
	struct ccs_list first;
	struct ccs_list line;
	struct ccs_list member;
	struct ccs_armor_file *file;
	size_t files;
	bool mknod;
	unsigned int unchecked;
};

/**
 * struct ccs_armor_words - a rule taken apart
 * @item: the rule
 * @deny: it begins with deny
 * @owner: with owner
 * @audit: with audit
 * @word: its words behind that
 * @count: their number
 */
struct ccs_armor_words {
	const struct ccs_item *item;
	bool deny;
	bool owner;
	bool audit;
	char **word;
	size_t count;
};

#define CCS_ARMOR_ANY_NUMBER "0-4294967295"
#define CCS_ARMOR_ANY_NAME "@APPARMOR_ANY"

void __attribute__((format(printf, 3, 4)))
ccs_armor_line(struct ccs_armor_job *job, const struct ccs_item *item,
	       const char *format, ...);
void ccs_armor_any(struct ccs_armor_job *job, const struct ccs_item *item);
const char *ccs_armor_key(const char *word, const char *key);

bool ccs_armor_take_file(struct ccs_armor_job *job,
			 const struct ccs_armor_words *rule);
void ccs_armor_put_files(struct ccs_armor_job *job);
void ccs_armor_put_writes(struct ccs_armor_job *job);
void ccs_armor_deny(struct ccs_armor_job *job);
void ccs_armor_put_exec(struct ccs_armor_job *job,
			const struct ccs_armor_file *file);
void ccs_armor_network(struct ccs_armor_job *job,
		       const struct ccs_armor_words *rule);
void ccs_armor_unix(struct ccs_armor_job *job,
		    const struct ccs_armor_words *rule);
void ccs_armor_capability(struct ccs_armor_job *job,
			  const struct ccs_armor_words *rule);
void ccs_armor_signal(struct ccs_armor_job *job,
		      const struct ccs_armor_words *rule);
void ccs_armor_mount(struct ccs_armor_job *job,
		     const struct ccs_armor_words *rule);
void ccs_armor_unmount(struct ccs_armor_job *job,
		       const struct ccs_armor_words *rule);
void ccs_armor_pivot(struct ccs_armor_job *job,
		     const struct ccs_armor_words *rule);
void ccs_armor_rules(struct ccs_armor *armor, int index);

#endif /* CCS_LIB_ARMOR_RULE_H */
