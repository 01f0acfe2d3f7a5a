// SPDX-License-Identifier: GPL-2.0-only
/*
 * Answers from tasks, inodes and programs
 */

#include <linux/cred.h>
#include <linux/dcache.h>
#include <linux/err.h>
#include <linux/kdev_t.h>
#include <linux/nsproxy.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/stat.h>
#include <linux/uidgid.h>
#include <linux/user_namespace.h>

#include "args.h"
#include "blob.h"
#include "compat.h"
#include "core/limits.h"
#include "facts.h"

/**
 * struct fetched - one argument
 * @node: in the facts
 * @index: of argv[]
 * @complete: it was not cut
 * @str: the argument, in @text
 * @text: encoded
 */
struct fetched {
	struct list_head node;
	u32 index;
	bool complete;
	struct ccs_str str;
	char text[CCS_ARGV_MAX + 1];
};

static struct ccs_kernel_facts *facts_of(struct ccs_facts *facts)
{
	return container_of(facts, struct ccs_kernel_facts, base);
}

/**
 * ccs_current_ppid - who started the current process
 *
 * Return: process id of the parent, in the current pid namespace.
 */
pid_t ccs_current_ppid(void)
{
	pid_t pid;

	rcu_read_lock();
	pid = task_tgid_vnr(rcu_dereference(current->real_parent));
	rcu_read_unlock();
	return pid;
}

/* Names are relative to a mount namespace, so a policy may want to tell. */
static int foreign_mnt(u64 *value)
{
	const struct nsproxy *const nsproxy = current->nsproxy;

	/* An exiting task has left its namespaces. */
	if (!nsproxy)
		return -ENOENT;
	*value = nsproxy->mnt_ns != init_nsproxy.mnt_ns;
	return 0;
}

static u64 cred_number(enum ccs_fact fact)
{
	const struct cred *const cred = current_cred();

	switch (fact) {
	case CCS_FACT_TASK_UID:
		return from_kuid(&init_user_ns, cred->uid);
	case CCS_FACT_TASK_EUID:
		return from_kuid(&init_user_ns, cred->euid);
	case CCS_FACT_TASK_SUID:
		return from_kuid(&init_user_ns, cred->suid);
	case CCS_FACT_TASK_FSUID:
		return from_kuid(&init_user_ns, cred->fsuid);
	case CCS_FACT_TASK_GID:
		return from_kgid(&init_user_ns, cred->gid);
	case CCS_FACT_TASK_EGID:
		return from_kgid(&init_user_ns, cred->egid);
	case CCS_FACT_TASK_SGID:
		return from_kgid(&init_user_ns, cred->sgid);
	default:
		return from_kgid(&init_user_ns, cred->fsgid);
	}
}

static int task_number(const struct ccs_kernel_facts *facts,
		       enum ccs_fact fact, u64 *value)
{
	switch (fact) {
	case CCS_FACT_TASK_PID:
		*value = task_tgid_vnr(current);
		return 0;
	case CCS_FACT_TASK_PPID:
		*value = ccs_current_ppid();
		return 0;
	case CCS_FACT_TASK_TYPE:
		*value = facts->handler ? CCS_EXECUTE_HANDLER : 0;
		return 0;
	case CCS_FACT_TASK_FOREIGN_MNT:
		return foreign_mnt(value);
	default:
		*value = cred_number(fact);
		return 0;
	}
}

static int exec_number(const struct linux_binprm *bprm, enum ccs_fact fact,
		       u64 *value)
{
	if (!bprm)
		return -ENOENT;
	*value = fact == CCS_FACT_EXEC_ARGC ? bprm->argc : bprm->envc;
	return 0;
}

/*
 * Inode fields are read as they are: asking the file system could sleep, do
 * I/O, and would come back to us as a getattr request.
 */
static void read_inode(const struct vfsmount *mnt, const struct inode *inode,
		       struct ccs_inode_facts *out)
{
	const kuid_t uid = mnt ? AS_KUIDT(ccs_vfsuid(mnt, inode)) :
				 inode->i_uid;
	const kgid_t gid = mnt ? AS_KGIDT(ccs_vfsgid(mnt, inode)) :
				 inode->i_gid;

	out->uid = from_kuid(&init_user_ns, uid);
	out->gid = from_kgid(&init_user_ns, gid);
	out->ino = inode->i_ino;
	out->dev = inode->i_sb->s_dev;
	out->rdev = inode->i_rdev;
	out->mode = inode->i_mode;
}

/**
 * ccs_inode_facts - attributes of an object or of its directory
 * @path: the object
 * @parent: the directory that contains it, in the same file system; for its
 *	root, the object itself (policy-language 9.3)
 * @out: the result
 *
 * Context: Any in which the caller holds @path.
 * Return: false if the object does not exist.
 */
bool ccs_inode_facts(const struct path *path, bool parent,
		     struct ccs_inode_facts *out)
{
	const struct dentry *dentry = path->dentry;
	const struct inode *inode;

	rcu_read_lock();
	if (parent)
		dentry = READ_ONCE(dentry->d_parent);
	inode = d_inode_rcu(dentry);
	if (inode)
		read_inode(path->mnt, inode, out);
	rcu_read_unlock();
	return inode;
}

/* @fact is one of path1, whichever object @path is. */
static int path_number(const struct path *path, enum ccs_fact fact, u64 *value)
{
	struct ccs_inode_facts facts;

	if (!path || !ccs_inode_facts(path, fact >= CCS_FACT_PATH1_PARENT_UID,
				      &facts))
		return -ENOENT;
	switch (fact) {
	case CCS_FACT_PATH1_UID:
	case CCS_FACT_PATH1_PARENT_UID:
		*value = facts.uid;
		return 0;
	case CCS_FACT_PATH1_GID:
	case CCS_FACT_PATH1_PARENT_GID:
		*value = facts.gid;
		return 0;
	case CCS_FACT_PATH1_INO:
	case CCS_FACT_PATH1_PARENT_INO:
		*value = facts.ino;
		return 0;
	case CCS_FACT_PATH1_MAJOR:
		*value = MAJOR(facts.dev);
		return 0;
	case CCS_FACT_PATH1_MINOR:
		*value = MINOR(facts.dev);
		return 0;
	case CCS_FACT_PATH1_PERM:
	case CCS_FACT_PATH1_PARENT_PERM:
		*value = facts.mode & S_IALLUGO;
		return 0;
	case CCS_FACT_PATH1_TYPE:
		*value = facts.mode & S_IFMT;
		return 0;
	case CCS_FACT_PATH1_DEV_MAJOR:
		*value = MAJOR(facts.rdev);
		return 0;
	case CCS_FACT_PATH1_DEV_MINOR:
		*value = MINOR(facts.rdev);
		return 0;
	default:
		WARN_ON_ONCE(1);
		return -ENOENT;
	}
}

static int get_number(struct ccs_facts *base, enum ccs_fact fact, u64 *value)
{
	const struct ccs_kernel_facts *const facts = facts_of(base);

	if (fact >= CCS_FACT_PATH2_UID)
		return path_number(facts->path2, fact - CCS_FACTS_PER_PATH,
				   value);
	if (fact >= CCS_FACT_PATH1_UID)
		return path_number(facts->path1, fact, value);
	if (fact >= CCS_FACT_EXEC_ARGC)
		return exec_number(facts->bprm, fact, value);
	if (facts->foreign)
		return -ENOENT;
	if (!ccs_fact_is_state(fact))
		return task_number(facts, fact, value);
	/* A worker has what its process had when the worker was made. */
	if (current->flags & (PF_IO_WORKER | PF_USER_WORKER))
		return -ENOENT;
	*value = facts->state[fact - CCS_FACT_TASK_STATE0];
	return 0;
}

static int get_realpath(struct ccs_facts *base, struct ccs_str *value)
{
	struct ccs_kernel_facts *const facts = facts_of(base);

	if (!facts->bprm)
		return -ENOENT;
	if (!facts->realpath.text) {
		facts->wants = CCS_WANTS_REALPATH;
		return -EAGAIN;
	}
	*value = facts->realpath;
	return 0;
}

static int get_symlink(struct ccs_facts *base, struct ccs_str *value)
{
	const struct ccs_kernel_facts *const facts = facts_of(base);

	if (!facts->symlink)
		return -ENOENT;
	*value = *facts->symlink;
	return 0;
}

static struct fetched *find_arg(const struct ccs_kernel_facts *facts,
				u32 index)
{
	struct fetched *arg;

	list_for_each_entry(arg, &facts->args, node)
		if (arg->index == index)
			return arg;
	return NULL;
}

static int get_argv(struct ccs_facts *base, u32 index, struct ccs_str *value)
{
	struct ccs_kernel_facts *const facts = facts_of(base);
	const struct fetched *arg;

	if (!facts->bprm)
		return -ENOENT;
	if (index >= (u32)facts->bprm->argc)
		return -ERANGE;
	arg = find_arg(facts, index);
	if (!arg) {
		facts->wants = CCS_WANTS_ARGV;
		facts->missing = index;
		return -EAGAIN;
	}
	*value = arg->str;
	return 0;
}

static int get_envp(struct ccs_facts *base, u32 index, struct ccs_str *name,
		    struct ccs_str *value)
{
	struct ccs_kernel_facts *const facts = facts_of(base);

	if (!facts->bprm)
		return -ENOENT;
	if (!facts->envs) {
		facts->wants = CCS_WANTS_ENVP;
		return -EAGAIN;
	}
	if (index >= facts->envs->count)
		return -ERANGE;
	*name = facts->envs->env[index].name;
	*value = facts->envs->env[index].value;
	return 0;
}

static const struct ccs_fact_ops kernel_fact_ops = {
	.number = get_number,
	.realpath = get_realpath,
	.symlink = get_symlink,
	.argv = get_argv,
	.envp = get_envp,
};

/* The interpreter of a program is asked for after what started it. */
static const u8 *state_of(const struct ccs_task_blob *task)
{
	return current->in_execve && task->exec_ident ? task->exec_state :
							task->state;
}

/**
 * ccs_facts_init - answers for a request
 * @facts: the answers
 * @path1: its first object, or NULL; must outlive @facts
 * @bprm: the program being started, or NULL
 *
 * What the current thread is, is filled in; everything else is unset until the
 * caller sets it.
 */
void ccs_facts_init(struct ccs_kernel_facts *facts, const struct path *path1,
		    const struct linux_binprm *bprm)
{
	facts->base.ops = &kernel_fact_ops;
	facts->path1 = path1;
	facts->path2 = NULL;
	facts->bprm = bprm;
	facts->symlink = NULL;
	facts->foreign = false;
	memcpy(facts->state, state_of(ccs_task(current)), sizeof(facts->state));
	facts->handler = ccs_task(current)->handler;
	facts->envs = NULL;
	facts->wants = CCS_WANTS_NOTHING;
	facts->realpath.text = NULL;
	facts->realpath_buf = NULL;
	INIT_LIST_HEAD(&facts->args);
}

static void free_realpath(const struct ccs_kernel_facts *facts)
{
	if (!facts->realpath_buf)
		return;
	ccs_namebuf_free(facts->realpath_buf);
	kfree(facts->realpath_buf);
}

/**
 * ccs_facts_free - free what was fetched
 * @facts: the answers
 */
void ccs_facts_free(struct ccs_kernel_facts *facts)
{
	struct fetched *arg, *next;

	list_for_each_entry_safe(arg, next, &facts->args, node)
		kfree(arg);
	if (facts->envs)
		ccs_envs_free(facts->envs);
	free_realpath(facts);
}

/**
 * ccs_facts_realpath - fetch the name of the program being started
 * @facts: the answers of an execution
 *
 * Context: May sleep.
 * Return: 0 or an error of ccs_realpath().
 */
int ccs_facts_realpath(struct ccs_kernel_facts *facts)
{
	struct ccs_namebuf *name;
	int err;

	if (facts->realpath.text)
		return 0;
	name = kmalloc(sizeof(*name), GFP_KERNEL);
	if (!name)
		return -ENOMEM;
	ccs_namebuf_init(name);
	err = ccs_realpath(name, &facts->bprm->file->f_path);
	if (err) {
		kfree(name);
		return err;
	}
	facts->realpath = name->str;
	facts->realpath_buf = name;
	return 0;
}

static int read_arg(const struct linux_binprm *bprm, struct fetched *arg)
{
	struct ccs_emit emit = { .buf = arg->text, .size = sizeof(arg->text) };
	struct ccs_args args;
	int err;

	err = ccs_args_open(&args, bprm);
	if (err)
		return err;
	arg->text[0] = '\0';
	err = ccs_args_skip(&args, arg->index) ?: ccs_args_next(&args, &emit);
	arg->complete = !emit.overflow;
	arg->str = ccs_str_of(arg->text, emit.len);
	ccs_args_close(&args);
	return err;
}

static int fetch_arg(struct ccs_kernel_facts *facts, u32 index)
{
	struct fetched *const arg = kmalloc(sizeof(*arg), GFP_KERNEL);
	int err;

	if (!arg)
		return -ENOMEM;
	arg->index = index;
	err = read_arg(facts->bprm, arg);
	if (err) {
		kfree(arg);
		return err;
	}
	list_add_tail(&arg->node, &facts->args);
	return 0;
}

static int fetch_envs(struct ccs_kernel_facts *facts)
{
	struct ccs_envs *const envs = ccs_envs_read(facts->bprm);

	if (IS_ERR(envs))
		return PTR_ERR(envs);
	facts->envs = envs;
	return 0;
}

/**
 * ccs_facts_fetch - fetch what an evaluation missed
 * @facts: the answers
 *
 * Every call fetches something that was not there before, so a caller that
 * evaluates again after each does not loop for ever.
 *
 * Context: May sleep; not under the read side.
 * Return: 0; -ENOMEM; another error if it can't be read.
 */
int ccs_facts_fetch(struct ccs_kernel_facts *facts)
{
	const enum ccs_wanted wants = facts->wants;

	facts->wants = CCS_WANTS_NOTHING;
	switch (wants) {
	case CCS_WANTS_REALPATH:
		return ccs_facts_realpath(facts);
	case CCS_WANTS_ARGV:
		return fetch_arg(facts, facts->missing);
	case CCS_WANTS_ENVP:
		return fetch_envs(facts);
	case CCS_WANTS_NOTHING:
		break;
	}
	WARN_ON_ONCE(1);
	return -EINVAL;
}

/**
 * ccs_facts_argv0 - the first argument, for a learned line
 * @facts: the answers of an execution
 *
 * Context: May sleep.
 * Return: argv[0], encoded; NULL if there is none, if it is too long or if it
 * can't be read.
 */
const char *ccs_facts_argv0(struct ccs_kernel_facts *facts)
{
	const struct fetched *arg;

	if (facts->bprm->argc < 1)
		return NULL;
	if (!find_arg(facts, 0) && fetch_arg(facts, 0))
		return NULL;
	arg = find_arg(facts, 0);
	return arg->complete ? arg->text : NULL;
}
