/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Records for people
 */

#ifndef CCS_LIB_RECORD_SHOW_H
#define CCS_LIB_RECORD_SHOW_H

#include <stdbool.h>

#include "record.h"

void ccs_record_show(const struct ccs_record *record, bool color);

#endif /* CCS_LIB_RECORD_SHOW_H */
