/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Learning from a violation
 */

#ifndef CCS_LEARNING_H
#define CCS_LEARNING_H

#include "check.h"

void ccs_learn_from(struct ccs_check *check);
void ccs_learn_line(struct ccs_check *check, const struct ccs_span *line);

#endif /* CCS_LEARNING_H */
