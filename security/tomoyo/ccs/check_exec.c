// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests to execute a program
 */

#include <linux/err.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/magic.h>
#include <linux/namei.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>

#include "audit.h"
#include "blob.h"
#include "check_env.h"
#include "check_exec.h"
#include "common.h"
#include "compat.h"
#include "core/acl.h"
#include "core/exception.h"
#include "core/namespace.h"
#include "core/transition.h"
#include "enter.h"
#include "handler.h"
#include "query.h"
#include "root.h"

/**
 * struct exec - an execution being checked
 * @check: the request
 * @name: the program's name
 * @aggregated: the name that an aggregator gives it, NULL if none does
 * @handler: what is started instead of it, or NULL
 * @serial: of the policy it is checked by
 * @stale: another one is in force, so all begins anew
 * @retries: how often it was asked about, by this policy and those before
 * @next: where it leads
 * @buf: the domainname in @next, unless a handler is started
 */
struct exec {
	struct ccs_check check;
	struct ccs_namebuf name;
	char *aggregated;
	struct ccs_handler *handler;
	u64 serial;
	bool stale;
	u32 retries;
	struct ccs_destination next;
	char buf[CCS_DOMAINNAME_MAX];
};

/*
 * Outside of the caller's root a path names something else than inside, so
 * what it leads to there says nothing.
 */
static bool can_reach(const struct path *path)
{
	struct path root;
	bool yes;

	get_fs_root(current->fs, &root);
	yes = path_is_under(path, &root);
	path_put(&root);
	return yes;
}

/*
 * Does this link lead to that file? The link's own canonical path is followed,
 * not the string it was found by: that may pass through links and directories
 * of the caller's, which could answer each lookup differently and so lend a
 * trusted link's name to another file.
 */
static bool leads_to(const struct path *link, const struct path *target)
{
	char *const buf = kmalloc(PATH_MAX, GFP_KERNEL);
	struct path path;
	bool same = false;
	const char *name;

	if (!buf)
		return false;
	name = d_path(link, buf, PATH_MAX);
	if (!IS_ERR(name) && !kern_path(name, LOOKUP_FOLLOW, &path)) {
		same = path_equal(&path, target);
		path_put(&path);
	}
	kfree(buf);
	return same;
}

/*
 * Links in procfs that stand for descriptors or mappings say nothing about the
 * file. What a process runs is known by its link.
 */
static bool says_something(const struct dentry *link)
{
	return link->d_sb->s_magic != PROC_SUPER_MAGIC ||
	       !strcmp(link->d_name.name, "exe");
}

static bool is_named_by(const struct path *link, const struct path *target)
{
	return d_is_symlink(link->dentry) && says_something(link->dentry) &&
	       can_reach(link) && leads_to(link, target);
}

/*
 * A program is checked under the name of the symbolic link it is called by
 * (semantics 3.2). The name is looked up after the file was opened, so it
 * counts only if it is a link that leads to that very file; otherwise the
 * file's own name does.
 */
static int name_program(struct ccs_namebuf *name,
			const struct linux_binprm *bprm)
{
	const struct path *const file = &bprm->file->f_path;
	struct path link;
	int err;

	err = ccs_realpath(name, file);
	/* Called by its own name, as most are: no need to look that up. */
	if (err || !strcmp(name->str.text, bprm->filename))
		return err;
	if (kern_path(bprm->filename, 0, &link))
		return 0;
	ccs_namebuf_free(name);
	/* Named first: what is verified then is where this very link leads. */
	err = ccs_realpath(name, &link);
	if (!is_named_by(&link, file)) {
		ccs_namebuf_free(name);
		err = ccs_realpath(name, file);
	}
	path_put(&link);
	return err;
}

/*
 * Where the execution leads follows from the entry that grants it, which is
 * there as long as the read side is held. Without one the domain is named
 * after the program itself.
 */
static void find_next(struct ccs_check *check, const struct ccs_policy *policy,
		      const struct ccs_domain *domain)
{
	struct exec *const exec = container_of(check, struct exec, check);
	const struct ccs_verdict *const verdict = &check->verdict;
	const struct ccs_name *const name = domain->ident->name;
	const struct ccs_str from = { name->text, name->len, name->hash };
	const struct ccs_cond *preference = NULL;
	struct ccs_str candidate = check->request.path[0];

	if (verdict->granted) {
		const struct ccs_name *const pattern = verdict->grant.pattern;

		/* 1.7 named the domain after the program (semantics 3.9). */
		if (!ccs_ns_is_17(domain->ns))
			candidate = (struct ccs_str){
				pattern->text, pattern->len, pattern->hash
			};
		preference = verdict->grant.acl->cond;
	}
	exec->next = (struct ccs_destination){
		.name = { .buf = exec->buf, .size = sizeof(exec->buf) },
	};
	ccs_transition_next(policy, domain->ns, &from, &candidate, preference,
			    &exec->next);
}

/* Notes, once per domain, that an execution had to stay in it. */
static void note_failure(struct exec *exec)
{
	struct ccs_ident *const ident = exec->check.ident;
	struct ccs_domain *domain;
	bool first = false;

	mutex_lock(&ccs_policy_lock);
	domain = ccs_domain_of(ccs_root_write(), ident);
	if (domain) {
		first = !domain->transition_failed;
		domain->transition_failed = true;
	}
	mutex_unlock(&ccs_policy_lock);
	if (!first)
		return;
	ccs_audit_note(&exec->check, ident, "transition_failed");
	pr_warn("domain '%s' can't be entered\n",
		exec->next.name.len ? exec->next.name.buf : "?");
}

/*
 * In enforcing mode a program must not run under another domain's rights, and
 * in no mode if the policy asked for just that domain (semantics 3.5) or has
 * it without its profile yet: that may well be more than nothing, and whoever
 * tries again gets there.
 */
static struct ccs_ident *stay(struct exec *exec, int why)
{
	const bool later = why == -EAGAIN || why == -EINTR;
	const enum ccs_mode mode = exec->next.strict || later ?
		CCS_MODE_ENFORCING : exec->check.verdict.mode;

	if (mode == CCS_MODE_ENFORCING) {
		const int err = why == -EPERM || later ? why : -ENOMEM;

		if (err == -EPERM)
			pr_warn_ratelimited("domain '%s' is not made unasked\n",
					    exec->next.name.buf);
		ccs_check_failed(mode, "a domain transition", err);
		return ERR_PTR(err);
	}
	note_failure(exec);
	return ccs_ident_get(exec->check.ident);
}

static struct ccs_ident *transit(struct exec *exec)
{
	const struct ccs_span name = {
		exec->next.name.buf, exec->next.name.len
	};
	struct ccs_ident *ident;

	if (exec->next.keep)
		return ccs_ident_get(exec->check.ident);
	if (!name.len || exec->next.name.overflow)
		return stay(exec, -ENAMETOOLONG);
	ident = ccs_enter(&exec->check, &name);
	return IS_ERR(ident) ? stay(exec, PTR_ERR(ident)) : ident;
}

/* Copies what an aggregator makes of the name; -EAGAIN if @buf is too small. */
static int copy_aggregated(const struct exec *exec, char *buf, u32 size,
			   u32 *len)
{
	const struct ccs_domain *domain;
	const struct ccs_name *target = NULL;
	int err = 0;

	rcu_read_lock();
	domain = ccs_domain_of(ccs_root_read(), exec->check.ident);
	if (domain)
		target = ccs_aggregate(domain->ns, &exec->name.str);
	*len = target ? target->len : 0;
	if (*len >= size)
		err = -EAGAIN;
	else if (target)
		memcpy(buf, target->text, target->len + 1);
	rcu_read_unlock();
	return err;
}

/*
 * The name that is looked up is that of the group of programs which this one
 * belongs to (semantics 3.3). Nothing can be allocated while the policy is
 * read, and it may have changed afterwards.
 */
static int aggregate(struct exec *exec)
{
	u32 size = 1, len;

	exec->check.request.path[0] = exec->name.str;
	while (copy_aggregated(exec, exec->aggregated, size, &len)) {
		kvfree(exec->aggregated);
		size = len + 1;
		exec->aggregated = kvmalloc(size, GFP_KERNEL | __GFP_NOWARN);
		if (!exec->aggregated)
			return -ENOMEM;
	}
	if (len)
		exec->check.request.path[0] = ccs_str_of(exec->aggregated,
							 len);
	return 0;
}

/* 1.7 has a record of each handler that is started (semantics 3.9). */
static void record_handler(struct exec *exec, enum ccs_acl_type type)
{
	struct ccs_check *const check = &exec->check;

	if (!ccs_ident_is_17(check->ident))
		return;
	check->request = (struct ccs_request){
		.type = type,
		.governor = CCS_ITEM_FILE_EXECUTE + 1,
		.path = { exec->handler->path },
	};
	ccs_check_granted(check);
}

/*
 * Runs a handler instead. The policy has chosen it, so it needs no permission;
 * nor is its environment checked, since it gets none.
 */
static struct ccs_ident *start_handler(struct exec *exec,
				       enum ccs_acl_type type,
				       struct linux_binprm *bprm)
{
	int err;

	record_handler(exec, type);
	exec->check.verdict = ccs_enter_verdict(exec->check.ident);
	err = ccs_handler_start(exec->handler, exec->check.ident, bprm);
	if (err)
		return ERR_PTR(err);
	/* The program's own file is gone. */
	exec->check.facts.path1 = &bprm->file->f_path;
	exec->next = exec->handler->next;
	return transit(exec);
}

/* Is there one? An error denies. */
static int find_handler(struct exec *exec, enum ccs_acl_type type,
			const struct linux_binprm *bprm)
{
	struct ccs_handler *handler;

	/* A handler's own executions are not handled, or it could do none. */
	if (exec->check.facts.handler || ccs_bprm_is_check(bprm))
		return 0;
	handler = ccs_handler_find(exec->check.ident, type,
				   &exec->check.facts);
	if (IS_ERR(handler)) {
		ccs_check_failed(CCS_MODE_ENFORCING, "an execute handler",
				 PTR_ERR(handler));
		return PTR_ERR(handler);
	}
	exec->handler = handler;
	return handler ? 1 : 0;
}

/*
 * Without a name there is no next domain either, and going on in this one
 * would run the program with its rights.
 */
static int note_unnamed(const struct exec *exec, int err)
{
	ccs_check_failed(ccs_mode_of(exec->check.ident, CCS_ITEM_FILE_EXECUTE),
			 "computing a name", err);
	return err;
}

static int name_request(struct exec *exec, const struct linux_binprm *bprm)
{
	const int err = name_program(&exec->name, bprm) ?: aggregate(exec);

	return err ? note_unnamed(exec, err) : 0;
}

static bool is_stale(struct exec *exec)
{
	exec->stale = exec->serial != ccs_root_serial();
	return exec->stale;
}

/*
 * An aggregator may have been added since (semantics 3.3, 4). With another
 * policy all begins anew, before anybody is asked, so that the answer holds.
 */
static int name_again(struct ccs_check *check)
{
	struct exec *const exec = container_of(check, struct exec, check);
	int err;

	/* In this order: who is told to try again sees the other policy. */
	check->round = ccs_query_round();
	if (is_stale(exec))
		return -EAGAIN;
	err = aggregate(exec);
	return err ? note_unnamed(exec, err) : 0;
}

static struct ccs_ident *transit_with_env(struct exec *exec,
					  const struct linux_binprm *bprm)
{
	struct ccs_ident *const next = transit(exec);
	int err;

	if (IS_ERR(next))
		return next;
	err = ccs_check_env(next, bprm);
	if (!err)
		return next;
	ccs_ident_put(next);
	return ERR_PTR(err);
}

static struct ccs_ident *check_and_transit(struct exec *exec,
					   struct linux_binprm *bprm)
{
	struct ccs_ident *next;
	int err;

	err = find_handler(exec, CCS_ACL_AUTO_HANDLER, bprm);
	if (err > 0)
		return start_handler(exec, CCS_ACL_AUTO_HANDLER, bprm);
	if (!err)
		err = name_request(exec, bprm);
	if (!err)
		err = find_handler(exec, CCS_ACL_DENIED_HANDLER, bprm);
	if (err < 0)
		return ERR_PTR(err);
	/* Who is handled is not slowed down, but may be asked about. */
	exec->check.at_once = exec->handler;
	err = ccs_check(&exec->check);
	/* The handler may be that of a policy before. */
	if (err == -EPERM && exec->handler && !is_stale(exec))
		return start_handler(exec, CCS_ACL_DENIED_HANDLER, bprm);
	if (err)
		return ERR_PTR(err);
	if (ccs_bprm_is_check(bprm))
		return ccs_ident_get(exec->check.ident);
	next = transit_with_env(exec, bprm);
	/* Refused may be what only a policy before leads to. */
	if (IS_ERR(next))
		is_stale(exec);
	return next;
}

static void init(struct exec *exec, struct ccs_ident *ident,
		 const struct linux_binprm *bprm)
{
	exec->check = (struct ccs_check){
		.ident = ident,
		.decided = find_next,
		.again = name_again,
		.retries = exec->retries,
		.round = ccs_query_round(),
		.request = {
			.type = CCS_ACL_PATH,
			.op = CCS_PATH_EXECUTE,
			.facts = &exec->check.facts.base,
		},
	};
	exec->serial = ccs_root_serial();
	exec->stale = false;
	exec->aggregated = NULL;
	exec->handler = NULL;
	exec->next = (struct ccs_destination){};
	ccs_facts_init(&exec->check.facts, &bprm->file->f_path, bprm);
	ccs_namebuf_init(&exec->name);
}

static void finish(struct exec *exec)
{
	kvfree(exec->aggregated);
	kvfree(exec->handler);
	ccs_namebuf_free(&exec->name);
	ccs_facts_free(&exec->check.facts);
}

/* What an entry of that policy has set in task.state does not last either. */
static void forget(struct exec *exec, const struct linux_binprm *bprm)
{
	struct ccs_task_blob *const task = ccs_task(current);

	exec->retries = exec->check.retries;
	finish(exec);
	if (!ccs_bprm_is_check(bprm))
		memcpy(task->exec_state, task->state, sizeof(task->state));
}

/*
 * Name, permission, destination and variables have to be what one policy says
 * of them. Once a handler took the program's place there is no way back.
 */
static struct ccs_ident *check_stable(struct exec *exec,
				      struct ccs_ident *ident,
				      struct linux_binprm *bprm)
{
	const struct file *const file = bprm->file;

	exec->retries = 0;
	for (;;) {
		struct ccs_ident *next;

		init(exec, ident, bprm);
		next = check_and_transit(exec, bprm);
		if (!exec->stale) {
			if (IS_ERR(next) || bprm->file != file ||
			    !is_stale(exec))
				return next;
			ccs_ident_put(next);
		}
		if (fatal_signal_pending(current))
			return ERR_PTR(-EINTR);
		forget(exec, bprm);
	}
}

/**
 * ccs_check_exec - check an execution and find where it leads (semantics 3.1)
 * @ident: the domain that executes; NULL denies
 * @bprm: the program, its strings complete; another one afterwards if the
 *	policy has it handled
 *
 * Context: May sleep; cred_guard_mutex held.
 * Return: the domain to run the program in, with a reference for the caller,
 * or an ERR_PTR() that denies.
 */
struct ccs_ident *ccs_check_exec(struct ccs_ident *ident,
				 struct linux_binprm *bprm)
{
	struct ccs_ident *next;
	struct exec *exec;

	if (!ident)
		return ERR_PTR(-EPERM);
	exec = kmalloc(sizeof(*exec), GFP_KERNEL);
	if (!exec)
		return ERR_PTR(-ENOMEM);
	next = check_stable(exec, ident, bprm);
	finish(exec);
	kfree(exec);
	return next;
}
