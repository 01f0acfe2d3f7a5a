/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Keeping processes of one user away from each other
 */

#ifndef CCS_ISOLATE_H
#define CCS_ISOLATE_H

#include <linux/binfmts.h>
#include <linux/dcache.h>
#include <linux/init.h>
#include <linux/refcount.h>
#include <linux/sched.h>

#include "blob.h"
#include "core/isolation.h"

/**
 * struct ccs_isolation - what keeps a process from others
 * @rcu: for the grace period before it is freed; those of other tasks are read
 *	under RCU
 * @users: tasks, execve() in progress, and what they made
 * @len: bytes in @id; none if the process is half restricted
 * @id: what only its own kind has
 *
 * A task without one is unrestricted. Ids are compared as text, so there is no
 * table of them, and nothing to fill: each belongs to tasks and objects that
 * are limited by themselves.
 */
struct ccs_isolation {
	struct rcu_head rcu;
	refcount_t users;
	u8 len;
	char id[CCS_ISOLATION_ID_MAX + 1];
};

/**
 * struct ccs_maker - whoever made something that others can reach
 * @rcu: for the grace period before it is freed
 * @isolation: the isolation, one reference
 * @ident: the domain, one reference
 * @pid: the process
 * @name: of a FIFO that has no inode yet; it is compared only
 */
struct ccs_maker {
	struct rcu_head rcu;
	struct ccs_isolation *isolation;
	struct ccs_ident *ident;
	pid_t pid;
	const struct dentry *name;
};

#ifdef CONFIG_CCSECURITY_ISOLATION

struct ccs_maker *ccs_maker_new(void);
void ccs_maker_free(struct ccs_maker *maker);
void ccs_isolation_put(struct ccs_isolation *isolation);
bool ccs_isolation_permits(const struct ccs_isolation *mine,
			   const struct ccs_isolation *other);
const char *ccs_isolation_text(const struct ccs_isolation *isolation);
int ccs_isolate_judge(const char *what, struct task_struct *to,
		      bool quiet);
int ccs_isolate_pid(const char *what, pid_t pid, bool quiet);
int ccs_isolate_maker(const char *what, const struct ccs_maker *maker);
int ccs_isolate_fifo(const struct dentry *name);
int ccs_isolate_unknown(const char *what);
int ccs_isolate_owner(const struct file *file, struct task_struct *to);
int ccs_isolate_trace_me(struct task_struct *parent);
int ccs_isolate_half(void);
int ccs_isolate_self(const char *id, size_t len);
int ccs_isolate_exec(const struct ccs_ident *next,
		     const struct linux_binprm *bprm);
void ccs_isolate_arrive(void);
void ccs_isolate_begin(void);
void __init ccs_add_isolate_hooks(void);

static inline struct ccs_isolation *
ccs_isolation_get(struct ccs_isolation *isolation)
{
	if (isolation)
		refcount_inc(&isolation->users);
	return isolation;
}

static inline struct ccs_isolation *ccs_isolation_of_current(void)
{
	return ccs_task(current)->isolation;
}

/* Whatever may sleep or not; costs the unrestricted one test. */
static inline int ccs_isolate_task(const char *what,
				   struct task_struct *to)
{
	if (likely(!ccs_isolation_of_current()))
		return 0;
	return ccs_isolate_judge(what, to, false);
}

/* @quiet: nobody is to know, as where something is only left out. */
static inline int ccs_isolate_trace(struct task_struct *to, bool quiet)
{
	if (likely(!ccs_isolation_of_current()))
		return 0;
	return ccs_isolate_judge("ptrace", to, quiet);
}

static inline void ccs_isolate_inherit(struct ccs_task_blob *to)
{
	to->isolation = ccs_isolation_get(ccs_isolation_of_current());
}

static inline void ccs_isolate_free(const struct ccs_task_blob *task)
{
	ccs_isolation_put(task->isolation);
	ccs_isolation_put(task->exec_isolation);
	ccs_maker_free(task->fifo);
}

/* A FIFO is about to be made under this name; see d_instantiate. */
static inline int ccs_isolate_mkfifo(const struct dentry *name)
{
	if (likely(!ccs_isolation_of_current()))
		return 0;
	return ccs_isolate_fifo(name);
}

/* Context: RCU read side held. */
static inline const char *ccs_isolate_text_of(struct task_struct *task)
{
	return ccs_isolation_text(READ_ONCE(ccs_task(task)->isolation));
}

#else

static inline struct ccs_isolation *
ccs_isolation_get(struct ccs_isolation *isolation)
{
	return NULL;
}

static inline struct ccs_isolation *ccs_isolation_of_current(void)
{
	return NULL;
}

static inline int ccs_isolate_task(const char *what,
				   struct task_struct *to)
{
	return 0;
}

static inline int ccs_isolate_trace(struct task_struct *to, bool quiet)
{
	return 0;
}

static inline int ccs_isolate_trace_me(struct task_struct *parent)
{
	return 0;
}

static inline int ccs_isolate_owner(const struct file *file,
				    struct task_struct *to)
{
	return 0;
}

static inline int ccs_isolate_mkfifo(const struct dentry *name)
{
	return 0;
}

static inline int ccs_isolate_exec(const struct ccs_ident *next,
				   const struct linux_binprm *bprm)
{
	return 0;
}

static inline const char *ccs_isolate_text_of(struct task_struct *task)
{
	return "-";
}

static inline void ccs_isolate_inherit(struct ccs_task_blob *to) { }
static inline void ccs_isolate_free(const struct ccs_task_blob *task) { }
static inline void ccs_isolation_put(struct ccs_isolation *isolation) { }
static inline void ccs_isolate_arrive(void) { }
static inline void ccs_add_isolate_hooks(void) { }

#endif

#endif /* CCS_ISOLATE_H */
