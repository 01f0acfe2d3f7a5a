// SPDX-License-Identifier: GPL-2.0-only
/*
 * Node that answers what policy would say
 */

#include "core/whatif.h"
#include "nodes.h"
#include "root.h"

/* Each line changes the question, so the answer is read from its start. */
static int check_line(struct ccs_session *session, const struct ccs_span *line,
		      struct ccs_reject *reject)
{
	if (!session->whatif) {
		session->whatif = ccs_env_zalloc(sizeof(*session->whatif));
		if (!session->whatif)
			return -ENOMEM;
		ccs_whatif_init(session->whatif);
	}
	/* Rewinding all of it would take the policy lock, which is held. */
	session->out_len = 0;
	session->out_pos = 0;
	session->done = false;
	return ccs_whatif_line(ccs_root_write(), session->whatif, line,
			       reject);
}

static bool print_check(struct ccs_session *session, struct ccs_emit *emit)
{
	return !session->whatif ||
	       ccs_whatif_print(ccs_root_write(), session->whatif, emit);
}

static void close_check(struct ccs_session *session)
{
	if (session->whatif)
		ccs_whatif_clear(session->whatif);
	ccs_env_free(session->whatif);
}

const struct ccs_text_node ccs_check_node = {
	.print = print_check,
	.line = check_line,
	.closed = close_check,
};
