// SPDX-License-Identifier: GPL-2.0-only
/*
 * Operations
 */

#include "env.h"
#include "ops.h"
#include "word.h"

/* Capabilities are the last items, in the order of their numbers. */

const char *const ccs_acl_directives[CCS_ACL_TYPE_COUNT] = {
#define X(id, directive) [CCS_ACL_##id] = directive,
	CCS_ACL_TYPES(X)
#undef X
};

/* Where an operation of a kind that has one only stands. */
enum {
	CCS_ENV_ENV = 0,
	CCS_SIGNAL_SIGNAL = 0,
	CCS_AUTO_HANDLER_HANDLER = 0,
	CCS_DENIED_HANDLER_HANDLER = 0,
	CCS_AUTO_TRANSITION_TRANSITION = 0,
	CCS_MANUAL_TRANSITION_TRANSITION = 0,
	CCS_AUTO_ISOLATE_ISOLATE = 0,
	CCS_UNIX_BIND = CCS_INET_BIND,
	CCS_UNIX_LISTEN = CCS_INET_LISTEN,
	CCS_UNIX_CONNECT = CCS_INET_CONNECT,
	CCS_UNIX_ACCEPT = CCS_INET_ACCEPT,
	CCS_UNIX_SEND = CCS_INET_SEND,
	CCS_UNIX_RECV = CCS_INET_RECV,
};

const char *const ccs_op_names[CCS_ACL_TYPE_COUNT][CCS_OP_MAX] = {
#define X(type, id, keyword, item) \
	[CCS_ACL_##type][CCS_##type##_##id] = keyword,
	CCS_OPS(X)
#undef X
};

/* One more than the item, so that 0 is none. */
static const u8 op_items[CCS_ACL_TYPE_COUNT][CCS_OP_MAX] = {
#define X(type, id, keyword, item) \
	[CCS_ACL_##type][CCS_##type##_##id] = CCS_ITEM_##item + 1,
	CCS_OPS(X)
#undef X
	[CCS_ACL_REWRITE][0] = CCS_ITEM_FILE_REWRITE + 1,
};

const char *const ccs_family_names[CCS_FAMILY_COUNT] = {
#define X(id, keyword) [CCS_FAMILY_##id] = keyword,
	CCS_FAMILIES(X)
#undef X
};

const char *const ccs_protocol_names[CCS_PROTOCOL_COUNT] = {
#define X(id, keyword) [CCS_PROTOCOL_##id] = keyword,
	CCS_PROTOCOLS(X)
#undef X
};

const struct ccs_spelling ccs_spellings[] = {
#define X(keyword, type, protocol, perm) \
	{ keyword, CCS_ACL_##type, CCS_PROTOCOL_##protocol, perm },
	CCS_SPELLINGS(X)
#undef X
};

const size_t ccs_spelling_count = ARRAY_SIZE(ccs_spellings);

/* Likewise; what is not here is never checked (semantics 9.1). */
static const u8 network_items[CCS_FAMILY_COUNT][CCS_PROTOCOL_COUNT]
			     [CCS_INET_OP_COUNT] = {
#define X(family, protocol, op)						   \
	[CCS_FAMILY_##family][CCS_PROTOCOL_##protocol][CCS_INET_##op] =	   \
		CCS_ITEM_NETWORK_##family##_##protocol##_##op + 1,
#define CONNECTED(family, protocol)					   \
	X(family, protocol, BIND) X(family, protocol, LISTEN)		   \
	X(family, protocol, CONNECT) X(family, protocol, ACCEPT)
#define CONNECTIONLESS(family, protocol)				   \
	X(family, protocol, BIND) X(family, protocol, SEND)		   \
	X(family, protocol, RECV)
	CONNECTED(INET, STREAM)
	CONNECTED(INET, SEQPACKET)
	CONNECTIONLESS(INET, DGRAM)
	CONNECTIONLESS(INET, RAW)
	CONNECTED(UNIX, STREAM)
	CONNECTED(UNIX, SEQPACKET)
	CONNECTIONLESS(UNIX, DGRAM)
#undef CONNECTIONLESS
#undef CONNECTED
#undef X
};

/**
 * ccs_op_item - which item of a profile governs an operation
 * @type: the kind of entry that grants it
 * @protocol: of a network operation
 * @op: the operation; of a capability, its number
 *
 * Return: an enum ccs_item, or CCS_ITEM_NONE if nothing governs it.
 */
int ccs_op_item(enum ccs_acl_type type, enum ccs_protocol protocol, u8 op)
{
	if (type == CCS_ACL_CAPABILITY)
		return CCS_ITEM_CAPABILITY_FIRST + op;
	if (type == CCS_ACL_INET)
		return network_items[CCS_FAMILY_INET][protocol][op] - 1;
	if (type == CCS_ACL_UNIX)
		return network_items[CCS_FAMILY_UNIX][protocol][op] - 1;
	return op_items[type][op] - 1;
}

/**
 * ccs_capability_find - find a capability by its name (semantics 11)
 * @name: the name
 * @dialect: whose capabilities
 *
 * Return: its number, or -1 if there is none.
 */
int ccs_capability_find(const struct ccs_span *name, u8 dialect)
{
	const char *const *const names = dialect == CCS_DIALECT_18 ?
					 ccs_item_names_18 : ccs_item_names_17;
	int item;

	for (item = CCS_ITEM_CAPABILITY_FIRST; item < CCS_ITEM_COUNT; item++)
		if (names[item] && ccs_span_is(name, names[item]))
			return item - CCS_ITEM_CAPABILITY_FIRST;
	return -1;
}

/**
 * ccs_capability_name - the name of a capability
 * @capability: its number
 *
 * Return: the name; it is the same in both dialects.
 */
const char *ccs_capability_name(int capability)
{
	return ccs_item_names_17[CCS_ITEM_CAPABILITY_FIRST + capability];
}

/**
 * ccs_capability_native - did only 1.7 have a capability?
 * @capability: its number
 *
 * Return: true if so.
 */
bool ccs_capability_native(int capability)
{
	return !ccs_item_names_18[CCS_ITEM_CAPABILITY_FIRST + capability];
}

/**
 * ccs_keyword_index - find a word in a table of keywords
 * @names: the table
 * @count: its length; a NULL ends it earlier
 * @word: the word
 *
 * Return: the index, or -1 if the word is not there.
 */
int ccs_keyword_index(const char *const *names, int count,
		      const struct ccs_span *word)
{
	const struct ccs_span rest = { word->text + 1, word->len - 1 };
	int i;

	if (!word->len)
		return -1;
	for (i = 0; i < count && names[i]; i++)
		if (*names[i] == *word->text &&
		    ccs_span_is(&rest, names[i] + 1))
			return i;
	return -1;
}
