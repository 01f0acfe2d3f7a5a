// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the kernel accepts and nobody meant
 */

#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "lint.h"
#include "operands.h"
#include "optimize.h"

static void warn(struct ccs_findings *all, const struct ccs_item *item,
		 const char *rule, const char *word, const char *why)
{
	const char *const at = *word ? strstr(item->text, word) : NULL;
	const struct ccs_finding one = {
		.file = item->file ? item->file : "-",
		.line = item->number,
		.column = at ? at - item->text + 1 : 0,
		.rule = rule,
		.word = word,
		.why = why,
		.warning = true,
	};

	ccs_finding_tell(all, &one);
}

/* Sockets of streams connect, the others send; the kernel stores any mixture. */
static void lint_socket(struct ccs_findings *all, const struct ccs_item *item)
{
	const bool connects = strstr(item->text, " stream ") ||
			      strstr(item->text, " seqpacket ");
	const char *const never = connects ? "send recv" :
					     "listen connect accept";
	const char *ops = strstr(item->text, "network ");
	int i;

	for (i = 0; i < 3; i++) {
		ops += strcspn(ops, " ");
		ops += *ops == ' ';
	}
	while (*ops && *ops != ' ') {
		const size_t len = strcspn(ops, "/ ");
		char *const op = ccs_format("%.*s", (int)len, ops);
		const struct ccs_finding one = {
			.file = item->file,
			.line = item->number,
			.column = ops - item->text + 1,
			.rule = "never-asked",
			.word = op,
			.why = "sockets of this type never do this",
		};

		if (strstr(never, op))
			ccs_finding_tell(all, &one);
		free(op);
		ops += len + (ops[len] == '/');
	}
}

/* Does nothing but wildcards follow the first slash? */
static bool is_everything(const char *word)
{
	static const char *const all[] = {
		"/\\*", "/\\{\\*\\}/\\*", "/\\{\\*\\}/", "/\\@",
	};
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (!strcmp(word, all[i]))
			return true;
	return false;
}

/*
 * What is taken away is compared with what is left of the component behind the
 * pattern's plain beginning: /etc/pass\*\-passwd matches /etc/passwd.
 */
static bool is_odd_subtraction(const char *word)
{
	const char *const minus = strstr(word, "\\-");
	const char *wild = strchr(word, '\\');

	while (wild && wild != minus && (wild[1] == '\\' ||
					 (wild[1] >= '0' && wild[1] <= '3')))
		wild = strchr(wild + (wild[1] == '\\' ? 2 : 4), '\\');
	return minus && wild && wild != word && wild[-1] != '/' &&
	       !memchr(wild, '/', minus - wild);
}

static void lint_word(struct ccs_findings *all, const struct ccs_item *item,
		      char kind, const char *word)
{
	if (kind == 'a' && !strncmp(word, "::-", 3))
		warn(all, item, "mapped-address", word,
		     "covers IPv4 addresses mapped into IPv6 as well");
	if (kind != 'p')
		return;
	if (is_everything(word))
		warn(all, item, "matches-all", word,
		     "matches nearly everything");
	if (is_odd_subtraction(word))
		warn(all, item, "subtraction", word,
		     "\\- is compared with what is left of the component behind its plain beginning");
}

/**
 * ccs_lint_line - look at the words of one line
 * @all: gets the findings
 * @file: the file
 * @number: the line there
 * @line: the normalised line, which the kernel accepts
 */
void ccs_lint_line(struct ccs_findings *all, const char *file,
		   unsigned int number, const char *line)
{
	const struct ccs_item item = { (char *)line, file, number };
	const char *word;
	const char *kind = ccs_operands(line, &word);

	if (*kind && (*kind == 'a' || strstr(line, "network unix ")))
		lint_socket(all, &item);
	for (; *kind && *word; kind++) {
		const size_t len = strcspn(word, " ");
		char *const copy = ccs_format("%.*s", (int)len, word);

		lint_word(all, &item, *kind, copy);
		free(copy);
		word += len + (word[len] == ' ');
	}
}

static const struct ccs_item *of_domain(const struct ccs_model_domain *domain,
					struct ccs_item *item)
{
	*item = (struct ccs_item){ domain->name, domain->file,
				   domain->number };
	return item;
}

/* A domain that is not reached through its parent needs an exception. */
static void lint_parent(struct ccs_lint *lint,
			const struct ccs_model_domain *domain)
{
	char *const parent = ccs_strdup(domain->name);
	char *const last = strrchr(parent, ' ');
	struct ccs_item item;

	if (last) {
		*last = '\0';
		if (strchr(parent, ' ') &&
		    !ccs_model_find(&lint->domains, parent))
			warn(lint->all, of_domain(domain, &item), "no-parent",
			     "", "there is no domain that it could be entered from");
	}
	free(parent);
}

static void lint_covered(struct ccs_lint *lint,
			 struct ccs_optimizer *optimizer,
			 const struct ccs_model_domain *domain)
{
	struct ccs_cover *found;
	const size_t count = ccs_optimizer_find(optimizer, &domain->lines,
						&found);
	size_t i;

	for (i = 0; i < count; i++) {
		char *const why = ccs_format("covered by %s", found[i].by);

		warn(lint->all, found[i].line, "covered", found[i].line->text,
		     why);
		free(why);
	}
	free(found);
}

static bool same_namespace(const char *a, const char *b)
{
	const size_t len = strcspn(a, " ");

	return strcspn(b, " ") == len && !memcmp(a, b, len);
}

/* Domains of one namespace come behind each other, mostly. */
static void lint_all_covered(struct ccs_lint *lint)
{
	const struct ccs_model_domain *const exceptions =
		ccs_model_find(&lint->exceptions, "");
	const struct ccs_list none = {};
	struct ccs_optimizer *optimizer = NULL;
	size_t i;

	for (i = 0; i < lint->domains.count; i++) {
		struct ccs_model_domain *const *const domain =
			&lint->domains.domains[i];

		if (optimizer && !same_namespace(domain[0]->name,
						 domain[-1]->name)) {
			ccs_optimizer_free(optimizer);
			optimizer = NULL;
		}
		if (!optimizer)
			optimizer = ccs_optimizer_new(exceptions ?
						      &exceptions->lines :
						      &none, (*domain)->name);
		lint_covered(lint, optimizer, *domain);
	}
	if (optimizer)
		ccs_optimizer_free(optimizer);
}

/**
 * ccs_lint_domains - look at the domains of a policy
 * @lint: the policy
 */
void ccs_lint_domains(struct ccs_lint *lint)
{
	size_t i;

	for (i = 0; i < lint->domains.count; i++)
		lint_parent(lint, lint->domains.domains[i]);
	lint_all_covered(lint);
}

/* Is a group, as ``@NAME`` with what may follow, named in a line? */
static bool names(const char *line, const char *group, size_t len)
{
	const char *at = line;

	for (; (at = strchr(at, '@')); at++)
		if (!strncmp(at + 1, group, len) &&
		    (at[len + 1] == '\0' || at[len + 1] == ' ') &&
		    (at == line || at[-1] == ' ' || at[-1] == '='))
			return true;
	return false;
}

static bool is_used(const struct ccs_model *model, const char *group,
		    size_t len)
{
	size_t i, j;

	for (i = 0; i < model->count; i++)
		for (j = 0; j < model->domains[i]->lines.count; j++)
			if (names(model->domains[i]->lines.item[j].text, group,
				  len))
				return true;
	return false;
}

/**
 * ccs_lint_groups - look for groups that nothing uses
 * @lint: the policy
 */
void ccs_lint_groups(struct ccs_lint *lint)
{
	static const char *const kinds[] = {
		"path_group ", "number_group ", "address_group ",
	};
	const struct ccs_model_domain *const all =
		ccs_model_find(&lint->exceptions, "");
	struct ccs_list told = {};
	size_t i, k;

	for (i = 0; all && i < all->lines.count; i++) {
		const struct ccs_item *const item = &all->lines.item[i];
		const size_t before = told.count;
		const char *name = NULL;
		char *copy;

		for (k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
			if (!strncmp(item->text, kinds[k], strlen(kinds[k])))
				name = item->text + strlen(kinds[k]);
		if (!name || is_used(&lint->domains, name,
				     strcspn(name, " ")) ||
		    is_used(&lint->exceptions, name, strcspn(name, " ")))
			continue;
		copy = ccs_format("%.*s", (int)strcspn(name, " "), name);
		ccs_list_add(&told, copy);
		ccs_list_unique(&told);
		if (told.count > before)
			warn(lint->all, item, "unused-group", copy,
			     "nothing uses this group");
		free(copy);
	}
	ccs_list_free(&told);
}
