// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests to execute a program
 */

#include <linux/err.h>
#include <linux/magic.h>
#include <linux/namei.h>
#include <linux/slab.h>

#include "audit.h"
#include "check_exec.h"
#include "common.h"
#include "compat.h"
#include "core/acl.h"
#include "core/transition.h"
#include "enter.h"
#include "root.h"

/**
 * struct exec - an execution being checked
 * @check: the request
 * @name: the name that it is checked under
 * @candidate: what the next domain is named after
 * @next: the next domain's name
 */
struct exec {
	struct ccs_check check;
	struct ccs_namebuf name;
	char candidate[CCS_DOMAINNAME_MAX];
	char next[CCS_DOMAINNAME_MAX];
};

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

static bool is_named_by(const struct path *link, const struct path *target)
{
	return d_is_symlink(link->dentry) &&
	       link->dentry->d_sb->s_magic != PROC_SUPER_MAGIC &&
	       leads_to(link, target);
}

/*
 * A program is checked under the name of the symbolic link it is called by
 * (semantics 3.2). The name is looked up after the file was opened, so it
 * counts only if it is a link that leads to that very file; otherwise the
 * file's own name does. Names in procfs are links to whatever a descriptor
 * refers to, and say nothing about it.
 */
static int name_program(struct ccs_namebuf *name,
			const struct linux_binprm *bprm)
{
	const struct path *const file = &bprm->file->f_path;
	struct path link;
	int err;

	if (kern_path(bprm->filename, 0, &link))
		return ccs_realpath(name, file);
	/* Named first: what is verified then is where this very link leads. */
	err = ccs_realpath(name, &link);
	if (!is_named_by(&link, file)) {
		ccs_namebuf_free(name);
		err = ccs_realpath(name, file);
	}
	path_put(&link);
	return err;
}

/* Without a granting entry the domain is named after the program itself. */
static struct ccs_span candidate_of(const struct exec *exec)
{
	if (exec->check.verdict.granted)
		return ccs_span_of(exec->candidate);
	return (struct ccs_span){ exec->name.str.text, exec->name.str.len };
}

static void find_next(struct exec *exec, struct ccs_emit *next)
{
	const struct ccs_span from = ccs_name_span(exec->check.ident->name);
	const struct ccs_span program = candidate_of(exec);
	const struct ccs_policy *policy;

	rcu_read_lock();
	policy = ccs_root_read();
	ccs_transition_next(policy, &policy->ns, &from, &program, next);
	rcu_read_unlock();
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
	pr_warn("domain '%s' can't be entered\n", exec->next);
}

/* In enforcing mode a program must not run under another domain's rights. */
static struct ccs_ident *stay(struct exec *exec)
{
	if (exec->check.verdict.mode == CCS_MODE_ENFORCING) {
		ccs_check_failed(CCS_MODE_ENFORCING, "a domain transition",
				 -ENOMEM);
		return ERR_PTR(-ENOMEM);
	}
	note_failure(exec);
	return ccs_ident_get(exec->check.ident);
}

static struct ccs_ident *transit(struct exec *exec)
{
	struct ccs_emit next = {
		.buf = exec->next,
		.size = sizeof(exec->next),
	};
	const struct ccs_name *const here = exec->check.ident->name;
	struct ccs_ident *ident;
	struct ccs_span name;

	find_next(exec, &next);
	name = (struct ccs_span){ next.buf, next.len };
	if (next.overflow)
		return stay(exec);
	if (ccs_span_is(&name, here->text))
		return ccs_ident_get(exec->check.ident);
	ident = ccs_enter(&exec->check, &name);
	return IS_ERR(ident) ? stay(exec) : ident;
}

static struct ccs_ident *check_and_transit(struct exec *exec,
					   const struct linux_binprm *bprm)
{
	int err;

	err = name_program(&exec->name, bprm);
	if (err) {
		/*
		 * Without a name there is no next domain either, and going on
		 * in this one would run the program with its rights.
		 */
		ccs_check_failed(ccs_mode_of(exec->check.ident,
					     CCS_ITEM_FILE_EXECUTE),
				 "computing a name", err);
		return ERR_PTR(err);
	}
	exec->check.request.path = exec->name.str;
	err = ccs_check(&exec->check);
	if (err)
		return ERR_PTR(err);
	if (ccs_bprm_is_check(bprm))
		return ccs_ident_get(exec->check.ident);
	return transit(exec);
}

/**
 * ccs_check_exec - check an execution and find where it leads (semantics 3.1)
 * @ident: the domain that executes
 * @bprm: the program, its strings complete
 *
 * Context: May sleep; cred_guard_mutex held.
 * Return: the domain to run the program in, with a reference for the caller,
 * or an ERR_PTR() that denies.
 */
struct ccs_ident *ccs_check_exec(struct ccs_ident *ident,
				 const struct linux_binprm *bprm)
{
	struct ccs_ident *next;
	struct exec *exec;

	if (WARN_ON_ONCE(!ident))
		return ERR_PTR(-EPERM);
	exec = kmalloc(sizeof(*exec), GFP_KERNEL);
	if (!exec)
		return ERR_PTR(-ENOMEM);
	exec->check = (struct ccs_check){
		.ident = ident,
		.candidate = exec->candidate,
		.request = {
			.type = CCS_ACL_PATH,
			.op = CCS_PATH_EXECUTE,
			.facts = &exec->check.facts.base,
		},
	};
	ccs_facts_init(&exec->check.facts, &bprm->file->f_path, bprm);
	ccs_namebuf_init(&exec->name);
	next = check_and_transit(exec, bprm);
	ccs_namebuf_free(&exec->name);
	ccs_facts_free(&exec->check.facts);
	kfree(exec);
	return next;
}
