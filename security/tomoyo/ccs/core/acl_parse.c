// SPDX-License-Identifier: GPL-2.0-only
/*
 * Parsing of ACL lines
 */

#include "acl_kind.h"
#include "env.h"
#include "namespace.h"
#include "number.h"
#include "word.h"

/**
 * struct head - what the words before the operands say
 * @type: enum ccs_acl_type
 * @protocol: enum ccs_protocol, 0 for what is not network
 * @perm: the operations
 */
struct head {
	u8 type;
	u8 protocol;
	u16 perm;
};

static int refuse(const struct ccs_parse *parse, const struct ccs_span *word,
		  const char *why)
{
	return ccs_reject(parse->reject, word, why);
}

/**
 * struct directive - a first word of 1.8
 * @keyword: the word
 * @from: the first kind of entry that it introduces
 * @to: the last one
 */
struct directive {
	const char *keyword;
	u8 from;
	u8 to;
};

static const struct directive directives[] = {
	{ "file", CCS_ACL_PATH, CCS_ACL_REWRITE },
	{ "network", CCS_ACL_INET, CCS_ACL_UNIX },
	{ "misc", CCS_ACL_ENV, CCS_ACL_ENV },
	{ "capability", CCS_ACL_CAPABILITY, CCS_ACL_CAPABILITY },
	{ "ipc", CCS_ACL_SIGNAL, CCS_ACL_SIGNAL },
	{ "task", CCS_ACL_AUTO_HANDLER, CCS_ACL_AUTO_ISOLATE },
};

/* Skips whole words of the line. */
static bool eat_words(struct ccs_span *rest, const char *words)
{
	struct ccs_span ahead = *rest;

	if (!ccs_span_eat(&ahead, words))
		return false;
	if (ahead.len && !ccs_span_eat(&ahead, " "))
		return false;
	*rest = ahead;
	return true;
}

static const struct directive *take_directive(struct ccs_span *rest)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(directives); i++)
		if (eat_words(rest, directives[i].keyword))
			return &directives[i];
	return NULL;
}

static int find_op(const struct ccs_span *op, int from, int to, int *type)
{
	for (*type = from; *type <= to; (*type)++) {
		const int index = ccs_keyword_index(ccs_op_names[*type],
						    CCS_OP_MAX, op);

		if (index >= 0)
			return index;
	}
	return -1;
}

/*
 * Every member of ``read/write`` must be an operation, and all of one kind:
 * the original compared prefixes and ignored the rest, so that a typing error
 * changed the meaning.
 */
static int parse_ops(const struct ccs_parse *parse, struct ccs_span *rest,
		     int from, int to, struct head *head)
{
	struct ccs_span word, list, op;
	int type;

	if (!ccs_span_word(rest, &word) || word.text[word.len - 1] == '/')
		return refuse(parse, &word, "an operation is missing");
	list = word;
	do {
		int index;

		ccs_span_split(&list, '/', &op);
		index = find_op(&op, from, to, &type);
		if (index < 0)
			return refuse(parse, &op, "unknown operation");
		if (head->perm && type != head->type)
			return refuse(parse, &op,
				      "this operation takes other operands than those before it");
		head->type = type;
		head->perm |= BIT(index);
	} while (list.len);
	return 0;
}

static int parse_network(const struct ccs_parse *parse, struct ccs_span *rest,
			 struct head *head)
{
	static const u8 types[CCS_FAMILY_COUNT] = {
		[CCS_FAMILY_INET] = CCS_ACL_INET,
		[CCS_FAMILY_UNIX] = CCS_ACL_UNIX,
	};
	struct ccs_span word;
	int family, protocol;

	ccs_span_word(rest, &word);
	family = ccs_keyword_index(ccs_family_names, CCS_FAMILY_COUNT, &word);
	if (family < 0)
		return refuse(parse, &word, "not inet or unix");
	ccs_span_word(rest, &word);
	protocol = ccs_keyword_index(ccs_protocol_names, CCS_PROTOCOL_COUNT,
				     &word);
	if (protocol < 0)
		return refuse(parse, &word,
			      "not stream, dgram, raw or seqpacket");
	head->protocol = protocol;
	return parse_ops(parse, rest, types[family], types[family], head);
}

static int parse_head_18(const struct ccs_parse *parse, struct ccs_span *rest,
			 struct head *head)
{
	const struct directive *const directive = take_directive(rest);

	if (!directive)
		return -ENOENT;
	if (directive->from == CCS_ACL_CAPABILITY) {
		head->type = CCS_ACL_CAPABILITY;
		head->perm = BIT(0);
		return 0;
	}
	if (directive->from == CCS_ACL_INET)
		return parse_network(parse, rest, head);
	return parse_ops(parse, rest, directive->from, directive->to, head);
}

/* The oldest form: 4 is read, 2 write, 1 execute (policy-language 8.6). */
static bool parse_digit(struct ccs_span *rest, struct head *head)
{
	static const u16 bits[] = {
		BIT(CCS_PATH_EXECUTE), CCS_PERM_WRITE, BIT(CCS_PATH_READ)
	};
	struct ccs_span ahead = *rest, word;
	size_t i;

	if (!ccs_span_word(&ahead, &word) || word.len != 1 ||
	    *word.text < '1' || *word.text > '7')
		return false;
	for (i = 0; i < ARRAY_SIZE(bits); i++)
		if ((*word.text - '0') & BIT(i))
			head->perm |= bits[i];
	head->type = CCS_ACL_PATH;
	*rest = ahead;
	return true;
}

static int parse_head_17(const struct ccs_parse *parse, struct ccs_span *rest,
			 struct head *head)
{
	size_t i;

	if (parse_digit(rest, head))
		return 0;
	for (i = 0; i < ccs_spelling_count; i++) {
		const struct ccs_spelling *const row = &ccs_spellings[i];

		if (!eat_words(rest, row->keyword))
			continue;
		head->type = row->type;
		head->protocol = row->protocol;
		head->perm = row->perm;
		return 0;
	}
	return -ENOENT;
}

/* Why a line is in neither dialect; old words name what replaced them. */
static int refuse_directive(const struct ccs_parse *parse,
			    const struct ccs_span *line)
{
	static const struct {
		const char *keyword;
		const char *why;
	} hints[] = {
		{ "allow_argv0",
		  "removed in 1.7: use the condition exec.argv[0]= on the execute line" },
		{ "alias",
		  "removed in 1.7: a link is checked under its own name; see exec.realpath=" },
		{ "allow_network",
		  "not TCP, UDP or RAW with an operation that it has" },
		{ "deny_unmount",
		  "the system policy was removed in 1.7: use file unmount in domain policy" },
	};
	struct ccs_span rest = *line, word;
	size_t i;

	ccs_span_word(&rest, &word);
	for (i = 0; i < ARRAY_SIZE(hints); i++)
		if (ccs_span_is(&word, hints[i].keyword))
			return refuse(parse, &word, hints[i].why);
	return refuse(parse, &word, "unknown directive");
}

static int parse_head(struct ccs_parse *parse, struct ccs_span *rest,
		      struct head *head)
{
	const struct ccs_span line = *rest;
	int err = -ENOENT;

	if (parse->policy->dialects & CCS_DIALECT_18) {
		parse->dialect = CCS_DIALECT_18;
		err = parse_head_18(parse, rest, head);
	}
	if (err == -ENOENT && (parse->policy->dialects & CCS_DIALECT_17)) {
		parse->dialect = CCS_DIALECT_17;
		err = parse_head_17(parse, rest, head);
	}
	return err == -ENOENT ? refuse_directive(parse, &line) : err;
}

static int parse_operands(const struct ccs_parse *parse, struct ccs_span *rest,
			  struct ccs_acl *acl)
{
	const struct ccs_acl_kind *const kind = ccs_acl_kind_of(acl);
	int err = 0;
	int i;

	for (i = 0; i < kind->count && !err; i++)
		err = ccs_field_parse(parse, &kind->fields[i], acl, rest);
	if (err)
		return err;
	if (kind->plain17 && parse->dialect == CCS_DIALECT_17 && rest->len)
		return refuse(parse, rest,
			      "1.7 takes no condition here; task lines of 1.8 do");
	if (!rest->len)
		return 0;
	return ccs_cond_parse(parse, rest, kind->transit &&
			      (ccs_acl_type(acl) != CCS_ACL_PATH ||
			       acl->item.perm == BIT(CCS_PATH_EXECUTE)),
			      &acl->cond);
}

/**
 * ccs_acl_free - free an entry that no list has
 * @policy: the policy
 * @acl: the entry; NULL is ignored
 *
 * Context: Policy lock held. Freed after a grace period.
 */
void ccs_acl_free(struct ccs_policy *policy, struct ccs_acl *acl)
{
	const struct ccs_acl_kind *kind;
	int i;

	if (!acl)
		return;
	kind = ccs_acl_kind_of(acl);
	for (i = 0; i < kind->count; i++)
		ccs_field_put(policy, &kind->fields[i], acl);
	ccs_cond_put(policy, acl->cond);
	ccs_mem_free_rcu(&policy->mem, acl, kind->size, rcu);
}

/* Directories were dropped from the numeric form, without a word. */
static bool is_dropped(const struct ccs_parse *parse,
		       const struct ccs_span *line,
		       const struct ccs_acl *acl)
{
	const struct ccs_name *const name = acl->item.key;

	return parse->dialect == CCS_DIALECT_17 && isdigit(*line->text) &&
	       acl->item.kind == CCS_KEY_NAME &&
	       name->text[name->len - 1] == '/';
}

/**
 * ccs_acl_parse - read one ACL line (policy-language 8.2)
 * @parse: the line's context; its dialect is set to what the line is in
 * @line: the normalised line
 * @result: the entry, not yet in any list; NULL for a line that is accepted
 *	and means nothing
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -EINVAL or -ENOMEM; nothing is changed on error.
 */
int ccs_acl_parse(struct ccs_parse *parse, const struct ccs_span *line,
		  struct ccs_acl **result)
{
	struct ccs_policy *const policy = parse->policy;
	struct ccs_span rest = *line;
	struct head head = {};
	struct ccs_acl *acl;
	int err;

	err = parse_head(parse, &rest, &head);
	if (err)
		return err;
	acl = ccs_mem_zalloc(&policy->mem, ccs_acl_kinds[head.type].size);
	if (!acl)
		return -ENOMEM;
	acl->item.salt = head.type << 2 | head.protocol;
	acl->item.perm = head.perm;
	err = parse_operands(parse, &rest, acl);
	if (err || is_dropped(parse, line, acl)) {
		ccs_acl_free(policy, acl);
		acl = NULL;
	}
	*result = acl;
	return err;
}
