/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What policy says about a request
 */

#ifndef CCS_LIB_VERDICT_H
#define CCS_LIB_VERDICT_H

#include <stdbool.h>

#include "list.h"
#include "preview.h"

/**
 * struct ccs_verdict_text - an answer of the node ``check``
 * @text: all of it
 */
struct ccs_verdict_text {
	char *text;
};

void ccs_verdict_ask(struct ccs_verdict_text *verdict,
		     struct ccs_preview *preview, bool live,
		     const char *domain, const char *request,
		     const struct ccs_list *facts);
char *ccs_verdict_value(const struct ccs_verdict_text *verdict,
			const char *key);
void ccs_verdict_values(const struct ccs_verdict_text *verdict,
			const char *key, struct ccs_list *values);
void ccs_verdict_free(struct ccs_verdict_text *verdict);

#endif /* CCS_LIB_VERDICT_H */
