/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What is told of a conversion
 */

#ifndef CCS_LIB_CONVERT_REPORT_H
#define CCS_LIB_CONVERT_REPORT_H

#include "convert.h"

void ccs_convert_left(struct ccs_convert *convert, const struct ccs_item *item,
		      const char *why);
void ccs_convert_made(struct ccs_convert *convert, const char *dir,
		      const char *name);
void ccs_convert_report(const struct ccs_convert *convert);

#endif /* CCS_LIB_CONVERT_REPORT_H */
