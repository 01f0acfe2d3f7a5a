// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests about files
 */

#include <linux/fcntl.h>
#include <linux/sched/signal.h>
#include <linux/stat.h>

#include "check.h"
#include "check_file.h"
#include "check_path.h"
#include "compat.h"
#include "core/acl.h"
#include "interp.h"
#include "root.h"

/**
 * struct access - what is asked about one file
 * @ops: operations, one bit each
 * @item: what they are under
 * @governor: of the requests, as there
 * @at_once: by one request for all operations
 * @overwrites: what the file has may be lost
 * @overwrites_last: and that is asked after the operations
 * @unnamed: the file, if it is made without a name, else NULL
 */
struct access {
	unsigned int ops;
	enum ccs_item item;
	u8 governor;
	bool at_once;
	bool overwrites;
	bool overwrites_last;
	const struct file *unnamed;
};

/* Indices of what is asked by the rules of 1.8, and by those of 1.7. */
enum { BY_18, BY_17, DIALECTS };

/**
 * struct question - what one request asks
 * @type: enum ccs_acl_type
 * @op: operation
 * @governor: as in the request
 * @also: as in the request
 */
struct question {
	u8 type;
	u8 op;
	u8 governor;
	u16 also;
};

/* Beside the operations. */
#define REWRITE BIT(31)
#define CREATE BIT(30)

/**
 * struct answers - what one policy has answered
 * @serial: of the policy
 * @to: operations, one bit each, REWRITE and CREATE
 */
struct answers {
	u64 serial;
	unsigned int to;
};

/* What another policy has answered does not count any more. */
static void note(struct answers *answers, u64 serial, unsigned int to)
{
	if (answers->serial != serial)
		*answers = (struct answers){ .serial = serial };
	answers->to |= to;
}

/* What was found out by several looks is of one policy if it is still there. */
static void note_since(struct answers *answers, u64 serial, unsigned int to)
{
	note(answers, serial, ccs_root_serial() == serial ? to : 0);
}

static int ask(struct ccs_ident *ident, const struct question *question,
	       const struct path *path, const struct ccs_str *name,
	       struct answers *answers)
{
	struct ccs_check check = {
		.ident = ident,
		.request = {
			.type = question->type,
			.op = question->op,
			.governor = question->governor,
			.also = question->also,
			.path = { *name },
			.facts = &check.facts.base,
		},
	};
	int err;

	ccs_facts_init(&check.facts, path, NULL);
	err = ccs_check(&check);
	ccs_facts_free(&check.facts);
	note(answers, check.verdict.root,
	     question->type == CCS_ACL_REWRITE ? REWRITE :
						 BIT(question->op) |
						 question->also);
	return err;
}

/* Is it, by either of its names, one of those that are not overwritten? */
static bool is_kept(struct ccs_ident *ident, const struct path *path,
		    const struct ccs_str *name)
{
	struct ccs_mounted mounted;
	bool kept;

	if (ccs_overwriting_denied(ident, name))
		return true;
	if (!ccs_mounted_name(&mounted, path, name))
		return false;
	kept = ccs_overwriting_denied(ident, &mounted.str);
	ccs_mounted_free(&mounted);
	return kept;
}

static int check_rewrite(struct ccs_ident *ident, const struct path *path,
			 const struct ccs_str *name, struct answers *answers)
{
	const u64 serial = ccs_root_serial();

	if (answers->to & REWRITE)
		return 0;
	if (is_kept(ident, path, name))
		return ask(ident,
			   &(struct question){ .type = CCS_ACL_REWRITE },
			   path, name, answers);
	note_since(answers, serial, REWRITE);
	return 0;
}

/* Checks the operations, one after the other or all at once. */
static int check_ops(struct ccs_ident *ident, const struct access *access,
		     const struct path *path, const struct ccs_str *name,
		     struct answers *answers)
{
	struct question question = {
		.type = CCS_ACL_PATH,
		.governor = access->governor,
	};
	unsigned int ops = access->ops & ~answers->to;
	int err = 0;

	while (ops && !err) {
		question.op = __ffs(ops);
		ops &= ~BIT(question.op);
		if (access->at_once) {
			question.also = ops;
			ops = 0;
		}
		err = ask(ident, &question, path, name, answers);
	}
	return err;
}

/* The mode that what is asked is under, if no name can be had. */
static enum ccs_mode strictest(const struct access *access,
			       const struct ccs_file_rules *rules)
{
	return access->overwrites ? max(rules->mode, rules->rewrite) :
				    rules->mode;
}

static int check_both(struct ccs_ident *ident, const struct access *access,
		      const struct path *path, const struct ccs_str *name,
		      struct answers *answers)
{
	int err = 0;

	if (access->overwrites && !access->overwrites_last)
		err = check_rewrite(ident, path, name, answers);
	if (!err)
		err = check_ops(ident, access, path, name, answers);
	if (!err && access->overwrites && access->overwrites_last)
		err = check_rewrite(ident, path, name, answers);
	return err;
}

static int check_named(struct ccs_ident *ident, const struct access *access,
		       const struct ccs_file_rules *rules,
		       const struct path *path, struct answers *answers)
{
	struct ccs_namebuf name __uninitialized;
	int err;

	ccs_namebuf_init(&name);
	err = ccs_realpath(&name, path);
	if (err) {
		err = ccs_check_failed(strictest(access, rules),
				       "computing a name", err);
		/* No policy will say more of what has no name. */
		note(answers, rules->serial, ~0U);
	} else {
		err = check_both(ident, access, path, &name.str, answers);
	}
	ccs_namebuf_free(&name);
	return err;
}

/*
 * A file without a name is created by the name that its directory would show
 * if it had one, which is that by which its opening is checked as well.
 */
static int check_unnamed(struct ccs_ident *ident, const struct file *file,
			 struct answers *answers)
{
	const u64 serial = ccs_root_serial();
	int err;

	if (answers->to & CREATE)
		return 0;
	err = ccs_check_path_number(ident, CCS_PATH_NUMBER_CREATE,
				    &file->f_path,
				    file_inode(file)->i_mode & S_IALLUGO);
	note_since(answers, serial, CREATE);
	return err;
}

/* Computes no name for what is in disabled mode. */
static int check_enabled(struct ccs_ident *ident, const struct access *access,
			 const struct ccs_file_rules *rules,
			 const struct path *path, struct answers *answers)
{
	int err = 0;

	if (access->unnamed)
		err = check_unnamed(ident, access->unnamed, answers);
	if (!err && (access->ops || access->overwrites))
		err = check_named(ident, access, rules, path, answers);
	return err;
}

/* Drops what is in disabled mode. Returns what is to be answered. */
static unsigned int apply(const struct ccs_file_rules *rules,
			  struct access *access)
{
	if (rules->mode == CCS_MODE_DISABLED)
		access->ops = 0;
	if (rules->rewrite == CCS_MODE_DISABLED)
		access->overwrites = false;
	return access->ops | (access->overwrites ? REWRITE : 0) |
	       (access->unnamed ? CREATE : 0);
}

/*
 * Of two questions about one opening each may be answered by another policy,
 * and what is granted by neither be granted by both. So what an older one has
 * answered is asked again, and so is what only a newer one asks.
 */
static int check_stable(struct ccs_ident *ident, struct ccs_file_rules *rules,
			const struct access *by, const struct path *path)
{
	struct answers answers = {};

	for (;;) {
		struct access access = by[rules->is_17 ? BY_17 : BY_18];
		const unsigned int all = apply(rules, &access);
		int err;

		if (!all)
			return 0;
		err = check_enabled(ident, &access, rules, path, &answers);
		if (err || (answers.serial == rules->serial &&
			    !(all & ~answers.to)))
			return err;
		if (fatal_signal_pending(current))
			return -EINTR;
		ccs_file_rules(ident, by->item, rules);
	}
}

static int check_access(struct ccs_ident *ident, const struct access *by,
			const struct path *path)
{
	struct ccs_file_rules rules;

	ccs_file_rules(ident, by->item, &rules);
	return check_stable(ident, &rules, by, path);
}

static unsigned int ops_of_open(const struct file *file)
{
	const unsigned int mode = file->f_flags & O_ACCMODE;
	unsigned int ops = 0;

	if (mode == O_RDONLY || mode == O_RDWR)
		ops |= BIT(CCS_PATH_READ);
	if (mode == O_WRONLY || mode == O_RDWR)
		ops |= BIT(file->f_flags & O_APPEND ? CCS_PATH_APPEND :
						      CCS_PATH_WRITE);
	return ops;
}

static bool is_unnamed(const struct file *file)
{
	return (file->f_flags & O_TMPFILE) == O_TMPFILE;
}

/* Apart, so that disabled mode does not pay for its frame. */
static noinline int check_open(struct ccs_ident *ident,
			       const struct file *file,
			       struct ccs_file_rules *rules)
{
	struct access by[DIALECTS] = {
		[BY_18] = {
			.ops = ops_of_open(file),
			.item = CCS_ITEM_FILE_OPEN,
			.overwrites = file->f_flags & O_TRUNC,
			.unnamed = is_unnamed(file) ? file : NULL,
		},
	};

	if (by[BY_18].ops & BIT(CCS_PATH_WRITE))
		by[BY_18].overwrites = true;
	if (!S_ISDIR(file_inode(file)->i_mode)) {
		by[BY_17] = by[BY_18];
		by[BY_17].at_once = true;
	}
	return check_stable(ident, rules, by, &file->f_path);
}

/**
 * ccs_check_open - check an open (semantics 5.1, 5.2)
 * @ident: the domain it is judged in
 * @file: the file being opened
 *
 * Access mode 3 permits neither reading nor writing, only ioctl requests,
 * which are checked by themselves.
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_open(struct ccs_ident *ident, const struct file *file)
{
	struct ccs_file_rules rules;

	ccs_file_rules(ident, CCS_ITEM_FILE_OPEN, &rules);
	if (rules.mode == CCS_MODE_DISABLED &&
	    rules.rewrite == CCS_MODE_DISABLED && !is_unnamed(file))
		return 0;
	return check_open(ident, file, &rules);
}

/* Is reading an interpreter under the mode of opening? */
static bool is_opened(struct ccs_ident *ident, const struct linux_binprm *bprm,
		      const struct file *file)
{
	return ccs_mode_of(ident, CCS_ITEM_FILE_EXECUTE) <=
		       ccs_mode_of(ident, CCS_ITEM_FILE_OPEN) ||
	       ccs_interp_is_named(bprm, file);
}

/**
 * ccs_check_interpreter - check that an interpreter is read
 * @ident: the domain that the program will run in
 * @bprm: the program
 * @file: the interpreter being opened
 *
 * It runs with the rights of that domain. If no program names it, then whoever
 * registered it with binfmt_misc chose it, who may be any user: so it is under
 * the stricter mode of opening and executing.
 *
 * Context: May sleep; cred_guard_mutex held.
 * Return: 0, or an error that denies.
 */
int ccs_check_interpreter(struct ccs_ident *ident,
			  const struct linux_binprm *bprm,
			  const struct file *file)
{
	const struct access access = {
		.ops = BIT(CCS_PATH_READ),
		.item = CCS_ITEM_FILE_EXECUTE,
		.governor = CCS_ITEM_FILE_EXECUTE + 1,
	};
	const struct access by[DIALECTS] = { access, access };

	for (;;) {
		const u64 serial = ccs_root_serial();
		const int err = is_opened(ident, bprm, file) ?
					ccs_check_open(ident, file) :
					check_access(ident, by, &file->f_path);

		if (err || serial == ccs_root_serial())
			return err;
		if (fatal_signal_pending(current))
			return -EINTR;
	}
}

/**
 * ccs_check_setfl - check a change of file status flags (semantics 5.1, 5.2)
 * @ident: the domain it is judged in
 * @file: the open file
 * @flags: its new flags
 *
 * Context: May sleep.
 * Return: 0, or an error that denies; only O_APPEND matters.
 */
int ccs_check_setfl(struct ccs_ident *ident, const struct file *file,
		    unsigned long flags)
{
	const bool appends = flags & O_APPEND;
	const struct access by[DIALECTS] = {
		[BY_18] = {
			.ops = BIT(appends ? CCS_PATH_APPEND : CCS_PATH_WRITE),
			.item = CCS_ITEM_FILE_OPEN,
			.overwrites = !appends,
		},
		/* It has one permission for both, which opening took. */
		[BY_17] = { .overwrites = true },
	};

	if (!((flags ^ file->f_flags) & O_APPEND))
		return 0;
	/* A mapping has the file of the layer below. */
	return check_access(ident, by, ccs_user_path(file));
}

/**
 * ccs_check_overwrite - check what an open file can lose without O_APPEND
 * @ident: the domain it is judged in
 * @file: the open file
 *
 * For requests that do not respect O_APPEND, so that permission to append does
 * not suffice for them.
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_overwrite(struct ccs_ident *ident, const struct file *file)
{
	return ccs_check_setfl(ident, file, file->f_flags & ~O_APPEND);
}

/**
 * ccs_check_truncate - check that a file gets another size (semantics 5.2)
 * @ident: the domain it is judged in
 * @path: the file
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_truncate(struct ccs_ident *ident, const struct path *path)
{
	const struct access access = {
		.ops = BIT(CCS_PATH_TRUNCATE),
		.item = CCS_ITEM_FILE_TRUNCATE,
		.overwrites = true,
		.overwrites_last = true,
	};
	const struct access by[DIALECTS] = { access, access };

	return check_access(ident, by, path);
}
