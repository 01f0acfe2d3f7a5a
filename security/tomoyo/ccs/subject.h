/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which domain a request is judged in
 */

#ifndef CCS_SUBJECT_H
#define CCS_SUBJECT_H

#include <linux/sched.h>

#include "core/domain.h"

struct ccs_task_blob;

struct ccs_ident *ccs_subject(void);
struct ccs_ident *ccs_subject_atomic(void);
void ccs_subject_move(char *name, bool atomic);
int ccs_subject_set(struct ccs_ident *ident);
void ccs_subject_arrived(void);
void ccs_subject_inherit(struct ccs_task_blob *to,
			 const struct task_struct *task);
void ccs_subject_free(struct ccs_task_blob *task);

#endif /* CCS_SUBJECT_H */
