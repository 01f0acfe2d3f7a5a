// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy to try lines on
 *
 * The tools have no parser of their own: what a line means they learn from the
 * kernel's, by giving it the line with a policy that nobody enforces.
 */

#include "acl.h"
#include "domain.h"
#include "fail.h"
#include "manager.h"
#include "namespace.h"
#include "namespace_text.h"
#include "policy.h"
#include "profile.h"
#include "scratch.h"

#define PRINT_SIZE (4 * CCS_LINE_MAX)

/**
 * struct ccs_scratch - a policy that nobody enforces
 * @policy: the policy
 * @cursor: its selected domain
 * @print: room for one printed line
 */
struct ccs_scratch {
	struct ccs_policy policy;
	struct ccs_ident *cursor;
	char print[PRINT_SIZE];
};

static void print_exceptions(struct ccs_scratch *scratch,
			     struct ccs_emit *emit)
{
	struct ccs_exception_pos pos = {};

	*emit = (struct ccs_emit){ .buf = scratch->print, .size = PRINT_SIZE };
	ccs_exception_node_print(&scratch->policy, &pos, emit);
}

static void forget(struct ccs_scratch *scratch, const struct ccs_span *line)
{
	struct ccs_strbuf text = {};
	struct ccs_reject reject = {};
	struct ccs_span span;

	ccs_strbuf_puts(&text, "delete ");
	ccs_strbuf_add(&text, line->text, line->len);
	span = ccs_span_of(text.text);
	ccs_exception_node_line(&scratch->policy, &span, &reject);
	ccs_strbuf_free(&text);
}

/* What a new policy contains is in the way of ccs_scratch_exception(). */
static void drop_builtin(struct ccs_scratch *scratch)
{
	struct ccs_span rest, line;
	struct ccs_emit emit;

	print_exceptions(scratch, &emit);
	rest = (struct ccs_span){ .text = emit.buf, .len = emit.len };
	while (ccs_span_split(&rest, '\n', &line))
		forget(scratch, &line);
}

static struct ccs_scratch *new_policy(void)
{
	struct ccs_scratch *const scratch =
		ccs_realloc(NULL, sizeof(*scratch));

	memset(scratch, 0, sizeof(*scratch));
	if (ccs_policy_init(&scratch->policy))
		ccs_die(CCS_EXIT_IO, "out of memory");
	scratch->policy.mem.quota = 0;
	return scratch;
}

/**
 * ccs_scratch_new - make a policy to try lines on, or leave
 *
 * Return: the policy.
 */
struct ccs_scratch *ccs_scratch_new(void)
{
	struct ccs_scratch *scratch;

	mutex_lock(&ccs_policy_lock);
	scratch = new_policy();
	drop_builtin(scratch);
	mutex_unlock(&ccs_policy_lock);
	return scratch;
}

/**
 * ccs_scratch_free - drop it
 * @scratch: the policy, or NULL
 */
void ccs_scratch_free(struct ccs_scratch *scratch)
{
	if (!scratch)
		return;
	mutex_lock(&ccs_policy_lock);
	ccs_ident_put(scratch->cursor);
	ccs_policy_exit(&scratch->policy);
	mutex_unlock(&ccs_policy_lock);
	free(scratch);
}

static int finish(int err, const struct ccs_reject *reject,
		  struct ccs_strbuf *reason)
{
	if (err == -ENOMEM)
		ccs_die(CCS_EXIT_IO, "out of memory");
	if (!err || !reason)
		return err;
	reason->len = 0;
	ccs_strbuf_add(reason, reject->word.text, reject->word.len);
	if (reject->word.len)
		ccs_strbuf_puts(reason, ": ");
	ccs_strbuf_puts(reason, reject->why ? reject->why : "not understood");
	return err;
}

/**
 * ccs_scratch_profile - give it a line for profiles
 * @scratch: the policy
 * @line: the normalised line
 * @reason: set to why it was refused; may be NULL
 *
 * Return: 0 or -EINVAL.
 */
int ccs_scratch_profile(struct ccs_scratch *scratch, const char *line,
			struct ccs_strbuf *reason)
{
	const struct ccs_span span = ccs_span_of(line);
	struct ccs_reject reject = {};
	int err;

	mutex_lock(&ccs_policy_lock);
	err = ccs_profile_node_line(&scratch->policy, &span, &reject);
	mutex_unlock(&ccs_policy_lock);
	return finish(err, &reject, reason);
}

/**
 * ccs_scratch_domain - give it a line of domain policy
 * @scratch: the policy
 * @line: the normalised line
 * @reason: set to why it was refused; may be NULL
 *
 * Return: 0 or -EINVAL.
 */
int ccs_scratch_domain(struct ccs_scratch *scratch, const char *line,
		       struct ccs_strbuf *reason)
{
	const struct ccs_span span = ccs_span_of(line);
	struct ccs_reject reject = {};
	int err;

	mutex_lock(&ccs_policy_lock);
	err = ccs_domain_line(&scratch->policy, &scratch->cursor, &span,
			      &reject);
	mutex_unlock(&ccs_policy_lock);
	return finish(err, &reject, reason);
}

static struct ccs_remark remark(const struct ccs_span *line, const char *why,
				const struct ccs_span *word)
{
	struct ccs_remark made = { .why = why };

	if (why && word->len && word->text >= line->text &&
	    word->text + word->len <= line->text + line->len) {
		made.at = word->text - line->text;
		made.len = word->len;
	}
	return made;
}

/**
 * ccs_scratch_try - give it a line, and hear all that core has to say
 * @scratch: the policy
 * @part: the node that the line is for
 * @line: the normalised line
 * @error: why it was refused
 * @warning: what is strange about it though it was accepted
 *
 * Return: true if it was accepted.
 */
bool ccs_scratch_try(struct ccs_scratch *scratch, enum ccs_part part,
		     const char *line, struct ccs_remark *error,
		     struct ccs_remark *warning)
{
	struct ccs_policy *const policy = &scratch->policy;
	const struct ccs_span span = ccs_span_of(line);
	struct ccs_reject reject = {};
	int err = 0;

	mutex_lock(&ccs_policy_lock);
	if (part == CCS_PART_DOMAIN)
		err = ccs_domain_line(policy, &scratch->cursor, &span, &reject);
	else if (part == CCS_PART_EXCEPTION)
		err = ccs_exception_node_line(policy, &span, &reject);
	else if (part == CCS_PART_PROFILE)
		err = ccs_profile_node_line(policy, &span, &reject);
	else
		err = ccs_manager_line(policy, &span, &reject);
	mutex_unlock(&ccs_policy_lock);
	finish(err, &reject, NULL);
	*error = remark(&span, err ? reject.why ?: "not understood" : NULL,
			&reject.word);
	*warning = remark(&span, reject.warn, &reject.warn_word);
	return !err;
}

/**
 * ccs_scratch_activate - from now on a profile must exist to be used
 * @scratch: the policy
 */
void ccs_scratch_activate(struct ccs_scratch *scratch)
{
	scratch->policy.loaded = true;
}

/**
 * ccs_scratch_has_profile - is this profile defined?
 * @scratch: the policy
 * @number: its number
 *
 * Return: true if it is.
 */
bool ccs_scratch_has_profile(const struct ccs_scratch *scratch, int number)
{
	return ccs_profile_of(scratch->policy.kernel_ns, number);
}

/**
 * ccs_scratch_version_ok - would the kernel activate with these profiles?
 * @scratch: the policy
 *
 * Return: true if they are of a version that it supports.
 */
bool ccs_scratch_version_ok(const struct ccs_scratch *scratch)
{
	return ccs_profile_version_ok(scratch->policy.kernel_ns->version);
}

/* Prints what a list has, which is what one line made of it. */
static void print_entries(const struct ccs_acl_list *list,
			  struct ccs_emit *emit)
{
	const struct ccs_acl *acl;

	list_for_each_entry(acl, &list->entries, node)
		ccs_acl_print(emit, acl, "");
}

/**
 * ccs_scratch_entry - how the kernel would print an entry of a domain
 * @scratch: the policy
 * @domain: the domain's name
 * @line: the normalised line
 * @canonical: set to the line, or lines, as the kernel prints it
 *
 * Return: false if the line is not an entry.
 */
bool ccs_scratch_entry(struct ccs_scratch *scratch, const char *domain,
		       const char *line, struct ccs_strbuf *canonical)
{
	struct ccs_emit emit = { .buf = scratch->print, .size = PRINT_SIZE };
	const struct ccs_span span = ccs_span_of(line);
	const struct ccs_span owner = ccs_span_of(domain);
	struct ccs_policy *const policy = &scratch->policy;
	struct ccs_acl_list list = {};
	struct ccs_reject reject = {};
	struct ccs_parse parse = {
		.policy = policy,
		.ns = policy->kernel_ns,
		.reject = &reject,
	};
	struct ccs_name *name;
	int err;

	mutex_lock(&ccs_policy_lock);
	ccs_acl_list_init(&list);
	name = ccs_name_get(&policy->names, &owner);
	parse.domain = name;
	err = name ? ccs_acl_line(&parse, &list, &span, false) : -ENOMEM;
	if (!err)
		print_entries(&list, &emit);
	ccs_acl_list_clear(policy, &list);
	ccs_name_put(&policy->names, name);
	mutex_unlock(&ccs_policy_lock);
	if (finish(err, &reject, NULL) || emit.overflow)
		return false;
	canonical->len = 0;
	ccs_strbuf_add(canonical, emit.buf, emit.len ? emit.len - 1 : 0);
	return true;
}

/**
 * ccs_scratch_pack - several operations a line, as the kernel prints them
 * @scratch: the policy
 * @domain: name of the domain whose entries they are
 * @lines: the entries, each with a newline
 * @packed: gets the lines; what is not an entry comes last, as it is
 */
void ccs_scratch_pack(struct ccs_scratch *scratch, const char *domain,
		      const struct ccs_strbuf *lines,
		      struct ccs_strbuf *packed)
{
	struct ccs_span rest = { lines->text, lines->len }, line;
	const struct ccs_span owner = ccs_span_of(domain);
	struct ccs_policy *const policy = &scratch->policy;
	struct ccs_acl_list list = {};
	struct ccs_strbuf others = {};
	const struct ccs_acl *acl;
	struct ccs_name *name;

	mutex_lock(&ccs_policy_lock);
	ccs_acl_list_init(&list);
	name = ccs_name_get(&policy->names, &owner);
	while (ccs_span_split(&rest, '\n', &line)) {
		struct ccs_reject reject = {};
		struct ccs_parse parse = {
			.policy = policy,
			.ns = policy->kernel_ns,
			.reject = &reject,
			.domain = name,
		};

		if (name && line.len &&
		    !ccs_acl_line(&parse, &list, &line, false))
			continue;
		ccs_strbuf_add(&others, line.text, line.len);
		if (line.len)
			ccs_strbuf_puts(&others, "\n");
	}
	list_for_each_entry(acl, &list.entries, node) {
		struct ccs_emit emit = {
			.buf = scratch->print, .size = PRINT_SIZE,
		};

		ccs_acl_print(&emit, acl, "");
		ccs_strbuf_add(packed, emit.buf, emit.len);
	}
	ccs_strbuf_add(packed, others.text, others.len);
	ccs_strbuf_free(&others);
	ccs_acl_list_clear(policy, &list);
	ccs_name_put(&policy->names, name);
	mutex_unlock(&ccs_policy_lock);
}

/**
 * ccs_scratch_exception - how the kernel would print a line of exception policy
 * @scratch: the policy
 * @line: the normalised line
 * @canonical: set to the line, or lines, as the kernel prints it
 *
 * Return: false if the line is not an entry of exception policy.
 */
bool ccs_scratch_exception(struct ccs_scratch *scratch, const char *line,
			   struct ccs_strbuf *canonical)
{
	struct ccs_emit emit = { .buf = scratch->print, .size = PRINT_SIZE };
	const struct ccs_span span = ccs_span_of(line);
	struct ccs_exception_pos pos = {};
	struct ccs_reject reject = {};
	struct ccs_span text;
	int err;

	mutex_lock(&ccs_policy_lock);
	err = ccs_exception_node_line(&scratch->policy, &span, &reject);
	if (!err) {
		ccs_exception_node_print(&scratch->policy, &pos, &emit);
		forget(scratch, &span);
	}
	mutex_unlock(&ccs_policy_lock);
	if (finish(err, &reject, NULL) || emit.overflow || !emit.len)
		return false;
	canonical->len = 0;
	text = (struct ccs_span){ emit.buf, emit.len - 1 };
	/* Printed only since there are other namespaces. */
	ccs_span_eat(&text, CCS_KERNEL_NAMESPACE " ");
	ccs_strbuf_add(canonical, text.text, text.len);
	return true;
}

/**
 * struct position - how far one part was printed
 * @domain: of CCS_PART_DOMAIN
 * @exception: of CCS_PART_EXCEPTION
 * @profile: of CCS_PART_PROFILE
 * @manager: of CCS_PART_MANAGER
 */
struct position {
	struct ccs_domain_pos domain;
	struct ccs_exception_pos exception;
	struct ccs_profile_node_pos profile;
	struct ccs_place manager;
};

static bool print_some(const struct ccs_policy *policy, enum ccs_part part,
		       struct position *pos, struct ccs_emit *emit)
{
	if (part == CCS_PART_DOMAIN)
		return ccs_domain_print(policy, &pos->domain, emit);
	if (part == CCS_PART_EXCEPTION)
		return ccs_exception_node_print(policy, &pos->exception, emit);
	if (part == CCS_PART_PROFILE)
		return ccs_profile_node_print(policy, &pos->profile, emit);
	return ccs_manager_print(policy, &pos->manager, emit);
}

/**
 * ccs_scratch_print - print the policy as a node shows it
 * @scratch: the policy
 * @part: which part of it
 * @text: gets the lines
 */
void ccs_scratch_print(struct ccs_scratch *scratch, enum ccs_part part,
		       struct ccs_strbuf *text)
{
	struct position pos = {};
	bool done;

	mutex_lock(&ccs_policy_lock);
	do {
		struct ccs_emit emit = {
			.buf = scratch->print, .size = PRINT_SIZE,
		};

		done = print_some(&scratch->policy, part, &pos, &emit);
		ccs_strbuf_add(text, emit.buf, emit.len);
	} while (!done);
	mutex_unlock(&ccs_policy_lock);
}

/**
 * ccs_scratch_builtin - print the exception policy that every kernel begins with
 * @text: gets the lines
 */
void ccs_scratch_builtin(struct ccs_strbuf *text)
{
	struct ccs_scratch *scratch;
	struct ccs_emit emit;

	mutex_lock(&ccs_policy_lock);
	scratch = new_policy();
	print_exceptions(scratch, &emit);
	mutex_unlock(&ccs_policy_lock);
	ccs_strbuf_add(text, emit.buf, emit.len);
	ccs_scratch_free(scratch);
}
