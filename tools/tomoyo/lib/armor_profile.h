/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * AppArmor's profiles as domains
 */

#ifndef CCS_LIB_ARMOR_PROFILE_H
#define CCS_LIB_ARMOR_PROFILE_H

#include "armor.h"

int ccs_armor_find(const struct ccs_armor *armor, const char *name,
		   int parent);
void ccs_armor_place(struct ccs_armor *armor);

#endif /* CCS_LIB_ARMOR_PROFILE_H */
