// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tables of the page about the language
 *
 * usage: ccs-doc PAGE
 *        ccs-doc --operations
 *
 * Prints the page with what stands between its markers
 *
 *	.. begin generated NAME
 *	.. end generated
 *
 * replaced by what core says. Every section has to be there, once. Or lists the
 * operations, one a line.
 */

#include "doc.h"

#define BEGIN	".. begin generated "
#define END	".. end generated"

static const struct section {
	const char *name;
	void (*print)(void);
} sections[] = {
#define X(name) { #name, doc_##name },
	DOC_SECTIONS(X)
#undef X
};

__attribute__((__noreturn__))
static void fail(const char *page, int line, const char *why)
{
	fprintf(stderr, "%s:%d: %s\n", page, line, why);
	exit(1);
}

static int section_of(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(sections); i++)
		if (!strcmp(sections[i].name, name))
			return i;
	return -1;
}

/**
 * struct page - a page being read
 * @path: its name
 * @stream: the file
 * @line: the current line, without its newline
 * @number: of that line
 * @size: of the buffer that it is in
 */
struct page {
	const char *path;
	FILE *stream;
	char *line;
	int number;
	size_t size;
};

static bool next_line(struct page *page)
{
	const ssize_t len = getline(&page->line, &page->size, page->stream);

	if (len < 0)
		return false;
	if (len && page->line[len - 1] == '\n')
		page->line[len - 1] = '\0';
	page->number++;
	return true;
}

static void skip_old(struct page *page)
{
	while (next_line(page))
		if (!strcmp(page->line, END))
			return;
	fail(page->path, page->number, "a section does not end");
}

static void copy(struct page *page, bool *seen)
{
	while (next_line(page)) {
		int which;

		printf("%s\n", page->line);
		if (strncmp(page->line, BEGIN, strlen(BEGIN)))
			continue;
		which = section_of(page->line + strlen(BEGIN));
		if (which < 0)
			fail(page->path, page->number, "no such section");
		if (seen[which])
			fail(page->path, page->number, "a section again");
		seen[which] = true;
		skip_old(page);
		putchar('\n');
		sections[which].print();
		printf("\n%s\n", END);
	}
}

int main(int argc, char **argv)
{
	bool seen[ARRAY_SIZE(sections)] = {};
	struct page page = { .path = argc == 2 ? argv[1] : "" };
	size_t i;

	if (!strcmp(page.path, "--operations")) {
		doc_operations();
		return 0;
	}
	page.stream = fopen(page.path, "r");
	if (!page.stream)
		fail(page.path, 0, "can't be read");
	copy(&page, seen);
	for (i = 0; i < ARRAY_SIZE(sections); i++)
		if (!seen[i])
			fail(page.path, page.number, sections[i].name);
	fclose(page.stream);
	free(page.line);
	return 0;
}
