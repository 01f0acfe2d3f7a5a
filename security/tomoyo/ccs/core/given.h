/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Answers for conditions that somebody wrote down
 */

#ifndef CCS_CORE_GIVEN_H
#define CCS_CORE_GIVEN_H

#include "emit.h"
#include "env.h"
#include "fact.h"
#include "parse.h"
#include "request.h"
#include "span.h"

/**
 * struct ccs_given - a source of answers that was told them
 * @base: what core asks
 * @number: values of facts
 * @known: which of them were given, one bit each
 * @absent: facts about objects that the request does not have, one bit each
 * @missing: facts that were asked for and are not known, one bit each
 * @texts: names, arguments and variables; of those alike the last one counts
 * @count: how many they are
 * @bytes: memory of them
 * @missing_texts: types of blocks that asked for one that is not known, one
 *	bit each
 * @missing_argv: the first argument among them
 */
struct ccs_given {
	struct ccs_facts base;
	u64 number[CCS_FACT_COUNT];
	u64 known;
	u64 absent;
	u64 missing;
	struct list_head texts;
	u32 count;
	size_t bytes;
	u8 missing_texts;
	u32 missing_argv;
};

void ccs_given_init(struct ccs_given *given);
void ccs_given_clear(struct ccs_given *given);
bool ccs_given_is_line(const struct ccs_span *line);
int ccs_given_line(struct ccs_given *given, struct ccs_parse *parse,
		   const struct ccs_span *line);
void ccs_given_start(struct ccs_given *given,
		     const struct ccs_request *request);
const char *ccs_given_text(const struct ccs_given *given, u8 type);
void ccs_given_print_missing(const struct ccs_given *given,
			     struct ccs_emit *emit);

#endif /* CCS_CORE_GIVEN_H */
