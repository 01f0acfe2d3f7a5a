/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What to do about the state of the protection
 */

#ifndef CCS_LIB_ADVICE_H
#define CCS_LIB_ADVICE_H

#include "status.h"

/*
 * Told one thing. @code: a short name that stays; @text: what is wrong; @next:
 * what to do, NULL for nothing
 */
typedef void (*ccs_advice_tell)(const char *code, const char *text,
				const char *next, void *data);

void ccs_advice(const struct ccs_status *status, ccs_advice_tell tell,
		void *data);
void ccs_advice_missing(const struct ccs_status *status,
			ccs_advice_tell tell_one, void *data);

#endif /* CCS_LIB_ADVICE_H */
