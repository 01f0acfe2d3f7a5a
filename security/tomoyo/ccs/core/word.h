/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Legality of words and domainnames
 */

#ifndef CCS_CORE_WORD_H
#define CCS_CORE_WORD_H

#include "env.h"
#include "span.h"

/* One bit each: policy may be in either, or a directive known to both. */
#define CCS_DIALECT_18	1
#define CCS_DIALECT_17	2
#define CCS_DIALECTS	3

/*
 * What is called ..._why() returns NULL for what is legal in a dialect, else
 * the reason against it, for whoever wrote the line.
 */
const char *ccs_word_why(const struct ccs_span *word, u8 dialect);
const char *ccs_path_why(const struct ccs_span *word, u8 dialect);
const char *ccs_plain_path_why(const struct ccs_span *word, u8 dialect);
bool ccs_word_patterned(const struct ccs_span *word);

const char *ccs_domainname_why(const struct ccs_span *name, u8 dialect);
bool ccs_domainname_take_in(struct ccs_span *rest, struct ccs_span *name,
			    u8 dialect);
struct ccs_span ccs_domainname_last(const struct ccs_span *name);
bool ccs_namespace_ok(const struct ccs_span *word);

const char *ccs_manager_why(const struct ccs_span *text, u8 dialect);
const char *ccs_program_why(const struct ccs_span *word, u8 dialect);
const char *ccs_from_why(const struct ccs_span *text, u8 dialect);

static inline bool ccs_word_ok(const struct ccs_span *word)
{
	return !ccs_word_why(word, CCS_DIALECT_18);
}

static inline bool ccs_path_ok(const struct ccs_span *word)
{
	return !ccs_path_why(word, CCS_DIALECT_18);
}

static inline bool ccs_domainname_ok(const struct ccs_span *name)
{
	return !ccs_domainname_why(name, CCS_DIALECT_18);
}

static inline bool ccs_domainname_take(struct ccs_span *rest,
				       struct ccs_span *name)
{
	return ccs_domainname_take_in(rest, name, CCS_DIALECT_18);
}

static inline bool ccs_manager_ok(const struct ccs_span *text, u8 dialect)
{
	return !ccs_manager_why(text, dialect);
}

static inline bool ccs_program_ok(const struct ccs_span *word, u8 dialect)
{
	return !ccs_program_why(word, dialect);
}

static inline bool ccs_from_ok(const struct ccs_span *text, u8 dialect)
{
	return !ccs_from_why(text, dialect);
}

#endif /* CCS_CORE_WORD_H */
