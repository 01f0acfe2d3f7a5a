/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Legality of words
 */

#ifndef CCS_CORE_WORD_H
#define CCS_CORE_WORD_H

#include "env.h"
#include "span.h"

bool ccs_word_ok(const struct ccs_span *word);
bool ccs_path_ok(const struct ccs_span *word);
bool ccs_namespace_ok(const struct ccs_span *word);
bool ccs_domainname_ok(const struct ccs_span *name);
bool ccs_domainname_take(struct ccs_span *rest, struct ccs_span *name);
struct ccs_span ccs_domainname_last(const struct ccs_span *name);

#endif /* CCS_CORE_WORD_H */
