/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Who allowed what
 */

#ifndef CCS_LIB_DECISION_H
#define CCS_LIB_DECISION_H

#include "record.h"

int ccs_decision_open(const char *path);
void ccs_decision_write(int fd, const struct ccs_record *record,
			const char *what, const char *line);

#endif /* CCS_LIB_DECISION_H */
