// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy that is written aside and put in force at once
 */

#include <linux/pid.h>
#include <linux/slab.h>

#include "core/limits.h"
#include "core/part.h"
#include "learned.h"
#include "retire.h"
#include "root.h"
#include "session.h"
#include "stat.h"
#include "transaction.h"

/* Those that are open; under ccs_change_lock. */
static struct {
	struct list_head list;
	int count;
} transactions = { .list = LIST_HEAD_INIT(transactions.list) };

static struct ccs_transaction *find(const struct ccs_span *name)
{
	struct ccs_transaction *tx;

	list_for_each_entry(tx, &transactions.list, node)
		if (name->len && ccs_span_is(name, tx->name))
			return tx;
	return NULL;
}

static struct ccs_transaction *create(const struct ccs_session *session,
				      const struct ccs_span *name)
{
	struct ccs_transaction *const tx = kzalloc(sizeof(*tx), GFP_KERNEL);

	if (!tx)
		return NULL;
	tx->policy = ccs_root_new();
	if (!tx->policy) {
		kfree(tx);
		return NULL;
	}
	memcpy(tx->name, name->text, name->len);
	tx->opener = get_pid(session->opener);
	mutex_lock(&ccs_policy_lock);
	tx->learned = ccs_learned_watch();
	mutex_unlock(&ccs_policy_lock);
	list_add_tail(&tx->node, &transactions.list);
	WRITE_ONCE(transactions.count, transactions.count + 1);
	return tx;
}

/**
 * ccs_transaction_finish - end a transaction
 * @tx: an open one
 * @state: what became of it
 *
 * Sessions that take part notice with their next line.
 *
 * Context: ccs_change_lock held; may sleep.
 */
void ccs_transaction_finish(struct ccs_transaction *tx,
			    enum ccs_transaction_state state)
{
	if (tx->policy)
		ccs_retire(tx->policy);
	tx->policy = NULL;
	tx->state = state;
	list_del(&tx->node);
	WRITE_ONCE(transactions.count, transactions.count - 1);
	mutex_lock(&ccs_policy_lock);
	ccs_learned_unwatch();
	mutex_unlock(&ccs_policy_lock);
}

static void forget_domain(struct ccs_session *session)
{
	ccs_ident_put(session->domain);
	session->domain = NULL;
}

/**
 * ccs_transaction_leave - have a session take part in no transaction
 * @session: the session
 *
 * Context: ccs_change_lock and the session's lock held.
 */
void ccs_transaction_leave(struct ccs_session *session)
{
	struct ccs_transaction *const tx = session->transaction;

	if (!tx)
		return;
	session->transaction = NULL;
	forget_domain(session);
	if (--tx->sessions)
		return;
	put_pid(tx->opener);
	kvfree(tx->why);
	kfree(tx);
}

/**
 * ccs_transaction_of - what a session takes part in
 * @session: the session
 *
 * Context: ccs_change_lock and the session's lock held.
 * Return: the transaction, open or discarded; NULL if there is none, or if it
 * was committed, since then the session is done with it.
 */
struct ccs_transaction *ccs_transaction_of(struct ccs_session *session)
{
	if (session->transaction &&
	    session->transaction->state == CCS_TRANSACTION_COMMITTED)
		ccs_transaction_leave(session);
	return session->transaction;
}

static void join(struct ccs_transaction *tx, struct ccs_session *session)
{
	tx->parts |= BIT(session->node->part);
	tx->sessions++;
	session->transaction = tx;
	session->written = 0;
	forget_domain(session);
}

static const char *why_not(const struct ccs_transaction *tx,
			   const struct ccs_session *session)
{
	if (!tx && transactions.count == CCS_TRANSACTION_MAX)
		return "4 transactions are open already";
	if (tx && tx->opener != session->opener)
		return "another process has a transaction of this name";
	if (tx && tx->parts & BIT(session->node->part))
		return "this node takes part already";
	return NULL;
}

/**
 * ccs_transaction_begin - have a session take part in a transaction
 * @session: the session, which takes part in none
 * @name: of the transaction; a new one if there is none or if this is empty
 * @why: why it can't, if it can't
 *
 * Context: ccs_change_lock and the session's lock held; may sleep.
 * Return: 0, -EBUSY or -ENOMEM.
 */
int ccs_transaction_begin(struct ccs_session *session,
			  const struct ccs_span *name, const char **why)
{
	struct ccs_transaction *tx = find(name);

	*why = why_not(tx, session);
	if (*why)
		return -EBUSY;
	if (!tx)
		tx = create(session, name);
	if (!tx) {
		*why = "no memory for it";
		return -ENOMEM;
	}
	join(tx, session);
	return 0;
}

/**
 * ccs_transaction_close - a session ends
 * @session: the session
 *
 * Who closes a node without having committed does not want what it wrote.
 *
 * Context: May sleep.
 */
void ccs_transaction_close(struct ccs_session *session)
{
	if (!session->transaction)
		return;
	mutex_lock(&ccs_change_lock);
	if (session->transaction->state == CCS_TRANSACTION_OPEN)
		ccs_transaction_finish(session->transaction,
				       CCS_TRANSACTION_DISCARDED);
	ccs_transaction_leave(session);
	mutex_unlock(&ccs_change_lock);
}

/* The first line that was refused is what a commit fails for. */
static void keep_why(const struct ccs_session *session,
		     const struct ccs_reject *reject)
{
	struct ccs_transaction *const tx = session->transaction;
	const char *const why = reject->why ?: "no memory for it";
	struct ccs_emit emit = { .size = reject->word.len + strlen(why) + 64 };

	if (tx->why)
		return;
	emit.buf = kvmalloc(emit.size, GFP_KERNEL);
	tx->failed = true;
	if (!emit.buf)
		return;
	ccs_emit(&emit, "%s:%llu: ", ccs_part_names[session->node->part],
		 session->written);
	ccs_emit_bytes(&emit, reject->word.text, reject->word.len);
	ccs_emit(&emit, ": %s\n", why);
	tx->why = emit.buf;
}

static int line_aside(struct ccs_session *session,
		      const struct ccs_span *line, struct ccs_reject *reject)
{
	struct ccs_transaction *const tx = session->transaction;
	int err;

	if (tx->state != CCS_TRANSACTION_OPEN) {
		reject->why = "the transaction was discarded";
		return -ECANCELED;
	}
	err = ccs_part_line(tx->policy, session->node->part, &session->domain,
			    line, reject);
	if (err)
		keep_why(session, reject);
	return err;
}

/* A line that only moves the writer's own cursor writes nothing. */
static bool writes(const struct ccs_session *session,
		   const struct ccs_span *line)
{
	struct ccs_span rest = *line;

	return session->node->part && !ccs_span_eat(&rest, "select ");
}

static void end_domain(struct ccs_session *session, struct ccs_policy *policy)
{
	if (session->makes)
		ccs_root_settle(policy, session->begun);
	ccs_ident_put(session->begun);
	session->begun = NULL;
	session->makes = false;
}

/* The lines of another domain follow. */
static void begin_domain(struct ccs_session *session,
			 struct ccs_policy *policy)
{
	end_domain(session, policy);
	session->begun = ccs_ident_get(session->domain);
	session->makes = ccs_domain_begin(policy, session->begun);
}

static int line_in_force(struct ccs_session *session,
			 const struct ccs_span *line,
			 struct ccs_reject *reject)
{
	struct ccs_policy *policy;
	int err;

	mutex_lock(&ccs_policy_lock);
	policy = ccs_root_write();
	err = session->node->line(session, line, reject);
	if (!err && writes(session, line)) {
		policy->edition++;
		ccs_root_moved(policy);
	}
	if (session->begun != session->domain)
		begin_domain(session, policy);
	mutex_unlock(&ccs_policy_lock);
	if (!err && session->node->counted)
		ccs_stat_update();
	return err;
}

/**
 * ccs_transaction_line - take a line, into a transaction if one is open
 * @session: the session, whose opener and writer are managers
 * @line: the line
 * @reject: filled in if it is refused
 *
 * Context: @session's lock held; may sleep.
 * Return: 0; -EINVAL or -ENOMEM; or -ECANCELED if the transaction that it was
 * meant for is no more, so that it must not be taken for an ordinary one.
 */
int ccs_transaction_line(struct ccs_session *session,
			 const struct ccs_span *line,
			 struct ccs_reject *reject)
{
	int err;

	mutex_lock(&ccs_change_lock);
	if (ccs_transaction_of(session))
		err = line_aside(session, line, reject);
	else
		err = line_in_force(session, line, reject);
	mutex_unlock(&ccs_change_lock);
	return err;
}

/**
 * ccs_transaction_pause - the lines of a write() end
 * @session: the session
 *
 * Context: @session's lock held; may sleep.
 */
void ccs_transaction_pause(struct ccs_session *session)
{
	if (!session->begun)
		return;
	mutex_lock(&ccs_policy_lock);
	end_domain(session, ccs_root_write());
	mutex_unlock(&ccs_policy_lock);
}

/**
 * ccs_transaction_lost - a line did not even arrive
 * @session: the session
 * @reject: why
 *
 * Context: @session's lock held; may sleep.
 */
void ccs_transaction_lost(struct ccs_session *session,
			  const struct ccs_reject *reject)
{
	mutex_lock(&ccs_change_lock);
	if (ccs_transaction_of(session))
		keep_why(session, reject);
	mutex_unlock(&ccs_change_lock);
}

/**
 * ccs_transaction_print - print what the node ``stat`` says of changes
 * @emit: the writer
 *
 * Context: ccs_policy_lock held.
 */
void ccs_transaction_print(struct ccs_emit *emit)
{
	const struct ccs_policy *const policy = ccs_root_write();

	ccs_emit(emit, "Policy %-30s %10llu\n", "edition:", policy->edition);
	ccs_emit(emit, "Policy %-30s %10llu\n", "generation:",
		 policy->generation);
	ccs_emit(emit, "Policy %-30s %10d\n", "transactions:",
		 READ_ONCE(transactions.count));
}
