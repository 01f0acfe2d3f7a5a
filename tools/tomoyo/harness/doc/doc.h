/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tables of the page about the language
 */

#ifndef CCS_HARNESS_DOC_DOC_H
#define CCS_HARNESS_DOC_DOC_H

#include "../core/env.h"
#include "../world/world.h"

/* X(name): sections of the page that are printed from core's own tables. */
#define DOC_SECTIONS(X)		\
	X(file)			\
	X(network)		\
	X(misc)			\
	X(ipc)			\
	X(capability)		\
	X(task)			\
	X(operands)		\
	X(spellings)		\
	X(capabilities)		\
	X(domain)		\
	X(exception)		\
	X(facts)		\
	X(constants)		\
	X(transits)		\
	X(modes)		\
	X(items)		\
	X(preferences)		\
	X(limits)

#define X(name) void doc_##name(void);
DOC_SECTIONS(X)
#undef X

void doc_operations(void);

/**
 * struct doc_line - a line of policy and what it is for
 * @node: where it is written
 * @form: how the page shows it
 * @sample: a line that core is asked about
 * @what: what it does
 */
struct doc_line {
	enum world_node node;
	const char *form;
	const char *sample;
	const char *what;
};

char *doc_format(const char *format, ...) __printf(1, 2);
char *doc_shown(const struct doc_line *line, u8 dialects);
const char *doc_dialects(const struct doc_line *line);

#endif /* CCS_HARNESS_DOC_DOC_H */
