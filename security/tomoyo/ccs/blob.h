/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Security blobs of credentials and tasks
 */

#ifndef CCS_BLOB_H
#define CCS_BLOB_H

#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/ipc.h>
#include <linux/lsm_hooks.h>
#include <linux/sched.h>

#include "core/cond.h"
#include "core/domain.h"

struct ccs_isolation;
struct ccs_maker;

/**
 * struct ccs_cred_blob - the subject
 * @ident: domain that acts with these credentials, one reference; NULL only if
 *	the credentials were never completed
 *
 * That the domain lives here is what makes a failed execve() leave no trace,
 * and what puts io_uring workers into the domain of whoever submitted.
 */
struct ccs_cred_blob {
	struct ccs_ident *ident;
};

/**
 * struct ccs_asked - what was decided when a system call began
 * @call: its number plus one, 0 for none. Each call that sets this starts with
 *	clearing it, so a number that fits is that of the call under way
 * @sig: the signal that may be sent, 0 if it was not about one
 * @target: id of the domain that it may be sent to
 *
 * So that a hook which may not sleep does not ask, record and learn again what
 * the entry of the call did with more time.
 */
struct ccs_asked {
	int call;
	int sig;
	u64 target;
};

/**
 * struct ccs_found - the device that mount(2) was allowed to mount
 * @valid: there is one; decided anew by each mount(2) before it gets that far
 * @dev: its number, 0 if it is none
 */
struct ccs_found {
	bool valid;
	dev_t dev;
};

/**
 * struct ccs_task_blob - what belongs to a thread and not to credentials
 * @exec_ident: domain that an execve() in progress leads to, one reference.
 *	Valid only while the task's in_execve is set; a failed execve() leaves
 *	it behind for the next one to drop
 * @exec_bprm: what it executes; valid as long as @exec_ident
 * @pending: domain that the thread has moved to and its credentials do not
 *	say yet, one reference; NULL if they do
 * @visited: domain that the last request of a thread that can't move was
 *	judged in, one reference
 * @left: where @pending or @visited was before, one reference: the hook that
 *	moved the thread may not be done with it
 * @move: writes @pending to the credentials on return to user mode
 * @wanted: domainname that the thread is to move to then, or NULL
 * @move_queued: @move is on its way
 * @manager: the thread was found to be a policy manager; until its next
 *	execve()
 * @handler: the thread is an execute handler; until its next execve()
 * @exec_handler: what @handler will be if an execve() in progress succeeds
 * @state: task.state of 1.7
 * @exec_state: what @state will be if an execve() in progress succeeds
 * @asked: for hooks further down in the same system call
 * @unix_name: stands for the name by which it looks a unix socket up, for
 *	check_unix.c
 * @found: for hooks further down in a mount
 * @wait_end: jiffies until when the current request may wait for a supervisor
 *	with locks held, 0 if it did not yet
 * @isolation: what keeps it from others, one reference; NULL if unrestricted.
 *	Others read it under RCU
 * @exec_isolation: what @isolation will be if an execve() in progress
 *	succeeds, one reference; or NULL
 * @fifo: label for the FIFO that a mknod() under way makes, or that a failed one
 *	left behind; NULL if it makes none or is not isolated
 *
 * Touched by its own task only, and by task_alloc of a child; others read
 * @pending under RCU.
 */
struct ccs_task_blob {
	struct ccs_ident *exec_ident;
	const struct linux_binprm *exec_bprm;
	struct ccs_ident *pending;
	struct ccs_ident *visited;
	struct ccs_ident *left;
	struct callback_head move;
	char *wanted;
	bool move_queued;
	bool manager;
	bool handler;
	bool exec_handler;
	u8 state[CCS_STATE_COUNT];
	u8 exec_state[CCS_STATE_COUNT];
	struct ccs_asked asked;
	u64 unix_name;
	struct ccs_found found;
	unsigned long wait_end;
#ifdef CONFIG_CCSECURITY_ISOLATION
	struct ccs_isolation *isolation;
	struct ccs_isolation *exec_isolation;
	struct ccs_maker *fifo;
#endif
};

/**
 * union ccs_inode_blob - whose an inode is
 * @maker: who made the socket, pipe, FIFO or queue; NULL if unrestricted or
 *	something else
 * @owner: in procfs, number of the process that it is about, in the initial
 *	pid namespace; 0 if about none
 */
union ccs_inode_blob {
	struct ccs_maker *maker;
	pid_t owner;
};

/**
 * struct ccs_ipc_blob - whose a queue, semaphore or memory of System V is
 * @maker: who made it; NULL if unrestricted
 * @queue: it is a queue
 */
struct ccs_ipc_blob {
	struct ccs_maker *maker;
	bool queue;
};

/* Offsets are written by the LSM framework at boot. */
extern struct lsm_blob_sizes ccs_blob_sizes;

static inline struct ccs_cred_blob *ccs_cred(const struct cred *cred)
{
	return cred->security + ccs_blob_sizes.lbs_cred;
}

static inline struct ccs_task_blob *ccs_task(const struct task_struct *task)
{
	return task->security + ccs_blob_sizes.lbs_task;
}

static inline union ccs_inode_blob *ccs_inode(const struct inode *inode)
{
	return inode->i_security + ccs_blob_sizes.lbs_inode;
}

static inline struct ccs_ipc_blob *ccs_ipc(const struct kern_ipc_perm *perm)
{
	return perm->security + ccs_blob_sizes.lbs_ipc;
}

/*
 * The domain that acts: under override_creds() that of those credentials, else
 * where the thread has moved to already.
 */
static inline struct ccs_ident *ccs_current_ident(void)
{
	struct ccs_ident *const pending = ccs_task(current)->pending;

	if (unlikely(pending) && current_cred() == current_real_cred())
		return pending;
	return ccs_cred(current_cred())->ident;
}

/* The domain of another task. Context: RCU read side held. */
static inline struct ccs_ident *ccs_ident_of(const struct task_struct *task)
{
	return READ_ONCE(ccs_task(task)->pending) ?:
	       ccs_cred(__task_cred(task))->ident;
}

#endif /* CCS_BLOB_H */
