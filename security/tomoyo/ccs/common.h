/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The LSM's name
 */

#ifndef CCS_COMMON_H
#define CCS_COMMON_H

#define CCS_NAME "ccsecurity"

#ifdef pr_fmt
#undef pr_fmt
#endif
#define pr_fmt(fmt) CCS_NAME ": " fmt

#endif /* CCS_COMMON_H */
