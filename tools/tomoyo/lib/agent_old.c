// SPDX-License-Identifier: GPL-2.0-only
/*
 * Access to nodes for another machine: the protocol of 1.8
 */

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "agent_session.h"

/* Milliseconds until a node that gave nothing is looked at again. */
#define PAUSE 100

#define RECORD_ROOM 65536

static bool send_end(struct ccs_session *session)
{
	return ccs_peer_send(&session->peer, "", 1);
}

/**
 * struct stream - a node on its way to a client
 * @node: the node
 * @line: the line that the client is sending
 * @wanted: the client waits for a record
 * @ready: the node may have one
 * @empty: it had none just now
 */
struct stream {
	struct ccs_node node;
	struct ccs_strbuf line;
	bool wanted;
	bool ready;
	bool empty;
};

/* Return: false if that is too much. */
static bool take_byte(struct ccs_session *session, struct stream *stream,
		      int byte)
{
	const char c = byte;

	if (byte != '\n') {
		ccs_strbuf_add(&stream->line, &c, 1);
		return stream->line.len < CCS_AGENT_LINE_MAX;
	}
	ccs_strbuf_puts(&stream->line, "");
	/* This protocol has no way to tell. */
	ccs_session_put(session, &stream->node, stream->line.text);
	stream->line.len = 0;
	return true;
}

static bool send_all(struct ccs_session *session, struct ccs_node *node)
{
	struct ccs_strbuf text = {};

	ccs_node_rest(node, &text);
	ccs_peer_send(&session->peer, text.text, text.len);
	ccs_strbuf_free(&text);
	return send_end(session);
}

/* What isn't a NUL is written to the node; at each NUL that is read. */
static void serve_node(struct ccs_session *session, struct stream *stream)
{
	int byte;

	while ((byte = ccs_peer_byte(&session->peer)) >= 0)
		if (byte ? !take_byte(session, stream, byte) :
			   !send_all(session, &stream->node))
			return;
}

/* Takes all that came from the client already. Return: false at its end. */
static bool listen_to(struct ccs_session *session, struct stream *stream)
{
	do {
		const int byte = ccs_peer_byte(&session->peer);

		if (byte < 0 || (byte && !take_byte(session, stream, byte)))
			return false;
		stream->wanted |= !byte;
	} while (session->peer.at < session->peer.len);
	return true;
}

/* Return: bytes of a record that was sent, 0 if there was none. */
static ssize_t send_record(struct ccs_session *session, struct ccs_node *node)
{
	struct ccs_strbuf text = {};
	ssize_t n;

	do {
		char *const end = ccs_strbuf_reserve(&text, RECORD_ROOM);

		n = read(node->fd, end, RECORD_ROOM);
		if (n > 0)
			text.len += n;
	} while (n > 0 && text.text[text.len - 1]);
	n = text.len;
	if (n) {
		ccs_peer_send(&session->peer, text.text, n);
		if (text.text[n - 1])
			send_end(session);
	}
	ccs_strbuf_free(&text);
	return n;
}

/* Waits for the client, and for the node if something is wanted of it. */
static bool wait_for(struct ccs_session *session, struct stream *stream,
		     bool wanted, bool *heard)
{
	struct pollfd fds[] = {
		{ .fd = session->peer.in, .events = POLLIN },
		{ .fd = wanted && !stream->empty ? stream->node.fd : -1,
		  .events = POLLIN },
	};
	const int n = poll(fds, 2, wanted && stream->empty ? PAUSE : -1);

	*heard = n > 0 && fds[0].revents;
	stream->ready = n > 0 && fds[1].revents;
	stream->empty = false;
	return n >= 0 || errno == EINTR;
}

/*
 * The client is listened to all the time: it answers, and when it is gone
 * nothing may wait for it.
 */
static void serve_records(struct ccs_session *session, struct stream *stream,
			  bool on_request)
{
	/* It may have said something behind its request. */
	bool heard = session->peer.at < session->peer.len;

	stream->ready = true;
	do {
		if (heard && !listen_to(session, stream))
			return;
		if (stream->ready && (!on_request || stream->wanted)) {
			stream->empty = !send_record(session, &stream->node);
			stream->wanted = stream->empty;
		}
	} while (!session->peer.lost &&
		 wait_for(session, stream, !on_request || stream->wanted,
			  &heard));
}

static void serve_processes(struct ccs_session *session, bool kernel)
{
	struct ccs_strbuf text = {};

	send_end(session);
	ccs_session_processes(kernel, &text);
	ccs_peer_send(&session->peer, text.text, text.len);
	send_end(session);
	ccs_strbuf_free(&text);
}

static void serve_stream(struct ccs_session *session, const char *name,
			 const char *how)
{
	struct stream stream = {};

	if (ccs_session_open(session, &stream.node, name))
		return;
	send_end(session);
	if (!how)
		serve_node(session, &stream);
	else
		serve_records(session, &stream, !strcmp(how, "query"));
	ccs_node_close(&stream.node);
	ccs_strbuf_free(&stream.line);
}

static void serve(struct ccs_session *session, const char *request)
{
	const char *const slash = strrchr(request, '/');
	const char *const name = slash ? slash + 1 : request;

	if (!strcmp(request, CCS_AGENT_REQUEST)) {
		send_end(session);
		ccs_session_commands(session);
	} else if (!strcmp(request, "proc:query")) {
		serve_stream(session, "query", "query");
	} else if (!strcmp(request, "proc:audit")) {
		serve_stream(session, "audit", "audit");
	} else if (!strcmp(request, "proc:process_status") ||
		   !strcmp(request, "proc:all_process_status")) {
		serve_processes(session, request[5] == 'a');
	} else {
		serve_stream(session, name, NULL);
	}
}

/**
 * ccs_agent_serve - serve a client until it leaves
 * @agent: the connection
 */
void ccs_agent_serve(const struct ccs_agent *agent)
{
	struct ccs_session session = {
		.agent = agent, .peer = { .in = agent->in, .out = agent->out },
	};
	char request[1024];
	size_t i;

	if (!ccs_peer_until(&session.peer, '\0', request, sizeof(request)))
		return;
	if (agent->tell)
		agent->tell(request);
	serve(&session, request);
	for (i = 0; i < CCS_AGENT_HANDLES; i++) {
		if (!session.node[i].name)
			continue;
		free((char *)session.node[i].name);
		ccs_node_close(&session.node[i]);
	}
}
