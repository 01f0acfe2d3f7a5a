/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A policy behind its nodes
 *
 * What a user sees of a policy: nodes that take lines and show text. Programs
 * of the harness reach core through here, so that a change of how lines are
 * fed and printed is made once.
 */

#ifndef CCS_HARNESS_WORLD_H
#define CCS_HARNESS_WORLD_H

#include "../core/domain.h"
#include "../core/env.h"
#include "../core/policy.h"
#include "../core/span.h"
#include "../core/word.h"

/* X(identifier, heading in a file of several nodes) */
#define WORLD_NODES(X)				\
	X(EXCEPTION, "exception_policy")	\
	X(PROFILE, "profile")			\
	X(MANAGER, "manager")			\
	X(DOMAIN, "domain_policy")

enum world_node {
#define X(id, name) WORLD_##id,
	WORLD_NODES(X)
#undef X
	WORLD_NODE_COUNT
};

/**
 * struct world - a policy and somebody who writes to its nodes
 * @policy: the policy
 * @cursor: the domain that lines go to
 * @reject: why the last line was refused; valid until the next line
 * @line: the last line, normalised; @reject points into it
 * @staged: its length before that
 */
struct world {
	struct ccs_policy policy;
	struct ccs_ident *cursor;
	struct ccs_reject reject;
	char *line;
	size_t staged;
};

/**
 * struct world_image - what all nodes show
 * @text: by enum world_node
 */
struct world_image {
	char *text[WORLD_NODE_COUNT];
};

/* Takes one line of a text; ends the walk by returning false. */
typedef bool (*world_take_fn)(void *user, enum world_node node,
			      const struct ccs_span *line);

/* Says what differs between a world and one that was made of its nodes. */
typedef const char *(*world_differs_fn)(const struct world *world,
					const struct world *copy);

extern const char *const world_node_names[WORLD_NODE_COUNT];

struct world *world_new(u8 dialects);
void world_free(struct world *world);
void world_stage(struct world *world, const struct ccs_span *line);
int world_commit(struct world *world, enum world_node node);
int world_line(struct world *world, enum world_node node,
	       const struct ccs_span *line);
int world_text(struct world *world, enum world_node node, const char *line);
char *world_print(struct world *world, enum world_node node);
void world_image(struct world *world, struct world_image *image);
bool world_image_same(const struct world_image *a,
		      const struct world_image *b);
void world_image_free(struct world_image *image);
bool world_lines(const struct ccs_span *text, enum world_node node,
		 world_take_fn take, void *user);
bool world_walk(const struct ccs_span *text, int node, world_take_fn take,
		void *user);
const char *world_try(struct world *world, enum world_node node,
		      const struct ccs_span *line, int *err);
struct world *world_reload(const struct world_image *image);
const char *world_reload_differs(struct world *world, world_differs_fn differs);

#endif /* CCS_HARNESS_WORLD_H */
