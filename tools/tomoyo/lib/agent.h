/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Access to nodes for another machine: the side that has them
 *
 * A client sends a request and a NUL; the answer to one that is understood is a
 * NUL, to any other that the connection ends. The request CCS_AGENT_REQUEST is
 * ours and begins a conversation of commands, each of which is answered:
 *
 *	open HANDLE NODE	opens a node; handles are 0 to 15
 *	put HANDLE BYTES	writes a line, whose BYTES follow
 *	read HANDLE		reads to the end
 *	close HANDLE
 *	get NODE		reads all of a node
 *	ask NODE BYTES		writes a line, whose BYTES follow, and reads
 *	processes		lists processes, in the form of 1.8
 *	all_processes		kernel threads too
 *
 * The answer is ERRNO BYTES and a newline, then the BYTES; after a line that
 * was refused they are the kernel's reason. Anything else ends the connection.
 *
 * Other requests are those of 1.8's protocol, for its clients: the name of a
 * node, proc:query, proc:audit, proc:process_status, proc:all_process_status.
 */

#ifndef CCS_LIB_AGENT_H
#define CCS_LIB_AGENT_H

#include <stdbool.h>
#include <stddef.h>

#define CCS_AGENT_REQUEST "ccs2"
#define CCS_AGENT_HANDLES 16
#define CCS_AGENT_COMMAND_MAX 128
#define CCS_AGENT_LINE_MAX 1048576

/**
 * struct ccs_agent - a connection
 * @in: where requests come from
 * @out: where answers go to; may be the same
 * @readonly: refuse what changes policy, and to answer requests that wait
 * @tell: called with each request, for people; may be NULL
 */
struct ccs_agent {
	int in;
	int out;
	bool readonly;
	void (*tell)(const char *request);
};

void ccs_agent_serve(const struct ccs_agent *agent);

#endif /* CCS_LIB_AGENT_H */
