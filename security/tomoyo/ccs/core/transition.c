// SPDX-License-Identifier: GPL-2.0-only
/*
 * Domain transition control
 */

#include "env.h"
#include "transition.h"
#include "word.h"

const char *const ccs_transition_names[CCS_TRANSITION_COUNT] = {
#define X(id, keyword) [CCS_TRANSITION_##id] = keyword,
	CCS_TRANSITIONS(X)
#undef X
};

static bool is_keep(int kind)
{
	return kind == CCS_TRANSITION_KEEP || kind == CCS_TRANSITION_NO_KEEP;
}

/* Finds `` from `` in a line; returns false if it is not there. */
static bool split_from(struct ccs_span *line, struct ccs_span *before)
{
	struct ccs_span rest = *line, word;

	while (ccs_span_word(&rest, &word)) {
		if (!ccs_span_is(&word, "from"))
			continue;
		before->text = line->text;
		before->len = word.text > line->text ?
			      word.text - line->text - 1 : 0;
		*line = rest;
		return true;
	}
	return false;
}

/* The operands as text: without `` from `` the other side is ``any``. */
static void split_operands(int kind, struct ccs_span rest,
			   struct ccs_span *program, struct ccs_span *domain)
{
	*domain = rest;
	if (split_from(domain, program))
		return;
	*program = is_keep(kind) ? ccs_span_of("any") : rest;
	*domain = is_keep(kind) ? rest : ccs_span_of("any");
}

static int get_operand(struct ccs_policy *policy, const struct ccs_span *text,
		       struct ccs_name **name)
{
	*name = NULL;
	if (ccs_span_is(text, "any"))
		return 0;
	*name = ccs_name_get(&policy->names, text);
	return *name ? 0 : -ENOMEM;
}

static void put_operands(struct ccs_policy *policy,
			 const struct ccs_transition *entry)
{
	ccs_name_put(&policy->names, entry->program);
	ccs_name_put(&policy->names, entry->domain);
}

static struct ccs_transition *find(const struct ccs_ns *ns,
				   const struct ccs_transition *key)
{
	struct ccs_transition *entry;

	list_for_each_entry(entry, &ns->transitions, node)
		if (entry->kind == key->kind && entry->last == key->last &&
		    entry->program == key->program &&
		    entry->domain == key->domain)
			return entry;
	return NULL;
}

static void drop(struct ccs_policy *policy, struct ccs_transition *entry)
{
	list_del_rcu(&entry->node);
	put_operands(policy, entry);
	ccs_mem_free_rcu(&policy->mem, entry, sizeof(*entry), rcu);
}

/* Adds an entry like @key, which hands over its names. */
static int add(struct ccs_policy *policy, const struct ccs_transition *key)
{
	struct ccs_transition *const entry = ccs_mem_zalloc(&policy->mem,
							    sizeof(*entry));

	if (!entry)
		return -ENOMEM;
	*entry = *key;
	entry->seq = policy->next_seq++;
	list_add_tail_rcu(&entry->node, &policy->ns.transitions);
	return 0;
}

static int change(struct ccs_policy *policy, const struct ccs_transition *key,
		  bool remove)
{
	struct ccs_transition *const old = find(&policy->ns, key);
	int err = 0;

	if (!old && !remove) {
		err = add(policy, key);
		if (!err)
			return 0;
	}
	if (old && remove)
		drop(policy, old);
	put_operands(policy, key);
	return err;
}

static int check_operands(const struct ccs_span *program,
			  const struct ccs_span *domain,
			  struct ccs_reject *reject)
{
	if (!ccs_span_is(program, "any") && !ccs_path_ok(program))
		return ccs_reject(reject, program,
				  "the program is not any or a path");
	if (!ccs_span_is(domain, "any") && !ccs_path_ok(domain) &&
	    !ccs_domainname_ok(domain))
		return ccs_reject(reject, domain,
				  "not any, a domainname or a domain's last path");
	return 0;
}

/**
 * ccs_transition_line - take one domain transition control line
 * @policy: the policy
 * @kind: enum ccs_transition_kind, from the line's first word
 * @rest: the rest of the line (policy-language 11.1)
 * @remove: the line was a ``delete``
 * @reject: filled in if the line is refused
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM; nothing is changed on error.
 */
int ccs_transition_line(struct ccs_policy *policy, int kind,
			struct ccs_span rest, bool remove,
			struct ccs_reject *reject)
{
	struct ccs_transition key = { .kind = kind };
	struct ccs_span program, domain;
	int err;

	split_operands(kind, rest, &program, &domain);
	err = check_operands(&program, &domain, reject);
	if (err)
		return err;
	key.last = domain.text[0] == '/';
	err = get_operand(policy, &program, &key.program) ?:
	      get_operand(policy, &domain, &key.domain);
	if (!err)
		return change(policy, &key, remove);
	put_operands(policy, &key);
	return err;
}

/**
 * ccs_transition_print - print an entry in canonical form
 * @emit: the writer
 * @entry: the entry
 */
void ccs_transition_print(struct ccs_emit *emit,
			  const struct ccs_transition *entry)
{
	ccs_emit(emit, "%s %s from %s\n", ccs_transition_names[entry->kind],
		 entry->program ? entry->program->text : "any",
		 entry->domain ? entry->domain->text : "any");
}

/**
 * ccs_transition_clear - drop every entry of a namespace
 * @policy: the policy
 * @ns: the namespace
 *
 * Context: Policy lock held.
 */
void ccs_transition_clear(struct ccs_policy *policy, struct ccs_ns *ns)
{
	struct ccs_transition *entry, *next;

	list_for_each_entry_safe(entry, next, &ns->transitions, node)
		drop(policy, entry);
}

static bool covers(const struct ccs_transition *entry,
		   const struct ccs_span *domain, const struct ccs_span *last,
		   const struct ccs_span *program)
{
	if (entry->program && !ccs_span_is(program, entry->program->text))
		return false;
	if (!entry->domain)
		return true;
	return ccs_span_is(entry->last ? last : domain, entry->domain->text);
}

/* Which kinds have an entry that covers this execution, one bit each. */
static unsigned int kinds_of(const struct ccs_ns *ns,
			     const struct ccs_span *domain,
			     const struct ccs_span *program)
{
	const struct ccs_span last = ccs_domainname_last(domain);
	const struct ccs_transition *entry;
	unsigned int kinds = 0;

	list_for_each_entry_rcu(entry, &ns->transitions, node,
				ccs_env_writer())
		if (!(kinds & BIT(entry->kind)) &&
		    covers(entry, domain, &last, program))
			kinds |= BIT(entry->kind);
	return kinds;
}

static void emit_child(struct ccs_emit *next, const char *base, size_t len,
		       const struct ccs_span *program)
{
	ccs_emit_bytes(next, base, len);
	ccs_emit_text(next, " ");
	ccs_emit_bytes(next, program->text, program->len);
}

/**
 * ccs_transition_next - the domain that an execution leads to
 * @policy: the policy
 * @ns: the namespace of the current domain
 * @current_name: its domainname
 * @program: the candidate (semantics 3.3), an encoded path or pattern
 * @next: where the domainname is written
 *
 * Before the policy is loaded the root domain executes programs without
 * leaving, so that what an initramfs runs stays in one domain.
 *
 * Context: Policy lock or RCU read side held.
 */
void ccs_transition_next(const struct ccs_policy *policy,
			 const struct ccs_ns *ns,
			 const struct ccs_span *current_name,
			 const struct ccs_span *program,
			 struct ccs_emit *next)
{
	const unsigned int kinds = kinds_of(ns, current_name, program);
	const bool at_root = current_name->len == ns->name->len;

	if ((kinds & BIT(CCS_TRANSITION_INITIALIZE)) &&
	    !(kinds & BIT(CCS_TRANSITION_NO_INITIALIZE)))
		emit_child(next, ns->name->text, ns->name->len, program);
	else if (((kinds & BIT(CCS_TRANSITION_KEEP)) &&
		  !(kinds & BIT(CCS_TRANSITION_NO_KEEP))) ||
		 (at_root && !policy->loaded))
		ccs_emit_bytes(next, current_name->text, current_name->len);
	else
		emit_child(next, current_name->text, current_name->len,
			   program);
}
