/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Members of groups, for the groups themselves
 */

#ifndef CCS_CORE_GROUP_MEMBER_H
#define CCS_CORE_GROUP_MEMBER_H

#include "env.h"
#include "group.h"

/**
 * struct ccs_member_key - a member as a line names it
 * @hash: of the value
 * @str: in a path group, the pattern
 * @range: in a number group, the numbers
 * @address: in an address group, the addresses
 */
struct ccs_member_key {
	u32 hash;
	union {
		struct ccs_str str;
		struct ccs_range range;
		struct ccs_addr_range address;
	};
};

/* In a group's index by ranges, which families must never meet. */
static inline u8 ccs_member_salt(u8 family)
{
	return family == 6;
}

const char *ccs_group_word_why(const struct ccs_policy *policy,
			       const struct ccs_span *word);
int ccs_member_parse(const struct ccs_policy *policy, enum ccs_group_kind kind,
		     const struct ccs_span *word, struct ccs_member_key *key,
		     struct ccs_reject *reject);
struct ccs_member *ccs_member_find(const struct ccs_group *group,
				   const struct ccs_member_key *key);
int ccs_member_add(struct ccs_policy *policy, struct ccs_group *group,
		   const struct ccs_member_key *key);
void ccs_member_remove(struct ccs_policy *policy, struct ccs_member *member);
void ccs_member_clear(struct ccs_policy *policy, struct ccs_group *group);

#endif /* CCS_CORE_GROUP_MEMBER_H */
