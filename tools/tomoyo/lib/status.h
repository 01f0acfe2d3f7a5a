/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The state of the protection
 */

#ifndef CCS_LIB_STATUS_H
#define CCS_LIB_STATUS_H

#include <stdbool.h>

#include "census.h"
#include "list.h"
#include "strbuf.h"
#include "unsaved.h"

/**
 * struct ccs_status - all that can be found out
 * @root: in front of pathnames, empty for nothing
 * @dir: the directory that the loader reads
 * @local: times are local
 * @err: why there is no interface, 0 if there is one
 * @active: policy is in force
 * @complete: its loader did not fail
 * @why: what the kernel says about that, behind yes or no
 * @doors: whether the kernel command line can turn it off, NULL if unknown
 * @version: of the interface
 * @lsm: the security modules in order, NULL if unknown
 * @init: the program of process 1, NULL if unknown
 * @words: words of the kernel command line that matter
 * @stat: the node with counters
 * @waiting: requests that wait for an answer
 * @processes: the processes
 * @census: how much is restricted
 * @managers: who may change policy
 * @unsaved: how that differs from the files
 */
struct ccs_status {
	const char *root;
	const char *dir;
	bool local;
	int err;
	bool active;
	bool complete;
	char *why;
	char *doors;
	char *version;
	char *lsm;
	char *init;
	struct ccs_list words;
	struct ccs_strbuf stat;
	unsigned int waiting;
	struct ccs_processes processes;
	struct ccs_census census;
	struct ccs_list managers;
	struct ccs_unsaved unsaved;
};

/* Programs that are told of if they run. */
#define CCS_STATUS_DAEMONS 4
extern const char *const ccs_status_daemons[CCS_STATUS_DAEMONS];

int ccs_status_read(struct ccs_status *status);
pid_t ccs_status_daemon(const struct ccs_status *status, const char *name);
const char *ccs_status_line(const struct ccs_status *status,
			    const char *label);
unsigned long long ccs_status_number(const struct ccs_status *status,
				     const char *label);
char *ccs_status_part(const struct ccs_status *status, const char *label,
		      const char *part);
void ccs_status_free(struct ccs_status *status);

#endif /* CCS_LIB_STATUS_H */
