/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Entries that almost grant a request
 */

#ifndef CCS_LIB_NEAR_H
#define CCS_LIB_NEAR_H

#include <stdbool.h>
#include <stddef.h>

#include "list.h"
#include "preview.h"

/**
 * struct ccs_near - an entry that almost grants a request
 * @entry: the entry
 * @where: ``domain``, ``acl_group N`` or ``exception_policy``
 * @differs: what stands in the way: ``condition``, ``operation`` or ``operand``
 * @why: the same in a sentence
 * @score: how near it is; more is nearer
 */
struct ccs_near {
	char *entry;
	char *where;
	const char *differs;
	char *why;
	unsigned int score;
};

/**
 * struct ccs_nearness - how entries are compared with a request
 * @preview: the policy
 * @domain: who asks
 * @request: what is asked, as 1.8 writes it
 * @facts: what is known about it
 * @near: the nearest entries, the nearest first
 * @count: their number
 * @limit: how many are wanted at most
 */
struct ccs_nearness {
	struct ccs_preview *preview;
	const char *domain;
	const char *request;
	const struct ccs_list *facts;
	struct ccs_near *near;
	size_t count;
	size_t limit;
};

bool ccs_near_grants(const struct ccs_nearness *nearness, const char *entry);
void ccs_near_find(struct ccs_nearness *nearness);
void ccs_near_free(struct ccs_nearness *nearness);

#endif /* CCS_LIB_NEAR_H */
