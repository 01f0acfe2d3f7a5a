// SPDX-License-Identifier: GPL-2.0-only
/*
 * Examples of a page
 *
 * A comment in front of a code block of the page says what its lines are:
 *
 *	.. example: NODE [DIALECT]	accepted, in this order
 *	.. refused: NODE [DIALECT]	LINE => REASON, where strict mode says so
 *	.. printed: NODE [DIALECT]	LINE => LINE that is printed for it
 *	.. matches:			PATTERN => NAME
 *	.. differs:			likewise, and does not match
 *
 * Every line is a test. Each block has a policy of its own; lines of domain
 * policy that do not begin by selecting a domain are given one.
 */

#include "../core/name.h"
#include "../core/pattern.h"
#include "../world/world.h"
#include "doc_examples.h"

#define DOMAIN_LINE	"<kernel> /example"
#define ARROW		" => "

/**
 * struct block - the code block at hand
 * @path: the page
 * @number: of the line at hand
 * @world: its policy
 * @node: where its lines are written
 * @judge: what is claimed about a line; NULL outside of blocks
 * @totals: where results go
 */
struct block {
	const char *path;
	int number;
	struct world *world;
	int node;
	bool (*judge)(struct block *block, const struct ccs_span *line,
		      const struct ccs_span *more);
	struct kunit_totals *totals;
};

static bool complain(const struct block *block, const char *what,
		     const char *why)
{
	printf("%s:%d: %s%s%s\n", block->path, block->number, what,
	       why ? ": " : "", why ?: "");
	return false;
}

static bool is_accepted(struct block *block, const struct ccs_span *line,
			const struct ccs_span *more)
{
	const int err = world_line(block->world, block->node, line);

	if (err)
		return complain(block, "refused", block->world->reject.why);
	if (more->len)
		return complain(block, "nothing may follow the line", NULL);
	return true;
}

static bool is_refused(struct block *block, const struct ccs_span *line,
		       const struct ccs_span *more)
{
	const struct ccs_reject *const reject = &block->world->reject;
	char *said, *wanted;
	const char *wrong;
	bool good;
	int err;

	wrong = world_try(block->world, block->node, line, &err);
	if (wrong || !err)
		return complain(block, "not refused", wrong);
	if (asprintf(&said, "%.*s: %s", (int)reject->word.len,
		     reject->word.text ?: "", reject->why) < 0 ||
	    asprintf(&wanted, "%.*s", (int)more->len, more->text) < 0)
		ccs_env_die("no memory for a test", __FILE__, __LINE__);
	good = more->len && strstr(said, wanted);
	if (!good)
		complain(block, "the reason is", said);
	free(wanted);
	free(said);
	return good;
}

static bool is_printed(struct block *block, const struct ccs_span *line,
		       const struct ccs_span *more)
{
	struct ccs_span rest, shown;
	bool good = false;
	char *text;

	if (world_line(block->world, block->node, line))
		return complain(block, "refused", block->world->reject.why);
	text = world_print(block->world, block->node);
	rest = ccs_span_of(text);
	while (!good && ccs_span_split(&rest, '\n', &shown))
		good = shown.len == more->len &&
		       !memcmp(shown.text, more->text, more->len);
	if (!good)
		complain(block, "what is printed", text);
	free(text);
	return good;
}

static bool matches(struct block *block, const struct ccs_span *pattern,
		    const struct ccs_span *name)
{
	struct ccs_names *const names = &block->world->policy.names;
	const struct ccs_str str = ccs_str_of(name->text, name->len);
	struct ccs_name *interned;
	bool match;

	mutex_lock(&ccs_policy_lock);
	interned = ccs_name_get(names, pattern);
	if (!interned)
		ccs_env_die("no memory for a test", __FILE__, __LINE__);
	match = ccs_pattern_match(&str, interned);
	ccs_name_put(names, interned);
	mutex_unlock(&ccs_policy_lock);
	return match;
}

static bool is_matched(struct block *block, const struct ccs_span *line,
		       const struct ccs_span *more)
{
	return matches(block, line, more) ||
	       complain(block, "does not match", NULL);
}

static bool is_different(struct block *block, const struct ccs_span *line,
			 const struct ccs_span *more)
{
	return !matches(block, line, more) ||
	       complain(block, "matches", NULL);
}

static void count(struct block *block, bool good)
{
	block->totals->passed += good;
	block->totals->failed += !good;
}

/* What was accepted can be saved and loaded. */
static void end_block(struct block *block)
{
	const char *wrong;

	if (!block->judge)
		return;
	if (block->judge == is_accepted || block->judge == is_printed) {
		wrong = world_reload_differs(block->world, NULL);
		count(block, !wrong || complain(block, "the block", wrong));
	}
	world_free(block->world);
	block->judge = NULL;
}

static int node_of(const struct ccs_span *name)
{
	int node;

	for (node = 0; node < WORLD_NODE_COUNT; node++)
		if (ccs_span_is(name, world_node_names[node]))
			return node;
	return -1;
}

static u8 dialects_of(const struct ccs_span *name)
{
	if (ccs_span_is(name, "1.8"))
		return CCS_DIALECT_18;
	return ccs_span_is(name, "1.7") ? CCS_DIALECT_17 : CCS_DIALECTS;
}

static void start_block(struct block *block, struct ccs_span rest)
{
	static const struct {
		const char *word;
		bool (*judge)(struct block *block, const struct ccs_span *line,
			      const struct ccs_span *more);
	} kinds[] = {
		{ ".. example:", is_accepted },
		{ ".. refused:", is_refused },
		{ ".. printed:", is_printed },
		{ ".. matches:", is_matched },
		{ ".. differs:", is_different },
	};
	struct ccs_span word;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		if (ccs_span_eat(&rest, kinds[i].word))
			break;
	if (i == ARRAY_SIZE(kinds))
		return;
	end_block(block);
	ccs_span_eat(&rest, " ");
	ccs_span_word(&rest, &word);
	block->node = node_of(&word);
	if (word.len && block->node < 0)
		count(block, complain(block, "no such node", NULL));
	block->judge = kinds[i].judge;
	block->world = world_new(dialects_of(&rest));
	if (world_text(block->world, WORLD_DOMAIN, DOMAIN_LINE))
		ccs_env_die("no domain for a test", __FILE__, __LINE__);
}

/* Cuts a line at its arrow; false if it has none. */
static bool split(struct ccs_span *line, struct ccs_span *more)
{
	const size_t len = strlen(ARROW);
	size_t i;

	*more = (struct ccs_span){ line->text + line->len, 0 };
	for (i = 0; i + len <= line->len; i++) {
		if (memcmp(line->text + i, ARROW, len))
			continue;
		more->text = line->text + i + len;
		more->len = line->len - i - len;
		line->len = i;
		while (more->len && *more->text == ' ') {
			more->text++;
			more->len--;
		}
		while (line->len && line->text[line->len - 1] == ' ')
			line->len--;
		return true;
	}
	return false;
}

static void take_line(struct block *block, struct ccs_span line)
{
	const bool indented = line.len && *line.text == ' ';
	const bool alone = block->judge == is_accepted;
	struct ccs_span more;

	if (!indented) {
		/* The block is over when the text goes on. */
		if (line.len && strncmp(line.text, ".. code-block::", 15))
			end_block(block);
		start_block(block, line);
		return;
	}
	if (!block->judge)
		return;
	while (ccs_span_eat(&line, " "))
		;
	if (split(&line, &more) == alone)
		count(block, complain(block, "a line without its end", NULL));
	else
		count(block, block->judge(block, &line, &more));
}

/**
 * ccs_doc_examples - run the examples of a page
 * @path: the page
 * @totals: where results go
 */
void ccs_doc_examples(const char *path, struct kunit_totals *totals)
{
	struct block block = { .path = path, .totals = totals };
	const unsigned int before = totals->passed;
	FILE *const stream = fopen(path, "r");
	size_t size = 0;
	char *line = NULL;

	if (!stream) {
		count(&block, complain(&block, "can't be read", NULL));
		return;
	}
	while (getline(&line, &size, stream) >= 0) {
		block.number++;
		line[strcspn(line, "\n")] = '\0';
		take_line(&block, ccs_span_of(line));
	}
	end_block(&block);
	if (totals->passed == before)
		count(&block, complain(&block, "has no examples", NULL));
	free(line);
	fclose(stream);
}
