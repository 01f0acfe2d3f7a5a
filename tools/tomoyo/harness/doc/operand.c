// SPDX-License-Identifier: GPL-2.0-only
/*
 * What operands may be
 */

#include "../core/acl_kind.h"
#include "../core/namespace.h"
#include "../core/ops.h"
#include "doc.h"
#include "table.h"

/**
 * struct form - a way to write an operand
 * @field: enum ccs_field_type
 * @sample: such an operand
 * @name: what the page calls it
 */
struct form {
	u8 field;
	const char *sample;
	const char *name;
};

/* The first form of each type stands in where another operand is asked about. */
static const struct form forms[] = {
	{ CCS_FIELD_PATH, "/a", "word" },
	{ CCS_FIELD_PATH, "/\\*", "with wildcards" },
	{ CCS_FIELD_PATH, "@G", "path_group" },
	{ CCS_FIELD_NUMBER, "1", "number" },
	{ CCS_FIELD_NUMBER, "1-2", "range" },
	{ CCS_FIELD_NUMBER, "@G", "number_group" },
	{ CCS_FIELD_PORT, "80", "number up to 65535" },
	{ CCS_FIELD_PORT, "80-81", "range" },
	{ CCS_FIELD_PORT, "@G", "number_group" },
	{ CCS_FIELD_SIGNAL, "15", "decimal number" },
	{ CCS_FIELD_SIGNAL, "0xF", "octal, hexadecimal" },
	{ CCS_FIELD_SIGNAL, "1-15", "range" },
	{ CCS_FIELD_SIGNAL, "@G", "number_group" },
	{ CCS_FIELD_ADDRESS, "10.0.0.1", "IPv4" },
	{ CCS_FIELD_ADDRESS, "fe80::1", "IPv6" },
	{ CCS_FIELD_ADDRESS, "10.0.0.1-10.0.0.9", "range" },
	{ CCS_FIELD_ADDRESS, "@G", "address_group" },
	{ CCS_FIELD_VARIABLE, "PATH", "word without =" },
	{ CCS_FIELD_VARIABLE, "LC_\\*", "with wildcards" },
	{ CCS_FIELD_CAPABILITY, "SYS_TIME", "name of the table" },
	{ CCS_FIELD_DOMAIN, "<kernel> /a", "domainname" },
	{ CCS_FIELD_DOMAIN, "//a", "its last word" },
	{ CCS_FIELD_PROGRAM, "/a", "path without wildcards" },
	{ CCS_FIELD_ISOLATION, "tab-1", "1 to 36 printable characters, or ``random``" },
};

/* What a type is, and what the tables of operations call operands of it. */
static const char *const names[CCS_FIELD_TYPE_COUNT][2] = {
	[CCS_FIELD_PATH] = {
		"pathname",
		"PATH OLD NEW ROOT PUT_OLD DEVICE DIRECTORY TYPE; ADDRESS of unix"
	},
	[CCS_FIELD_NUMBER] = {
		"number", "MODE COMMAND UID GID MAJOR MINOR FLAGS"
	},
	[CCS_FIELD_PORT] = { "port", "PORT" },
	[CCS_FIELD_SIGNAL] = { "signal", "SIGNAL" },
	[CCS_FIELD_ADDRESS] = { "address", "ADDRESS of inet" },
	[CCS_FIELD_VARIABLE] = { "variable", "VARIABLE" },
	[CCS_FIELD_CAPABILITY] = { "capability", "CAPABILITY" },
	[CCS_FIELD_DOMAIN] = { "domain", "DOMAIN" },
	[CCS_FIELD_PROGRAM] = { "program", "PROGRAM" },
	[CCS_FIELD_ISOLATION] = { "id", "ID" },
};

static const char *first_form(int field)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(forms); i++)
		if (forms[i].field == field)
			return forms[i].sample;
	ccs_env_die("an operand has no words", "forms", field);
}

static int field_at(int type, int field)
{
	int i;

	for (i = 0; i < ccs_acl_kinds[type].count; i++)
		if (ccs_acl_kinds[type].fields[i].type == field)
			return i;
	return -1;
}

/* A line of 1.7 with @sample for the operands of type @field. */
static char *line_17(const struct ccs_spelling *spelling, int field,
		     const char *sample)
{
	const struct ccs_acl_kind *const kind = &ccs_acl_kinds[spelling->type];
	char *line = doc_format("%s", spelling->keyword);
	int i;

	for (i = 0; i < kind->count; i++) {
		const int type = kind->fields[i].type;
		char *const old = line;

		line = doc_format("%s %s", old, type == field ? sample :
				  first_form(type));
		free(old);
	}
	return line;
}

static char *line_18(const struct ccs_spelling *spelling, int field,
		     const char *sample)
{
	char *const old = line_17(spelling, field, sample);
	const char *const operands = old + strlen(spelling->keyword);
	const int type = spelling->type;
	const int op = __ffs64(spelling->perm);
	char *line;

	if (type == CCS_ACL_INET)
		line = doc_format("network inet %s %s%s",
				  ccs_protocol_names[spelling->protocol],
				  ccs_op_names[type][op], operands);
	else
		line = doc_format("%s%s%s%s", ccs_acl_directives[type],
				  ccs_op_names[type][op] ? " " : "",
				  ccs_op_names[type][op] ?: "", operands);
	free(old);
	return line;
}

/* Does a line of this dialect take the form? */
static bool takes(const struct ccs_spelling *spelling, const struct form *form,
		  u8 dialect)
{
	char *const text = (dialect == CCS_DIALECT_18 ? line_18 : line_17)
			   (spelling, form->field, form->sample);
	const struct doc_line line = { WORLD_DOMAIN, .sample = text };
	char *const shown = doc_shown(&line, dialect);

	free(shown);
	free(text);
	return shown;
}

/* A spelling that has such an operand, and for 1.8 a word of its own. */
static bool asks(const struct form *form, u8 dialect)
{
	size_t i;

	for (i = 0; i < ccs_spelling_count; i++)
		if (ccs_spellings[i].type != CCS_ACL_REWRITE &&
		    field_at(ccs_spellings[i].type, form->field) >= 0 &&
		    takes(&ccs_spellings[i], form, dialect))
			return true;
	return false;
}

static char *forms_of(int field, u8 dialect)
{
	char *text = doc_format("%s", "");
	size_t i;

	for (i = 0; i < ARRAY_SIZE(forms); i++) {
		char *const old = text;

		if (forms[i].field != field || !asks(&forms[i], dialect))
			continue;
		text = doc_format("%s%s%s", old, *old ? ", " : "",
				  forms[i].name);
		free(old);
	}
	return text;
}

void doc_operands(void)
{
	static const char *const head[] = {
		"Operand", "In 1.8", "In 1.7", "Called"
	};
	struct doc_table table = { .columns = ARRAY_SIZE(head) };
	int field;

	doc_cells(&table, head);
	for (field = 0; field < CCS_FIELD_TYPE_COUNT; field++) {
		char *const new = forms_of(field, CCS_DIALECT_18);
		char *const old = forms_of(field, CCS_DIALECT_17);

		doc_cell(&table, "%s", names[field][0]);
		doc_cell(&table, "%s", new);
		doc_cell(&table, "%s", strcmp(new, old) ? old : "the same");
		doc_cell(&table, "%s", names[field][1]);
		free(old);
		free(new);
	}
	doc_print(&table);
}

static const char *sample_17(const struct ccs_spelling *spelling)
{
	return spelling->type == CCS_ACL_MANUAL_TRANSITION ? "//a" : "";
}

void doc_spellings(void)
{
	static const char *const head[] = { "Line of 1.7", "Is printed as" };
	struct doc_table table = { .columns = ARRAY_SIZE(head) };
	size_t i;

	doc_cells(&table, head);
	for (i = 0; i < ccs_spelling_count; i++) {
		const char *const sample = sample_17(&ccs_spellings[i]);
		char *const text = line_17(&ccs_spellings[i], *sample ?
					   CCS_FIELD_DOMAIN : -1, sample);
		const struct doc_line line = { WORLD_DOMAIN, .sample = text };
		char *const shown = doc_shown(&line, CCS_DIALECTS);

		if (!shown)
			ccs_env_die("a line of 1.7 is refused", text, 0);
		doc_literal(&table, text);
		doc_cell(&table, "%s", shown);
		free(shown);
		free(text);
	}
	doc_print(&table);
}
