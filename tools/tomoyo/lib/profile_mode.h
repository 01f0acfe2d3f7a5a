/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Modes of profiles
 */

#ifndef CCS_LIB_PROFILE_MODE_H
#define CCS_LIB_PROFILE_MODE_H

char *ccs_profile_with(const char *profiles, const char *ns, const char *mode);
char *ccs_profile_mode(const char *profiles, const char *ns,
		       const char *number);

#endif /* CCS_LIB_PROFILE_MODE_H */
