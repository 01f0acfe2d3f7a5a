// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy in files
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/convert.h"
#include "../lib/finding.h"
#include "../lib/line.h"
#include "../lib/lint.h"
#include "../lib/model.h"
#include "../lib/scratch.h"
#include "fuzz.h"

static void read_lines(const char *text, size_t size,
		       void (*take)(struct ccs_lines *lines, void *data),
		       void *data)
{
	struct ccs_lines lines;
	/* A stream in memory can't be empty. */
	FILE *const file = size ? fmemopen((void *)text, size, "r") :
				  fopen("/dev/null", "r");

	if (!file)
		abort();
	ccs_lines_of(&lines, file, "input");
	take(&lines, data);
	ccs_lines_close(&lines);
}

static void take_list(struct ccs_lines *lines, void *data)
{
	while (ccs_lines_next(lines))
		ccs_list_add_from(data, lines->text, "input", lines->number);
}

static void take_domains(struct ccs_lines *lines, void *data)
{
	struct ccs_lint *const lint = data;

	ccs_model_domains(&lint->domains, lines);
}

static void take_exceptions(struct ccs_lines *lines, void *data)
{
	struct ccs_lint *const lint = data;

	ccs_model_exceptions(&lint->exceptions, lines);
}

/**
 * fuzz_convert - policy of older versions
 * @text: a digit for the kind of file, and the file
 * @size: its size in bytes
 */
void fuzz_convert(const char *text, size_t size)
{
	struct ccs_convert convert = {};
	size_t kind;

	if (!size)
		return;
	kind = (unsigned char)*text % CCS_CONVERT_KINDS;
	convert.given[kind] = true;
	read_lines(text + 1, size - 1, take_list, &convert.in[kind]);
	ccs_convert_run(&convert);
	ccs_convert_free(&convert);
}

/**
 * fuzz_model - policy of today, and what there is to remark on it
 * @text: exceptions, an empty line, domains
 * @size: its size in bytes
 */
void fuzz_model(const char *text, size_t size)
{
	const char *const rest = memmem(text, size, "\n\n\n", 3);
	const size_t len = rest ? (size_t)(rest - text) : size;
	struct ccs_scratch *const scratch = ccs_scratch_new();
	struct ccs_findings all = {};
	struct ccs_lint lint = { .all = &all };

	ccs_model_init(&lint.domains, scratch);
	ccs_model_init(&lint.exceptions, scratch);
	read_lines(text, len, take_exceptions, &lint);
	read_lines(text + len, size - len, take_domains, &lint);
	ccs_model_unique(&lint.domains);
	ccs_model_unique(&lint.exceptions);
	ccs_lint_domains(&lint);
	ccs_lint_groups(&lint);
	ccs_model_free(&lint.domains);
	ccs_model_free(&lint.exceptions);
	ccs_scratch_free(scratch);
}
