/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which domain a request is judged in
 */

#ifndef CCS_SUBJECT_H
#define CCS_SUBJECT_H

#include "core/domain.h"

struct ccs_ident *ccs_subject(void);
struct ccs_ident *ccs_subject_atomic(void);

#endif /* CCS_SUBJECT_H */
