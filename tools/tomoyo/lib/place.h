/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The domain that a process is in
 */

#ifndef CCS_LIB_PLACE_H
#define CCS_LIB_PLACE_H

#include <sys/types.h>

#include "strbuf.h"

/* The node that tells it. */
#define CCS_PLACE_NODE ".process_status"

/**
 * struct ccs_place - where a process is
 * @answer: what the kernel said
 * @profile: number of its profile as text, NULL if it is gone
 * @domain: its domain
 */
struct ccs_place {
	struct ccs_strbuf answer;
	const char *profile;
	const char *domain;
};

int ccs_place_find(pid_t pid, struct ccs_place *place);
int ccs_place_isolation(pid_t pid, char **id);
void ccs_place_free(struct ccs_place *place);

#endif /* CCS_LIB_PLACE_H */
