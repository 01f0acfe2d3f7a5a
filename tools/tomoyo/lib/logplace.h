/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the places for records are called
 */

#ifndef CCS_LIB_LOGPLACE_H
#define CCS_LIB_LOGPLACE_H

#include "logfile.h"

const char *ccs_logplace_read(struct ccs_logfile *file, const char *place);

#endif /* CCS_LIB_LOGPLACE_H */
