// SPDX-License-Identifier: GPL-2.0-only
/*
 * Programs that a domain of TOMOYO 1.3 or 1.6 may execute
 *
 * A program was known by the path behind all symbolic links, unless an alias or an
 * aggregator gave it another name. Today the last link's own name counts; so each
 * entry says which path it may lead to, and never allows more than it did.
 */

#include <stdlib.h>
#include <string.h>

#include "convert_domain.h"
#include "fail.h"

#define ARGV0 "allow_argv0"

static const struct ccs_convert_keyword keyword = {
	.native = "allow_execute", .new = "file execute",
};

/**
 * struct execution - the permission to execute one program
 * @domain: who has it
 * @item: the line that says so
 * @name: the program
 * @condition: the condition of that line
 */
struct execution {
	struct ccs_old_domain *domain;
	const struct ccs_item *item;
	const char *name;
	const struct ccs_old_condition *condition;
};

static void add_values(struct ccs_list *to, const struct ccs_list *from,
		       const char *key)
{
	size_t i;

	for (i = 0; i < from->count; i++) {
		const char *const value = ccs_convert_value(&from->item[i],
							    key);

		if (value)
			ccs_list_add(to, value);
	}
}

/* Every path that was known by the name. */
static void add_paths(struct ccs_list *paths, const struct ccs_convert *convert,
		      const char *name)
{
	size_t i, links;

	ccs_list_add(paths, name);
	add_values(paths, &convert->aggregator, name);
	/* What an alias leads to is behind all links, and so no link itself. */
	links = paths->count;
	for (i = 0; i < links; i++)
		add_values(paths, &convert->alias, paths->item[i].text);
	ccs_list_unique(paths);
}

static void put(const struct execution *execution, const char *path,
		const char *argv0, const char *more, bool native)
{
	const struct ccs_old_condition *const own = execution->condition;
	struct ccs_old_condition condition = *own;

	condition.native |= native;
	condition.blocks =
		ccs_format("exec.realpath=\"%s\"%s%s%s%s%s", path, argv0,
			   *own->blocks ? " " : "", own->blocks,
			   *more ? " " : "", more);
	ccs_convert_entry(execution->domain->convert, execution->item, &keyword,
			  execution->name, &condition);
	free(condition.blocks);
}

/* The base name of argv[0] was compared: any directories may precede it. */
static void put_argv0(const struct execution *execution, const char *path,
		      const char *base, const char *more, bool native)
{
	static const char *const before[] = {
		"", "\\*/", "\\*/\\{\\*\\}/",
	};
	size_t i;

	for (i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
		char *const argv0 = ccs_format(" exec.argv[0]=\"%s%s\"",
					       before[i], base);

		put(execution, path, argv0, more, native);
		free(argv0);
	}
}

/* Reads «PROGRAM NAME [if ...]», the program being in @line afterwards. */
static const char *read_argv0(char *line, char **name,
			      struct ccs_old_condition *condition)
{
	char *rest = line;
	char *program;

	*condition = (struct ccs_old_condition){};
	if (!ccs_convert_operands(&rest, 1, &program) ||
	    !ccs_convert_operands(&rest, 1, name) || strchr(*name, '/'))
		return "needs a program and a base name";
	return ccs_convert_condition(rest, condition);
}

static void put_allowed_argv0(const struct execution *execution,
			      const char *path)
{
	const struct ccs_list *const lines = &execution->domain->lines;
	size_t i;

	for (i = 0; i < lines->count; i++) {
		const char *const text = ccs_convert_value(&lines->item[i],
							   ARGV0);
		struct ccs_old_condition condition;
		char *line, *name;

		if (!text)
			continue;
		line = ccs_strdup(text);
		if (!read_argv0(line, &name, &condition) && !condition.set &&
		    !strcmp(line, execution->name)) {
			put_argv0(execution, path, name, condition.blocks,
				  condition.native);
			ccs_list_add(&execution->domain->used, text);
		}
		ccs_convert_condition_free(&condition);
		free(line);
	}
}

static const char *put_program(const struct execution *execution)
{
	const struct ccs_convert *const convert = execution->domain->convert;
	const char *const name = execution->name;
	const char *const base = strrchr(name, '/') + 1;
	struct ccs_list paths = {};
	size_t i;

	if (execution->domain->argv0_lost)
		return "MAC_FOR_ARGV0 enforced which argv[0] is allowed, which can't be kept";
	add_values(&paths, &convert->aggregator, name);
	if (execution->domain->argv0 && paths.count) {
		ccs_list_free(&paths);
		return "argv[0] of a program with an aggregator can't be told";
	}
	ccs_list_free(&paths);
	add_paths(&paths, convert, name);
	for (i = 0; i < paths.count; i++) {
		const char *const path = paths.item[i].text;

		if (!execution->domain->argv0) {
			put(execution, path, "", "", false);
			continue;
		}
		put_argv0(execution, path, base, "", false);
		put_allowed_argv0(execution, path);
	}
	ccs_list_free(&paths);
	return NULL;
}

/* Only members without wildcards could be executed. */
static const char *put_group(struct execution *execution, const char *group)
{
	struct ccs_list members = {};
	const char *why = "the group has no member that could be executed";
	size_t i;

	add_values(&members, &execution->domain->convert->member, group);
	for (i = 0; i < members.count; i++) {
		execution->name = members.item[i].text;
		if (ccs_convert_patterned(execution->name) ||
		    *execution->name != '/')
			continue;
		why = put_program(execution);
		if (why)
			break;
	}
	ccs_list_free(&members);
	return why;
}

static const char *put_name(struct execution *execution)
{
	struct ccs_convert *const convert = execution->domain->convert;
	const char *const name = execution->name;

	if (ccs_convert_patterned(name))
		return "a program with a wildcard was never found";
	if (*name == '@' && !convert->given[CCS_CONVERT_EXCEPTION])
		return "the group isn't known: give the exception policy at once";
	if (*name == '@')
		return put_group(execution, name + 1);
	if (*name != '/' || name[strlen(name) - 1] == '/')
		return "not the pathname of a program";
	if (!convert->given[CCS_CONVERT_EXCEPTION] && !convert->hidden) {
		ccs_convert_refuse(convert, execution->item,
				   "converted, as every such line, but without its aliases and aggregators: give the exception policy at once");
		convert->hidden = true;
	}
	return put_program(execution);
}

/**
 * ccs_old_execute - convert the permission to execute a program
 * @domain: who has it
 * @item: the line
 * @rest: what is behind its first word, changed
 *
 * Return: why it can't be converted, NULL if it can.
 */
const char *ccs_old_execute(struct ccs_old_domain *domain,
			    const struct ccs_item *item, char *rest)
{
	struct ccs_old_condition condition;
	struct execution execution = {
		.domain = domain, .item = item, .condition = &condition,
	};
	const char *why;
	char *name;

	if (!ccs_convert_operands(&rest, 1, &name))
		return "needs a program";
	execution.name = name;
	why = ccs_convert_condition(rest, &condition);
	if (!why)
		why = put_name(&execution);
	ccs_convert_condition_free(&condition);
	return why;
}

static bool was_used(const struct ccs_list *used, const char *text)
{
	size_t i;

	for (i = 0; i < used->count; i++)
		if (!strcmp(used->item[i].text, text))
			return true;
	return false;
}

static const char *why_unused(const struct ccs_old_domain *domain,
			      const char *text)
{
	struct ccs_old_condition condition;
	char *const line = ccs_strdup(text);
	const char *why;
	char *name;

	why = read_argv0(line, &name, &condition);
	if (!why)
		why = !domain->argv0 ?
			"the domain's profile does not check argv[0] as it does programs" :
			condition.set ? "two conditions can't both set a state" :
			"no line allows to execute this program";
	ccs_convert_condition_free(&condition);
	free(line);
	return why;
}

/**
 * ccs_old_argv0_rest - list the allow_argv0 lines that became no condition
 * @domain: their domain, all other lines of which are converted
 */
void ccs_old_argv0_rest(struct ccs_old_domain *domain)
{
	size_t i;

	for (i = 0; i < domain->lines.count; i++) {
		const struct ccs_item *const item = &domain->lines.item[i];
		const char *const text = ccs_convert_value(item, ARGV0);

		if (text && !was_used(&domain->used, text))
			ccs_convert_refuse(domain->convert, item, "%s",
					   why_unused(domain, text));
	}
}
