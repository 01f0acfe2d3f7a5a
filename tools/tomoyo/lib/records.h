/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Records in a log
 */

#ifndef CCS_LIB_RECORDS_H
#define CCS_LIB_RECORDS_H

#include <stdbool.h>
#include <stdio.h>

#include "record.h"

typedef void (*ccs_records_each)(const struct ccs_record *record, void *data);

int ccs_records_read(FILE *file, ccs_records_each each, void *data);
bool ccs_records_request(const struct ccs_record *record);

#endif /* CCS_LIB_RECORDS_H */
