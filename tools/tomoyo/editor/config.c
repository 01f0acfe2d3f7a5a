// SPDX-License-Identifier: GPL-2.0-only
/*
 * Colours and names that the administrator chose
 */

#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "config.h"

static const struct {
	const char *name;
	unsigned char front;
	unsigned char back;
} defaults[COLOUR_ALL] = {
	[COLOUR_DOMAIN_HEAD] = { "DOMAIN_HEAD", 0, 2 },
	[COLOUR_DOMAIN_CURSOR] = { "DOMAIN_CURSOR", 0, 2 },
	[COLOUR_EXCEPTION_HEAD] = { "EXCEPTION_HEAD", 0, 6 },
	[COLOUR_EXCEPTION_CURSOR] = { "EXCEPTION_CURSOR", 0, 6 },
	[COLOUR_ACL_HEAD] = { "ACL_HEAD", 0, 3 },
	[COLOUR_ACL_CURSOR] = { "ACL_CURSOR", 0, 3 },
	[COLOUR_PROFILE_HEAD] = { "PROFILE_HEAD", 7, 1 },
	[COLOUR_PROFILE_CURSOR] = { "PROFILE_CURSOR", 7, 1 },
	[COLOUR_MANAGER_HEAD] = { "MANAGER_HEAD", 7, 2 },
	[COLOUR_MANAGER_CURSOR] = { "MANAGER_CURSOR", 7, 2 },
	[COLOUR_STAT_HEAD] = { "STAT_HEAD", 0, 3 },
	[COLOUR_STAT_CURSOR] = { "STAT_CURSOR", 0, 3 },
	[COLOUR_DEFAULT] = { "DEFAULT_COLOR", 7, 0 },
	[COLOUR_ERROR] = { "", 1, 0 },
};

/**
 * config_init - start with the defaults
 * @config: filled in
 */
void config_init(struct config *config)
{
	size_t i;

	*config = (struct config){};
	for (i = 0; i < COLOUR_ALL; i++) {
		config->front[i] = defaults[i].front;
		config->back[i] = defaults[i].back;
	}
}

static const char *after(const char *text, const char *prefix)
{
	const size_t len = strlen(prefix);

	return strncmp(text, prefix, len) ? NULL : text + len;
}

static bool starts(const char *text, const char *word)
{
	const char *const rest = after(text, word);

	return rest && (*rest == ' ' || !*rest);
}

static bool known(const char *directive)
{
	static const char *const words[] = {
		"acl_group", "address_group", "aggregator", "capability",
		"deny_autobind", "file", "initialize_domain", "ipc",
		"keep_domain", "misc", "network", "no_initialize_domain",
		"no_keep_domain", "no_reset_domain", "number_group",
		"path_group", "quota_exceeded", "reset_domain", "task",
		"transition_failed", "use_group",
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (starts(directive, words[i]))
			return directive_len(directive) == strlen(directive);
	return !strncmp(directive, "allow_", 6);
}

static void read_alias(struct config *config, char *text)
{
	char *const equals = strstr(text, " = ");

	if (!equals || !equals[3])
		return;
	*equals = '\0';
	if (!known(text))
		return;
	ccs_list_add(&config->directive, text);
	ccs_list_add(&config->alias, equals + 3);
}

static void read_colour(struct config *config, const char *text)
{
	const char *const equals = strstr(text, " = ");
	const char *value = equals ? equals + 3 : "";
	size_t i;

	if (strspn(value, "01234567") != 2 || value[2])
		return;
	for (i = 0; i < COLOUR_COUNT; i++) {
		if (!starts(text, defaults[i].name))
			continue;
		config->front[i] = value[0] - '0';
		config->back[i] = value[1] - '0';
	}
}

/**
 * config_read - read the configuration
 * @config: changed
 * @lines: the file; not closed
 *
 * What is not understood is left out: it may be of another program, for in old
 * versions all had one file.
 */
void config_read(struct config *config, struct ccs_lines *lines)
{
	while (ccs_lines_next(lines)) {
		const char *rest = after(lines->text, "editpolicy.");
		const char *const text = rest ? rest : lines->text;
		char *copy;

		rest = after(text, "keyword_alias ");
		copy = rest ? ccs_strdup(rest) : NULL;
		if (copy)
			read_alias(config, copy);
		free(copy);
		rest = after(text, "line_color ");
		if (rest)
			read_colour(config, rest);
	}
}

/**
 * directive_len - where the operands of a line begin
 * @line: the line without namespace
 *
 * Return: length of its directive.
 */
size_t directive_len(const char *line)
{
	static const char *const two[] = {
		"acl_group", "file", "ipc", "misc", "network", "task",
	};
	size_t len = strcspn(line, " ");
	size_t i;

	for (i = 0; i < sizeof(two) / sizeof(two[0]); i++)
		if (line[len] && starts(line, two[i]))
			return len + 1 + strcspn(line + len + 1, " ");
	return len;
}

/**
 * config_alias - how a directive is shown
 * @config: the configuration
 * @directive: the directive
 *
 * Return: its alias, or itself.
 */
const char *config_alias(const struct config *config, const char *directive)
{
	size_t i;

	for (i = 0; i < config->directive.count; i++)
		if (!strcmp(config->directive.item[i].text, directive))
			return config->alias.item[i].text;
	return directive;
}

/**
 * config_show - a line as it is shown
 * @config: the configuration
 * @line: the line
 * @directive: set to the length of the directive that is shown
 *
 * Return: the line, for free().
 */
char *config_show(const struct config *config, const char *line,
		  size_t *directive)
{
	const size_t len = directive_len(line);
	char *const word = ccs_format("%.*s", (int)len, line);
	const char *const alias = config_alias(config, word);
	char *const shown = ccs_format("%s%s", alias, line + len);

	*directive = strlen(alias);
	free(word);
	return shown;
}

/**
 * config_resolve - what a line that was typed means
 * @config: the configuration
 * @typed: the line, maybe with an alias at its start
 *
 * Return: the line as policy has it, for free().
 */
char *config_resolve(const struct config *config, const char *typed)
{
	size_t best = 0, at = 0, i;

	for (i = 0; i < config->alias.count; i++) {
		const char *const alias = config->alias.item[i].text;

		if (!starts(typed, alias) || strlen(alias) <= best)
			continue;
		best = strlen(alias);
		at = i;
	}
	if (!best)
		return ccs_strdup(typed);
	return ccs_format("%s%s", config->directive.item[at].text,
			  typed + best);
}

/**
 * config_free - drop it
 * @config: the configuration
 */
void config_free(struct config *config)
{
	ccs_list_free(&config->directive);
	ccs_list_free(&config->alias);
}
