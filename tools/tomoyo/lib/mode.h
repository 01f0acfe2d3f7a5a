/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The mode that a profile stands for
 */

#ifndef CCS_LIB_MODE_H
#define CCS_LIB_MODE_H

const char *ccs_mode_known(const char *name);
const char *ccs_mode_name(const char *profiles, const char *domain,
			  const char *number);

#endif /* CCS_LIB_MODE_H */
