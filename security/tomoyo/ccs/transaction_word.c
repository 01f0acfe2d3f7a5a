// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lines that begin, end and confirm changes of policy
 */

#include <linux/slab.h>

#include "commit.h"
#include "core/limits.h"
#include "core/number.h"
#include "event.h"
#include "learned.h"
#include "retire.h"
#include "rollback.h"
#include "root.h"
#include "session.h"
#include "transaction.h"

/**
 * struct word - a line about transactions
 * @session: the session
 * @line: the line
 * @rest: what follows the first word
 */
struct word {
	struct ccs_session *session;
	const struct ccs_span *line;
	struct ccs_span rest;
};

/* Says what is wrong with it, for the next read. */
static int refuse(const struct word *word, int err, const char *why)
{
	struct ccs_emit emit = { .size = word->line->len + strlen(why) + 8 };

	emit.buf = kvmalloc(emit.size, GFP_KERNEL);
	if (!emit.buf)
		return err;
	ccs_emit(&emit, "%s: %s\n", word->line->text, why);
	ccs_session_answer(word->session, emit.buf, emit.len, false);
	kvfree(emit.buf);
	return err;
}

static int no_transaction(const struct word *word)
{
	return refuse(word, -EINVAL, "no transaction is open here");
}

static int begin(const struct word *word)
{
	struct ccs_session *const session = word->session;
	const struct ccs_transaction *const tx = ccs_transaction_of(session);
	struct ccs_span rest = word->rest, name;
	const char *why;
	int err;

	if (tx && tx->state == CCS_TRANSACTION_OPEN)
		return refuse(word, -EBUSY,
			      "a transaction is open here already");
	ccs_transaction_leave(session);
	ccs_span_word(&rest, &name);
	if (rest.len || name.len >= CCS_TRANSACTION_NAME)
		return refuse(word, -EINVAL,
			      "one name may follow, of at most 63 bytes");
	err = ccs_transaction_begin(session, &name, &why);
	return err ? refuse(word, err, why) : 0;
}

static int discard(const struct word *word)
{
	struct ccs_transaction *const tx = ccs_transaction_of(word->session);

	if (!tx)
		return no_transaction(word);
	if (tx->state == CCS_TRANSACTION_OPEN)
		ccs_transaction_finish(tx, CCS_TRANSACTION_DISCARDED);
	ccs_transaction_leave(word->session);
	return 0;
}

static bool parse_seconds(struct ccs_span *text, u32 *seconds)
{
	u64 value;

	if (!ccs_span_eat(text, "confirm=") ||
	    !ccs_decimal_parse(text, CCS_CONFIRM_MAX, &value) || !value)
		return false;
	*seconds = value;
	return true;
}

static bool parse_commit(struct ccs_span rest, struct ccs_commit *commit)
{
	struct ccs_span word;

	ccs_span_word(&rest, &word);
	if (word.len && isdigit(*word.text)) {
		commit->exact = ccs_decimal_parse(&word, U64_MAX,
						  &commit->edition);
		if (!commit->exact)
			return false;
		ccs_span_word(&rest, &word);
	}
	return !rest.len && (!word.len || parse_seconds(&word,
							&commit->confirm));
}

/* Room for what is said besides a list of domains. */
#define REPLY_SIZE	(65 * 1024)

static void answer(const struct word *word, const struct ccs_commit *commit,
		   int err)
{
	const struct ccs_reject *const reject = &commit->reject;
	struct ccs_emit emit = { .size = reject->word.len + word->line->len +
					 256 };

	if (!err) {
		ccs_session_answer(word->session, commit->reply->buf,
				   commit->reply->len, false);
		return;
	}
	emit.buf = kvmalloc(emit.size, GFP_KERNEL);
	if (!emit.buf)
		return;
	ccs_emit(&emit, "%s: ", word->line->text);
	ccs_emit_bytes(&emit, reject->word.text, reject->word.len);
	ccs_emit(&emit, "%s%s\n", reject->word.len ? ": " : "",
		 reject->why ?: "no memory for it");
	ccs_session_answer(word->session, emit.buf, emit.len, false);
	kvfree(emit.buf);
}

static int commit_and_answer(const struct word *word,
			     struct ccs_commit *commit)
{
	struct ccs_emit reply = { .size = REPLY_SIZE };
	int err = -ENOMEM;

	reply.buf = kvmalloc(reply.size, GFP_KERNEL);
	commit->reply = &reply;
	if (reply.buf)
		err = ccs_commit(commit);
	else
		ccs_retire(commit->next);
	answer(word, commit, err);
	kvfree(commit->buf);
	kvfree(reply.buf);
	return err;
}

static int give_up(const struct word *word, struct ccs_transaction *tx)
{
	const char *const why = tx->why ?: "a line was refused\n";

	ccs_session_answer(word->session, why, strlen(why), false);
	ccs_transaction_finish(tx, CCS_TRANSACTION_DISCARDED);
	return -EINVAL;
}

static int commit_open(const struct word *word, struct ccs_transaction *tx,
		       struct ccs_commit *commit)
{
	int err;

	if (tx->failed)
		return give_up(word, tx);
	commit->next = tx->policy;
	commit->parts = tx->parts;
	commit->learned = tx->learned;
	tx->policy = NULL;
	err = commit_and_answer(word, commit);
	ccs_transaction_finish(tx, err ? CCS_TRANSACTION_DISCARDED :
					 CCS_TRANSACTION_COMMITTED);
	return err;
}

static int commit(const struct word *word)
{
	struct ccs_transaction *const tx = ccs_transaction_of(word->session);
	struct ccs_commit commit = {};

	if (!tx)
		return no_transaction(word);
	if (tx->state != CCS_TRANSACTION_OPEN)
		return refuse(word, -ECANCELED,
			      "the transaction was discarded");
	if (!parse_commit(word->rest, &commit))
		return refuse(word, -EINVAL,
			      "an edition and confirm=SECONDS, from 1 to 3600, may follow");
	return commit_open(word, tx, &commit);
}

/* A copy is put in force, so that what was there is kept as it is. */
static int arm(const struct word *word)
{
	struct ccs_commit commit = {};
	struct ccs_span line = *word->line;
	int err;

	if (ccs_transaction_of(word->session))
		return refuse(word, -EBUSY,
			      "a transaction is open here, whose commit can say this");
	if (!parse_seconds(&line, &commit.confirm))
		return refuse(word, -EINVAL,
			      "not a number of seconds from 1 to 3600");
	commit.next = ccs_root_new();
	if (!commit.next)
		return refuse(word, -ENOMEM, "no memory for it");
	mutex_lock(&ccs_policy_lock);
	commit.learned = ccs_learned_watch();
	mutex_unlock(&ccs_policy_lock);
	err = commit_and_answer(word, &commit);
	mutex_lock(&ccs_policy_lock);
	ccs_learned_unwatch();
	mutex_unlock(&ccs_policy_lock);
	return err;
}

static int confirm(const struct word *word)
{
	struct ccs_policy *before = NULL;
	const bool exact = word->rest.len;
	const char *why = NULL;
	u64 edition;

	if (exact && !ccs_decimal_parse(&word->rest, U64_MAX, &edition))
		return refuse(word, -EINVAL, "not an edition");
	mutex_lock(&ccs_policy_lock);
	if (!ccs_rollback_armed())
		why = "nothing waits to be confirmed";
	else if (exact && edition != ccs_rollback_edition())
		why = "another edition waits to be confirmed";
	else
		before = ccs_rollback_confirm();
	mutex_unlock(&ccs_policy_lock);
	if (why)
		return refuse(word, -ESTALE, why);
	ccs_retire(before);
	ccs_event_policy(CCSECURITY_POLICY_CHANGE_CONFIRMED);
	return 0;
}

static const struct {
	const char *keyword;
	int (*take)(const struct word *word);
} words[] = {
	{ "begin", begin },
	{ "commit", commit },
	{ "abort", discard },
	{ "confirm", confirm },
};

/* Returns NULL if it is a line of policy. */
static int (*find_word(struct word *word))(const struct word *word)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (ccs_span_keyword(&word->rest, words[i].keyword))
			return words[i].take;
	return ccs_span_eat(&word->rest, "confirm=") ? arm : NULL;
}

/**
 * ccs_transaction_word - take a line about transactions
 * @session: the session, whose opener and writer are managers
 * @line: the line
 *
 * No such line was ever one of policy, so whoever writes it wants an answer:
 * it fails in lax mode as well.
 *
 * Context: @session's lock held; may sleep.
 * Return: 1 if it was one, 0 if not, or an error; the next read says why.
 */
int ccs_transaction_word(struct ccs_session *session,
			 const struct ccs_span *line)
{
	struct word word = { session, line, *line };
	int (*take)(const struct word *word);
	int err;

	/* Most lines are of policy, and most of those begin otherwise. */
	if (!session->node->part || *line->text < 'a' || *line->text > 'c')
		return 0;
	take = find_word(&word);
	if (!take)
		return 0;
	ccs_session_rewind(session);
	mutex_lock(&ccs_change_lock);
	err = take(&word);
	mutex_unlock(&ccs_change_lock);
	return err ?: 1;
}
