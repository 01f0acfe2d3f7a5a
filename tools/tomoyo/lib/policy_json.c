// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy for programs that read JSON
 *
 * Made of what a node prints; each line is there as it is, beside its parts.
 * Documentation/admin-guide/LSM/ccsecurity.rst says what is promised.
 */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "json.h"
#include "policy_json.h"
#include "profile_json.h"

/* The next line of @text, which is cut; NULL at the end. Comments are none. */
static char *next_line(char **text)
{
	char *line;

	while ((line = strsep(text, "\n")))
		if (*line && *line != '#')
			return line;
	return NULL;
}

static void add_string(struct ccs_strbuf *out, const char *key,
		       const char *value)
{
	ccs_json_string(out, key);
	ccs_strbuf_puts(out, ":");
	ccs_json_string(out, value);
}

/* Is it a comparison or a setting? Those begin with a name and an equals sign. */
static bool is_condition(const char *word)
{
	size_t len = strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789_.");

	if (!len)
		return false;
	if (word[len] == '[')
		len += strcspn(word + len, "]") + 1;
	return word[len] == '=' || (word[len] == '!' && word[len + 1] == '=');
}

/* How many words say what is done. */
static int head_words(const char *class)
{
	static const char *const two[] = {
		"file", "misc", "ipc", "task", "capability",
	};
	size_t i;

	if (!strcmp(class, "network"))
		return 4;
	for (i = 0; i < sizeof(two) / sizeof(two[0]); i++)
		if (!strcmp(class, two[i]))
			return 2;
	return 1;
}

static void add_ops(struct ccs_strbuf *out, char *ops)
{
	const char *separator = "";
	char *one;

	ccs_strbuf_puts(out, ",\"ops\":[");
	while (ops && (one = strsep(&ops, "/"))) {
		ccs_strbuf_puts(out, separator);
		ccs_json_string(out, one);
		separator = ",";
	}
	ccs_strbuf_puts(out, "]");
}

/* Takes words up to the first that is a condition, or all of them. */
static void add_words(struct ccs_strbuf *out, const char *key, char **rest,
		      bool conditions)
{
	const char *separator = "";

	ccs_strbuf_puts(out, ",");
	ccs_json_string(out, key);
	ccs_strbuf_puts(out, ":[");
	while (*rest && (conditions || !is_condition(*rest))) {
		ccs_strbuf_puts(out, separator);
		ccs_json_string(out, strsep(rest, " "));
		separator = ",";
	}
	ccs_strbuf_puts(out, "]");
}

/**
 * ccs_entry_json - add an entry as an object
 * @out: where to
 * @line: the entry as a node prints it
 */
void ccs_entry_json(struct ccs_strbuf *out, const char *line)
{
	char *const copy = ccs_strdup(line);
	char *rest = copy, *end;
	int words;

	ccs_strbuf_puts(out, "{");
	add_string(out, "raw", line);
	end = rest + strcspn(rest, " ");
	end = *end ? end + 1 : NULL;
	rest[strcspn(rest, " ")] = '\0';
	words = head_words(rest);
	if (words == 4 && end) {
		/* "network inet stream": the protocol is part of the class. */
		char *const family = strsep(&end, " ");
		char *const protocol = strsep(&end, " ");
		char *const class = ccs_format("%s %s %s", rest, family,
					       protocol ? protocol : "");

		ccs_strbuf_puts(out, ",");
		add_string(out, "class", class);
		free(class);
	} else {
		ccs_strbuf_puts(out, ",");
		add_string(out, "class", rest);
	}
	add_ops(out, words > 1 ? strsep(&end, " ") : NULL);
	add_words(out, "args", &end, false);
	add_words(out, "conditions", &end, true);
	ccs_strbuf_puts(out, "}");
	free(copy);
}

static const char *after(const char *line, const char *prefix)
{
	const size_t len = strlen(prefix);

	return strncmp(line, prefix, len) ? NULL : line + len;
}

/**
 * struct domain_json - a domain that is being printed
 * @groups: the acl_groups it uses
 * @flags: lines of one word, and settings
 * @acl: its entries
 */
struct domain_json {
	struct ccs_strbuf groups;
	struct ccs_strbuf flags;
	struct ccs_strbuf acl;
};

static void separate(struct ccs_strbuf *out)
{
	if (out->len)
		ccs_strbuf_puts(out, ",");
}

static void end_domain(struct domain_json *domain)
{
	printf(",\"groups\":[%s],\"flags\":[%s],\"acl\":[%s]}",
	       domain->groups.len ? domain->groups.text : "",
	       domain->flags.len ? domain->flags.text : "",
	       domain->acl.len ? domain->acl.text : "");
	ccs_strbuf_free(&domain->groups);
	ccs_strbuf_free(&domain->flags);
	ccs_strbuf_free(&domain->acl);
}

static void domain_line(struct domain_json *domain, const char *line)
{
	const char *const group = after(line, "use_group ");
	struct ccs_strbuf *const out = group ? &domain->groups :
		strchr(line, ' ') ? &domain->acl : &domain->flags;

	separate(out);
	if (group)
		ccs_strbuf_puts(out, group);
	else if (strchr(line, ' '))
		ccs_entry_json(out, line);
	else
		ccs_json_string(out, line);
}

static void print_name(const char *name)
{
	struct ccs_strbuf out = {};

	add_string(&out, "name", name);
	printf("{%s", out.text);
	ccs_strbuf_free(&out);
}

static void print_domains(char *text)
{
	struct domain_json domain = {};
	bool any = false;
	const char *line, *profile;

	printf("\"domains\":[");
	while ((line = next_line(&text))) {
		profile = after(line, "use_profile ");
		if (*line == '<') {
			if (any)
				end_domain(&domain);
			if (any)
				putchar(',');
			print_name(line);
			any = true;
		} else if (profile) {
			printf(",\"profile\":%s", profile);
		} else {
			domain_line(&domain, line);
		}
	}
	if (any)
		end_domain(&domain);
	puts("]}");
}

/* Splits "<namespace> REST"; what has none belongs to <kernel>. */
static const char *namespace_of(char *line, char **rest)
{
	*rest = line;
	if (*line != '<')
		return "<kernel>";
	strsep(rest, " ");
	return *rest ? line : "<kernel>";
}

static void print_exceptions(char *text)
{
	const char *separator = "";
	char *line;

	printf("\"entries\":[");
	while ((line = next_line(&text))) {
		struct ccs_strbuf out = {};
		char *const raw = ccs_strdup(line);
		const char *namespace;
		char *rest;

		namespace = namespace_of(line, &rest);
		ccs_strbuf_puts(&out, "{");
		add_string(&out, "raw", raw);
		ccs_strbuf_puts(&out, ",");
		add_string(&out, "namespace", namespace);
		ccs_strbuf_puts(&out, ",");
		add_string(&out, "directive", strsep(&rest, " "));
		add_words(&out, "args", &rest, true);
		printf("%s%s}", separator, out.text);
		ccs_strbuf_free(&out);
		free(raw);
		separator = ",";
	}
	puts("]}");
}

static void print_managers(char *text)
{
	const char *separator = "";
	const char *line;

	printf("\"managers\":[");
	while ((line = next_line(&text))) {
		struct ccs_strbuf out = {};

		add_string(&out, "raw", line);
		ccs_strbuf_puts(&out, ",");
		add_string(&out, "kind", *line == '/' ? "program" :
			   *line == '<' ? "domain" : "switch");
		printf("%s{%s}", separator, out.text);
		ccs_strbuf_free(&out);
		separator = ",";
	}
	puts("]}");
}

static void print_stat(char *text)
{
	const char *separator = "";
	char *line;

	printf("\"stat\":[");
	while ((line = next_line(&text))) {
		struct ccs_strbuf out = {};
		char *value = line;
		char *key;

		key = strsep(&value, ":");
		if (!value)
			continue;
		value += strspn(value, " ");
		add_string(&out, "name", key);
		ccs_strbuf_puts(&out, ",");
		add_string(&out, "value", value);
		printf("%s{%s}", separator, out.text);
		ccs_strbuf_free(&out);
		separator = ",";
	}
	puts("]}");
}

/**
 * ccs_policy_json - print a part of the policy as one object
 * @node: the node that prints it
 * @text: what it prints
 */
void ccs_policy_json(const char *node, const char *text)
{
	static const struct {
		const char *node;
		void (*print)(char *text);
	} parts[] = {
		{ "domain_policy", print_domains },
		{ "exception_policy", print_exceptions },
		{ "manager", print_managers },
		{ "profile", ccs_profile_json },
		{ "stat", print_stat },
	};
	char *const copy = ccs_strdup(text);
	size_t i;

	printf("{\"schema\":1,");
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (!strcmp(parts[i].node, node))
			parts[i].print(copy);
	free(copy);
}
