// SPDX-License-Identifier: GPL-2.0-only
/*
 * Events for whoever listens
 *
 * Every event has a number in its group, counted while anybody listens, and
 * events are sent in the order of their numbers. So a listener that could not
 * keep up, or for whom there was no memory, finds as many numbers missing as it
 * has lost events.
 */

#include <linux/mutex.h>
#include <linux/sched.h>
#include <net/netlink.h>

#include "core/escape.h"
#include "event.h"
#include "genl.h"
#include "root.h"
#include "tell.h"

/* A longer line loses its end: attributes can't be longer than 64 KiB. */
#define LINE_MAX_LEN 32768

/* All attributes but lines, generously. */
#define SMALL_SIZE 256

#define SAME(a, b) static_assert((int)(a) == (int)(b))

/* The same numbers begin each set of attributes. */
SAME(CCSECURITY_A_AUDIT_PAD, CCSECURITY_A_QUERY_PAD);
SAME(CCSECURITY_A_AUDIT_PAD, CCSECURITY_A_POLICY_PAD);
SAME(CCSECURITY_A_AUDIT_SEQUENCE, CCSECURITY_A_QUERY_SEQUENCE);
SAME(CCSECURITY_A_AUDIT_SEQUENCE, CCSECURITY_A_POLICY_SEQUENCE);
SAME(CCSECURITY_A_AUDIT_LOST, CCSECURITY_A_QUERY_LOST);
SAME(CCSECURITY_A_AUDIT_LOST, CCSECURITY_A_POLICY_LOST);

/* What the core calls modes is what listeners call them. */
SAME(CCSECURITY_MODE_LEARNING, CCS_MODE_LEARNING);
SAME(CCSECURITY_MODE_PERMISSIVE, CCS_MODE_PERMISSIVE);
SAME(CCSECURITY_MODE_ENFORCING, CCS_MODE_ENFORCING);

/* Keeps events in order. Nothing else is locked while it is held. */
static DEFINE_MUTEX(send_lock);

/**
 * struct group - what was sent to a group
 * @sequence: number of the last event
 * @lost: events that were sent to nobody
 */
struct group {
	atomic64_t sequence;
	atomic64_t lost;
};

/* Counted without a lock. */
static struct group groups[CCS_EVENT_GROUP_COUNT];

/* Who holds send_lock and sends; written under it. */
static const struct task_struct *sender;

static const char *const group_names[CCS_EVENT_GROUP_COUNT] = {
#define X(id, name) [CCS_EVENT_##id] = name,
	CCS_EVENT_GROUPS(X)
#undef X
};

/**
 * ccs_event_lose - an event can't be sent
 * @group: what it would have told
 *
 * Its number is used up, so that listeners see that there was one.
 *
 * Context: Any but NMI.
 */
void ccs_event_lose(enum ccs_event_group group)
{
	atomic64_inc(&groups[group].sequence);
	atomic64_inc(&groups[group].lost);
}

/**
 * ccs_event_wanted - does anybody listen?
 * @group: to what
 *
 * A listener may have itself woken by a signal, which is judged and recorded
 * while an event is sent to it. If that were an event again, there would be no
 * end, so it is lost.
 *
 * Context: Any.
 * Return: true if an event is to be sent to somebody.
 */
bool ccs_event_wanted(enum ccs_event_group group)
{
	if (!ccs_genl_listened(group))
		return false;
	if (READ_ONCE(sender) != current)
		return true;
	ccs_event_lose(group);
	return false;
}

/* Starts the next message of a group; NULL, with the event lost, if it can't. */
static struct sk_buff *start(enum ccs_event_group group, u8 command,
			     size_t room)
{
	struct group *const state = &groups[group];
	struct sk_buff *skb;

	skb = ccs_genl_new(command, room + SMALL_SIZE);
	if (!skb) {
		ccs_event_lose(group);
		return NULL;
	}
	if (nla_put_u64_64bit(skb, CCSECURITY_A_AUDIT_SEQUENCE,
			      atomic64_inc_return(&state->sequence),
			      CCSECURITY_A_AUDIT_PAD) ||
	    nla_put_u64_64bit(skb, CCSECURITY_A_AUDIT_LOST,
			      atomic64_read(&state->lost),
			      CCSECURITY_A_AUDIT_PAD)) {
		atomic64_inc(&state->lost);
		nlmsg_free(skb);
		return NULL;
	}
	return skb;
}

static void end(struct sk_buff *skb, enum ccs_event_group group, int err)
{
	if (!WARN_ON_ONCE(err)) {
		WRITE_ONCE(sender, current);
		ccs_genl_send(skb, group);
		WRITE_ONCE(sender, NULL);
		return;
	}
	atomic64_inc(&groups[group].lost);
	nlmsg_free(skb);
}

/* A line of a record, from one place in it to the newline before another. */
static int put_line(struct sk_buff *skb, int attribute,
		    const struct ccs_record *record, size_t from, size_t to)
{
	const size_t len = min_t(size_t, to - from - 1, LINE_MAX_LEN);
	struct nlattr *const attr = nla_reserve(skb, attribute, len + 1);
	char *text;

	if (!attr)
		return -EMSGSIZE;
	text = nla_data(attr);
	memcpy(text, record->text + from, len);
	text[len] = '\0';
	return len < to - from - 1 ?
	       nla_put_flag(skb, CCSECURITY_A_AUDIT_TRUNCATED) : 0;
}

static int put_lines(struct sk_buff *skb, const struct ccs_record *record)
{
	return put_line(skb, CCSECURITY_A_AUDIT_HEADER, record, 0,
			record->domain) ?:
	       put_line(skb, CCSECURITY_A_AUDIT_DOMAIN, record,
			record->domain, record->request) ?:
	       put_line(skb, CCSECURITY_A_AUDIT_REQUEST, record,
			record->request, record->len);
}

static int put_actor(struct sk_buff *skb, const struct ccs_actor *actor)
{
	return nla_put_u32(skb, CCSECURITY_A_AUDIT_PROFILE, actor->profile) ?:
	       nla_put_u32(skb, CCSECURITY_A_AUDIT_MODE, actor->mode) ?:
	       nla_put_u8(skb, CCSECURITY_A_AUDIT_GRANTED, actor->granted) ?:
	       nla_put_u32(skb, CCSECURITY_A_AUDIT_PID, actor->pid) ?:
	       nla_put_u32(skb, CCSECURITY_A_AUDIT_NS_PID, actor->ns_pid) ?:
	       nla_put_u32(skb, CCSECURITY_A_AUDIT_UID, actor->uid) ?:
	       (actor->cgroup ?
		nla_put_u64_64bit(skb, CCSECURITY_A_AUDIT_CGROUP,
				  actor->cgroup, CCSECURITY_A_AUDIT_PAD) : 0);
}

static size_t room_for(const struct ccs_record *record)
{
	return min_t(size_t, record->len, 3 * LINE_MAX_LEN);
}

/**
 * ccs_event_audit - tell listeners about a record
 * @record: the record, in the words of 1.8; stays the caller's
 *
 * Context: May sleep. File system locks may be held.
 */
void ccs_event_audit(const struct ccs_record *record)
{
	struct sk_buff *skb;

	mutex_lock(&send_lock);
	skb = start(CCS_EVENT_AUDIT, CCSECURITY_CMD_AUDIT, room_for(record));
	if (skb)
		end(skb, CCS_EVENT_AUDIT,
		    put_lines(skb, record) ?:
		    put_actor(skb, &record->actor));
	mutex_unlock(&send_lock);
}

/**
 * ccs_event_query - tell listeners about a query
 * @serial: its number
 * @retry: how often its request was judged again
 * @state: what became of it
 *
 * Context: May sleep. File system locks may be held.
 */
void ccs_event_query(u32 serial, u32 retry, enum ccsecurity_query_state state)
{
	struct sk_buff *skb;

	ccs_tell_query(serial, retry, state);
	if (!ccs_event_wanted(CCS_EVENT_QUERY))
		return;
	mutex_lock(&send_lock);
	skb = start(CCS_EVENT_QUERY, CCSECURITY_CMD_QUERY, 0);
	if (skb)
		end(skb, CCS_EVENT_QUERY,
		    nla_put_u32(skb, CCSECURITY_A_QUERY_SERIAL, serial) ?:
		    nla_put_u32(skb, CCSECURITY_A_QUERY_RETRY, retry) ?:
		    nla_put_u32(skb, CCSECURITY_A_QUERY_STATE, state));
	mutex_unlock(&send_lock);
}

/* Any byte may be in a name that a thread gives itself. */
static int put_comm(struct sk_buff *skb)
{
	char comm[TASK_COMM_LEN], text[4 * TASK_COMM_LEN];
	struct ccs_emit emit = { .buf = text, .size = sizeof(text) };

	strscpy(comm, current->comm, sizeof(comm));
	*text = '\0';
	ccs_encode(&emit, comm, strlen(comm));
	return nla_put_string(skb, CCSECURITY_A_POLICY_COMM, text);
}

static void send_policy(enum ccsecurity_policy_change change, u64 edition,
			u64 generation)
{
	struct sk_buff *skb;

	mutex_lock(&send_lock);
	skb = start(CCS_EVENT_POLICY, CCSECURITY_CMD_POLICY, 0);
	if (skb)
		end(skb, CCS_EVENT_POLICY,
		    nla_put_u32(skb, CCSECURITY_A_POLICY_CHANGE, change) ?:
		    nla_put_u64_64bit(skb, CCSECURITY_A_POLICY_EDITION, edition,
				      CCSECURITY_A_POLICY_PAD) ?:
		    nla_put_u64_64bit(skb, CCSECURITY_A_POLICY_GENERATION,
				      generation, CCSECURITY_A_POLICY_PAD) ?:
		    nla_put_u32(skb, CCSECURITY_A_POLICY_PID,
				task_tgid_nr(current)) ?:
		    put_comm(skb));
	mutex_unlock(&send_lock);
}

/**
 * ccs_event_policy - tell listeners about a change of policy
 * @change: what happened
 *
 * Each line that is loaded comes here, mostly for nobody.
 *
 * Context: May sleep. The policy lock may be held.
 */
void ccs_event_policy(enum ccsecurity_policy_change change)
{
	const bool wanted = ccs_event_wanted(CCS_EVENT_POLICY);
	u64 edition, generation;

	if (!wanted && !ccs_policy_traced())
		return;
	ccs_root_editions(&edition, &generation);
	ccs_tell_policy(change, edition, generation);
	if (wanted)
		send_policy(change, edition, generation);
}

/**
 * ccs_event_state - how a group stands
 * @group: the group
 * @state: the result
 */
void ccs_event_state(enum ccs_event_group group, struct ccs_event_state *state)
{
	*state = (struct ccs_event_state){
		.name = group_names[group],
		.sequence = atomic64_read(&groups[group].sequence),
		.lost = atomic64_read(&groups[group].lost),
	};
}

/**
 * ccs_event_print_lost - print how many events of each group were lost
 * @emit: the writer
 */
void ccs_event_print_lost(struct ccs_emit *emit)
{
	int i;

	for (i = 0; i < CCS_EVENT_GROUP_COUNT; i++)
		ccs_emit(emit, "Events lost by %-22s %10llu\n", group_names[i],
			 (u64)atomic64_read(&groups[i].lost));
}
