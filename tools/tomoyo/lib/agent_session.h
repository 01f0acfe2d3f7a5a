/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A connection to a client that wants access to nodes
 */

#ifndef CCS_LIB_AGENT_SESSION_H
#define CCS_LIB_AGENT_SESSION_H

#include "agent.h"
#include "node.h"
#include "peer.h"

/**
 * struct ccs_session - a connection
 * @agent: what is asked of it
 * @peer: the client
 * @node: what its handles are; without a name: nothing
 */
struct ccs_session {
	const struct ccs_agent *agent;
	struct ccs_peer peer;
	struct ccs_node node[CCS_AGENT_HANDLES];
};

int ccs_session_open(const struct ccs_session *session, struct ccs_node *node,
		     const char *name);
int ccs_session_put(const struct ccs_session *session, struct ccs_node *node,
		    char *line);
int ccs_session_processes(bool kernel, struct ccs_strbuf *text);
void ccs_session_commands(struct ccs_session *session);

#endif /* CCS_LIB_AGENT_SESSION_H */
