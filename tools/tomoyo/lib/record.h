/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Audit records and questions
 */

#ifndef CCS_LIB_RECORD_H
#define CCS_LIB_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "strbuf.h"

/**
 * struct ccs_record - one record
 * @query: it is a question, which has a number
 * @serial: that number
 * @retry: how often it was asked before
 * @pid: the thread, in the initial pid namespace
 * @header: first line: when, who, on what
 * @domain: second line
 * @request: what follows, without its last newline
 * @since: when it was first seen to wait, as of ccs_clock(); 0 if it did not
 */
struct ccs_record {
	bool query;
	unsigned long serial;
	unsigned long retry;
	long pid;
	char *header;
	char *domain;
	char *request;
	long long since;
};

bool ccs_record_take(struct ccs_record *record, const char *text, bool query);
char *ccs_record_value(const struct ccs_record *record, const char *block,
		       const char *name);
char *ccs_record_word(const struct ccs_record *record, const char *name);
void ccs_record_text(const struct ccs_record *record, struct ccs_strbuf *text);
void ccs_record_free(struct ccs_record *record);

#endif /* CCS_LIB_RECORD_H */
