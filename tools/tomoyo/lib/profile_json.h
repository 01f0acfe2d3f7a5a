/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Profiles for programs that read JSON
 */

#ifndef CCS_LIB_PROFILE_JSON_H
#define CCS_LIB_PROFILE_JSON_H

void ccs_profile_json(char *text);

#endif /* CCS_LIB_PROFILE_JSON_H */
