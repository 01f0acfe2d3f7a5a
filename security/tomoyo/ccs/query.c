// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests that wait for a supervisor
 *
 * A supervisor is whoever has the node ``query`` open. Each request has its own
 * place to wait, and is settled once: by an answer, by a change of the policy
 * or by the last supervisor who leaves; or it is given up by its own task.
 */

#include <linux/fdtable.h>
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include "common.h"
#include "core/number.h"
#include "core/word.h"
#include "event.h"
#include "query.h"

/* More than a person can answer; each one is a task that waits. */
#define PENDING_MAX 256

/* Seconds that a request waits, and how many that may be. */
#define TIMEOUT_DEFAULT 10
#define TIMEOUT_MAX 600

#define TIMEOUT_LABEL "Query timeout:"

/*
 * @pending is in order of serial numbers, @count how many are in it, and @next
 * the next serial number. @round counts ccs_query_retry_all(). @touched is when
 * a supervisor last came or wrote, @timeout how many seconds requests wait from
 * then on, and @node the inode of the node. Some is read, and the last three are
 * written, without the lock. Under it only wait queues are locked. @mem counts
 * without a lock; its quota is written under ccs_policy_lock.
 */
static struct {
	spinlock_t lock; /* Protects the list and requests in it. */
	struct list_head pending;
	wait_queue_head_t readers;
	struct ccs_mem mem;
	const struct inode *node;
	u64 next;
	u32 count;
	u32 round;
	u32 supervisors;
	u32 timeout;
	unsigned long touched;
} queue = {
	.lock = __SPIN_LOCK_UNLOCKED(queue.lock),
	.pending = LIST_HEAD_INIT(queue.pending),
	.readers = __WAIT_QUEUE_HEAD_INITIALIZER(queue.readers),
	.timeout = TIMEOUT_DEFAULT,
};

/**
 * ccs_query_supervised - is anybody there to be asked?
 *
 * Context: Any.
 * Return: true if the node ``query`` is open.
 */
bool ccs_query_supervised(void)
{
	return READ_ONCE(queue.supervisors);
}

static int is_query(const void *unused, struct file *file, unsigned int fd)
{
	return !(file->f_mode & FMODE_PATH) &&
	       file_inode(file) == READ_ONCE(queue.node);
}

/**
 * ccs_query_held - is the current task itself a supervisor?
 *
 * Context: May sleep.
 * Return: true if it has a descriptor of the node ``query``. If it waited,
 * nobody might be left to answer.
 */
bool ccs_query_held(void)
{
	return current->files && iterate_fd(current->files, 0, is_query, NULL);
}

/**
 * ccs_query_round - how often everybody was told to try again
 *
 * Context: Any.
 * Return: a number for ccs_query_ask(), to be had before a request is judged.
 */
u32 ccs_query_round(void)
{
	/* Pairs with ccs_query_retry_all(): what is judged next is new. */
	return smp_load_acquire(&queue.round);
}

/**
 * ccs_query_wait_end - when a request ends that no supervisor can prolong
 *
 * Context: Any.
 * Return: jiffies, not 0.
 */
unsigned long ccs_query_wait_end(void)
{
	return (jiffies + READ_ONCE(queue.timeout) * HZ) | 1;
}

static void lose(const char *why)
{
	pr_warn_ratelimited("a request could not be asked about: %s\n", why);
}

/**
 * ccs_query_new - memory for a request
 * @ident: the domain that will wait
 * @size: room for its text
 *
 * Context: May sleep; file system locks may be held.
 * Return: the request, to be dropped with ccs_query_put(), or NULL.
 */
struct ccs_query *ccs_query_new(struct ccs_ident *ident, size_t size)
{
	const size_t bytes = struct_size((struct ccs_query *)NULL, text, size);
	struct ccs_query *query;

	if (!ccs_mem_charge(&queue.mem, bytes)) {
		lose("quota");
		return NULL;
	}
	query = kvzalloc(bytes, GFP_NOFS | __GFP_NOWARN);
	if (!query) {
		ccs_mem_uncharge(&queue.mem, bytes);
		lose("no memory");
		return NULL;
	}
	INIT_LIST_HEAD(&query->node);
	refcount_set(&query->users, 1);
	init_waitqueue_head(&query->wait);
	query->ident = ccs_ident_get(ident);
	query->size = size;
	return query;
}

/**
 * ccs_query_put - let go of a request
 * @query: the request
 *
 * Context: May sleep.
 */
void ccs_query_put(struct ccs_query *query)
{
	if (!refcount_dec_and_test(&query->users))
		return;
	ccs_mem_uncharge(&queue.mem, struct_size(query, text, query->size));
	ccs_ident_put(query->ident);
	kvfree(query);
}

/* Whoever wants to know of each request that starts to wait. */
static void tell(const struct ccs_query *query)
{
	wake_up_poll(&queue.readers, EPOLLIN | EPOLLRDNORM);
	ccs_event_query(query->serial, query->retry,
			CCSECURITY_QUERY_STATE_RAISED);
}

/* Whoever wants to know what became of it. */
static void tell_end(const struct ccs_query *query)
{
	static const u8 states[] = {
		[CCS_ANSWER_NONE] = CCSECURITY_QUERY_STATE_EXPIRED,
		[CCS_ANSWER_GRANT] = CCSECURITY_QUERY_STATE_GRANTED,
		[CCS_ANSWER_REJECT] = CCSECURITY_QUERY_STATE_REFUSED,
		[CCS_ANSWER_RETRY] = CCSECURITY_QUERY_STATE_RETRIED,
	};
	const u16 answer = query->answer;
	u8 state = CCSECURITY_QUERY_STATE_REFUSED;

	if (answer < ARRAY_SIZE(states))
		state = states[answer];
	else if (answer == CCS_ANSWER_LEFT)
		state = CCSECURITY_QUERY_STATE_EXPIRED;
	ccs_event_query(query->serial, query->retry, state);
}

/* What may have been answered by now, without being asked. */
static u16 answer_unasked(u32 round)
{
	if (!queue.supervisors)
		return CCS_ANSWER_LEFT;
	if (queue.round != round)
		return CCS_ANSWER_RETRY;
	if (queue.count < PENDING_MAX)
		return CCS_ANSWER_NONE;
	lose("too many wait");
	return CCS_ANSWER_REJECT;
}

static u16 enqueue(struct ccs_query *query, u32 round)
{
	spin_lock(&queue.lock);
	query->answer = answer_unasked(round);
	if (!query->answer) {
		query->serial = queue.next++;
		query->since = jiffies;
		list_add_tail(&query->node, &queue.pending);
		WRITE_ONCE(queue.count, queue.count + 1);
	}
	spin_unlock(&queue.lock);
	return query->answer;
}

/* Takes it off the list. Context: @lock held. */
static void dequeue(struct ccs_query *query)
{
	if (list_empty(&query->node))
		return;
	list_del_init(&query->node);
	WRITE_ONCE(queue.count, queue.count - 1);
}

/* Context: @lock held. */
static void settle(struct ccs_query *query, u16 answer)
{
	dequeue(query);
	WRITE_ONCE(query->answer, answer);
	wake_up(&query->wait);
}

static void settle_all(u16 answer)
{
	struct ccs_query *query, *next;

	lockdep_assert_held(&queue.lock);
	list_for_each_entry_safe(query, next, &queue.pending, node)
		settle(query, answer);
}

/* Jiffies that are left; none if it is over. */
static long time_left(const struct ccs_query *query,
		      const unsigned long *wait_end)
{
	const unsigned long touched = READ_ONCE(queue.touched);
	unsigned long end = time_after(touched, query->since) ?
			    touched : query->since;

	end += READ_ONCE(queue.timeout) * HZ;
	if (wait_end && time_after(end, *wait_end))
		end = *wait_end;
	return max_t(long, end - jiffies, 0);
}

/**
 * ccs_query_ask - wait until a request is answered (semantics 8.6)
 * @query: the request
 * @round: ccs_query_round() before it was judged: the policy that it was
 *	judged by may be gone
 * @wait_end: jiffies when its time is over, NULL if supervisors may prolong
 *	it for ever
 *
 * Context: May sleep; no lock of ours held. Fatal signals end the wait.
 * Return: the answer; CCS_ANSWER_NONE if there is none.
 */
u16 ccs_query_ask(struct ccs_query *query, u32 round,
		  const unsigned long *wait_end)
{
	long left;

	if (enqueue(query, round))
		return query->answer;
	tell(query);
	/* The time may have been prolonged when it is up. */
	while ((left = time_left(query, wait_end)) > 0)
		if (wait_event_killable_timeout(query->wait,
						READ_ONCE(query->answer), left))
			break;
	spin_lock(&queue.lock);
	dequeue(query);
	spin_unlock(&queue.lock);
	tell_end(query);
	return query->answer;
}

/**
 * ccs_query_open - another supervisor is there
 * @file: the node as opened
 *
 * Context: Process.
 */
void ccs_query_open(const struct file *file)
{
	spin_lock(&queue.lock);
	WRITE_ONCE(queue.node, file_inode(file));
	WRITE_ONCE(queue.supervisors, queue.supervisors + 1);
	WRITE_ONCE(queue.touched, jiffies);
	spin_unlock(&queue.lock);
}

/**
 * ccs_query_close - a supervisor leaves
 *
 * Whoever still waits when the last one does is refused.
 *
 * Context: Process.
 */
void ccs_query_close(void)
{
	spin_lock(&queue.lock);
	WRITE_ONCE(queue.supervisors, queue.supervisors - 1);
	if (!queue.supervisors)
		settle_all(CCS_ANSWER_LEFT);
	spin_unlock(&queue.lock);
}

/**
 * ccs_query_next - a request that waits
 * @serial: the lowest serial number it may have
 *
 * Return: the first such, for ccs_query_put(), or NULL.
 */
struct ccs_query *ccs_query_next(u64 serial)
{
	struct ccs_query *query, *found = NULL;

	spin_lock(&queue.lock);
	list_for_each_entry(query, &queue.pending, node) {
		if (query->serial < serial)
			continue;
		refcount_inc(&query->users);
		found = query;
		break;
	}
	spin_unlock(&queue.lock);
	return found;
}

/* Context: @lock held. */
static struct ccs_query *find(u32 serial)
{
	struct ccs_query *query;

	lockdep_assert_held(&queue.lock);
	list_for_each_entry(query, &queue.pending, node)
		if ((u32)query->serial == serial)
			return query;
	return NULL;
}

/**
 * ccs_query_ident - the domain that waits
 * @serial: serial number of its request
 *
 * Return: the domain with a reference for the caller, or NULL.
 */
struct ccs_ident *ccs_query_ident(u32 serial)
{
	struct ccs_ident *ident = NULL;
	const struct ccs_query *query;

	spin_lock(&queue.lock);
	query = find(serial);
	if (query)
		ident = ccs_ident_get(query->ident);
	spin_unlock(&queue.lock);
	return ident;
}

/**
 * ccs_query_answer - answer a request
 * @serial: its serial number
 * @answer: the answer; CCS_ANSWER_NONE changes nothing
 *
 * Return: true if it waits.
 */
bool ccs_query_answer(u32 serial, u8 answer)
{
	struct ccs_query *query;

	spin_lock(&queue.lock);
	query = find(serial);
	if (query && answer)
		settle(query, answer);
	spin_unlock(&queue.lock);
	return query;
}

/**
 * ccs_query_keep_alive - a supervisor is still there
 *
 * Everybody has all the time again.
 */
void ccs_query_keep_alive(void)
{
	WRITE_ONCE(queue.touched, jiffies);
}

/**
 * ccs_query_retry_all - have every request that waits judged again
 *
 * To be called after another policy was put in force; also those are judged
 * again that are about to wait.
 *
 * Context: Process; any lock but that of the requests may be held.
 */
void ccs_query_retry_all(void)
{
	spin_lock(&queue.lock);
	/* Whoever sees it sees the policy that was put in force before. */
	smp_store_release(&queue.round, queue.round + 1);
	settle_all(CCS_ANSWER_RETRY);
	spin_unlock(&queue.lock);
}

/**
 * ccs_query_poll - wait for a request
 * @file: the open node
 * @wait: the caller's table
 *
 * Return: readable if any request waits; always writable (interface 2.7).
 */
__poll_t ccs_query_poll(struct file *file, poll_table *wait)
{
	poll_wait(file, &queue.readers, wait);
	return EPOLLOUT | EPOLLWRNORM |
	       (READ_ONCE(queue.count) ? EPOLLIN | EPOLLRDNORM : 0);
}

/**
 * ccs_query_mem - memory of requests that wait
 *
 * Return: what counts it.
 */
struct ccs_mem *ccs_query_mem(void)
{
	return &queue.mem;
}

/**
 * ccs_query_print_timeout - print how long requests wait
 * @emit: the writer
 */
void ccs_query_print_timeout(struct ccs_emit *emit)
{
	ccs_emit(emit, "%-38s%10u\n", TIMEOUT_LABEL, READ_ONCE(queue.timeout));
}

/**
 * ccs_query_timeout_line - set how long requests wait
 * @line: a line of the node ``stat``; without effect if it is about something
 *	else or has a number that is out of range
 *
 * Context: Policy lock held.
 */
void ccs_query_timeout_line(const struct ccs_span *line)
{
	struct ccs_span rest = *line, word;
	u64 seconds;

	if (!ccs_span_eat(&rest, TIMEOUT_LABEL))
		return;
	ccs_span_eat(&rest, " ");
	ccs_span_word(&rest, &word);
	if (ccs_decimal_parse(&word, TIMEOUT_MAX, &seconds) && seconds)
		WRITE_ONCE(queue.timeout, seconds);
}
