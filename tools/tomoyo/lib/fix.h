/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy in the words of 1.8
 */

#ifndef CCS_LIB_FIX_H
#define CCS_LIB_FIX_H

#include <stdio.h>

#include "scratch.h"
#include "strbuf.h"

unsigned int ccs_fix(struct ccs_scratch *scratch, enum ccs_part part,
		     FILE *file, struct ccs_strbuf *out);

#endif /* CCS_LIB_FIX_H */
