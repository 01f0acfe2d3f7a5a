/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Audit records
 */

#ifndef CCS_SELFTESTS_AUDIT_H
#define CCS_SELFTESTS_AUDIT_H

#include <stdbool.h>

void audit_forget(void);
const char *audit_find(const char *domain, const char *request);
int audit_count(const char *domain, const char *request);
bool audit_has(const char *domain, const char *request, const char *words);
bool audit_denied(const char *domain, const char *request);
bool audit_granted(const char *domain, const char *request);
void audit_show(void);

const char *skip_pattern(const char *text, const char *pattern);

#endif /* CCS_SELFTESTS_AUDIT_H */
