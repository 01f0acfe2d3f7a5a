// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a violation leads to
 *
 * A line on the console; in enforcing mode a question to a supervisor, or, if
 * there is none, a pause.
 */

#include <linux/dcache.h>
#include <linux/fs.h>
#include <linux/mm_types.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>

#include "audit.h"
#include "blob.h"
#include "common.h"
#include "core/learn.h"
#include "core/word.h"
#include "query.h"
#include "root.h"
#include "supervise.h"

static u32 preference(const struct ccs_check *check, enum ccs_preference which)
{
	return ccs_root_preference(check->ident, check->verdict.profile,
				   which);
}

static bool is_verbose(const struct ccs_check *check)
{
	static const enum ccs_preference switches[] = {
		[CCS_MODE_LEARNING] = CCS_PREFERENCE_LEARNING_VERBOSE,
		[CCS_MODE_PERMISSIVE] = CCS_PREFERENCE_PERMISSIVE_VERBOSE,
		[CCS_MODE_ENFORCING] = CCS_PREFERENCE_ENFORCING_VERBOSE,
	};

	return preference(check, switches[check->verdict.mode]);
}

/**
 * ccs_console_tell - 1.7's line for the console (semantics 8.8)
 * @check: the request, which no entry grants
 *
 * Context: Any but NMI if @check is atomic, else may sleep.
 */
void ccs_console_tell(const struct ccs_check *check)
{
	const struct ccs_name *const name = check->ident->name;
	const struct ccs_span domain = { name->text, name->len };
	struct ccs_emit emit = {};
	struct ccs_span text;

	if (!is_verbose(check))
		return;
	emit.size = ccs_request_size(&check->request);
	emit.buf = ccs_check_alloc(check, emit.size);
	if (!emit.buf)
		return;
	ccs_request_print(&emit, &check->request);
	text = (struct ccs_span){ emit.buf, emit.len };
	ccs_span_eat(&text, "allow_");
	pr_warn_ratelimited("%s: Access %.*s denied for %s\n",
			    check->verdict.mode == CCS_MODE_ENFORCING ?
			    "ERROR" : "WARNING", (int)text.len, text.text,
			    ccs_domainname_last(&domain).text);
	kvfree(emit.buf);
}

/* A denied program in a loop would eat the CPU; let it wait (semantics 8.6). */
static void penalise(const struct ccs_check *check)
{
	const u32 tenths = preference(check, CCS_PREFERENCE_PENALTY);

	if (tenths)
		schedule_timeout_interruptible(tenths * HZ / 10);
}

static bool is_locked(const struct dentry *dentry)
{
	struct inode *const inode = d_inode_rcu(dentry);

	return inode && inode_is_locked(inode);
}

static bool are_locked(const struct path *path)
{
	bool locked;

	if (!path)
		return false;
	rcu_read_lock();
	locked = is_locked(path->dentry) ||
		 is_locked(READ_ONCE(path->dentry->d_parent)) ||
		 rwsem_is_locked(&path->dentry->d_sb->s_umount);
	rcu_read_unlock();
	return locked;
}

/*
 * Capabilities of 1.7 that are asked for where a name is made or removed, or
 * attributes are changed, by hooks that do not say of what.
 */
static bool is_about_names(const struct ccs_request *request)
{
	static const u8 items[] = {
		CCS_ITEM_CAPABILITY_SYS_LINK,
		CCS_ITEM_CAPABILITY_SYS_SYMLINK,
		CCS_ITEM_CAPABILITY_SYS_RENAME,
		CCS_ITEM_CAPABILITY_SYS_UNLINK,
		CCS_ITEM_CAPABILITY_SYS_CHMOD,
		CCS_ITEM_CAPABILITY_SYS_CHOWN,
		CCS_ITEM_CAPABILITY_CREATE_FIFO,
		CCS_ITEM_CAPABILITY_CREATE_BLOCK_DEV,
		CCS_ITEM_CAPABILITY_CREATE_CHAR_DEV,
		CCS_ITEM_CAPABILITY_CREATE_UNIX_SOCKET,
	};
	size_t i;

	if (request->type != CCS_ACL_CAPABILITY)
		return false;
	for (i = 0; i < ARRAY_SIZE(items); i++)
		if (request->number[0] == items[i] - CCS_ITEM_CAPABILITY_FIRST)
			return true;
	return false;
}

/* A datagram of a unix socket is received with a lock that can't be left. */
static bool is_received(const struct ccs_request *request)
{
	return request->type == CCS_ACL_UNIX && request->op == CCS_INET_RECV;
}

/*
 * May others be waiting for a lock that the task holds: of a directory, of a
 * file, of its memory? That somebody else holds one looks the same, and costs
 * only that the request can't be prolonged.
 */
static bool may_hold_lock(const struct ccs_check *check)
{
	return check->locked || are_locked(check->facts.path1) ||
	       are_locked(check->facts.path2) ||
	       is_about_names(&check->request) ||
	       is_received(&check->request) ||
	       (current->mm && rwsem_is_locked(&current->mm->mmap_lock));
}

/* One end for all questions of a system call, or they would add up. */
static const unsigned long *wait_end(const struct ccs_check *check)
{
	struct ccs_task_blob *const task = ccs_task(current);

	if (!may_hold_lock(check))
		return NULL;
	if (!task->wait_end)
		task->wait_end = ccs_query_wait_end();
	return &task->wait_end;
}

/* Kernel threads can't be killed, and have work to do for everybody. */
static bool may_wait(const struct ccs_check *check)
{
	return !check->atomic && !check->facts.foreign &&
	       !(current->flags & (PF_KTHREAD | PF_EXITING)) &&
	       !ccs_query_held();
}

static bool print(struct ccs_query *query, struct ccs_check *check,
		  const struct ccs_span *domain)
{
	struct ccs_emit emit = { .buf = query->text, .size = query->size };

	ccs_record_head(&emit, check);
	if (domain) {
		ccs_emit_text(&emit, "# wants to create domain\n");
		ccs_emit_bytes(&emit, domain->text, domain->len);
	} else {
		ccs_request_print(&emit, &check->request);
	}
	ccs_emit_text(&emit, "\n");
	query->len = emit.len;
	return !emit.overflow;
}

static u16 ask(struct ccs_check *check, const struct ccs_span *domain,
	       u32 retries)
{
	/* Besides the text itself. */
	const size_t more = 64;
	struct ccs_query *query;
	u16 answer = CCS_ANSWER_REJECT;

	query = ccs_query_new(check->ident, ccs_record_room(check) + more +
					    (domain ? domain->len : 0));
	if (!query)
		return answer;
	query->retry = retries;
	if (print(query, check, domain))
		answer = ccs_query_ask(query, check->round, wait_end(check));
	ccs_query_put(query);
	return answer;
}

static int supervise(struct ccs_check *check, const struct ccs_span *domain,
		     u32 retries)
{
	if (!ccs_query_supervised()) {
		if (!check->atomic && !check->at_once)
			penalise(check);
		return -EPERM;
	}
	if (!may_wait(check))
		return -EPERM;
	switch (ask(check, domain, retries)) {
	case CCS_ANSWER_GRANT:
		return 0;
	case CCS_ANSWER_RETRY:
		return CCS_ASK_AGAIN;
	default:
		return -EPERM;
	}
}

/**
 * ccs_supervise - what becomes of a violation in enforcing mode (semantics 8.6)
 * @check: the request, which no entry grants
 *
 * Without a supervisor the task pauses, if its profile says so, and is denied.
 * With one it waits for the answer, unless it is a supervisor itself.
 *
 * Context: Any but NMI if @check is atomic, else may sleep.
 * Return: 0 if a supervisor grants it, CCS_ASK_AGAIN, or -EPERM.
 */
int ccs_supervise(struct ccs_check *check)
{
	return supervise(check, NULL, check->retries);
}

/**
 * ccs_supervise_domain - ask whether a domain may be made (semantics 3.9)
 * @check: the request that leads there
 * @name: its domainname
 * @retries: how often that was asked before
 *
 * Context: May sleep.
 * Return: as ccs_supervise().
 */
int ccs_supervise_domain(struct ccs_check *check, const struct ccs_span *name,
			 u32 retries)
{
	return supervise(check, name, retries);
}
