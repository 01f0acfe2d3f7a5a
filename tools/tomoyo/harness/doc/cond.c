// SPDX-License-Identifier: GPL-2.0-only
/*
 * What conditions are made of
 */

#include "../core/cond.h"
#include "../core/fact.h"
#include "doc.h"
#include "table.h"

/* Words for facts; those of a second path are those of the first. */
static const char *const words[CCS_FACT_COUNT] = {
	[CCS_FACT_TASK_UID] = "user id of the thread",
	[CCS_FACT_TASK_EUID] = "its effective user id",
	[CCS_FACT_TASK_SUID] = "its saved user id",
	[CCS_FACT_TASK_FSUID] = "its user id for file systems",
	[CCS_FACT_TASK_GID] = "group id of the thread",
	[CCS_FACT_TASK_EGID] = "its effective group id",
	[CCS_FACT_TASK_SGID] = "its saved group id",
	[CCS_FACT_TASK_FSGID] = "its group id for file systems",
	[CCS_FACT_TASK_PID] = "its process, in its own pid namespace",
	[CCS_FACT_TASK_PPID] = "the parent of that",
	[CCS_FACT_TASK_TYPE] =
		"what ``execute_handler`` is in an execute handler, else 0",
	[CCS_FACT_TASK_FOREIGN_MNT] =
		"1 in another mount namespace than init's, else 0; our own",
	[CCS_FACT_TASK_STATE0] = "first byte of the thread's state",
	[CCS_FACT_TASK_STATE1] = "second byte",
	[CCS_FACT_TASK_STATE2] = "third byte",
	[CCS_FACT_EXEC_ARGC] = "of an execution: number of arguments",
	[CCS_FACT_EXEC_ENVC] = "number of environment variables",
	[CCS_FACT_PATH1_UID] = "owner of the object",
	[CCS_FACT_PATH1_GID] = "its group",
	[CCS_FACT_PATH1_INO] = "its inode number",
	[CCS_FACT_PATH1_PERM] = "its permissions, up to 07777",
	[CCS_FACT_PATH1_MAJOR] = "major number of the device that it lies on",
	[CCS_FACT_PATH1_MINOR] = "minor number of that",
	[CCS_FACT_PATH1_TYPE] = "its type, one of the constants",
	[CCS_FACT_PATH1_DEV_MAJOR] =
		"of a device file: major number of its device",
	[CCS_FACT_PATH1_DEV_MINOR] = "minor number of that",
	[CCS_FACT_PATH1_PARENT_UID] = "owner of its directory",
	[CCS_FACT_PATH1_PARENT_GID] = "group of that",
	[CCS_FACT_PATH1_PARENT_INO] = "inode number of that",
	[CCS_FACT_PATH1_PARENT_PERM] = "permissions of that",
};

static void print_fact(struct doc_table *table, int fact)
{
	char *const sample = doc_format("allow_read /a if %s=0",
					ccs_fact_names[fact]);
	const struct doc_line old = { WORLD_DOMAIN, .sample = sample };
	char *const shown = doc_shown(&old, CCS_DIALECTS);
	const bool native = shown && strstr(shown, "allow_read");

	if (!words[fact])
		ccs_env_die("a fact has no words", ccs_fact_names[fact], fact);
	if (fact < CCS_FACT_PATH1_UID)
		doc_literal(table, ccs_fact_names[fact]);
	else
		doc_cell(table, "``%s`` ``%s``", ccs_fact_names[fact],
			 ccs_fact_names[fact + CCS_FACTS_PER_PATH]);
	doc_cell(table, "%s", native ? "1.7" : "both");
	doc_cell(table, "%s", words[fact]);
	free(shown);
	free(sample);
}

void doc_facts(void)
{
	static const char *const head[] = { "Name", "Dialect", "Is" };
	struct doc_table table = { .columns = ARRAY_SIZE(head) };
	int fact;

	doc_cells(&table, head);
	for (fact = 0; fact < CCS_FACT_PATH2_UID; fact++)
		print_fact(&table, fact);
	doc_print(&table);
}

void doc_constants(void)
{
	static const char *const head[] = { "Name", "Value", "Is" };
	struct doc_table table = { .columns = ARRAY_SIZE(head) };
	int i;

	doc_cells(&table, head);
	for (i = 0; i < CCS_CONSTANT_COUNT; i++) {
		doc_literal(&table, ccs_constant_names[i]);
		doc_cell(&table, "0%o", ccs_constant_values[i]);
		if (ccs_constant_is_bit(i))
			doc_cell(&table, "a permission bit");
		else if (i == CCS_CONSTANT_HANDLER)
			doc_cell(&table, "a value of task.type");
		else
			doc_cell(&table, "a type of object");
	}
	doc_print(&table);
}

void doc_transits(void)
{
	static const char *const head[] = { "Preference", "Next domain" };
	static const char *const what[CCS_TRANSIT_PATH] = {
		[CCS_TRANSIT_KEEP] = "the current one",
		[CCS_TRANSIT_CHILD] = "the current one and the candidate",
		[CCS_TRANSIT_PARENT] =
			"the current one without its last word; a root stays",
		[CCS_TRANSIT_INITIALIZE] =
			"the root of the namespace and the candidate",
		[CCS_TRANSIT_RESET] =
			"the namespace that is named after the candidate",
	};
	struct doc_table table = { .columns = ARRAY_SIZE(head) };
	int i;

	doc_cells(&table, head);
	for (i = CCS_TRANSIT_NONE + 1; i < CCS_TRANSIT_PATH; i++) {
		doc_literal(&table, ccs_transit_names[i]);
		doc_cell(&table, "%s", what[i]);
	}
	doc_literal(&table, "/path");
	doc_cell(&table, "the current one and this word");
	doc_literal(&table, "<namespace> /path ...");
	doc_cell(&table, "just this one");
	doc_print(&table);
}
