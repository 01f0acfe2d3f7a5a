// SPDX-License-Identifier: GPL-2.0-only
/*
 * Nodes that hold policy
 */

#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "blob.h"
#include "core/manager.h"
#include "core/number.h"
#include "core/word.h"
#include "nodes.h"
#include "query.h"
#include "root.h"
#include "stat.h"

static bool print_domain(struct ccs_session *session, struct ccs_emit *emit)
{
	return ccs_domain_print(session->pin.policy, &session->domain_pos,
				emit);
}

static int domain_line(struct ccs_session *session,
		       const struct ccs_span *line, struct ccs_reject *reject)
{
	return ccs_domain_line(ccs_root_write(), &session->domain, line,
			       reject);
}

/* The identity that a task acts with, with a reference, or NULL. */
static struct ccs_ident *ident_of_pid(struct ccs_span rest)
{
	struct ccs_ident *ident = NULL;
	struct task_struct *task;
	bool global;

	rcu_read_lock();
	task = ccs_find_task(&rest, &global);
	if (task)
		ident = ccs_ident_get(ccs_ident_of(task));
	rcu_read_unlock();
	return ident;
}

static struct ccs_ident *ident_of_name(struct ccs_span rest)
{
	struct ccs_domain *domain = NULL;

	if (ccs_domainname_ok(&rest))
		domain = ccs_domain_find(ccs_root_write(), &rest);
	return domain ? ccs_ident_get(domain->ident) : NULL;
}

/* Whose request it is that waits under a number. */
static struct ccs_ident *ident_of_query(const struct ccs_span *number)
{
	u64 serial;

	return ccs_decimal_parse(number, U32_MAX, &serial) ?
		       ccs_query_ident(serial) : NULL;
}

static struct ccs_ident *find_ident(const struct ccs_span *line,
				    const struct ccs_span *what)
{
	struct ccs_span rest = *line;

	if (ccs_span_eat(&rest, "select Q="))
		return ident_of_query(&rest);
	return what->len && *what->text == '<' ? ident_of_name(*what) :
						 ident_of_pid(*line);
}

static bool is_deleted(const struct ccs_ident *ident)
{
	const struct ccs_domain *const domain =
		ccs_domain_of(ccs_root_write(), ident);

	return domain && domain->deleted;
}

static bool is_selector(const struct ccs_span *line, struct ccs_span *what)
{
	*what = *line;
	return ccs_span_eat(what, "select domain=") ||
	       ccs_span_eat(what, "select Q=") ||
	       ccs_span_eat(what, "select pid=") ||
	       ccs_span_eat(what, "select global-pid=");
}

/* Keeps the selected domain, NULL for none, for reading and for writing. */
static void select_ident(struct ccs_session *session, struct ccs_ident *ident)
{
	ccs_ident_put(session->only);
	ccs_ident_put(session->domain);
	session->only = ident;
	session->domain = ccs_ident_get(ident);
	ccs_session_rewind(session);
}

static int answer_selection(struct ccs_session *session,
			    const struct ccs_span *line, bool deleted)
{
	static const char note[] = "# This is a deleted domain.\n";
	struct ccs_emit emit = { .size = line->len + sizeof(note) + 8 };
	int err;

	emit.buf = kvmalloc(emit.size, GFP_KERNEL);
	if (!emit.buf)
		return -ENOMEM;
	ccs_emit(&emit, "# %s\n%s", line->text, deleted ? note : "");
	err = ccs_session_answer(session, emit.buf, emit.len, session->only);
	kvfree(emit.buf);
	return err;
}

/* Changes what is shown of entries, without an answer. */
static int select_view(struct ccs_session *session,
		       const struct ccs_span *line)
{
	if (ccs_span_is(line, "select stats"))
		session->hits_shown = true;
	else if (ccs_span_is(line, "select transition_only") ||
		 ccs_span_is(line, "select allow_execute"))
		session->transition_only = true;
	else
		return 0;
	ccs_session_rewind(session);
	return 1;
}

/*
 * Reading a part of the policy needs no more right than reading all of it,
 * which the node's mode grants (policy-language 8.5). The lock keeps a task's
 * domain from being collected before it is counted.
 */
static noinline int take_selection(struct ccs_session *session,
				   const struct ccs_span *line)
{
	struct ccs_ident *ident;
	struct ccs_span what;
	bool deleted;
	int err;

	if (!is_selector(line, &what))
		return select_view(session, line);
	mutex_lock(&ccs_policy_lock);
	ident = find_ident(line, &what);
	deleted = ident && is_deleted(ident);
	mutex_unlock(&ccs_policy_lock);
	select_ident(session, ident);
	err = answer_selection(session, line, deleted);
	return err ?: 1;
}

/* Asked about every line that is loaded, so most are let go at once. */
static int select_line(struct ccs_session *session,
		       const struct ccs_span *line)
{
	return line->len && *line->text == 's' ?
	       take_selection(session, line) : 0;
}

const struct ccs_text_node ccs_domain_node = {
	.print = print_domain,
	.line = domain_line,
	.part = CCS_PART_DOMAIN,
	.free_line = select_line,
	.counted = true,
};

static bool print_exception(struct ccs_session *session, struct ccs_emit *emit)
{
	return ccs_exception_node_print(session->pin.policy,
					&session->exception_pos, emit);
}

static int exception_line(struct ccs_session *session,
			  const struct ccs_span *line,
			  struct ccs_reject *reject)
{
	return ccs_exception_node_line(ccs_root_write(), line, reject);
}

const struct ccs_text_node ccs_exception_node = {
	.print = print_exception,
	.line = exception_line,
	.part = CCS_PART_EXCEPTION,
	.free_line = select_view,
	.counted = true,
};

static bool print_profile(struct ccs_session *session, struct ccs_emit *emit)
{
	return ccs_profile_node_print(session->pin.policy,
				      &session->profile_pos, emit);
}

static int profile_line(struct ccs_session *session,
			const struct ccs_span *line, struct ccs_reject *reject)
{
	return ccs_profile_node_line(ccs_root_write(), line, reject);
}

const struct ccs_text_node ccs_profile_node = {
	.print = print_profile,
	.line = profile_line,
	.part = CCS_PART_PROFILE,
	.counted = true,
};

static bool print_manager(struct ccs_session *session, struct ccs_emit *emit)
{
	return ccs_manager_print(session->pin.policy, &session->next, emit);
}

static int manager_line(struct ccs_session *session,
			const struct ccs_span *line, struct ccs_reject *reject)
{
	return ccs_manager_line(ccs_root_write(), line, reject);
}

const struct ccs_text_node ccs_manager_node = {
	.print = print_manager,
	.line = manager_line,
	.part = CCS_PART_MANAGER,
	.counted = true,
};
