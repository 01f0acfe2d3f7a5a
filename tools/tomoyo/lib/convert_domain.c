// SPDX-License-Identifier: GPL-2.0-only
/*
 * Domain policy of TOMOYO 1.3 and 1.6
 */

#include <stdlib.h>
#include <string.h>

#include "convert_domain.h"
#include "convert_kind.h"
#include "convert_profile.h"
#include "fail.h"
#include "text.h"

#define PROFILE "use_profile"
#define KERNEL "<kernel>"

/* Lines about the domain itself; they stayed the same. */
static const char *const flags[] = {
	"ignore_global_allow_read", "ignore_global_allow_env",
	"quota_exceeded", "transition_failed",
};

static bool is_header(const struct ccs_item *item)
{
	return item->text[0] == '<';
}

static bool is_flag(const char *line)
{
	size_t i;

	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (!strcmp(line, flags[i]))
			return true;
	return false;
}

static bool name_ok(const char *name)
{
	return !strncmp(name, KERNEL, strlen(KERNEL)) &&
	       ccs_text_domainname(name) && !ccs_convert_patterned(name);
}

/* A profile that can't be read is one that no line defines. */
static unsigned long profile_of(const struct ccs_list *lines)
{
	unsigned long profile = 0;
	size_t i;

	for (i = 0; i < lines->count; i++) {
		const char *const number = ccs_convert_value(&lines->item[i],
							     PROFILE);

		if (number)
			profile = ccs_convert_decimal(number) ?
				strtoul(number, NULL, 10) :
				CCS_CONVERT_PROFILES;
	}
	return profile;
}

/* What is said about the domain comes before its entries. */
static void put_header(struct ccs_old_domain *domain,
		       const struct ccs_item *header)
{
	struct ccs_convert *const convert = domain->convert;
	const struct ccs_list *const lines = &domain->lines;
	size_t i;

	ccs_convert_emit(convert, CCS_CONVERT_DOMAIN, header, header->text);
	for (i = 0; i < lines->count; i++) {
		const struct ccs_item *const item = &lines->item[i];

		if (ccs_convert_value(item, PROFILE) || is_flag(item->text))
			ccs_convert_emit(convert, CCS_CONVERT_DOMAIN, item,
					 item->text);
	}
	if (convert->shared)
		ccs_convert_emit(convert, CCS_CONVERT_DOMAIN, header,
				 "use_group 0");
	ccs_strbuf_puts(&convert->out[CCS_CONVERT_DOMAIN], "\n");
}

static void put_entries(struct ccs_old_domain *domain)
{
	struct ccs_strbuf *const out =
		&domain->convert->out[CCS_CONVERT_DOMAIN];
	const struct ccs_list *const lines = &domain->lines;
	const size_t before = out->len;
	size_t i;

	for (i = 0; i < lines->count; i++) {
		const struct ccs_item *const item = &lines->item[i];
		const char *why;
		char *line;

		if (ccs_convert_value(item, PROFILE) || is_flag(item->text))
			continue;
		line = ccs_strdup(item->text);
		why = ccs_old_entry(domain, item, line);
		if (why)
			ccs_convert_refuse(domain->convert, item, "%s", why);
		free(line);
	}
	ccs_old_argv0_rest(domain);
	if (out->len > before)
		ccs_strbuf_puts(out, "\n");
}

/* A file put together from several may have a domain in several places. */
static void gather(struct ccs_list *lines, const struct ccs_list *in,
		   const char *name)
{
	bool inside = false;
	size_t i;

	for (i = 0; i < in->count; i++) {
		const struct ccs_item *const item = &in->item[i];

		if (is_header(item))
			inside = !strcmp(item->text, name);
		else if (inside)
			ccs_list_add_from(lines, item->text, item->file,
					  item->number);
	}
}

static void put_domain(struct ccs_convert *convert,
		       const struct ccs_item *header)
{
	struct ccs_old_domain domain = { .convert = convert };
	size_t i;

	gather(&domain.lines, &convert->in[CCS_CONVERT_DOMAIN], header->text);
	if (name_ok(header->text)) {
		domain.argv0 = ccs_old_profile_argv0(convert,
						     profile_of(&domain.lines));
		domain.argv0_lost =
			ccs_old_profile_argv0_lost(convert,
						   profile_of(&domain.lines));
		put_header(&domain, header);
		put_entries(&domain);
	} else {
		ccs_convert_refuse(convert, header, "not a legal domainname");
		for (i = 0; i < domain.lines.count; i++)
			ccs_convert_refuse(convert, &domain.lines.item[i],
					   "its domain has no legal name");
	}
	ccs_list_free(&domain.lines);
	ccs_list_free(&domain.used);
}

/**
 * ccs_convert_domains - convert domain_policy.conf
 * @convert: the policy; the other kinds are converted already
 */
void ccs_convert_domains(struct ccs_convert *convert)
{
	const struct ccs_list *const in = &convert->in[CCS_CONVERT_DOMAIN];
	static const struct ccs_item kernel = {
		.text = (char *)KERNEL, .file = "domain policy",
	};
	struct ccs_list names = {};
	size_t i;

	for (i = 0; i < in->count && !is_header(&in->item[i]); i++)
		ccs_convert_refuse(convert, &in->item[i],
				   "there is no domain before it");
	for (; i < in->count; i++)
		if (is_header(&in->item[i]))
			ccs_list_add_from(&names, in->item[i].text,
					  in->item[i].file,
					  in->item[i].number);
	/* It always exists, and what every domain has it has. */
	if (convert->shared)
		ccs_list_add_from(&names, KERNEL, kernel.file, 0);
	ccs_list_unique(&names);
	for (i = 0; i < names.count; i++)
		put_domain(convert, &names.item[i]);
	ccs_list_free(&names);
}
