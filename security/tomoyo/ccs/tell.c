// SPDX-License-Identifier: GPL-2.0-only
/*
 * What tracepoints are told
 */

#include <linux/slab.h>

#include "core/learn.h"
#include "tell.h"

#define CREATE_TRACE_POINTS
#include "trace.h"

/* A trace never keeps more of one event. */
#define TEXT_MAX 4096

static const char no_domain[] = "?";

static const char *name_of(const struct ccs_ident *ident)
{
	return ident ? ident->name->text : no_domain;
}

/*
 * The request as audit records show it, for kvfree(). One that is too long for
 * a trace is cut.
 */
static char *print(const struct ccs_check *check)
{
	struct ccs_emit emit = { .size = ccs_request_size(&check->request) };

	emit.buf = ccs_check_alloc(check, emit.size);
	if (!emit.buf)
		return NULL;
	ccs_request_print(&emit, &check->request);
	if (emit.len >= TEXT_MAX)
		emit.buf[TEXT_MAX] = '\0';
	return emit.buf;
}

/**
 * ccs_tell_check - trace a request that was judged
 * @check: the request, with its verdict
 *
 * Context: Any but NMI if @check is atomic, else may sleep.
 */
void ccs_tell_check(const struct ccs_check *check)
{
	char *request;

	if (!trace_ccs_check_enabled())
		return;
	request = print(check);
	if (!request)
		return;
	trace_ccs_check(name_of(check->ident), request, check->verdict.profile,
			ccs_mode_names[check->verdict.mode],
			check->verdict.granted);
	kvfree(request);
}

/**
 * ccs_tell_verdict - trace a request if it is denied
 * @check: the request, with its verdict
 * @err: what its caller is told; not negative if it may go on, or is judged
 *	again
 *
 * Context: Any but NMI if @check is atomic, else may sleep.
 * Return: @err.
 */
int ccs_tell_verdict(const struct ccs_check *check, int err)
{
	char *request;

	if (err >= 0 || !trace_ccs_deny_enabled())
		return err;
	request = print(check);
	if (!request)
		return err;
	trace_ccs_deny(name_of(check->ident), request, check->verdict.profile,
		       err);
	kvfree(request);
	return err;
}

/**
 * ccs_tell_transition - trace that the current thread changes its domain
 * @from: where it was, or NULL
 * @to: where it is
 *
 * Context: Any.
 */
void ccs_tell_transition(const struct ccs_ident *from,
			 const struct ccs_ident *to)
{
	if (from != to)
		trace_ccs_transition(name_of(from), name_of(to));
}

/**
 * ccs_policy_traced - is ccs_tell_policy() of use?
 *
 * Context: Any.
 * Return: true if somebody traces changes of policy.
 */
bool ccs_policy_traced(void)
{
	return trace_ccs_policy_enabled();
}

/**
 * ccs_tell_policy - trace a change of policy
 * @change: what happened
 * @edition: moved by commits and written lines; 0 if there is none
 * @generation: moved by every change; 0 if there is none
 *
 * Context: Any.
 */
void ccs_tell_policy(enum ccsecurity_policy_change change, u64 edition,
		     u64 generation)
{
	static const char *const names[] = {
		[CCSECURITY_POLICY_CHANGE_LINES] = "lines",
		[CCSECURITY_POLICY_CHANGE_ACTIVATED] = "activated",
		[CCSECURITY_POLICY_CHANGE_REFUSED] = "refused",
		[CCSECURITY_POLICY_CHANGE_COMMITTED] = "committed",
		[CCSECURITY_POLICY_CHANGE_ARMED] = "armed",
		[CCSECURITY_POLICY_CHANGE_CONFIRMED] = "confirmed",
		[CCSECURITY_POLICY_CHANGE_ROLLED_BACK] = "rolled-back",
	};

	trace_ccs_policy(names[change], edition, generation);
}

/**
 * ccs_tell_query - trace a query
 * @serial: its number
 * @retry: how often its request was judged again
 * @state: what became of it
 *
 * Context: Any.
 */
void ccs_tell_query(u32 serial, u32 retry, enum ccsecurity_query_state state)
{
	static const char *const names[] = {
		[CCSECURITY_QUERY_STATE_RAISED] = "raised",
		[CCSECURITY_QUERY_STATE_GRANTED] = "granted",
		[CCSECURITY_QUERY_STATE_REFUSED] = "refused",
		[CCSECURITY_QUERY_STATE_RETRIED] = "retried",
		[CCSECURITY_QUERY_STATE_EXPIRED] = "expired",
	};

	trace_ccs_query(serial, retry, names[state]);
}
