/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Ids of isolated processes
 */

#ifndef CCS_CORE_ISOLATION_H
#define CCS_CORE_ISOLATION_H

#include "env.h"
#include "span.h"

/* As long as a UUID in its usual form. */
#define CCS_ISOLATION_ID_MAX	36

/* In policy: every execve() gets an id of its own. */
#define CCS_ISOLATION_RANDOM	"random"

bool ccs_isolation_id_ok(const char *id, size_t len);
int ccs_isolation_decode(const struct ccs_span *word, char *id);

#endif /* CCS_CORE_ISOLATION_H */
