// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests about named objects
 */

#include <linux/dcache.h>
#include <linux/kdev_t.h>
#include <linux/slab.h>
#include <linux/stat.h>

#include "check.h"
#include "check_path.h"
#include "core/emit.h"
#include "core/escape.h"

/* Names of a request's objects; as large as they are, on the stack once. */
struct names {
	struct ccs_namebuf buf[2];
};

static int compute_names(const struct ccs_named *named, struct names *names,
			 struct ccs_request *request)
{
	int i, err = 0;

	for (i = 0; i < ARRAY_SIZE(named->path) && !err; i++) {
		if (!named->path[i])
			continue;
		err = named->directory ?
			ccs_realpath_dir(&names->buf[i], named->path[i]) :
			ccs_realpath(&names->buf[i], named->path[i]);
		request->path[i] = names->buf[i].str;
	}
	return err;
}

/* Apart, so that disabled mode does not pay for its frame. */
static noinline int check_enabled(struct ccs_ident *ident, enum ccs_mode mode,
				  const struct ccs_named *named)
{
	struct ccs_check check = {
		.ident = ident,
		.request = {
			.type = named->type,
			.op = named->op,
			.number = { named->number[0], named->number[1],
				    named->number[2] },
			.facts = &check.facts.base,
		},
	};
	struct names names __uninitialized;
	int err;

	ccs_facts_init(&check.facts, named->path[0], NULL);
	check.facts.path2 = named->path[1];
	check.facts.symlink = named->symlink;
	ccs_namebuf_init(&names.buf[0]);
	ccs_namebuf_init(&names.buf[1]);
	err = compute_names(named, &names, &check.request);
	if (err)
		err = ccs_check_failed(mode, "computing a name", err);
	else
		err = ccs_check(&check);
	ccs_facts_free(&check.facts);
	ccs_namebuf_free(&names.buf[0]);
	ccs_namebuf_free(&names.buf[1]);
	return err;
}

static enum ccs_mode mode_of(struct ccs_ident *ident,
			     enum ccs_acl_type type, u8 op)
{
	return ccs_mode_of(ident, ccs_op_item(type, 0, op));
}

/**
 * ccs_check_named - check a request about named objects
 * @ident: the domain it is judged in
 * @named: the request
 *
 * In disabled mode it returns before a name is computed.
 *
 * Context: May sleep; locks of the file system may be held.
 * Return: 0, or an error that denies.
 */
int ccs_check_named(struct ccs_ident *ident, const struct ccs_named *named)
{
	const enum ccs_mode mode = mode_of(ident, named->type, named->op);

	return mode == CCS_MODE_DISABLED ? 0 :
	       check_enabled(ident, mode, named);
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
	const enum ccs_mode mode = mode_of(ident, CCS_ACL_PATH, op);

	if (mode == CCS_MODE_DISABLED)
		return 0;
	return check_enabled(ident, mode, &(struct ccs_named){
		.type = CCS_ACL_PATH,
		.op = op,
		.directory = op == CCS_PATH_RMDIR || op == CCS_PATH_CHROOT,
		.path = { path },
	});
}

/**
 * ccs_check_path_number - check an operation that has a number
 * @ident: the domain it is judged in
 * @op: the operation
 * @path: the object
 * @number: permission bits, owner, group or command (semantics 6.1)
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_path_number(struct ccs_ident *ident,
			  enum ccs_path_number_op op, const struct path *path,
			  u64 number)
{
	return ccs_check_named(ident, &(struct ccs_named){
		.type = CCS_ACL_PATH_NUMBER,
		.op = op,
		.directory = op == CCS_PATH_NUMBER_MKDIR,
		.path = { path },
		.number = { number },
	});
}

/**
 * ccs_check_path2 - check an operation on two objects
 * @ident: the domain it is judged in
 * @op: the operation
 * @path1: the first object
 * @path2: the second one, which need not exist
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_path2(struct ccs_ident *ident, enum ccs_path2_op op,
		    const struct path *path1, const struct path *path2)
{
	return ccs_check_named(ident, &(struct ccs_named){
		.type = CCS_ACL_PATH2,
		.op = op,
		.directory = op == CCS_PATH2_PIVOT_ROOT ||
			     d_is_dir(path1->dentry),
		.path = { path1, path2 },
	});
}

/**
 * ccs_check_device - check that a device file is made
 * @ident: the domain it is judged in
 * @op: the operation
 * @path: the name to be
 * @mode: its permission
 * @dev: the device
 *
 * Context: May sleep.
 * Return: 0, or an error that denies.
 */
int ccs_check_device(struct ccs_ident *ident, enum ccs_device_op op,
		     const struct path *path, umode_t mode, dev_t dev)
{
	return ccs_check_named(ident, &(struct ccs_named){
		.type = CCS_ACL_DEVICE,
		.op = op,
		.path = { path },
		.number = { mode & S_IALLUGO, MAJOR(dev), MINOR(dev) },
	});
}

/* An encoded byte takes up to this many. */
#define ENCODED_BYTE 4

static int check_target(struct ccs_ident *ident, const struct path *path,
			const struct ccs_str *target)
{
	return ccs_check_named(ident, &(struct ccs_named){
		.type = CCS_ACL_PATH,
		.op = CCS_PATH_SYMLINK,
		.path = { path },
		.symlink = target,
	});
}

/**
 * ccs_check_symlink - check that a symbolic link is made
 * @ident: the domain it is judged in
 * @path: the name to be
 * @target: what it will contain, not encoded
 *
 * Context: May sleep; locks of the file system may be held.
 * Return: 0, or an error that denies.
 */
int ccs_check_symlink(struct ccs_ident *ident, const struct path *path,
		      const char *target)
{
	const enum ccs_mode mode = ccs_mode_of(ident, CCS_ITEM_FILE_SYMLINK);
	const size_t len = strlen(target);
	struct ccs_emit emit = { .size = len * ENCODED_BYTE + 1 };
	struct ccs_str str;
	int err;

	if (mode == CCS_MODE_DISABLED)
		return 0;
	emit.buf = kvmalloc(emit.size, GFP_NOFS | __GFP_NOWARN);
	if (!emit.buf)
		return ccs_check_failed(mode, "encoding a link", -ENOMEM);
	emit.buf[0] = '\0';
	ccs_encode(&emit, target, len);
	str = ccs_str_of(emit.buf, emit.len);
	err = check_target(ident, path, &str);
	kvfree(emit.buf);
	return err;
}
