/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Records for the audit subsystem of the kernel
 */

#ifndef CCS_AVC_H
#define CCS_AVC_H

#include "core/profile.h"
#include "record.h"

bool ccs_avc_wanted(enum ccs_mode mode);
void ccs_avc_log(const struct ccs_record *record);

#endif /* CCS_AVC_H */
