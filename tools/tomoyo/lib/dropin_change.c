// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which lines came with applications?
 *
 * A line belongs to a file in policy.d if that has it and the policy that the
 * administrator saved does not. Such lines are not saved with the others, and
 * go when the file went.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dropin.h"
#include "dropin_change.h"
#include "iface.h"
#include "node.h"
#include "scratch.h"

/**
 * struct kind - exception policy or domain policy
 * @node: its node, and with .conf behind it the administrator's file
 * @suffix: how names of files in policy.d end
 * @exception: it is exception policy
 */
struct kind {
	const char *node;
	const char *suffix;
	bool exception;
};

static const struct kind exceptions_kind = {
	"exception_policy", CCS_DROPIN_EXCEPTION, true,
};

static const struct kind domains_kind = {
	"domain_policy", CCS_DROPIN_DOMAIN, false,
};

/**
 * struct origin - who says what
 * @scratch: what lines are tried on
 * @main: what the administrator saved
 * @was: what files say that were loaded, or @now's again
 * @now: what files say that are there
 * @main_files: the files of each
 * @was_files: the same
 * @now_files: the same
 */
struct origin {
	struct ccs_scratch *scratch;
	struct ccs_model main;
	struct ccs_model was;
	struct ccs_model now;
	struct ccs_list main_files;
	struct ccs_list was_files;
	struct ccs_list now_files;
};

static void list_dir(struct ccs_list *files, const char *top, const char *dir,
		     const char *suffix)
{
	char *const path = ccs_format("%s/%s", top, dir);

	ccs_dropin_list(files, path, suffix);
	free(path);
}

/* Returns 0, or -errno after a message; @origin is to be freed in any case. */
static int origin_read(struct origin *origin, const char *top,
		       const struct kind *kind)
{
	char *const saved = ccs_format("%s/%s.conf", top, kind->node);
	int err;

	*origin = (struct origin){ .scratch = ccs_scratch_new() };
	list_dir(&origin->was_files, top, CCS_DROPIN_RECORD, kind->suffix);
	list_dir(&origin->now_files, top, CCS_DROPIN_DIR, kind->suffix);
	if ((origin->was_files.count || origin->now_files.count) &&
	    !access(saved, F_OK))
		ccs_list_add(&origin->main_files, saved);
	ccs_model_init(&origin->main, origin->scratch);
	ccs_model_init(&origin->was, origin->scratch);
	ccs_model_init(&origin->now, origin->scratch);
	err = ccs_dropin_model(&origin->main, &origin->main_files,
			       kind->exception);
	if (!err)
		err = ccs_dropin_model(&origin->was, &origin->was_files,
				       kind->exception);
	if (!err)
		err = ccs_dropin_model(&origin->now, &origin->now_files,
				       kind->exception);
	free(saved);
	return err;
}

static void origin_free(struct origin *origin)
{
	ccs_model_free(&origin->main);
	ccs_model_free(&origin->was);
	ccs_model_free(&origin->now);
	ccs_list_free(&origin->main_files);
	ccs_list_free(&origin->was_files);
	ccs_list_free(&origin->now_files);
	ccs_scratch_free(origin->scratch);
}

static void add_line(struct ccs_list *lines, const char *prefix,
		     const char *text)
{
	char *const line = ccs_format("%s%s", prefix, text);

	ccs_list_add(lines, line);
	free(line);
}

static void index_of(struct ccs_index *index,
		     const struct ccs_model_domain *domain)
{
	static const struct ccs_list none;

	ccs_index_init(index, domain ? &domain->lines : &none);
}

/* Writes what drops the entries of @domain that none of the others has. */
static void drop_lines(struct ccs_list *out,
		       const struct ccs_model_domain *domain,
		       const struct ccs_model_domain *main,
		       const struct ccs_model_domain *now)
{
	struct ccs_index in_main, in_now;
	bool selected = !*domain->name;
	size_t i;

	index_of(&in_main, main);
	index_of(&in_now, now);
	for (i = 0; i < domain->lines.count; i++) {
		const char *const line = domain->lines.item[i].text;

		if (ccs_index_has(&in_main, line) ||
		    ccs_index_has(&in_now, line))
			continue;
		if (!selected)
			add_line(out, "select ", domain->name);
		selected = true;
		add_line(out, "delete ", line);
	}
	ccs_index_free(&in_main);
	ccs_index_free(&in_now);
}

/* What the policy has of a domain behind its name, or NULL. */
static const char *text_of(const char *policy, const char *name)
{
	const size_t len = strlen(name);

	for (; *policy; policy += strcspn(policy, "\n"),
	     policy += *policy == '\n')
		if (!strncmp(policy, name, len) && policy[len] == '\n')
			return policy + len + 1;
	return NULL;
}

/* Up to the next domain, is there anything but the profile? */
static bool is_bare(const char *text)
{
	for (; *text && *text != '<'; text += strcspn(text, "\n"),
	     text += *text == '\n')
		if (*text != '\n' && *text != '#' &&
		    strncmp(text, "use_profile ", 12))
			return false;
	return true;
}

static bool has_profile(const char *text, const char *profile)
{
	const char *const wanted = profile ? profile : "0";
	size_t len;

	if (strncmp(text, "use_profile ", 12))
		return false;
	len = strcspn(text + 12, "\n");
	return strlen(wanted) == len && !strncmp(text + 12, wanted, len);
}

static void write_lines(struct ccs_preview *preview, const char *node,
			const struct ccs_list *lines)
{
	size_t i;

	for (i = 0; i < lines->count; i++)
		ccs_preview_line(preview, node, lines->item[i].text, NULL);
}

/* A domain that is as the file made it needs no line of its own. */
static void drop_domains(struct ccs_preview *preview,
			 const struct origin *origin)
{
	struct ccs_strbuf text = {};
	size_t i;

	ccs_preview_print(preview, domains_kind.node, &text);
	for (i = 0; i < origin->now.count; i++) {
		const struct ccs_model_domain *const one =
			origin->now.domains[i];
		const char *const rest = text_of(text.text, one->name);
		char *line;

		if (!rest || ccs_model_find(&origin->main, one->name) ||
		    !is_bare(rest) || !has_profile(rest, one->profile))
			continue;
		line = ccs_format("delete %s", one->name);
		ccs_preview_line(preview, domains_kind.node, line, NULL);
		free(line);
	}
	ccs_strbuf_free(&text);
}

static void strip(const char *top, const struct kind *kind,
		  struct ccs_strbuf *text)
{
	struct ccs_preview *preview;
	struct ccs_list lines = {};
	struct origin origin;
	size_t i;

	/* What can't be told apart is saved with the rest. */
	if (origin_read(&origin, top, kind) || !origin.now.count) {
		origin_free(&origin);
		return;
	}
	preview = ccs_preview_new();
	ccs_preview_text(preview, kind->node, text->text);
	for (i = 0; i < origin.now.count; i++) {
		const struct ccs_model_domain *const one =
			origin.now.domains[i];

		drop_lines(&lines, one, ccs_model_find(&origin.main, one->name),
			   NULL);
	}
	write_lines(preview, kind->node, &lines);
	if (!kind->exception)
		drop_domains(preview, &origin);
	ccs_strbuf_free(text);
	ccs_preview_print(preview, kind->node, text);
	ccs_preview_free(preview);
	ccs_list_free(&lines);
	origin_free(&origin);
}

/**
 * ccs_dropin_strip - take out what came with applications
 * @top: the administrator's directory
 * @exceptions: the exception policy as the kernel prints it; changed
 * @domains: the same of domain policy; a domain whose profile was changed
 *	stays, with that
 */
void ccs_dropin_strip(const char *top, struct ccs_strbuf *exceptions,
		      struct ccs_strbuf *domains)
{
	strip(top, &exceptions_kind, exceptions);
	strip(top, &domains_kind, domains);
}

/* What is gone, and with a domain that is left behind bare the domain. */
static void unload(struct ccs_list *out, const struct origin *origin,
		   const struct kind *kind, const char *kernel)
{
	struct ccs_preview *const preview = ccs_preview_new();
	struct ccs_strbuf text = {};
	size_t i;

	for (i = 0; i < origin->was.count; i++) {
		const struct ccs_model_domain *const one =
			origin->was.domains[i];

		drop_lines(out, one, ccs_model_find(&origin->main, one->name),
			   ccs_model_find(&origin->now, one->name));
	}
	ccs_preview_text(preview, kind->node, kernel);
	write_lines(preview, kind->node, out);
	ccs_preview_print(preview, kind->node, &text);
	for (i = 0; i < origin->was.count && !kind->exception; i++) {
		const char *const name = origin->was.domains[i]->name;
		const char *const rest = text_of(text.text, name);
		const struct ccs_model_domain *const main =
			ccs_model_find(&origin->main, name);

		if (!rest || (main && main->lines.count) ||
		    ccs_model_find(&origin->now, name))
			continue;
		if (is_bare(rest))
			add_line(out, "delete ", name);
		else
			ccs_warn("%s stays: it has entries that did not come from a file in "
				 CCS_DROPIN_DIR, name);
	}
	ccs_strbuf_free(&text);
	ccs_preview_free(preview);
}

/**
 * struct profiles - whose profiles are they?
 * @origin: who says what
 * @kernel: the domain policy as the kernel prints it
 */
struct profiles {
	const struct origin *origin;
	const char *kernel;
};

/* The profile is the administrator's unless it is still the file's. */
static bool keeps_profile(const char *domain, const char *line, void *data)
{
	const struct profiles *const profiles = data;
	const struct ccs_model_domain *was;
	const char *rest;

	if (!domain || strncmp(line, "use_profile ", 12))
		return false;
	rest = text_of(profiles->kernel, domain);
	was = ccs_model_find(&profiles->origin->was, domain);
	return rest && (!was || !has_profile(rest, was->profile));
}

static enum ccs_exit plan(struct ccs_loader_part *part,
			  const struct kind *kind, const struct origin *origin)
{
	struct ccs_strbuf kernel = {};
	struct ccs_dropin said = {};
	struct profiles profiles = { .origin = origin };
	int err = ccs_node_read(kind->node, &kernel);
	size_t i;

	if (err)
		return ccs_iface_fail(kind->node, err);
	ccs_strbuf_puts(&kernel, "");
	profiles.kernel = kernel.text;
	unload(&part->lines, origin, kind, kernel.text);
	for (i = 0; i < origin->now_files.count && !err; i++)
		err = ccs_dropin_file(&said, &part->lines,
				      origin->now_files.item[i].text,
				      keeps_profile, &profiles);
	part->used = part->lines.count;
	ccs_dropin_free(&said);
	ccs_strbuf_free(&kernel);
	return err ? CCS_EXIT_IO : CCS_EXIT_OK;
}

/**
 * ccs_dropin_load - load policy.d: what is new comes, what is gone goes
 * @loader: an empty loader
 * @top: the administrator's directory
 *
 * Return: success, or the exit status after a message.
 */
enum ccs_exit ccs_dropin_load(struct ccs_loader *loader, const char *top)
{
	struct origin exceptions, domains;
	enum ccs_exit code;
	int err = origin_read(&exceptions, top, &exceptions_kind);

	/* Both are read in any case: both are freed. */
	err = origin_read(&domains, top, &domains_kind) ?: err;
	code = err ? CCS_EXIT_IO :
		     plan(&loader->part[CCS_LOADER_EXCEPTION], &exceptions_kind,
			  &exceptions);
	if (!code)
		code = plan(&loader->part[CCS_LOADER_DOMAIN], &domains_kind,
			    &domains);
	if (!code)
		code = ccs_loader_run(loader);
	if (!code && !loader->dry && ccs_dropin_record(top, false))
		code = CCS_EXIT_IO;
	origin_free(&exceptions);
	origin_free(&domains);
	return code;
}
