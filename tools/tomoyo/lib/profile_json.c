// SPDX-License-Identifier: GPL-2.0-only
/*
 * Profiles for programs that read JSON
 */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "json.h"
#include "profile_json.h"

/**
 * struct state - what was printed last
 * @namespace: its namespace, NULL before the first
 * @number: its profile, -1 before the first
 * @configs: modes of that profile
 */
struct state {
	char *namespace;
	long number;
	struct ccs_strbuf configs;
};

/* Numbers and yes or no are what they mean, anything else is text. */
static void add_value(struct ccs_strbuf *out, const char *value)
{
	const bool digits = *value && !value[strspn(value, "0123456789")];

	if (!strcmp(value, "yes") || !strcmp(value, "no"))
		ccs_strbuf_puts(out, *value == 'y' ? "true" : "false");
	else if (digits)
		ccs_strbuf_puts(out, value);
	else
		ccs_json_string(out, value);
}

/* "{ KEY=VALUE ... }" as an object. */
static void add_block(struct ccs_strbuf *out, char *block)
{
	const char *separator = "";
	char *word;

	ccs_strbuf_puts(out, "{");
	while ((word = strsep(&block, " "))) {
		char *value = word;
		char *key;

		key = strsep(&value, "=");
		if (!value)
			continue;
		ccs_strbuf_puts(out, separator);
		ccs_json_string(out, key);
		ccs_strbuf_puts(out, ":");
		add_value(out, value);
		separator = ",";
	}
	ccs_strbuf_puts(out, "}");
}

static void end_profile(struct state *state)
{
	if (state->number < 0)
		return;
	printf(",\"config\":{%s}}", state->configs.len ? state->configs.text :
							  "");
	ccs_strbuf_free(&state->configs);
	state->number = -1;
}

static void end_namespace(struct state *state)
{
	end_profile(state);
	if (state->namespace)
		printf("]}");
	free(state->namespace);
	state->namespace = NULL;
}

static void begin_namespace(struct state *state, const char *name,
			    const char *version)
{
	struct ccs_strbuf out = {};

	if (state->namespace) {
		end_namespace(state);
		putchar(',');
	}
	state->namespace = ccs_strdup(name);
	ccs_json_string(&out, name);
	printf("{\"name\":%s,\"version\":%s,\"profiles\":[", out.text, version);
	ccs_strbuf_free(&out);
}

static void begin_profile(struct state *state, long number, bool *first)
{
	if (state->number == number)
		return;
	end_profile(state);
	printf("%s{\"number\":%ld", *first ? "" : ",", number);
	state->number = number;
	*first = false;
}

static void print_pair(const char *key, char *value)
{
	struct ccs_strbuf out = {};

	if (*value == '{')
		add_block(&out, value);
	else
		ccs_json_string(&out, value);
	printf(",\"%s\":%s", key, out.text);
	ccs_strbuf_free(&out);
}

static void add_config(struct state *state, const char *item, char *value)
{
	struct ccs_strbuf *const out = &state->configs;

	if (out->len)
		ccs_strbuf_puts(out, ",");
	ccs_json_string(out, item);
	ccs_strbuf_puts(out, ":");
	add_block(out, value);
}

/* KEY=VALUE of a profile. */
static void setting(struct state *state, char *key)
{
	char *value = key;

	strsep(&value, "=");
	if (!value)
		return;
	if (!strcmp(key, "COMMENT"))
		print_pair("comment", value);
	else if (!strcmp(key, "PREFERENCE"))
		print_pair("preference", value);
	else if (!strncmp(key, "CONFIG", 6))
		add_config(state, key[6] ? key + 8 : "", value);
}

/**
 * ccs_profile_json - print profiles as the rest of an object
 * @text: what the node prints; changed
 */
void ccs_profile_json(char *text)
{
	struct state state = { .number = -1 };
	bool first = true;
	char *line;

	printf("\"namespaces\":[");
	while ((line = strsep(&text, "\n"))) {
		const char *namespace = "<kernel>";
		char *rest = line, *end;
		long number;

		if (*line == '<')
			namespace = strsep(&rest, " ");
		if (!rest)
			continue;
		if (!strncmp(rest, "PROFILE_VERSION=", 16)) {
			begin_namespace(&state, namespace, rest + 16);
			first = true;
			continue;
		}
		number = strtol(rest, &end, 10);
		if (end == rest || *end != '-' || !state.namespace)
			continue;
		begin_profile(&state, number, &first);
		setting(&state, end + 1);
	}
	end_namespace(&state);
	puts("]}");
}
