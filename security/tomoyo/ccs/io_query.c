// SPDX-License-Identifier: GPL-2.0-only
/*
 * The node by which requests that wait are answered
 */

#include "core/number.h"
#include "core/word.h"
#include "manage.h"
#include "nodes.h"
#include "query.h"

/* One request at a time, with a NUL behind it (interface 6.2). */
static bool print_query(struct ccs_session *session, struct ccs_emit *emit)
{
	struct ccs_query *const query = ccs_query_next(session->query_pos);

	if (!query)
		return true;
	ccs_emit(emit, "Q%u-%u\n", (u32)query->serial, query->retry);
	ccs_emit_bytes(emit, query->text, query->len);
	ccs_emit_bytes(emit, "", 1);
	if (ccs_emit_commit(emit, 0))
		session->query_pos = query->serial + 1;
	ccs_query_put(query);
	return false;
}

/* Whatever is written shows that the supervisor is still there. */
static int query_line(struct ccs_session *session, const struct ccs_span *line,
		      struct ccs_reject *reject)
{
	struct ccs_span rest = *line, number;
	u64 serial, answer;

	ccs_query_keep_alive();
	if (!ccs_span_eat(&rest, "A") || !ccs_span_split(&rest, '=', &number) ||
	    !ccs_decimal_parse(&number, U32_MAX, &serial) ||
	    !ccs_decimal_parse(&rest, U64_MAX, &answer))
		return ccs_reject(reject, line, "not an answer");
	if (!ccs_query_answer(serial, answer))
		return ccs_reject(reject, &number, "no such request waits");
	return 0;
}

/* An empty line, as supervisors write that have nothing to say. */
static int keep_alive(struct ccs_session *session, const struct ccs_span *line)
{
	if (line->len)
		return 0;
	if (!session->opener_manages || !ccs_may_manage())
		return -EPERM;
	ccs_query_keep_alive();
	return 1;
}

static void close_query(struct ccs_session *session)
{
	ccs_query_close();
}

const struct ccs_text_node ccs_query_node = {
	.opened = ccs_query_open,
	.closed = close_query,
	.poll = ccs_query_poll,
	.print = print_query,
	.line = query_line,
	.free_line = keep_alive,
	.restarts = true,
};
