// SPDX-License-Identifier: GPL-2.0-only
/*
 * Answers from tasks, inodes and programs
 */

#include <linux/cred.h>
#include <linux/dcache.h>
#include <linux/kdev_t.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uidgid.h>
#include <linux/user_namespace.h>

#include "args.h"
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

static u64 task_number(enum ccs_fact fact)
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
	case CCS_FACT_TASK_FSGID:
		return from_kgid(&init_user_ns, cred->fsgid);
	case CCS_FACT_TASK_PID:
		return task_tgid_vnr(current);
	default:
		return ccs_current_ppid();
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
	out->uid = from_kuid(&init_user_ns,
			     AS_KUIDT(ccs_vfsuid(mnt, inode)));
	out->gid = from_kgid(&init_user_ns,
			     AS_KGIDT(ccs_vfsgid(mnt, inode)));
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
	default:
		WARN_ON_ONCE(1);
		return -ENOENT;
	}
}

static int get_number(struct ccs_facts *base, enum ccs_fact fact, u64 *value)
{
	const struct ccs_kernel_facts *const facts = facts_of(base);

	if (fact >= CCS_FACT_PATH1_UID)
		return path_number(facts->path1, fact, value);
	if (fact >= CCS_FACT_EXEC_ARGC)
		return exec_number(facts->bprm, fact, value);
	*value = task_number(fact);
	return 0;
}

static int get_realpath(struct ccs_facts *base, struct ccs_str *value)
{
	struct ccs_kernel_facts *const facts = facts_of(base);

	if (!facts->bprm)
		return -ENOENT;
	if (!facts->realpath.str.text) {
		facts->wants_realpath = true;
		return -EAGAIN;
	}
	*value = facts->realpath.str;
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
		facts->wants_argv = true;
		facts->missing = index;
		return -EAGAIN;
	}
	*value = arg->str;
	return 0;
}

static const struct ccs_fact_ops kernel_fact_ops = {
	.number = get_number,
	.realpath = get_realpath,
	.argv = get_argv,
};

/**
 * ccs_facts_init - answers for a request
 * @facts: the answers
 * @path1: its first object, or NULL; must outlive @facts
 * @bprm: the program being started, or NULL
 */
void ccs_facts_init(struct ccs_kernel_facts *facts, const struct path *path1,
		    const struct linux_binprm *bprm)
{
	facts->base.ops = &kernel_fact_ops;
	facts->path1 = path1;
	facts->bprm = bprm;
	facts->wants_realpath = false;
	facts->wants_argv = false;
	ccs_namebuf_init(&facts->realpath);
	INIT_LIST_HEAD(&facts->args);
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
	ccs_namebuf_free(&facts->realpath);
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
	if (facts->realpath.str.text)
		return 0;
	return ccs_realpath(&facts->realpath, &facts->bprm->file->f_path);
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
	if (facts->wants_realpath) {
		facts->wants_realpath = false;
		return ccs_facts_realpath(facts);
	}
	if (facts->wants_argv) {
		facts->wants_argv = false;
		return fetch_arg(facts, facts->missing);
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
