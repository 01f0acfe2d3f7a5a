/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Records in the journal
 */

#ifndef CCS_LIB_JOURNAL_H
#define CCS_LIB_JOURNAL_H

#include "record.h"

#define CCS_JOURNAL "/run/systemd/journal/socket"

int ccs_journal_store(const char *path, const struct ccs_record *record);
int ccs_journal_say(const char *path, const char *text);

#endif /* CCS_LIB_JOURNAL_H */
