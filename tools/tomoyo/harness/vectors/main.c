// SPDX-License-Identifier: GPL-2.0-only
/*
 * Files of vectors, run through core
 *
 * usage: ccs-vectors FILE.tsv...
 *
 * The type of a file is its name. Columns are separated by tabs, header lines
 * start with a hash and a blank. A failing row is printed with what was
 * expected and what core says. Last line: «N passed, N failed».
 */

#include "row.h"

const struct vectors_type vectors_types[] = {
	{ "pattern-match", vectors_pattern_match },
	{ "words", vectors_words },
	{ "domainnames", vectors_domainnames },
	{ "encoding", vectors_encoding },
	{ "numbers", vectors_numbers },
	{ "addresses", vectors_addresses },
	{ "address-match", vectors_address_match },
	{ "conditions", vectors_conditions },
	{ "policy-lines", vectors_policy_lines },
	{ "transitions", vectors_transitions },
	{}
};

static unsigned int passed;
static unsigned int failed;

static bool file_failed(const char *path, const char *why)
{
	printf("%s: %s\n", path, why);
	failed++;
	return false;
}

static const struct vectors_type *type_of(const char *path)
{
	const char *const slash = strrchr(path, '/');
	const char *const base = slash ? slash + 1 : path;
	const struct vectors_type *type;

	for (type = vectors_types; type->name; type++) {
		const size_t len = strlen(type->name);

		if (!strncmp(base, type->name, len) &&
		    vectors_is(base + len, ".tsv"))
			return type;
	}
	return NULL;
}

/* Cuts @text at its tabs. */
static bool split(struct vectors_row *row, char *text)
{
	int count = 0;

	while (text) {
		if (count == VECTORS_COLUMNS)
			return false;
		row->column[count++] = strsep(&text, "\t");
	}
	while (count < VECTORS_COLUMNS)
		row->column[count++] = "";
	return true;
}

static void run_row(const struct vectors_type *type, struct vectors_row *row)
{
	char *const copy = strdup(row->text);

	if (!copy)
		ccs_env_die("no memory for a row", __FILE__, __LINE__);
	if (split(row, copy))
		type->run(row);
	else
		vectors_expect(row, "fewer columns", "too many");
	free(copy);
	passed += !row->failed;
	failed += row->failed;
}

static unsigned int run_rows(const struct vectors_type *type,
			     const char *path, FILE *stream)
{
	struct vectors_row row = { .file = path };
	unsigned int rows = 0;
	size_t size = 0;
	char *line = NULL;
	ssize_t len;

	while ((len = getline(&line, &size, stream)) >= 0) {
		row.line++;
		while (len && strchr("\r\n", line[len - 1]))
			line[--len] = '\0';
		if (!len || !strncmp(line, "# ", 2))
			continue;
		rows++;
		row.text = line;
		row.failed = false;
		run_row(type, &row);
	}
	free(line);
	return rows;
}

static bool run_file(const char *path)
{
	const struct vectors_type *const type = type_of(path);
	unsigned int rows;
	FILE *stream;

	if (!type)
		return file_failed(path, "no type of vectors has this name");
	stream = fopen(path, "r");
	if (!stream)
		return file_failed(path, strerror(errno));
	rows = run_rows(type, path, stream);
	fclose(stream);
	return rows || file_failed(path, "has no row");
}

int main(int argc, char **argv)
{
	int i;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (i = 1; i < argc; i++)
		run_file(argv[i]);
	printf("%u passed, %u failed\n", passed, failed);
	return failed || !passed;
}
