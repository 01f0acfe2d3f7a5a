// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests about files
 */

#include <linux/fcntl.h>

#include "check.h"
#include "check_file.h"
#include "core/acl.h"

static int check_named(struct ccs_ident *ident, enum ccs_path_op op,
		       const struct path *path, const struct ccs_str *name)
{
	struct ccs_check check = {
		.ident = ident,
		.request = {
			.type = CCS_ACL_PATH,
			.op = op,
			.path = *name,
		},
	};
	int err;

	ccs_facts_init(&check.facts, path, NULL);
	check.request.facts = &check.facts.base;
	err = ccs_check(&check);
	ccs_facts_free(&check.facts);
	return err;
}

/* Checks the operations in @ops, one after the other, under one name. */
static int check_ops(struct ccs_ident *ident, unsigned int ops,
		     const struct path *path)
{
	struct ccs_namebuf name;
	int err, op;

	ccs_namebuf_init(&name);
	err = ccs_realpath(&name, path);
	if (err) {
		op = __ffs(ops);
		err = ccs_check_failed(ccs_mode_of(ident, ccs_path_op_item[op]),
				       "computing a name", err);
	} else {
		for (op = 0; op < CCS_PATH_OP_COUNT && !err; op++)
			if (ops & BIT(op))
				err = check_named(ident, op, path, &name.str);
	}
	ccs_namebuf_free(&name);
	return err;
}

/**
 * ccs_check_path - check one operation on an object
 * @ident: the domain it is judged in
 * @op: the operation
 * @path: the object
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_path(struct ccs_ident *ident, enum ccs_path_op op,
		   const struct path *path)
{
	if (ccs_mode_of(ident, ccs_path_op_item[op]) == CCS_MODE_DISABLED)
		return 0;
	return check_ops(ident, BIT(op), path);
}

/**
 * ccs_check_open - check an open (semantics 5.1)
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
	const unsigned int mode = file->f_flags & O_ACCMODE;
	unsigned int ops = 0;

	if (ccs_mode_of(ident, CCS_ITEM_FILE_OPEN) == CCS_MODE_DISABLED)
		return 0;
	if (mode == O_RDONLY || mode == O_RDWR)
		ops |= BIT(CCS_PATH_READ);
	if (mode == O_WRONLY || mode == O_RDWR)
		ops |= BIT(file->f_flags & O_APPEND ? CCS_PATH_APPEND :
						      CCS_PATH_WRITE);
	return ops ? check_ops(ident, ops, &file->f_path) : 0;
}

/**
 * ccs_check_setfl - check a change of file status flags (semantics 5.1)
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
	if (!((flags ^ file->f_flags) & O_APPEND))
		return 0;
	return ccs_check_path(ident, flags & O_APPEND ? CCS_PATH_APPEND :
							CCS_PATH_WRITE,
			      &file->f_path);
}
