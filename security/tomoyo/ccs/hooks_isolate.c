// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hooks that keep isolated processes from others
 *
 * What other hooks of ours are about as well, signals, tracing and priorities,
 * is asked there. Inodes carry who made them; those of procfs whom they tell
 * about, by a number, since they may be asked after their process is gone.
 */

#include <linux/fs.h>
#include <linux/ipc.h>
#include <linux/lsm_hooks.h>
#include <linux/magic.h>
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include <net/af_unix.h>
#include <net/sock.h>

#include "blob.h"
#include "compat.h"
#include "hooks.h"
#include "isolate.h"
#include "setup.h"

/* What msgrcv() asks for. */
#define MAY_RECEIVE 0444

static int hook_task_setpgid(struct task_struct *task, pid_t pgid)
{
	return ccs_isolate_task("setpgid", task);
}

static int hook_task_getpgid(struct task_struct *task)
{
	return ccs_isolate_task("getpgid", task);
}

static int hook_task_getsid(struct task_struct *task)
{
	return ccs_isolate_task("getsid", task);
}

static int hook_task_getscheduler(struct task_struct *task)
{
	return ccs_isolate_task("getscheduler", task);
}

static int hook_task_getioprio(struct task_struct *task)
{
	return ccs_isolate_task("getioprio", task);
}

static int hook_task_movememory(struct task_struct *task)
{
	return ccs_isolate_task("movememory", task);
}

static int judge_by_cred(const char *what, const struct cred *cred)
{
	struct task_struct *process, *task;
	int err;

	rcu_read_lock();
	for_each_process_thread(process, task)
		if (rcu_access_pointer(task->real_cred) == cred) {
			err = ccs_isolate_judge(what, task, false);
			rcu_read_unlock();
			return err;
		}
	rcu_read_unlock();
	return ccs_isolate_unknown(what);
}

/*
 * Only credentials are told. Processes don't share them, so whose they are is
 * looked for; nobody but the isolated pays for that.
 */
static int hook_task_prlimit(const struct cred *cred, const struct cred *to,
			     unsigned int flags)
{
	if (likely(!ccs_isolation_of_current()))
		return 0;
	return judge_by_cred("prlimit", to);
}

static bool is_proc(const struct inode *inode)
{
	return inode->i_sb->s_magic == PROC_SUPER_MAGIC;
}

/* Sockets, pipes and message queues are made with their inode. */
static bool is_made(const struct inode *inode)
{
	const unsigned long magic = inode->i_sb->s_magic;

	return magic == SOCKFS_MAGIC || magic == PIPEFS_MAGIC ||
	       magic == CCS_MQUEUE_MAGIC;
}

static int hook_inode_alloc_security(struct inode *inode)
{
	if (likely(!ccs_isolation_of_current()) || !is_made(inode))
		return 0;
	ccs_inode(inode)->maker = ccs_maker_new();
	return ccs_inode(inode)->maker ? 0 : -ENOMEM;
}

/* Walks under RCU may still ask; what they get is freed after them. */
static void hook_inode_free_security(struct inode *inode)
{
	if (inode->i_security && !is_proc(inode))
		ccs_maker_free(READ_ONCE(ccs_inode(inode)->maker));
}

/*
 * Any other inode may be read from a disk, by whoever comes first. So a FIFO
 * is labelled when the one who makes it gives it its name.
 */
static void hook_d_instantiate(struct dentry *dentry, struct inode *inode)
{
	struct ccs_maker *const maker = ccs_task(current)->fifo;

	if (likely(!maker) || !inode || !S_ISFIFO(inode->i_mode) ||
	    maker->name != dentry || ccs_inode(inode)->maker)
		return;
	ccs_task(current)->fifo = NULL;
	/* What it says is seen no later than itself. */
	smp_store_release(&ccs_inode(inode)->maker, maker);
}

static void hook_task_to_inode(struct task_struct *task, struct inode *inode)
{
	WRITE_ONCE(ccs_inode(inode)->owner, task_pid_nr(task));
}

/* A walk that may not block is told to come again, and is refused then. */
static int judge_proc(const struct inode *inode, int mask)
{
	const pid_t owner = READ_ONCE(ccs_inode(inode)->owner);
	const bool hurry = mask & MAY_NOT_BLOCK;
	int err;

	if (!owner)
		return 0;
	err = ccs_isolate_pid("proc", owner, hurry);
	return err && hurry ? -ECHILD : err;
}

/*
 * What carries no id may be used: the pipes that a process was started with,
 * and FIFOs of a disk, which forgets who made them.
 */
static int judge_made(const char *what, const struct inode *inode, int mask)
{
	const struct ccs_maker *const maker =
		READ_ONCE(ccs_inode(inode)->maker);

	if (!maker || !maker->isolation->len)
		return 0;
	if (!(mask & MAY_NOT_BLOCK))
		return ccs_isolate_maker(what, maker);
	return ccs_isolation_permits(ccs_isolation_of_current(),
				     maker->isolation) ? 0 : -ECHILD;
}

static int hook_inode_permission(struct inode *inode, int mask)
{
	if (likely(!ccs_isolation_of_current()))
		return 0;
	if (is_proc(inode))
		return judge_proc(inode, mask);
	if (S_ISFIFO(inode->i_mode))
		return judge_made("fifo", inode, mask);
	if (S_ISREG(inode->i_mode) &&
	    inode->i_sb->s_magic == CCS_MQUEUE_MAGIC)
		return judge_made("mqueue", inode, mask);
	return 0;
}

/* What IPC_RMID is to other queues. */
static int hook_inode_unlink(struct inode *dir, struct dentry *dentry)
{
	const struct inode *const inode = d_backing_inode(dentry);

	if (likely(!ccs_isolation_of_current()) || !inode ||
	    inode->i_sb->s_magic != CCS_MQUEUE_MAGIC)
		return 0;
	return judge_made("mqueue", inode, 0);
}

/* Who listens is who made the socket. Its state is locked, so it has one. */
static int judge_socket(const char *what, struct socket *socket)
{
	if (!socket)
		return ccs_isolate_unknown(what);
	return ccs_isolate_maker(what, ccs_inode(SOCK_INODE(socket))->maker);
}

/* To whom a dying process leaves its core is the kernel's choice. */
static int hook_unix_stream_connect(struct sock *sock, struct sock *other,
				    struct sock *newsk)
{
	if (likely(!ccs_isolation_of_current()) ||
	    current->flags & PF_DUMPCORE)
		return 0;
	return judge_socket("connect", other->sk_socket);
}

/* A socket that is connected was judged then, or was handed down like that. */
static int hook_unix_may_send(struct socket *socket, struct socket *other)
{
	if (likely(!ccs_isolation_of_current()) ||
	    READ_ONCE(unix_peer(socket->sk)) == other->sk)
		return 0;
	return judge_socket("send", other);
}

static int hook_ipc_alloc_security(struct kern_ipc_perm *perm)
{
	if (likely(!ccs_isolation_of_current()))
		return 0;
	ccs_ipc(perm)->maker = ccs_maker_new();
	return ccs_ipc(perm)->maker ? 0 : -ENOMEM;
}

static int hook_msg_queue_alloc_security(struct kern_ipc_perm *perm)
{
	ccs_ipc(perm)->queue = true;
	return hook_ipc_alloc_security(perm);
}

static void hook_ipc_free_security(struct kern_ipc_perm *perm)
{
	ccs_maker_free(ccs_ipc(perm)->maker);
}

static int judge_ipc(const struct kern_ipc_perm *perm)
{
	if (likely(!ccs_isolation_of_current()))
		return 0;
	return ccs_isolate_maker("ipc", ccs_ipc(perm)->maker);
}

/*
 * Each call has a hook, which says EPERM where this one would make it EACCES.
 * That of msgrcv() only leaves out messages.
 */
static int hook_ipc_permission(struct kern_ipc_perm *perm, short flag)
{
	return ccs_ipc(perm)->queue && flag == MAY_RECEIVE ?
	       judge_ipc(perm) : 0;
}

static int hook_ipc_associate(struct kern_ipc_perm *perm, int flag)
{
	return judge_ipc(perm);
}

/* About none in particular if @perm is NULL. */
static int hook_ipc_ctl(struct kern_ipc_perm *perm, int cmd)
{
	return perm ? judge_ipc(perm) : 0;
}

static int hook_msg_queue_msgsnd(struct kern_ipc_perm *perm,
				 struct msg_msg *msg, int flag)
{
	return judge_ipc(perm);
}

static int hook_shm_shmat(struct kern_ipc_perm *perm, char __user *address,
			  int flag)
{
	return judge_ipc(perm);
}

static int hook_sem_semop(struct kern_ipc_perm *perm, struct sembuf *ops,
			  unsigned int count, int alter)
{
	return judge_ipc(perm);
}

/* What makes it possible to find out later whose something is. */
static struct security_hook_list noting_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(task_to_inode, hook_task_to_inode),
	LSM_HOOK_INIT(msg_queue_alloc_security, hook_msg_queue_alloc_security),
};

/* What has nothing to do before the first process is isolated. */
static struct security_hook_list isolate_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(task_setpgid, hook_task_setpgid),
	LSM_HOOK_INIT(task_getpgid, hook_task_getpgid),
	LSM_HOOK_INIT(task_getsid, hook_task_getsid),
	LSM_HOOK_INIT(task_getscheduler, hook_task_getscheduler),
	LSM_HOOK_INIT(task_getioprio, hook_task_getioprio),
	LSM_HOOK_INIT(task_prlimit, hook_task_prlimit),
	LSM_HOOK_INIT(task_movememory, hook_task_movememory),
	LSM_HOOK_INIT(inode_alloc_security, hook_inode_alloc_security),
	LSM_HOOK_INIT(inode_free_security, hook_inode_free_security),
	LSM_HOOK_INIT(inode_permission, hook_inode_permission),
	LSM_HOOK_INIT(inode_unlink, hook_inode_unlink),
	LSM_HOOK_INIT(d_instantiate, hook_d_instantiate),
	LSM_HOOK_INIT(unix_stream_connect, hook_unix_stream_connect),
	LSM_HOOK_INIT(unix_may_send, hook_unix_may_send),
	LSM_HOOK_INIT(ipc_permission, hook_ipc_permission),
	LSM_HOOK_INIT(msg_queue_free_security, hook_ipc_free_security),
	LSM_HOOK_INIT(msg_queue_associate, hook_ipc_associate),
	LSM_HOOK_INIT(msg_queue_msgctl, hook_ipc_ctl),
	LSM_HOOK_INIT(msg_queue_msgsnd, hook_msg_queue_msgsnd),
	LSM_HOOK_INIT(shm_alloc_security, hook_ipc_alloc_security),
	LSM_HOOK_INIT(shm_free_security, hook_ipc_free_security),
	LSM_HOOK_INIT(shm_associate, hook_ipc_associate),
	LSM_HOOK_INIT(shm_shmctl, hook_ipc_ctl),
	LSM_HOOK_INIT(shm_shmat, hook_shm_shmat),
	LSM_HOOK_INIT(sem_alloc_security, hook_ipc_alloc_security),
	LSM_HOOK_INIT(sem_free_security, hook_ipc_free_security),
	LSM_HOOK_INIT(sem_associate, hook_ipc_associate),
	LSM_HOOK_INIT(sem_semctl, hook_ipc_ctl),
	LSM_HOOK_INIT(sem_semop, hook_sem_semop),
};

static void switch_hooks(bool on)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(isolate_hooks); i++)
		ccs_hook_switch(&isolate_hooks[i], on);
}

/**
 * ccs_isolate_begin - somebody is about to be isolated
 *
 * Most systems isolate nobody, but look up names all the time, so until now
 * the kernel has left out the hooks that ask. From here on it calls them.
 *
 * Context: May sleep; cred_guard_mutex may be held. When it returns, every
 * processor calls the hooks.
 */
void ccs_isolate_begin(void)
{
	static bool begun;

	/* Who sees it true sees the hooks called. */
	if (smp_load_acquire(&begun))
		return;
	switch_hooks(true);
	/* After what it says. */
	smp_store_release(&begun, true);
}

/**
 * ccs_add_isolate_hooks - register the hooks of this file
 */
void __init ccs_add_isolate_hooks(void)
{
	ccs_add_hooks(noting_hooks, ARRAY_SIZE(noting_hooks));
	ccs_add_hooks(isolate_hooks, ARRAY_SIZE(isolate_hooks));
	switch_hooks(false);
}
