// SPDX-License-Identifier: GPL-2.0-only
/*
 * A policy, saved and loaded again
 */

#include "../core/namespace.h"
#include "world.h"

static bool take_back(void *user, enum world_node node,
		      const struct ccs_span *line)
{
	struct ccs_span undo;
	char *text;
	int err;

	if (asprintf(&text, "delete %.*s", (int)line->len, line->text) < 0)
		ccs_env_die("no memory for a test", __FILE__, __LINE__);
	undo = ccs_span_of(text);
	err = world_line(user, node, &undo);
	free(text);
	return !err;
}

/* Profiles show every namespace, if there are several. */
static bool take_namespace(void *user, enum world_node node,
			   const struct ccs_span *line)
{
	struct world *const world = user;
	struct ccs_span rest = *line, word;
	struct ccs_ns *ns;

	if (*line->text != '<')
		return true;
	ccs_span_word(&rest, &word);
	mutex_lock(&ccs_policy_lock);
	ns = ccs_ns_get(&world->policy, &word);
	if (ns)
		ccs_ns_settle(&world->policy, ns, true);
	mutex_unlock(&ccs_policy_lock);
	return ns;
}

/* Says what it refuses: the caller can only say that something was. */
static bool take_line(void *user, enum world_node node,
		      const struct ccs_span *line)
{
	struct world *const world = user;

	if (!world_line(world, node, line))
		return true;
	printf("    %s refuses what it printed: %.*s: %s\n",
	       world_node_names[node], (int)line->len, line->text,
	       world->reject.why ? world->reject.why : "no reason");
	return false;
}

/**
 * world_reload - make a policy from what another one showed
 * @image: what it showed
 *
 * What every policy starts with is taken away first: the other one may have
 * lost it. Groups come before the entries that name them only by the order
 * of nodes, which is how the loader writes them. Namespaces get their order,
 * which is that of the lines that mentioned them first, and means nothing.
 *
 * Return: the world, or NULL if it refuses a line.
 */
struct world *world_reload(const struct world_image *image)
{
	struct world *const world = world_new(CCS_DIALECTS);
	char *const builtin = world_print(world, WORLD_EXCEPTION);
	struct ccs_span text = ccs_span_of(builtin);
	bool good = world_lines(&text, WORLD_EXCEPTION, take_back, world);
	int node;

	free(builtin);
	text = ccs_span_of(image->text[WORLD_PROFILE]);
	good = good && world_lines(&text, WORLD_PROFILE, take_namespace, world);
	for (node = 0; good && node < WORLD_NODE_COUNT; node++) {
		text = ccs_span_of(image->text[node]);
		good = world_lines(&text, node, take_line, world);
	}
	if (good)
		return world;
	world_free(world);
	return NULL;
}

/**
 * world_reload_differs - save and load again
 * @world: the world
 * @differs: what else to compare with what was loaded, NULL for nothing
 *
 * Return: NULL if that gives the same policy, else what went wrong.
 */
const char *world_reload_differs(struct world *world, world_differs_fn differs)
{
	struct world_image before, after;
	const char *wrong = NULL;
	struct world *copy;

	world_image(world, &before);
	copy = world_reload(&before);
	if (!copy) {
		wrong = "what was printed is refused";
	} else {
		world_image(copy, &after);
		if (!world_image_same(&before, &after))
			wrong = "what was printed reads as something else";
		else if (differs)
			wrong = differs(world, copy);
		world_image_free(&after);
		world_free(copy);
	}
	world_image_free(&before);
	return wrong;
}
