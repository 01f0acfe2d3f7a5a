/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where shared libraries are
 */

#ifndef CCS_LIB_LIBDIRS_H
#define CCS_LIB_LIBDIRS_H

#include "list.h"

void ccs_libdirs(struct ccs_list *patterns);

#endif /* CCS_LIB_LIBDIRS_H */
