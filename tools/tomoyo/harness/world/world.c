// SPDX-License-Identifier: GPL-2.0-only
/*
 * A policy behind its nodes
 */

#include "../core/emit.h"
#include "../core/manager.h"
#include "../core/namespace_text.h"
#include "world.h"

#define FIRST_SIZE 4096

const char *const world_node_names[WORLD_NODE_COUNT] = {
#define X(id, name) [WORLD_##id] = name,
	WORLD_NODES(X)
#undef X
};

static void *allocate(size_t size)
{
	void *const ptr = calloc(1, size);

	if (!ptr)
		ccs_env_die("no memory for a test", __FILE__, __LINE__);
	return ptr;
}

/**
 * world_new - make the policy that a system starts with
 * @dialects: mask of the dialects that lines may be written in
 *
 * Return: the world.
 */
struct world *world_new(u8 dialects)
{
	struct world *const world = allocate(sizeof(*world));

	mutex_lock(&ccs_policy_lock);
	if (ccs_policy_init(&world->policy))
		ccs_env_die("no memory for a policy", __FILE__, __LINE__);
	mutex_unlock(&ccs_policy_lock);
	world->policy.dialects = dialects;
	return world;
}

/**
 * world_free - free a policy; ends the program if something of it is left
 * @world: the world, NULL is ignored
 */
void world_free(struct world *world)
{
	if (!world)
		return;
	mutex_lock(&ccs_policy_lock);
	ccs_ident_put(world->cursor);
	ccs_policy_exit(&world->policy);
	mutex_unlock(&ccs_policy_lock);
	if (atomic_long_read(&world->policy.mem.used))
		ccs_env_die("policy memory is left", __FILE__, __LINE__);
	free(world->line);
	free(world);
}

static int take(struct world *world, enum world_node node,
		const struct ccs_span *line)
{
	struct ccs_policy *const policy = &world->policy;
	struct ccs_reject *const reject = &world->reject;

	switch (node) {
	case WORLD_DOMAIN:
		return ccs_domain_line(policy, &world->cursor, line, reject);
	case WORLD_EXCEPTION:
		return ccs_exception_node_line(policy, line, reject);
	case WORLD_PROFILE:
		return ccs_profile_node_line(policy, line, reject);
	default:
		return ccs_manager_line(policy, line, reject);
	}
}

/**
 * world_stage - bring a line to where world_commit() finds it
 * @world: the world
 * @line: the line, as a user would write it
 *
 * The line is copied into memory of exactly its size, so that reading beyond
 * its end is found.
 */
void world_stage(struct world *world, const struct ccs_span *line)
{
	free(world->line);
	world->line = allocate(line->len + 1);
	if (line->len)
		memcpy(world->line, line->text, line->len);
	world->staged = line->len;
}

/**
 * world_commit - write the line that was staged
 * @world: the world
 * @node: where to
 *
 * Return: what core said; 0 for an empty line, which never reaches core.
 */
int world_commit(struct world *world, enum world_node node)
{
	const struct ccs_span span = {
		.text = world->line,
		.len = ccs_line_normalise(world->line, world->staged),
	};
	int err;

	world->reject = (struct ccs_reject){};
	if (!span.len)
		return 0;
	mutex_lock(&ccs_policy_lock);
	err = take(world, node, &span);
	mutex_unlock(&ccs_policy_lock);
	return err;
}

/**
 * world_line - write a line
 * @world: the world
 * @node: where to
 * @line: the line, as a user would write it
 *
 * Return: as world_commit().
 */
int world_line(struct world *world, enum world_node node,
	       const struct ccs_span *line)
{
	world_stage(world, line);
	return world_commit(world, node);
}

/**
 * world_text - write a line that is a string
 * @world: the world
 * @node: where to
 * @line: the line
 *
 * Return: as world_line().
 */
int world_text(struct world *world, enum world_node node, const char *line)
{
	const struct ccs_span span = ccs_span_of(line);

	return world_line(world, node, &span);
}

/**
 * struct reading - a reader of a node
 * @domain: position in domain policy
 * @exception: position in exception policy
 * @profile: position in profiles
 * @manager: position in managers
 */
struct reading {
	struct ccs_domain_pos domain;
	struct ccs_exception_pos exception;
	struct ccs_profile_node_pos profile;
	struct ccs_place manager;
};

static bool print_some(const struct ccs_policy *policy, enum world_node node,
		       struct reading *reading, struct ccs_emit *emit)
{
	switch (node) {
	case WORLD_DOMAIN:
		return ccs_domain_print(policy, &reading->domain, emit);
	case WORLD_EXCEPTION:
		return ccs_exception_node_print(policy, &reading->exception,
						emit);
	case WORLD_PROFILE:
		return ccs_profile_node_print(policy, &reading->profile,
					      emit);
	default:
		return ccs_manager_print(policy, &reading->manager, emit);
	}
}

/**
 * world_print - read a whole node
 * @world: the world
 * @node: the node
 *
 * Return: its text, which the caller frees.
 */
char *world_print(struct world *world, enum world_node node)
{
	struct reading reading = {};
	size_t size = FIRST_SIZE, len = 0;
	char *text = allocate(size);
	bool done;

	mutex_lock(&ccs_policy_lock);
	do {
		struct ccs_emit emit = { .buf = text + len,
					 .size = size - len };

		done = print_some(&world->policy, node, &reading, &emit);
		len += emit.len;
		if (!done) {
			size *= 2;
			text = realloc(text, size);
			if (!text)
				ccs_env_die("no memory for a test", __FILE__,
					    __LINE__);
		}
	} while (!done);
	mutex_unlock(&ccs_policy_lock);
	text[len] = '\0';
	return text;
}

/**
 * world_image - read every node
 * @world: the world
 * @image: filled in; the caller frees what it holds by world_image_free()
 */
void world_image(struct world *world, struct world_image *image)
{
	int node;

	for (node = 0; node < WORLD_NODE_COUNT; node++)
		image->text[node] = world_print(world, node);
}

/* The line of a text that an offset is in. */
static struct ccs_span line_at(const char *text, size_t offset)
{
	const char *start = text + offset;

	while (start > text && start[-1] != '\n')
		start--;
	return (struct ccs_span){ start, strcspn(start, "\n") };
}

static void say_difference(const char *a, const char *b)
{
	size_t same = 0;
	struct ccs_span lines[2];

	while (a[same] && a[same] == b[same])
		same++;
	lines[0] = line_at(a, same);
	lines[1] = line_at(b, same);
	printf("    first: %.*s\n    then:  %.*s\n", (int)lines[0].len,
	       lines[0].text, (int)lines[1].len, lines[1].text);
}

/**
 * world_image_same - do two worlds show the same?
 * @a: what one showed
 * @b: what the other showed
 *
 * Return: true if they do; else the first line that differs is printed.
 */
bool world_image_same(const struct world_image *a, const struct world_image *b)
{
	int node;

	for (node = 0; node < WORLD_NODE_COUNT; node++)
		if (strcmp(a->text[node], b->text[node])) {
			say_difference(a->text[node], b->text[node]);
			return false;
		}
	return true;
}

/**
 * world_image_free - free what an image holds
 * @image: the image
 */
void world_image_free(struct world_image *image)
{
	int node;

	for (node = 0; node < WORLD_NODE_COUNT; node++)
		free(image->text[node]);
}

static int heading_of(const struct ccs_span *line)
{
	const struct ccs_span name = { line->text + 1, line->len - 1 };
	int node;

	for (node = 0; node < WORLD_NODE_COUNT; node++)
		if (ccs_span_is(&name, world_node_names[node]))
			return node;
	return -1;
}

/**
 * world_walk - walk the lines of a policy file
 * @text: the file; ``@NODE`` on a line of its own heads a section
 * @node: where lines before the first heading go, -1 for nowhere
 * @take: called for each line that is not empty
 * @user: for @take
 *
 * Return: false if @take ended the walk.
 */
bool world_walk(const struct ccs_span *text, int node, world_take_fn take,
		void *user)
{
	struct ccs_span rest = *text, line;

	while (ccs_span_split(&rest, '\n', &line)) {
		const int heading = line.len && *line.text == '@' ?
				    heading_of(&line) : -1;

		if (heading >= 0)
			node = heading;
		else if (node >= 0 && line.len && !take(user, node, &line))
			return false;
	}
	return true;
}

/**
 * world_lines - walk the lines that a node shows
 * @text: what it shows; there are no headings, and a manager may look like one
 * @node: the node
 * @take: called for each line that is not empty
 * @user: for @take
 *
 * Return: false if @take ended the walk.
 */
bool world_lines(const struct ccs_span *text, enum world_node node,
		 world_take_fn take, void *user)
{
	struct ccs_span rest = *text, line;

	while (ccs_span_split(&rest, '\n', &line))
		if (line.len && !take(user, node, &line))
			return false;
	return true;
}

static const char *judge_refusal(const struct world *world, int err)
{
	const struct ccs_span *const word = &world->reject.word;

	if (err != -EINVAL)
		return "the error is not EINVAL";
	if (!world->reject.why || !*world->reject.why)
		return "a line was refused without a reason";
	if (word->len && (word->text < world->line ||
			  word->text + word->len >
			  world->line + strlen(world->line)))
		return "the refused word is not one of the line";
	return NULL;
}

/**
 * world_try - write a line that may be refused
 * @world: the world
 * @node: where to
 * @line: the line
 * @err: what core said
 *
 * Return: NULL, or what is wrong about how it was refused: that takes a reason
 * and changes nothing that can be seen or counted.
 */
const char *world_try(struct world *world, enum world_node node,
		      const struct ccs_span *line, int *err)
{
	const long used = atomic_long_read(&world->policy.mem.used);
	struct world_image before, after;
	const char *wrong;

	world_image(world, &before);
	*err = world_line(world, node, line);
	wrong = *err ? judge_refusal(world, *err) : NULL;
	if (*err && !wrong) {
		world_image(world, &after);
		if (!world_image_same(&before, &after))
			wrong = "a refused line changed the policy";
		else if (atomic_long_read(&world->policy.mem.used) != used)
			wrong = "a refused line changed the memory in use";
		world_image_free(&after);
	}
	world_image_free(&before);
	return wrong;
}
