/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests in plain words
 */

#ifndef CCS_LIB_SAYING_H
#define CCS_LIB_SAYING_H

char *ccs_saying(const char *request);

#endif /* CCS_LIB_SAYING_H */
