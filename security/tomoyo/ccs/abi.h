/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Numbers and names that userspace relies on
 */

#ifndef CCS_ABI_H
#define CCS_ABI_H

/* Directory below the root of securityfs. */
#define CCS_DIRECTORY "ccs"

/* What the node ``version`` says: the level of the 1.8 interface. */
#define CCS_VERSION "1.8.5"

/*
 * For lsm_list_modules() and lsm_get_self_attr(): the letters «cc», far above
 * the numbers that upstream hands out one by one.
 */
#define CCS_LSM_ID 0x6363

#endif /* CCS_ABI_H */
