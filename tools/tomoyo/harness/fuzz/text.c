// SPDX-License-Identifier: GPL-2.0-only
/*
 * Fuzz targets that are text of nodes
 */

#include "../world/world.h"
#include "fuzz.h"
#include "lookup.h"

/* The domain that lines of domain policy go to until one selects another. */
#define DOMAIN "<kernel> /fuzz"

/* Enough for interplay of lines, and the target stays fast. */
#define LINES_MAX	24
#define TEXT_MAX	4096

static void expect(const char *wrong)
{
	if (wrong)
		ccs_env_die(wrong, __FILE__, __LINE__);
}

static struct world *start(u8 dialects)
{
	struct world *const world = world_new(dialects);

	if (world_text(world, WORLD_DOMAIN, DOMAIN))
		ccs_env_die("no domain", __FILE__, __LINE__);
	return world;
}

static void finish(struct world *world)
{
	expect(world_reload_differs(world, lookup_differs));
	world_free(world);
}

static void try_line(struct world *world, enum world_node node,
		     const struct ccs_span *line)
{
	int err;

	expect(world_try(world, node, line, &err));
}

/**
 * struct feeding - a walk over lines
 * @world: where they go
 * @left: how many more are taken
 */
struct feeding {
	struct world *world;
	unsigned int left;
};

static bool feed(void *user, enum world_node node, const struct ccs_span *line)
{
	struct feeding *const feeding = user;

	try_line(feeding->world, node, line);
	return --feeding->left;
}

static void feed_text(struct world *world, int node, struct ccs_span text)
{
	struct feeding feeding = { world, LINES_MAX };

	text.len = min_t(size_t, text.len, TEXT_MAX);
	world_walk(&text, node, feed, &feeding);
}

/**
 * fuzz_line - lines of one node
 * @data: a letter for the node, ``edpm``; a capital for 1.8 alone; a blank,
 *	and the lines
 * @size: its size
 */
void fuzz_line(const char *data, size_t size)
{
	static const char letters[] = "epmdEPMD";
	const char *const letter = size ? memchr(letters, *data,
						 sizeof(letters) - 1) : NULL;
	struct world *world;
	size_t which;

	if (size < 2)
		return;
	which = letter ? (size_t)(letter - letters) : (u8)*data % 8;
	world = start(which < 4 ? CCS_DIALECTS : CCS_DIALECT_18);
	feed_text(world, which % 4, (struct ccs_span){ data + 2, size - 2 });
	finish(world);
}

/**
 * fuzz_profile - lines of profiles, each as it is and with a number before it
 * @data: the lines
 * @size: their size
 */
void fuzz_profile(const char *data, size_t size)
{
	struct world *const world = start(CCS_DIALECTS);

	feed_text(world, WORLD_PROFILE, (struct ccs_span){ data, size });
	finish(world);
}

/**
 * fuzz_policy - a file with sections of several nodes
 * @data: the file
 * @size: its size
 */
void fuzz_policy(const char *data, size_t size)
{
	struct world *const world = start(CCS_DIALECTS);

	feed_text(world, WORLD_DOMAIN, (struct ccs_span){ data, size });
	finish(world);
}

/**
 * struct frame - a line around an input
 * @node: where the line is written
 * @before: what stands before the input
 * @after: what stands behind it
 */
struct frame {
	enum world_node node;
	const char *before;
	const char *after;
};

static const struct frame condition_frames[] = {
	{ WORLD_DOMAIN, "file execute /x ", "" },
	{ WORLD_DOMAIN, "file read/write @G ", "" },
	{ WORLD_DOMAIN, "allow_execute /x if ", "" },
	{ WORLD_DOMAIN, "allow_read /x ", "" },
	{}
};

static const struct frame number_frames[] = {
	{ WORLD_EXCEPTION, "number_group G ", "" },
	{ WORLD_EXCEPTION, "deny_autobind ", "" },
	{ WORLD_DOMAIN, "file chown /x ", "" },
	{ WORLD_DOMAIN, "file mkchar /x ", " 1 0x10-0x20" },
	{ WORLD_DOMAIN, "network inet stream connect 10.0.0.1 ", "" },
	{ WORLD_DOMAIN, "allow_network TCP connect 10.0.0.1 ", "" },
	{ WORLD_DOMAIN, "allow_signal ", " <kernel>" },
	{ WORLD_DOMAIN, "ipc signal ", " <kernel>" },
	{ WORLD_DOMAIN, "file read /x task.uid=", "" },
	{ WORLD_DOMAIN, "file execute /x exec.argv[", "]=\"a\"" },
	{ WORLD_DOMAIN, "allow_read /x ; set task.state[0]=", "" },
	{ WORLD_DOMAIN, "use_profile ", "" },
	{ WORLD_PROFILE, "", "-COMMENT=x" },
	{ WORLD_PROFILE, "1-PREFERENCE={ max_audit_log=", " }" },
	{}
};

static const struct frame address_frames[] = {
	{ WORLD_EXCEPTION, "address_group A ", "" },
	{ WORLD_DOMAIN, "network inet dgram bind/send ", " 80" },
	{ WORLD_DOMAIN, "allow_network UDP connect ", " 0-1023" },
	{}
};

/* Refused here, accepted there: each has to be right by itself. */
static void run_frames(const struct frame *frame, const char *data,
		       size_t size)
{
	struct world *const world = start(CCS_DIALECTS);

	for (; frame->before; frame++) {
		struct ccs_span line;
		char *text;
		int len;

		len = asprintf(&text, "%s%.*s%s", frame->before,
			       (int)min_t(size_t, size, TEXT_MAX), data,
			       frame->after);
		if (len < 0)
			ccs_env_die("no memory", __FILE__, __LINE__);
		line = (struct ccs_span){ text, len };
		try_line(world, frame->node, &line);
		free(text);
	}
	finish(world);
}

/**
 * fuzz_condition - a condition
 * @data: its text
 * @size: the text's size
 */
void fuzz_condition(const char *data, size_t size)
{
	run_frames(condition_frames, data, size);
}

/**
 * fuzz_number - a number wherever there are numbers
 * @data: its text
 * @size: the text's size
 */
void fuzz_number(const char *data, size_t size)
{
	run_frames(number_frames, data, size);
}

/**
 * fuzz_address - an address wherever there are addresses
 * @data: its text
 * @size: the text's size
 */
void fuzz_address(const char *data, size_t size)
{
	run_frames(address_frames, data, size);
}
