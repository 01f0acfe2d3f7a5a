/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which lines came with applications?
 */

#ifndef CCS_LIB_DROPIN_CHANGE_H
#define CCS_LIB_DROPIN_CHANGE_H

#include "fail.h"
#include "loader.h"
#include "strbuf.h"

void ccs_dropin_strip(const char *top, struct ccs_strbuf *exceptions,
		      struct ccs_strbuf *domains);
enum ccs_exit ccs_dropin_load(struct ccs_loader *loader, const char *top);

#endif /* CCS_LIB_DROPIN_CHANGE_H */
