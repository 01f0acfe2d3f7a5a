// SPDX-License-Identifier: GPL-2.0-only
/*
 * Saving policy to disk
 */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/dropin_change.h"
#include "lib/fail.h"
#include "lib/iface.h"
#include "lib/node.h"
#include "lib/option.h"
#include "lib/policy_json.h"
#include "lib/remote.h"
#include "lib/save_diff.h"
#include "lib/sorted.h"
#include "lib/version.h"
#include "lib/versions.h"

#define OPTION_FORCE	(CCS_OPTION_LONG + 0)
#define OPTION_JSON	(CCS_OPTION_LONG + 1)
#define OPTION_KEEP	(CCS_OPTION_LONG + 2)
#define OPTION_LIST	(CCS_OPTION_LONG + 3)
#define OPTION_MESSAGE	(CCS_OPTION_LONG + 4)
#define OPTION_ROLLBACK	(CCS_OPTION_LONG + 5)
#define OPTION_DIFF	(CCS_OPTION_LONG + 6)
#define OPTION_SORTED	(CCS_OPTION_LONG + 7)

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
 * @json: print objects
 * @sorted: print in a fixed order
 * @list: print which versions there are
 * @diff: print what saving would change
 * @back: go back to this version, NULL to save
 * @message: why it is saved, NULL for nothing
 * @keep: how many versions stay, 0 for all
 * @path: the directory, such as /etc/ccs
 * @text: the policies
 */
struct save {
	const struct policy *print;
	bool force;
	bool json;
	bool sorted;
	bool list;
	bool diff;
	const char *back;
	const char *message;
	unsigned int keep;
	const char *path;
	struct ccs_strbuf text[POLICY_COUNT];
};

static void take_policy(struct save *save, int letter)
{
	size_t i;

	if (save->print && save->print->letter != letter)
		ccs_usage_error("only one policy may be given");
	for (i = 0; i < POLICY_COUNT; i++)
		if (policies[i].letter == letter)
			save->print = &policies[i];
}

static unsigned int take_number(const char *arg)
{
	char *end;
	const unsigned long number = strtoul(arg, &end, 10);

	if (*arg < '1' || *arg > '9' || *end || number > 100000)
		ccs_usage_error("--keep %s: not a number of versions", arg);
	return number;
}

static void take_option(int key, const char *arg, void *data)
{
	struct save *const save = data;

	switch (key) {
	case OPTION_FORCE:
		save->force = true;
		break;
	case OPTION_JSON:
		save->json = true;
		break;
	case OPTION_SORTED:
		save->sorted = true;
		break;
	case OPTION_DIFF:
		save->diff = true;
		break;
	case OPTION_KEEP:
		save->keep = take_number(arg);
		break;
	case OPTION_LIST:
		save->list = true;
		break;
	case OPTION_MESSAGE:
		save->message = arg;
		break;
	case OPTION_ROLLBACK:
		save->back = arg;
		break;
	default:
		take_policy(save, key);
	}
}

static const struct ccs_option options[] = {
	{ 'd', NULL, NULL, "print the domain policy" },
	{ 'e', NULL, NULL, "print the exception policy" },
	{ 'm', NULL, NULL, "print the managers" },
	{ 'p', NULL, NULL, "print the profiles" },
	{ 's', NULL, NULL, "print counters and memory quotas" },
	{ OPTION_DIFF, "diff", NULL,
	  "save nothing, but print what saving would change, with status 1\n"
	  "if there is something" },
	{ OPTION_FORCE, "force", NULL,
	  "save even if nothing changed since the last time" },
	{ OPTION_JSON, "json", NULL, "with -d to -s and --list: print an object" },
	{ OPTION_KEEP, "keep", "N",
	  "then remove the oldest versions but N; the current one and the\n"
	  "one before it stay" },
	{ OPTION_LIST, "list", NULL, "print which versions there are" },
	{ OPTION_MESSAGE, "message", "TEXT",
	  "write down why this version is saved" },
	{ OPTION_ROLLBACK, "rollback", "VERSION",
	  "save nothing, but have VERSION, as of --list, or the previous\n"
	  "one loaded at the next boot" },
	{ OPTION_SORTED, "sorted", NULL,
	  "with -d to -p: one operation a line, in a fixed order, so that\n"
	  "two policies can be compared; what is saved keeps the kernel's" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-savepolicy",
	.usage = "[OPTION...] [DIR]\n"
		 "       ccs-savepolicy {--diff|--list|--rollback VERSION} [OPTION...] [DIR]\n"
		 "       ccs-savepolicy {-d|-e|-m|-p|-s} [--json] [--sorted]",
	.about = "Save the policy that is in the kernel to DIR/policy/DATE/ (DIR is\n"
		 "/etc/ccs by default), where the loader finds it at the next boot; or\n"
		 "print one part of it.\n",
	.options = options,
	.take = take_option,
	.remote = true,
};

static enum ccs_exit print_policy(const char *node, const struct save *save)
{
	struct ccs_strbuf text = {};
	const int err = ccs_node_read(node, &text);

	if (err)
		return ccs_iface_fail(node, err);
	if (save->sorted)
		ccs_sorted_node(node, &text);
	if (save->json)
		ccs_policy_json(node, text.text);
	else
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
	code = ccs_version_save_as(save->path, parts, POLICY_COUNT,
				   CCS_VERSION_STRIP |
				   (save->force ? CCS_VERSION_FORCE : 0),
				   save->message);
	/* Stripped ones are others. */
	for (i = 0; i < POLICY_COUNT; i++)
		save->text[i] = parts[i].text;
	if (code != CCS_EXIT_NEGATIVE)
		return code;
	if (!ccs_fail_is_quiet())
		printf("%s/policy/current: unchanged\n", save->path);
	return CCS_EXIT_OK;
}

static struct ccs_strbuf *text_of(struct save *save, char letter)
{
	size_t i = 0;

	while (policies[i].letter != letter)
		i++;
	return &save->text[i];
}

static enum ccs_exit print_diff(struct save *save)
{
	enum ccs_exit code = read_policy(save);
	size_t i;

	if (code)
		return code;
	ccs_dropin_strip(save->path, text_of(save, 'e'), text_of(save, 'd'));
	for (i = 0; i < POLICY_COUNT; i++) {
		char *const path = ccs_format("%s/policy/current/%s.conf",
					      save->path, policies[i].node);

		if (ccs_save_diff(path, policies[i].node, save->text[i].text))
			code = CCS_EXIT_NEGATIVE;
		free(path);
	}
	return code;
}

static enum ccs_exit run(struct save *save)
{
	enum ccs_exit code;

	if (save->print)
		return print_policy(save->print->node, save);
	if (save->diff)
		return print_diff(save);
	if (save->list)
		return ccs_versions_list(save->path, save->json);
	if (save->back)
		return ccs_versions_back(save->path, save->back);
	code = save_policy(save);
	if (!code && save->keep)
		code = ccs_versions_prune(save->path, save->keep);
	return code;
}

static void check_print(const struct save *save)
{
	if (save->json && !save->print && !save->list)
		ccs_usage_error("--json works with -d, -e, -m, -p, -s and --list");
	if (save->sorted && (!save->print || save->print->letter == 's'))
		ccs_usage_error("--sorted works with -d, -e, -m and -p");
}

static void check_save(const struct save *save, bool path_given)
{
	const bool other = save->list || save->back || save->keep ||
			   save->message || save->force;

	if (save->print && (path_given || save->diff || other))
		ccs_usage_error("a policy is printed or saved, not both");
	if (save->diff && other)
		ccs_usage_error("--diff saves nothing, and takes no other option");
	check_print(save);
	if (*save->path != '/')
		ccs_usage_error("the directory must begin with /: %s",
				save->path);
}

int main(int argc, char **argv)
{
	struct save save = {};
	enum ccs_exit code;
	bool path_given;
	size_t n;
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &save);
	path_given = i < argc;
	if (path_given)
		save.path = argv[i++];
	if (i < argc)
		ccs_usage_error("unexpected word '%s'", argv[i]);
	if (!path_given)
		save.path = "/etc/ccs";
	check_save(&save, path_given);
	umask(077);
	if (!save.list && !save.back)
		ccs_iface_need();
	/* That is where this machine's is. */
	if (!save.print && !path_given && ccs_remote_used())
		ccs_usage_error("which directory is for the policy of %s?",
				ccs_iface_path());
	code = run(&save);
	for (n = 0; n < POLICY_COUNT; n++)
		ccs_strbuf_free(&save.text[n]);
	return ccs_flush_stdout(code);
}
