// SPDX-License-Identifier: GPL-2.0-only
/*
 * Entries of domains of TOMOYO 1.3 and 1.6
 */

#include <stdlib.h>
#include <string.h>

#include "convert_domain.h"
#include "fail.h"

/* Creating had no mode to check then: any mode is what was allowed. */
#define ANY_MODE " 0-07777"
/* The one mode that is compared as the caller gave it: sixteen bits. */
#define ANY_MKDIR " 0-0177777"
#define ANY_DEVICE ANY_MODE " 0-4294967295 0-4294967295"

/* Lines that only change their words. */
static const struct ccs_convert_keyword keywords[] = {
	{ "allow_read", "allow_read", "file read", 1, NULL },
	{ "allow_write", "allow_write", "file write/append", 1, NULL },
	{ "allow_read/write", "allow_read/write", "file read/write/append", 1,
	  NULL },
	{ "4", "allow_read", "file read", 1, NULL },
	{ "2", "allow_write", "file write/append", 1, NULL },
	{ "6", "allow_read/write", "file read/write/append", 1, NULL },
	{ "allow_unlink", "allow_unlink", "file unlink", 1, NULL },
	{ "allow_rmdir", "allow_rmdir", "file rmdir", 1, NULL },
	{ "allow_truncate", "allow_truncate", "file truncate", 1, NULL },
	{ "allow_symlink", "allow_symlink", "file symlink", 1, NULL },
	{ "allow_rewrite", "allow_rewrite", NULL, 1, NULL },
	{ "allow_create", "allow_create", "file create", 1, ANY_MODE },
	{ "allow_mkdir", "allow_mkdir", "file mkdir", 1, ANY_MKDIR },
	{ "allow_mkfifo", "allow_mkfifo", "file mkfifo", 1, ANY_MODE },
	{ "allow_mksock", "allow_mksock", "file mksock", 1, ANY_MODE },
	{ "allow_mkblock", "allow_mkblock", "file mkblock", 1, ANY_DEVICE },
	{ "allow_mkchar", "allow_mkchar", "file mkchar", 1, ANY_DEVICE },
	{ "allow_link", "allow_link", "file link", 2, NULL },
	{ "allow_rename", "allow_rename", "file rename", 2, NULL },
	{ "allow_ioctl", "allow_ioctl", "file ioctl", 2, NULL },
	{ "allow_env", "allow_env", "misc env", 1, NULL },
	{ "allow_network TCP bind", "allow_network TCP bind",
	  "network inet stream bind", 2, NULL },
	{ "allow_network TCP listen", "allow_network TCP listen",
	  "network inet stream listen", 2, NULL },
	{ "allow_network TCP connect", "allow_network TCP connect",
	  "network inet stream connect", 2, NULL },
	{ "allow_network TCP accept", "allow_network TCP accept",
	  "network inet stream accept", 2, NULL },
	{ "allow_network UDP bind", "allow_network UDP bind",
	  "network inet dgram bind", 2, NULL },
	{ "allow_network UDP connect", "allow_network UDP connect",
	  "network inet dgram send/recv", 2, NULL },
	{ "allow_network RAW bind", "allow_network RAW bind",
	  "network inet raw bind", 2, NULL },
	{ "allow_network RAW connect", "allow_network RAW connect",
	  "network inet raw send/recv", 2, NULL },
	{}
};

/* The capabilities that 1.8 has too; the others stay native. */
static const char *const capabilities[] = {
	"use_route", "use_packet", "SYS_REBOOT", "SYS_VHANGUP", "SYS_TIME",
	"SYS_NICE", "SYS_SETHOSTNAME", "use_kernel_module", "SYS_KEXEC_LOAD",
	"SYS_PTRACE",
};

static const char *put(struct ccs_old_domain *domain,
		       const struct ccs_item *item,
		       const struct ccs_convert_keyword *keyword,
		       const char *operands, char *rest)
{
	struct ccs_old_condition condition;
	const char *const why = ccs_convert_condition(rest, &condition);

	if (!why)
		ccs_convert_entry(domain->convert, item, keyword, operands,
				  &condition);
	ccs_convert_condition_free(&condition);
	return why;
}

static const char *take_keyword(struct ccs_old_domain *domain,
				const struct ccs_item *item,
				const struct ccs_convert_keyword *keyword,
				char *line)
{
	char *rest = line + strlen(keyword->old);
	char *operands;

	rest = *rest ? rest + 1 : NULL;
	if (!ccs_convert_operands(&rest, keyword->operands, &operands))
		return "has too few words";
	return put(domain, item, keyword, operands, rest);
}

static const char *take_capability(struct ccs_old_domain *domain,
				   const struct ccs_item *item, char *rest)
{
	struct ccs_convert_keyword keyword = { .native = "allow_capability" };
	char *name;
	size_t i;

	if (!ccs_convert_operands(&rest, 1, &name))
		return "needs the name of a capability";
	for (i = 0; i < sizeof(capabilities) / sizeof(capabilities[0]); i++)
		if (!strcmp(name, capabilities[i]))
			keyword.new = "capability";
	return put(domain, item, &keyword, name, rest);
}

/* The domain is as long as its words look like one; «if» doesn't. */
static const char *take_signal(struct ccs_old_domain *domain,
			       const struct ccs_item *item, char *rest)
{
	static const struct ccs_convert_keyword keyword = {
		.native = "allow_signal", .new = "ipc signal",
	};
	const size_t number = rest ? strspn(rest, "0123456789") : 0;
	char *const operands = rest;
	char *end;

	if (!number || strncmp(rest + number, " <kernel>", 9))
		return "needs one decimal number and a domain";
	/* With a zero in front the number would be octal now. */
	if (*rest == '0' && number > 1)
		return "the number begins with 0";
	end = rest + number + 9;
	while (end[0] == ' ' && end[1] == '/')
		end += 1 + strcspn(end + 1, " ");
	rest = NULL;
	if (*end) {
		*end = '\0';
		rest = end + 1;
	}
	return put(domain, item, &keyword, operands, rest);
}

static bool replaced(const struct ccs_old_domain *domain,
		     const struct ccs_item *item, const char *word)
{
	const struct ccs_list *const lines = &domain->lines;

	for (item++; item < lines->item + lines->count; item++)
		if (ccs_convert_value(item, word))
			return true;
	return false;
}

/* A domain had one handler of a kind, the one of the last line. */
static const char *take_handler(struct ccs_old_domain *domain,
				const struct ccs_item *item, char *rest,
				const char *word, const char *new)
{
	const struct ccs_convert_keyword keyword = { .native = word,
						     .new = new };

	if (!ccs_convert_words(rest, 1))
		return "needs one program, and knew no conditions";
	if (replaced(domain, item, word))
		return NULL;
	return put(domain, item, &keyword, rest, NULL);
}

static const char *take_auto(struct ccs_old_domain *domain,
			     const struct ccs_item *item, char *rest)
{
	return take_handler(domain, item, rest, "execute_handler",
			    "task auto_execute_handler");
}

static const char *take_denied(struct ccs_old_domain *domain,
			       const struct ccs_item *item, char *rest)
{
	return take_handler(domain, item, rest, "denied_execute_handler",
			    "task denied_execute_handler");
}

/* Converted with the entries for the program. */
static const char *take_argv0(struct ccs_old_domain *domain,
			      const struct ccs_item *item, char *rest)
{
	(void)domain;
	(void)item;
	(void)rest;
	return NULL;
}

/* «3 P», «5 P» and «7 P» are two permissions of today. */
static const char *take_number(struct ccs_old_domain *domain,
			       const struct ccs_item *item, char *rest)
{
	const int others = (item->text[0] - '0') & 6;
	const char *why = NULL;
	char *line;

	if (others) {
		line = ccs_format("%u %s", others, rest ? rest : "");
		why = take_keyword(domain, item,
				   ccs_convert_keyword(keywords, line), line);
		free(line);
	}
	return why ? why : ccs_old_execute(domain, item, rest);
}

static const struct {
	const char *word;
	const char *(*take)(struct ccs_old_domain *domain,
			    const struct ccs_item *item, char *rest);
} kinds[] = {
	{ "allow_execute", ccs_old_execute },
	{ "1", take_number },
	{ "3", take_number },
	{ "5", take_number },
	{ "7", take_number },
	{ "allow_argv0", take_argv0 },
	{ "allow_capability", take_capability },
	{ "allow_signal", take_signal },
	{ "execute_handler", take_auto },
	{ "denied_execute_handler", take_denied },
};

/* Directories were not checked when they are opened, so such a line said nothing. */
static bool about_directory(const char *line)
{
	const size_t end = strlen("4 ") + strcspn(line + strlen("4 "), " ");

	return line[end - 1] == '/';
}

/**
 * ccs_old_entry - convert one entry
 * @domain: its domain
 * @item: the line
 * @line: a copy, changed
 *
 * Return: why it can't be converted, NULL if it can.
 */
const char *ccs_old_entry(struct ccs_old_domain *domain,
			  const struct ccs_item *item, char *line)
{
	const struct ccs_convert_keyword *keyword;
	const char *word;
	size_t i;

	if (*line >= '1' && *line <= '7' && line[1] == ' ' &&
	    about_directory(line))
		return NULL;
	keyword = ccs_convert_keyword(keywords, line);
	if (keyword)
		return take_keyword(domain, item, keyword, line);
	word = strsep(&line, " ");
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (!strcmp(word, kinds[i].word))
			return kinds[i].take(domain, item, line);
	return "not a line of domain policy of 1.3 or 1.6";
}
