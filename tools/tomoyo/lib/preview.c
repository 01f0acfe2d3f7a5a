// SPDX-License-Identifier: GPL-2.0-only
/*
 * A whole policy as it would be
 *
 * Made of the same core as the kernel's, so that what a change means is known
 * before anything is written.
 */

#include "domain.h"
#include "fail.h"
#include "items.h"
#include "namespace.h"
#include "part.h"
#include "policy.h"
#include "preview.h"
#include "profile.h"
#include "succeed.h"
#include "whatif.h"

#define PRINT_SIZE (4 * CCS_LINE_MAX)

/**
 * struct ccs_preview - a policy that nobody enforces
 * @policy: the policy
 * @cursor: the domain that a line is about, by part
 * @print: room for what is printed at once
 */
struct ccs_preview {
	struct ccs_policy policy;
	struct ccs_ident *cursor[CCS_PART_COUNT];
	char print[PRINT_SIZE];
};

static enum ccs_part part_of(const char *node)
{
	int part;

	for (part = CCS_PART_NONE + 1; part < CCS_PART_COUNT; part++)
		if (!strcmp(ccs_part_names[part], node))
			return part;
	return CCS_PART_NONE;
}

/**
 * ccs_preview_new - make a policy that contains nothing, or leave
 *
 * Return: the policy, for ccs_preview_free().
 */
struct ccs_preview *ccs_preview_new(void)
{
	struct ccs_preview *const preview =
		ccs_realloc(NULL, sizeof(*preview));

	memset(preview, 0, sizeof(*preview));
	mutex_lock(&ccs_policy_lock);
	if (ccs_policy_init_empty(&preview->policy, NULL, 1))
		ccs_die(CCS_EXIT_IO, "out of memory");
	preview->policy.mem.quota = 0;
	mutex_unlock(&ccs_policy_lock);
	return preview;
}

/**
 * ccs_preview_free - drop it
 * @preview: the policy, or NULL
 */
void ccs_preview_free(struct ccs_preview *preview)
{
	int part;

	if (!preview)
		return;
	mutex_lock(&ccs_policy_lock);
	for (part = 0; part < CCS_PART_COUNT; part++)
		ccs_ident_put(preview->cursor[part]);
	ccs_policy_exit(&preview->policy);
	mutex_unlock(&ccs_policy_lock);
	free(preview);
}

static void explain(const struct ccs_reject *reject, struct ccs_strbuf *reason)
{
	if (!reason)
		return;
	reason->len = 0;
	ccs_strbuf_add(reason, reject->word.text, reject->word.len);
	if (reject->word.len)
		ccs_strbuf_puts(reason, ": ");
	ccs_strbuf_puts(reason, reject->why ? reject->why : "not understood");
}

/**
 * ccs_preview_line - write a line
 * @preview: the policy
 * @node: the node that the line is for; those without policy take any
 * @line: the normalised line
 * @reason: set to why it was refused; may be NULL
 *
 * Return: 0 or -EINVAL.
 */
int ccs_preview_line(struct ccs_preview *preview, const char *node,
		     const char *line, struct ccs_strbuf *reason)
{
	const enum ccs_part part = part_of(node);
	const struct ccs_span span = ccs_span_of(line);
	struct ccs_reject reject = {};
	int err;

	if (part == CCS_PART_NONE || !span.len)
		return 0;
	mutex_lock(&ccs_policy_lock);
	err = ccs_part_line(&preview->policy, part, &preview->cursor[part],
			    &span, &reject);
	mutex_unlock(&ccs_policy_lock);
	if (err == -ENOMEM)
		ccs_die(CCS_EXIT_IO, "out of memory");
	if (err)
		explain(&reject, reason);
	return err;
}

/* What a kernel prints is taken by its own core; an older one's mostly. */
static void take_line(struct ccs_preview *preview, enum ccs_part part,
		      const char *text, size_t len)
{
	char *const line = ccs_format("%.*s\n", (int)len, text);
	struct ccs_reject reject = {};

	if (len && *text != '#')
		ccs_part_lines(&preview->policy, part, &preview->cursor[part],
			       line, &reject);
	free(line);
}

/**
 * ccs_preview_text - take what a kernel printed
 * @preview: the policy
 * @node: the node that printed it
 * @text: the text; lines that make no sense are skipped
 */
void ccs_preview_text(struct ccs_preview *preview, const char *node,
		      const char *text)
{
	const enum ccs_part part = part_of(node);
	size_t len;

	if (part == CCS_PART_NONE)
		return;
	mutex_lock(&ccs_policy_lock);
	for (; *text; text += len, text += *text == '\n') {
		len = strcspn(text, "\n");
		take_line(preview, part, text, len);
	}
	ccs_ident_put(preview->cursor[part]);
	preview->cursor[part] = NULL;
	mutex_unlock(&ccs_policy_lock);
}

/**
 * ccs_preview_activate - judge as if it were in force
 * @preview: the policy
 */
void ccs_preview_activate(struct ccs_preview *preview)
{
	preview->policy.loaded = true;
}

/**
 * ccs_preview_complete - could the kernel put it in force?
 * @preview: the policy
 * @reason: set to why not
 *
 * Return: true if it could.
 */
bool ccs_preview_complete(struct ccs_preview *preview,
			  struct ccs_strbuf *reason)
{
	struct ccs_reject reject = {};
	int err;

	mutex_lock(&ccs_policy_lock);
	err = ccs_policy_complete(&preview->policy, &reject);
	mutex_unlock(&ccs_policy_lock);
	if (err)
		explain(&reject, reason);
	return !err;
}

/**
 * ccs_preview_print - print a part as the kernel does
 * @preview: the policy
 * @node: the node that prints it
 * @text: the text is added here
 */
void ccs_preview_print(struct ccs_preview *preview, const char *node,
		       struct ccs_strbuf *text)
{
	struct ccs_part_pos pos = {};
	bool done = false;

	ccs_strbuf_puts(text, "");
	mutex_lock(&ccs_policy_lock);
	while (!done) {
		struct ccs_emit emit = {
			.buf = preview->print, .size = PRINT_SIZE,
		};

		done = ccs_part_print(&preview->policy, part_of(node), &pos,
				      &emit);
		if (!done && !emit.len)
			ccs_die(CCS_EXIT_IO, "a line is too long");
		ccs_strbuf_add(text, emit.buf, emit.len);
	}
	mutex_unlock(&ccs_policy_lock);
}

/**
 * ccs_preview_knows - is there such a domain?
 * @preview: the policy
 * @domain: its name
 *
 * Return: true if there is.
 */
bool ccs_preview_knows(struct ccs_preview *preview, const char *domain)
{
	const struct ccs_span span = ccs_span_of(domain);
	bool known;

	mutex_lock(&ccs_policy_lock);
	known = ccs_domain_find(&preview->policy, &span);
	mutex_unlock(&ccs_policy_lock);
	return known;
}

/**
 * ccs_preview_enter - make the domain that an execution leads to
 * @preview: the policy
 * @from: domain of who executes
 * @domain: the domain that it leads to
 *
 * Return: true if it was made; false if there is one already.
 */
bool ccs_preview_enter(struct ccs_preview *preview, const char *from,
		       const char *domain)
{
	const struct ccs_span parent = ccs_span_of(from);
	const struct ccs_span name = ccs_span_of(domain);
	const struct ccs_domain *above;
	struct ccs_domain *made = NULL;

	mutex_lock(&ccs_policy_lock);
	above = ccs_domain_find(&preview->policy, &parent);
	if (above && !ccs_domain_find(&preview->policy, &name) &&
	    !ccs_domain_create(&preview->policy, &name, &made)) {
		made->profile = above->profile;
		memcpy(made->groups, above->groups, sizeof(made->groups));
	}
	mutex_unlock(&ccs_policy_lock);
	return made;
}

static bool enforces(const struct ccs_domain *domain)
{
	const struct ccs_profile *const profile =
		ccs_profile_of(domain->ns, domain->profile);
	int item;

	for (item = 0; item < CCS_ITEM_COUNT; item++)
		if ((ccs_profile_config(domain->ns, profile, item) &
		     CCS_CONFIG_MODE) == CCS_MODE_ENFORCING)
			return true;
	return false;
}

/**
 * ccs_preview_enforcing - which domains enforce anything?
 * @preview: the policy
 * @domains: gets their names, a line each
 */
void ccs_preview_enforcing(struct ccs_preview *preview,
			   struct ccs_strbuf *domains)
{
	const struct ccs_domain *domain;

	ccs_strbuf_puts(domains, "");
	mutex_lock(&ccs_policy_lock);
	list_for_each_entry(domain, &preview->policy.domains, node) {
		if (!enforces(domain))
			continue;
		ccs_strbuf_puts(domains, domain->ident->name->text);
		ccs_strbuf_puts(domains, "\n");
	}
	mutex_unlock(&ccs_policy_lock);
}

static void ask(struct ccs_preview *preview, struct ccs_whatif *whatif,
		const char *question)
{
	struct ccs_span rest = ccs_span_of(question), line;
	struct ccs_reject reject = {};

	while (ccs_span_split(&rest, '\n', &line)) {
		char *const copy = ccs_format("%.*s", (int)line.len,
					      line.text);
		const struct ccs_span one = ccs_span_of(copy);
		int err = 0;

		if (one.len)
			err = ccs_whatif_line(&preview->policy, whatif, &one,
					      &reject);
		free(copy);
		if (err)
			return;
	}
}

/**
 * ccs_preview_ask - what would it say?
 * @preview: the policy
 * @question: lines as for the kernel's node ``check``
 * @answer: set to the lines that it would answer
 */
void ccs_preview_ask(struct ccs_preview *preview, const char *question,
		     struct ccs_strbuf *answer)
{
	struct ccs_emit emit = { .buf = preview->print, .size = PRINT_SIZE };
	struct ccs_whatif whatif;

	mutex_lock(&ccs_policy_lock);
	ccs_whatif_init(&whatif);
	ask(preview, &whatif, question);
	ccs_whatif_print(&preview->policy, &whatif, &emit);
	ccs_whatif_clear(&whatif);
	mutex_unlock(&ccs_policy_lock);
	answer->len = 0;
	ccs_strbuf_add(answer, emit.buf, emit.len);
}
