// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy that is part of the kernel image
 */

#include <linux/init.h>
#include <linux/mutex.h>

#include "builtin.h"
#include "common.h"
#include "core/domain.h"
#include "core/word.h"
#include "nodes.h"
#include "root.h"

/* Made by the Makefile: a string for each file that Kconfig names. */
#include "builtin_text.h"

/**
 * struct text - one built-in file
 * @name: the node that it would be written to
 * @node: what takes its lines
 * @text: all of it; lines are ended in place
 */
struct text {
	const char *name;
	const struct ccs_text_node *node;
	char *text;
};

/* As a loader would: what others refer to comes first (semantics 2.6). */
static const struct text texts[] __initconst = {
	{ "profile", &ccs_profile_node, builtin_profile },
	{ "exception_policy", &ccs_exception_node, builtin_exception_policy },
	{ "domain_policy", &ccs_domain_node, builtin_domain_policy },
	{ "manager", &ccs_manager_node, builtin_manager },
	{ "stat", &ccs_stat_node, builtin_stat },
};

/* A line that is refused takes nothing else with it, but is not silent. */
static void __init take_line(const struct text *text,
			     struct ccs_session *session, unsigned int number,
			     char *line, size_t len)
{
	struct ccs_reject reject = {};
	struct ccs_span span = { .text = line };

	span.len = ccs_line_normalise(line, len);
	if (!span.len || *line == '#')
		return;
	if (text->node->line(session, &span, &reject))
		pr_err("built-in %s:%u: %.*s: %s\n", text->name, number,
		       (int)reject.word.len, reject.word.text ?: "",
		       reject.why ?: "no memory for it");
	/* Nobody enters a domain before all of it is there. */
	ccs_domain_settle(ccs_root_write(), session->domain);
}

static void __init load_text(const struct text *text)
{
	struct ccs_session session = { .node = text->node };
	char *line = text->text;
	unsigned int number;
	size_t len;

	for (number = 1; *line; number++, line += len + 1) {
		len = strcspn(line, "\n");
		take_line(text, &session, number, line, len);
	}
	ccs_ident_put(session.domain);
}

/**
 * ccs_builtin_load - take the policy that is part of the kernel image
 *
 * As if somebody had written it to the nodes before anything else.
 *
 * Context: May sleep.
 */
void __init ccs_builtin_load(void)
{
	size_t i;

	mutex_lock(&ccs_policy_lock);
	for (i = 0; i < ARRAY_SIZE(texts); i++)
		load_text(&texts[i]);
	mutex_unlock(&ccs_policy_lock);
}
