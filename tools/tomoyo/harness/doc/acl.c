// SPDX-License-Identifier: GPL-2.0-only
/*
 * What can be permitted
 */

#include "../core/acl_kind.h"
#include "../core/ops.h"
#include "doc.h"
#include "table.h"

/**
 * struct row - words for an operation
 * @type: enum ccs_acl_type
 * @op: the operation
 * @operands: names for its operands, one word each
 * @what: what it permits
 */
struct row {
	u8 type;
	u8 op;
	const char *operands;
	const char *what;
};

#define ROW(type, op, operands, what) \
	{ CCS_ACL_##type, CCS_##type##_##op, operands, what }
#define ONLY(type, operands, what) { CCS_ACL_##type, 0, operands, what }

static const struct row rows[] = {
	ROW(PATH, EXECUTE, "PATH", "to execute a program"),
	ROW(PATH, READ, "PATH",
	    "to open for reading; a directory or an interpreter, too"),
	ROW(PATH, WRITE, "PATH", "to open for writing without O_APPEND"),
	ROW(PATH, APPEND, "PATH", "to open for writing with O_APPEND"),
	ROW(PATH, UNLINK, "PATH", "to remove a name"),
	ROW(PATH, GETATTR, "PATH", "stat(2) and its relatives"),
	ROW(PATH, RMDIR, "PATH", "to remove a directory"),
	ROW(PATH, TRUNCATE, "PATH", "to change a file's length"),
	ROW(PATH, SYMLINK, "PATH", "to make a symbolic link of this name"),
	ROW(PATH, CHROOT, "PATH", "to make it the root directory"),
	ROW(PATH, UNMOUNT, "PATH", "to unmount what is mounted there"),
	ROW(PATH2, LINK, "OLD NEW", "to give OLD the further name NEW"),
	ROW(PATH2, RENAME, "OLD NEW", "to rename"),
	ROW(PATH2, PIVOT_ROOT, "ROOT PUT_OLD", "pivot_root(2)"),
	ROW(PATH_NUMBER, CREATE, "PATH MODE", "to make a regular file"),
	ROW(PATH_NUMBER, MKDIR, "PATH MODE", "to make a directory"),
	ROW(PATH_NUMBER, MKFIFO, "PATH MODE", "to make a FIFO"),
	ROW(PATH_NUMBER, MKSOCK, "PATH MODE", "to make a unix socket"),
	ROW(PATH_NUMBER, IOCTL, "PATH COMMAND", "ioctl(2)"),
	ROW(PATH_NUMBER, CHMOD, "PATH MODE", "to give it these permissions"),
	ROW(PATH_NUMBER, CHOWN, "PATH UID", "to give it to this user"),
	ROW(PATH_NUMBER, CHGRP, "PATH GID", "to give it to this group"),
	ROW(DEVICE, MKBLOCK, "PATH MODE MAJOR MINOR",
	    "to make a block device file"),
	ROW(DEVICE, MKCHAR, "PATH MODE MAJOR MINOR",
	    "to make a character device file"),
	ROW(MOUNT, MOUNT, "DEVICE DIRECTORY TYPE FLAGS",
	    "mount(2); FLAGS are those that are left when TYPE says the rest"),
	ONLY(REWRITE, "PATH",
	     "to overwrite what a deny_rewrite of the exception policy names"),
	ONLY(ENV, "VARIABLE",
	     "to execute a program with this environment variable"),
	ONLY(CAPABILITY, "CAPABILITY", "an operation of the table below"),
	ONLY(SIGNAL, "SIGNAL DOMAIN",
	     "to send SIGNAL to DOMAIN and to those whose names begin with it"),
	ONLY(AUTO_HANDLER, "PROGRAM",
	     "whatever is executed, PROGRAM is started instead"),
	ONLY(DENIED_HANDLER, "PROGRAM",
	     "likewise, for executions that are refused"),
	ONLY(AUTO_TRANSITION, "DOMAIN",
	     "the next request moves the thread to DOMAIN"),
	ONLY(MANUAL_TRANSITION, "DOMAIN",
	     "the thread may move to DOMAIN by writing to self_domain"),
	ONLY(AUTO_ISOLATE, "ID",
	     "a program started in the domain is isolated under ID, or a random one"),
};

static const struct row *row_of(int type, int op)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		if (rows[i].type == type && rows[i].op == op)
			return &rows[i];
	ccs_env_die("an operation has no words", ccs_acl_directives[type], op);
}

static int count_words(const char *text)
{
	struct ccs_span rest = ccs_span_of(text), word;
	int count = 0;

	while (ccs_span_word(&rest, &word))
		count++;
	return count;
}

/* Operands as the page calls them; core knows how many there are. */
static const char *operands_of(int type, int op)
{
	const struct row *const row = row_of(type, op);

	if (count_words(row->operands) != ccs_acl_kinds[type].count)
		ccs_env_die("operands do not agree", row->operands, op);
	return row->operands;
}

/* Is there a word for less than this row that has the operation, too? */
static bool is_sum(const struct ccs_spelling *row, int op)
{
	size_t i;

	for (i = 0; i < ccs_spelling_count; i++) {
		const struct ccs_spelling *const other = &ccs_spellings[i];

		if (other->type == row->type && other->perm & BIT(op) &&
		    other->protocol == row->protocol &&
		    other->perm != row->perm &&
		    (other->perm & row->perm) == other->perm)
			return true;
	}
	return false;
}

/* Words of 1.7 for an operation. */
static char *spellings_of(int type, int protocol, int op)
{
	char *text = doc_format("%s", "");
	size_t i;

	for (i = 0; i < ccs_spelling_count; i++) {
		const struct ccs_spelling *const row = &ccs_spellings[i];
		char *const old = text;

		if (row->type != type || row->protocol != protocol ||
		    !(row->perm & BIT(op)) || is_sum(row, op))
			continue;
		text = doc_format("%s%s``%s``", old, *old ? ", " : "",
				  row->keyword);
		free(old);
	}
	if (*text)
		return text;
	free(text);
	return doc_format("none");
}

static void print_op(struct doc_table *table, int type, int op)
{
	const char *const name = ccs_op_names[type][op];
	const int item = ccs_op_item(type, 0, op);
	const char *const operands = operands_of(type, op);
	char *const old = spellings_of(type, 0, op);

	if (name || type == CCS_ACL_CAPABILITY)
		doc_cell(table, "``%s%s %s``", name ?: "", name ? "" :
			 "capability", operands);
	else
		doc_cell(table, "only in 1.7");
	doc_cell(table, "%s", old);
	if (item < 0)
		doc_cell(table, "none");
	else if (type == CCS_ACL_CAPABILITY)
		doc_cell(table, "its own");
	else
		doc_cell(table, "``%s``", ccs_item_name(item));
	doc_cell(table, "%s", row_of(type, op)->what);
	free(old);
}

static void print_directive(const char *directive)
{
	static const char *const head[] = {
		"Operation, operands", "1.7", "Item", "Permits"
	};
	struct doc_table table = { .columns = ARRAY_SIZE(head) };
	int type, op;

	doc_cells(&table, head);
	for (type = 0; type < CCS_ACL_TYPE_COUNT; type++) {
		if (strcmp(ccs_acl_directives[type], directive))
			continue;
		/* What has no name in 1.8 is one operation. */
		for (op = 0; !op || (op < CCS_OP_MAX &&
				     ccs_op_names[type][op]); op++)
			print_op(&table, type, op);
	}
	doc_print(&table);
}

void doc_file(void)
{
	print_directive("file");
}

void doc_misc(void)
{
	print_directive("misc");
}

void doc_ipc(void)
{
	print_directive("ipc");
}

void doc_capability(void)
{
	print_directive("capability");
}

void doc_task(void)
{
	print_directive("task");
}

/* Operations of a protocol that a profile knows, or words of 1.7 for them. */
static char *protocol_ops(int type, int protocol, bool words)
{
	char *text = doc_format("%s", "");
	int op;

	for (op = 0; ccs_op_names[type][op]; op++) {
		char *const old = text;
		char *const word = words ? spellings_of(type, protocol, op) :
				   doc_format("``%s``", ccs_op_names[type][op]);

		if (*word == '`' && ccs_op_item(type, protocol, op) >= 0 &&
		    !strstr(old, word)) {
			text = doc_format("%s%s%s", old, *old ? ", " : "",
					  word);
			free(old);
		}
		free(word);
	}
	if (*text)
		return text;
	free(text);
	return doc_format("none");
}

static void print_protocol(struct doc_table *table, int family, int protocol)
{
	static const int types[CCS_FAMILY_COUNT] = {
		[CCS_FAMILY_INET] = CCS_ACL_INET,
		[CCS_FAMILY_UNIX] = CCS_ACL_UNIX,
	};
	char *const ops = protocol_ops(types[family], protocol, false);
	char *const words = protocol_ops(types[family], protocol, true);

	doc_cell(table, "``%s %s``", ccs_family_names[family],
		 ccs_protocol_names[protocol]);
	doc_cell(table, "%s", ops);
	doc_cell(table, "%s", words);
	free(words);
	free(ops);
}

void doc_network(void)
{
	static const char *const head[] = {
		"Family, protocol", "Operations", "1.7"
	};
	struct doc_table table = { .columns = ARRAY_SIZE(head) };
	int family, protocol;

	doc_cells(&table, head);
	for (family = 0; family < CCS_FAMILY_COUNT; family++)
		for (protocol = 0; protocol < CCS_PROTOCOL_COUNT; protocol++)
			print_protocol(&table, family, protocol);
	doc_print(&table);
}

void doc_capabilities(void)
{
	static const char *const head[] = { "Capability", "1.8", "1.7" };
	struct doc_table table = { .columns = ARRAY_SIZE(head) };
	int item;

	doc_cells(&table, head);
	for (item = 0; item < CCS_ITEM_COUNT; item++) {
		if (ccs_item_category[item] != CCS_CATEGORY_CAPABILITY)
			continue;
		doc_literal(&table, ccs_item_name(item));
		doc_cell(&table, "%s", ccs_item_names_18[item] ? "yes" : "no");
		doc_cell(&table, "%s", ccs_item_names_17[item] ? "yes" : "no");
	}
	doc_print(&table);
}
