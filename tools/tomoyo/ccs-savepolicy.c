// SPDX-License-Identifier: GPL-2.0-only
/*
 * Saving policy to disk
 */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/fail.h"
#include "lib/iface.h"
#include "lib/node.h"
#include "lib/option.h"
#include "lib/version.h"

#define OPTION_FORCE CCS_OPTION_LONG

/**
 * struct policy - one of the policies that are saved
 * @letter: option that prints it
 * @node: the node, and with .conf behind it the file
 */
struct policy {
	char letter;
	const char *node;
};

/* In the order of reading: the domains last, for they refer to the others. */
static const struct policy policies[] = {
	{ 'p', "profile" },
	{ 'm', "manager" },
	{ 'e', "exception_policy" },
	{ 'd', "domain_policy" },
	{ 's', "stat" },
};

#define POLICY_COUNT (sizeof(policies) / sizeof(policies[0]))

/**
 * struct save - what is saved where
 * @print: print this policy instead of saving; NULL to save
 * @force: save even if nothing changed
 * @path: the directory, such as /etc/ccs
 * @text: the policies
 */
struct save {
	const struct policy *print;
	bool force;
	const char *path;
	struct ccs_strbuf text[POLICY_COUNT];
};

static void take_option(int key, const char *arg, void *data)
{
	struct save *const save = data;
	size_t i;

	(void)arg;
	if (key == OPTION_FORCE) {
		save->force = true;
		return;
	}
	if (save->print && save->print->letter != key)
		ccs_usage_error("only one policy may be given");
	for (i = 0; i < POLICY_COUNT; i++)
		if (policies[i].letter == key)
			save->print = &policies[i];
}

static const struct ccs_option options[] = {
	{ 'd', NULL, NULL, "print the domain policy" },
	{ 'e', NULL, NULL, "print the exception policy" },
	{ 'm', NULL, NULL, "print the managers" },
	{ 'p', NULL, NULL, "print the profiles" },
	{ 's', NULL, NULL, "print counters and memory quotas" },
	{ OPTION_FORCE, "force", NULL,
	  "save even if nothing changed since the last time" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-savepolicy",
	.usage = "[--force] [DIR]\n"
		 "       ccs-savepolicy {-d|-e|-m|-p|-s}",
	.about = "Save the policy that is in the kernel to DIR/policy/DATE/ (DIR is\n"
		 "/etc/ccs by default), where the loader finds it at the next boot; or\n"
		 "print one part of it.\n",
	.options = options,
	.take = take_option,
	.remote = true,
};

static enum ccs_exit print_policy(const char *node)
{
	struct ccs_strbuf text = {};
	const int err = ccs_node_read(node, &text);

	if (err)
		return ccs_iface_fail(node, err);
	fwrite(text.text, 1, text.len, stdout);
	ccs_strbuf_free(&text);
	return CCS_EXIT_OK;
}

/* Of the memory statistics only the quotas can be loaded again. */
static void keep_quotas(struct ccs_strbuf *text)
{
	struct ccs_strbuf quotas = {};
	const char *line = text->text;
	size_t len;

	for (; *line; line += len, line += *line == '\n') {
		const char *quota = strstr(line, "(Quota:");
		char *one;

		len = strcspn(line, "\n");
		if (strncmp(line, "Memory used by ", 15))
			continue;
		if (quota && quota > line + len)
			quota = NULL;
		one = ccs_format("%.*s %lu\n", (int)strcspn(line, ":") + 1,
				 line, quota ? strtoul(quota + 7, NULL, 10) :
					       0);
		ccs_strbuf_puts(&quotas, one);
		free(one);
	}
	ccs_strbuf_free(text);
	*text = quotas;
	ccs_strbuf_puts(text, "");
}

static enum ccs_exit read_policy(struct save *save)
{
	size_t i;
	int err;

	for (i = 0; i < POLICY_COUNT; i++) {
		err = ccs_node_read(policies[i].node, &save->text[i]);
		if (err)
			return ccs_iface_fail(policies[i].node, err);
		if (policies[i].letter == 's')
			keep_quotas(&save->text[i]);
	}
	return CCS_EXIT_OK;
}

static enum ccs_exit save_policy(struct save *save)
{
	struct ccs_version_part parts[POLICY_COUNT];
	enum ccs_exit code = read_policy(save);
	size_t i;

	if (code)
		return code;
	for (i = 0; i < POLICY_COUNT; i++)
		parts[i] = (struct ccs_version_part){
			.node = policies[i].node,
			.text = save->text[i],
			.linked = policies[i].letter != 's',
		};
	code = ccs_version_save(save->path, parts, POLICY_COUNT,
				CCS_VERSION_STRIP |
				(save->force ? CCS_VERSION_FORCE : 0));
	/* Stripped ones are others. */
	for (i = 0; i < POLICY_COUNT; i++)
		save->text[i] = parts[i].text;
	if (code != CCS_EXIT_NEGATIVE)
		return code;
	printf("%s/policy/current: unchanged\n", save->path);
	return CCS_EXIT_OK;
}

int main(int argc, char **argv)
{
	struct save save = { .path = "/etc/ccs" };
	enum ccs_exit code;
	size_t n;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &save);
	if (i < argc)
		save.path = argv[i++];
	if (i < argc)
		ccs_usage_error("unexpected word '%s'", argv[i]);
	if (save.print && (argc > 1 && save.path == argv[i - 1]))
		ccs_usage_error("a policy is printed or saved, not both");
	if (*save.path != '/')
		ccs_usage_error("the directory must begin with /: %s",
				save.path);
	umask(077);
	ccs_iface_need();
	code = save.print ? print_policy(save.print->node) :
			    save_policy(&save);
	for (n = 0; n < POLICY_COUNT; n++)
		ccs_strbuf_free(&save.text[n]);
	return ccs_flush_stdout(code);
}
