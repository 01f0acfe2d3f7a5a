// SPDX-License-Identifier: GPL-2.0-only
/*
 * Programs that are started in place of others
 *
 * Whoever handles an execution is told by its arguments what was to be
 * executed, by whom, and how, and decides what happens (semantics 4).
 */

#include <linux/cred.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uidgid.h>
#include <linux/user_namespace.h>

#include "blob.h"
#include "check.h"
#include "common.h"
#include "core/acl_kind.h"
#include "core/decide.h"
#include "core/escape.h"
#include "core/namespace.h"
#include "handler.h"
#include "hits.h"
#include "realpath.h"
#include "root.h"

/* No other module judges the program before it is replaced. */
static bool comes_first __ro_after_init;

/**
 * ccs_handler_init - say whether handlers can be started
 * @first: no other module's hook is called before ours, so none has judged a
 *	program that is not going to run
 */
void __init ccs_handler_init(bool first)
{
	comes_first = first;
	if (!first)
		pr_warn("another module judges programs first (lsm=): what has an execute handler can't be executed\n");
}

static void take(struct ccs_handler *handler, const struct ccs_policy *policy,
		 const struct ccs_domain *domain, const struct ccs_acl *acl)
{
	const struct ccs_name *const path = ccs_acl_name(acl);
	const struct ccs_name *const name = domain->ident->name;
	const struct ccs_str from = { name->text, name->len, name->hash };

	memcpy(handler->text, path->text, path->len + 1);
	handler->path = (struct ccs_str){
		handler->text, path->len, path->hash
	};
	handler->next = (struct ccs_destination){
		.name = { .buf = handler->buf, .size = sizeof(handler->buf) },
	};
	ccs_transition_next(policy, domain->ns, &from, &handler->path,
			    acl->cond, &handler->next);
}

/*
 * 1 if an entry names a handler, 0 if none does, -EAGAIN if facts must be
 * fetched first, or an error. @size is what the handler's name takes; it is
 * taken if there is room for it.
 */
static int find(const struct ccs_ident *ident,
		const struct ccs_request *request,
		struct ccs_handler *handler, size_t *size)
{
	const struct ccs_policy *policy;
	const struct ccs_domain *domain;
	struct ccs_grant grant;
	int found = 0;

	rcu_read_lock();
	policy = ccs_root_read();
	domain = ccs_domain_of(policy, ident);
	if (domain)
		found = ccs_find_entry(domain, request, &grant);
	if (found > 0) {
		*size = ccs_acl_name(grant.acl)->len + 1;
		if (handler && handler->size >= *size) {
			ccs_hit(&grant);
			take(handler, policy, domain, grant.acl);
		}
	}
	rcu_read_unlock();
	return found;
}

static struct ccs_handler *alloc(size_t size)
{
	struct ccs_handler *handler;

	handler = kvmalloc(struct_size(handler, text, size), GFP_KERNEL);
	if (handler)
		handler->size = size;
	return handler;
}

/**
 * ccs_handler_find - find what is to be started in place of a program
 * @ident: the domain that executes
 * @type: CCS_ACL_AUTO_HANDLER, or CCS_ACL_DENIED_HANDLER
 * @facts: of the execution
 *
 * Context: May sleep.
 * Return: the handler, for kvfree(); NULL if there is none; an ERR_PTR() if
 * that can't be told, which must deny.
 */
struct ccs_handler *ccs_handler_find(const struct ccs_ident *ident,
				     enum ccs_acl_type type,
				     struct ccs_kernel_facts *facts)
{
	const struct ccs_request request = {
		.type = type,
		.facts = &facts->base,
	};
	struct ccs_handler *handler = NULL;
	int err = -EAGAIN;

	if (likely(!ccs_root_had(type)))
		return NULL;
	while (err == -EAGAIN) {
		size_t size = 0;

		err = find(ident, &request, handler, &size);
		if (err > 0 && handler && handler->size >= size)
			return handler;
		if (err == -EAGAIN) {
			err = ccs_facts_fetch(facts) ?: -EAGAIN;
		} else if (err > 0) {
			kvfree(handler);
			handler = alloc(size);
			err = handler ? -EAGAIN : -ENOMEM;
		}
	}
	kvfree(handler);
	return ERR_PTR(err);
}

/* The handler's name as its caller sees it, who may have another root. */
static char *path_seen(const struct ccs_handler *handler)
{
	const char *const text = handler->text;
	char *path = ERR_PTR(-ENOENT);
	struct ccs_namebuf root;
	struct path dir;
	ssize_t len;

	get_fs_root(current->fs, &dir);
	ccs_namebuf_init(&root);
	if (!ccs_realpath_dir(&root, &dir) && root.str.len &&
	    handler->path.len > root.str.len &&
	    !memcmp(text, root.str.text, root.str.len)) {
		/* The root's own slash is the path's first one. */
		const size_t skip = root.str.len - 1;

		path = kmalloc(handler->path.len - skip + 1, GFP_KERNEL);
		len = path ? ccs_decode(path, text + skip,
					handler->path.len - skip) : -ENOMEM;
		if (len < 0) {
			kfree(path);
			path = ERR_PTR(len);
		} else {
			path[len] = '\0';
		}
	}
	ccs_namebuf_free(&root);
	path_put(&dir);
	return path;
}

static int push_ids(const struct ccs_ident *ident, struct linux_binprm *bprm)
{
	const struct cred *const cred = current_cred();
	struct user_namespace *const ns = &init_user_ns;
	const u8 *const state = ccs_task(current)->state;
	char text[256];
	struct ccs_emit emit = { .buf = text, .size = sizeof(text) };

	ccs_emit(&emit, "pid=%d uid=%u gid=%u euid=%u egid=%u",
		 task_tgid_vnr(current), from_kuid(ns, cred->uid),
		 from_kgid(ns, cred->gid), from_kuid(ns, cred->euid),
		 from_kgid(ns, cred->egid));
	ccs_emit(&emit, " suid=%u sgid=%u fsuid=%u fsgid=%u",
		 from_kuid(ns, cred->suid), from_kgid(ns, cred->sgid),
		 from_kuid(ns, cred->fsuid), from_kgid(ns, cred->fsgid));
	if (ccs_ident_is_17(ident))
		ccs_emit(&emit, " state[0]=%u state[1]=%u state[2]=%u",
			 state[0], state[1], state[2]);
	return copy_string_kernel(text, bprm);
}

static int push_number(int number, struct linux_binprm *bprm)
{
	char text[16];

	snprintf(text, sizeof(text), "%d", number);
	return copy_string_kernel(text, bprm);
}

static int push_executable(struct linux_binprm *bprm)
{
	struct ccs_namebuf name;
	int err;

	ccs_namebuf_init(&name);
	err = copy_string_kernel(ccs_realpath_exe(&name) ? "<unknown>" :
							   name.str.text,
				 bprm);
	ccs_namebuf_free(&name);
	return err;
}

/*
 * Arguments and environment stand one behind the other already, so that
 * counting both makes one list of them. What comes before is pushed last
 * argument first (semantics 4.2).
 */
static int push_arguments(const char *path, const struct ccs_ident *ident,
			  struct linux_binprm *bprm)
{
	const int argc = bprm->argc, envc = bprm->envc;
	const int err = push_number(envc, bprm) ?:
			push_number(argc, bprm) ?:
			copy_string_kernel(bprm->filename, bprm) ?:
			push_ids(ident, bprm) ?:
			push_executable(bprm) ?:
			copy_string_kernel(ident->name->text, bprm) ?:
			copy_string_kernel(path, bprm);

	bprm->argc = 7 + argc + envc;
	bprm->envc = 0;
	return err;
}

/* What was opened must be what the entry names, links or not. */
static int compare(const struct ccs_handler *handler, const struct file *file)
{
	static atomic_t left = ATOMIC_INIT(20);
	struct ccs_namebuf name;
	int err;

	ccs_namebuf_init(&name);
	err = ccs_realpath(&name, &file->f_path);
	if (!err && (name.str.len != handler->path.len ||
		     memcmp(name.str.text, handler->text, name.str.len))) {
		if (atomic_add_unless(&left, -1, 0))
			pr_warn("Failed to verify: %s\n", handler->text);
		err = -EPERM;
	}
	ccs_namebuf_free(&name);
	return err;
}

/* Takes over both; the old file is let go as execve() itself would. */
static void replace(struct linux_binprm *bprm, struct file *file, char *path)
{
	exe_file_allow_write_access(bprm->file);
	fput(bprm->file);
	bprm->file = file;
	kfree(bprm->fdpath);
	bprm->fdpath = path;
	bprm->filename = path;
	bprm->interp = path;
	bprm->comm_from_dentry = 0;
	bprm->interp_flags &= ~BINPRM_FLAGS_PATH_INACCESSIBLE;
}

static int start(const struct ccs_handler *handler, char *path,
		 const struct ccs_ident *ident, struct linux_binprm *bprm)
{
	struct file *const file = open_exec(path);
	int err;

	if (IS_ERR(file))
		return PTR_ERR(file);
	err = compare(handler, file) ?: push_arguments(path, ident, bprm);
	if (!err) {
		replace(bprm, file, path);
		return 0;
	}
	exe_file_allow_write_access(file);
	fput(file);
	return err;
}

/**
 * ccs_handler_start - start a handler in place of a program
 * @handler: the handler
 * @ident: the domain that executes
 * @bprm: the program; its file is another one afterwards
 *
 * Context: May sleep; in bprm_creds_for_exec().
 * Return: 0, or an error that denies.
 */
int ccs_handler_start(const struct ccs_handler *handler,
		      const struct ccs_ident *ident,
		      struct linux_binprm *bprm)
{
	char *path;
	int err;

	if (!comes_first) {
		pr_warn_once("no execute handler is started, since another module judges programs first (lsm=)\n");
		return -EPERM;
	}
	path = path_seen(handler);
	if (IS_ERR(path))
		return PTR_ERR(path);
	err = start(handler, path, ident, bprm);
	if (err)
		kfree(path);
	else
		ccs_task(current)->exec_handler = true;
	return err;
}
