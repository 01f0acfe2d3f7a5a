// SPDX-License-Identifier: GPL-2.0-only
/*
 * Members of groups
 */

#include "env.h"
#include "group_member.h"
#include "namespace.h"
#include "policy.h"
#include "word.h"

/**
 * struct member_kind - what is special about members of one kind of group
 * @keyword: what their lines begin with
 * @missing: why a line without a member is refused
 * @parse: read one; the reason if it can't be
 * @same: is it this member?
 * @hash: of a member's value
 * @take: give a member its value
 * @enter: make it findable for requests
 * @leave: make it unfindable
 * @drop: take back what @take did, NULL if that is nothing
 * @print: print its value
 */
struct member_kind {
	const char *keyword;
	const char *missing;
	const char *(*parse)(const struct ccs_policy *policy,
			     const struct ccs_span *word,
			     struct ccs_member_key *key);
	bool (*same)(const struct ccs_member *member,
		     const struct ccs_member_key *key);
	u32 (*hash)(const struct ccs_member *member);
	int (*take)(struct ccs_policy *policy, struct ccs_member *member,
		    const struct ccs_member_key *key);
	int (*enter)(struct ccs_policy *policy, struct ccs_member *member);
	void (*leave)(struct ccs_policy *policy, struct ccs_member *member);
	void (*drop)(struct ccs_policy *policy, struct ccs_member *member);
	void (*print)(struct ccs_emit *emit, const struct ccs_member *member);
};

/**
 * ccs_group_word_why - why is a word no name of a group or member?
 * @policy: the policy, which says what dialects lines may be in
 * @word: the word
 *
 * Lines of groups look alike in both dialects, so either may make it legal.
 *
 * Return: the reason, NULL if there is none.
 */
const char *ccs_group_word_why(const struct ccs_policy *policy,
			       const struct ccs_span *word)
{
	static const u8 dialects[] = { CCS_DIALECT_18, CCS_DIALECT_17 };
	const char *first = NULL;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(dialects); i++) {
		const char *why;

		if (!(policy->dialects & dialects[i]))
			continue;
		why = ccs_word_why(word, dialects[i]);
		if (!why)
			return NULL;
		first = first ?: why;
	}
	return first;
}

static const char *parse_path(const struct ccs_policy *policy,
			      const struct ccs_span *word,
			      struct ccs_member_key *key)
{
	key->str = ccs_str_of(word->text, word->len);
	key->hash = key->str.hash;
	return ccs_group_word_why(policy, word);
}

static bool same_path(const struct ccs_member *member,
		      const struct ccs_member_key *key)
{
	return ccs_name_is(member->name, &key->str);
}

static u32 hash_path(const struct ccs_member *member)
{
	return member->name->hash;
}

static int take_path(struct ccs_policy *policy, struct ccs_member *member,
		     const struct ccs_member_key *key)
{
	const struct ccs_span text = { key->str.text, key->str.len };

	member->name = ccs_name_get(&policy->names, &text);
	if (!member->name)
		return -ENOMEM;
	member->item.key = member->name;
	member->item.kind = CCS_KEY_NAME;
	return 0;
}

static int enter_path(struct ccs_policy *policy, struct ccs_member *member)
{
	return ccs_index_add(&member->group->ns->members, &policy->names,
			     &member->item);
}

static void leave_path(struct ccs_policy *policy, struct ccs_member *member)
{
	ccs_index_remove(&member->group->ns->members, &policy->names,
			 &member->item);
}

static void drop_path(struct ccs_policy *policy, struct ccs_member *member)
{
	ccs_name_put(&policy->names, member->name);
}

static void print_path(struct ccs_emit *emit, const struct ccs_member *member)
{
	ccs_emit_bytes(emit, member->name->text, member->name->len);
}

static u32 hash_of_range(const struct ccs_range *range)
{
	const u64 key[] = {
		range->min, range->max,
		range->min_radix << 8 | range->max_radix,
	};

	return ccs_env_hash((const char *)key, sizeof(key));
}

static const char *parse_number(const struct ccs_policy *policy,
				const struct ccs_span *word,
				struct ccs_member_key *key)
{
	const char *why = NULL;

	if (word->len && *word->text == '@')
		return "groups do not contain groups";
	if (!ccs_range_parse_as(word, CCS_USE_MEMBER, &key->range, &why))
		return why;
	key->hash = hash_of_range(&key->range);
	return NULL;
}

static bool same_number(const struct ccs_member *member,
			const struct ccs_member_key *key)
{
	return ccs_range_same(&member->range, &key->range);
}

static u32 hash_number(const struct ccs_member *member)
{
	return hash_of_range(&member->range);
}

static int take_number(struct ccs_policy *policy, struct ccs_member *member,
		       const struct ccs_member_key *key)
{
	member->range = key->range;
	return 0;
}

static struct ccs_wide_range wide_of(const struct ccs_range *range)
{
	return (struct ccs_wide_range){
		.min.lo = range->min,
		.max.lo = range->max,
	};
}

static int enter_number(struct ccs_policy *policy, struct ccs_member *member)
{
	const struct ccs_wide_range wide = wide_of(&member->range);

	return ccs_blocks_add(&member->group->blocks, &policy->mem, 0, &wide,
			      member);
}

static void leave_number(struct ccs_policy *policy, struct ccs_member *member)
{
	const struct ccs_wide_range wide = wide_of(&member->range);

	ccs_blocks_remove(&member->group->blocks, &policy->mem, 0, &wide,
			  member);
}

static void print_number(struct ccs_emit *emit, const struct ccs_member *member)
{
	ccs_range_print(emit, &member->range);
}

static u32 hash_of_address(const struct ccs_addr_range *address)
{
	return ccs_env_hash((const char *)&address->range,
			    sizeof(address->range)) + address->family;
}

static const char *parse_address(const struct ccs_policy *policy,
				 const struct ccs_span *word,
				 struct ccs_member_key *key)
{
	const char *why = NULL;

	if (word->len && *word->text == '@')
		return "groups do not contain groups";
	if (ccs_addr_range_parse(word, &key->address, &why) &&
	    policy->dialects == CCS_DIALECT_17)
		why = ccs_addr_why_17(word);
	if (why)
		return why;
	key->hash = hash_of_address(&key->address);
	return NULL;
}

static bool same_address(const struct ccs_member *member,
			 const struct ccs_member_key *key)
{
	return ccs_addr_range_same(&member->address, &key->address);
}

static u32 hash_address(const struct ccs_member *member)
{
	return hash_of_address(&member->address);
}

static int take_address(struct ccs_policy *policy, struct ccs_member *member,
			const struct ccs_member_key *key)
{
	member->address = key->address;
	return 0;
}

static int enter_address(struct ccs_policy *policy, struct ccs_member *member)
{
	const struct ccs_addr_range *const address = &member->address;

	return ccs_blocks_add(&member->group->blocks, &policy->mem,
			      ccs_member_salt(address->family),
			      &address->range, member);
}

static void leave_address(struct ccs_policy *policy, struct ccs_member *member)
{
	const struct ccs_addr_range *const address = &member->address;

	ccs_blocks_remove(&member->group->blocks, &policy->mem,
			  ccs_member_salt(address->family), &address->range,
			  member);
}

static void print_address(struct ccs_emit *emit,
			  const struct ccs_member *member)
{
	ccs_addr_range_print(emit, &member->address);
}

static const struct member_kind kinds[CCS_GROUP_KIND_COUNT] = {
	[CCS_GROUP_PATH] = {
		.keyword = "path_group",
		.missing = "the group's member, a pathname, is missing",
		.parse = parse_path,
		.same = same_path,
		.hash = hash_path,
		.take = take_path,
		.enter = enter_path,
		.leave = leave_path,
		.drop = drop_path,
		.print = print_path,
	},
	[CCS_GROUP_NUMBER] = {
		.keyword = "number_group",
		.missing = "the group's member, a number or range, is missing",
		.parse = parse_number,
		.same = same_number,
		.hash = hash_number,
		.take = take_number,
		.enter = enter_number,
		.leave = leave_number,
		.print = print_number,
	},
	[CCS_GROUP_ADDRESS] = {
		.keyword = "address_group",
		.missing = "the group's member, an address or range, is missing",
		.parse = parse_address,
		.same = same_address,
		.hash = hash_address,
		.take = take_address,
		.enter = enter_address,
		.leave = leave_address,
		.print = print_address,
	},
};

static const struct member_kind *kind_of(const struct ccs_member *member)
{
	return &kinds[member->group->kind];
}

static struct ccs_member *member_of(const struct ccs_table_node *node)
{
	return container_of(node, struct ccs_member, same);
}

static u32 hash_of(const struct ccs_table_node *node)
{
	const struct ccs_member *const member = member_of(node);

	return kind_of(member)->hash(member);
}

/**
 * ccs_member_parse - read a member
 * @policy: the policy
 * @kind: of its group
 * @word: the member
 * @key: the result, which points into @word
 * @reject: filled in if the word is refused
 *
 * Return: 0 or -EINVAL.
 */
int ccs_member_parse(const struct ccs_policy *policy, enum ccs_group_kind kind,
		     const struct ccs_span *word, struct ccs_member_key *key,
		     struct ccs_reject *reject)
{
	const char *const why = word->len ?
				kinds[kind].parse(policy, word, key) :
				kinds[kind].missing;

	return why ? ccs_reject(reject, word, why) : 0;
}

/**
 * ccs_member_find - find a member by its value
 * @group: the group
 * @key: the value, of the group's kind
 *
 * Context: Policy lock held.
 * Return: the member, or NULL.
 */
struct ccs_member *ccs_member_find(const struct ccs_group *group,
				   const struct ccs_member_key *key)
{
	const struct ccs_table_node *node = ccs_table_first(&group->same,
							    key->hash);

	for (; node; node = node->next)
		if (kinds[group->kind].same(member_of(node), key))
			return member_of(node);
	return NULL;
}

static struct ccs_member *create(struct ccs_policy *policy,
				 struct ccs_group *group,
				 const struct ccs_member_key *key)
{
	struct ccs_member *const member = ccs_mem_zalloc(&policy->mem,
							 sizeof(*member));

	if (!member)
		return NULL;
	member->group = group;
	if (kind_of(member)->take(policy, member, key)) {
		ccs_mem_free(&policy->mem, member, sizeof(*member));
		return NULL;
	}
	return member;
}

static void destroy(struct ccs_policy *policy, struct ccs_member *member)
{
	if (kind_of(member)->drop)
		kind_of(member)->drop(policy, member);
	ccs_mem_free_rcu(&policy->mem, member, sizeof(*member), rcu);
}

/**
 * ccs_member_add - add a member
 * @policy: the policy
 * @group: the group
 * @key: the value, of the group's kind
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, also if it was there, or -ENOMEM with nothing changed.
 */
int ccs_member_add(struct ccs_policy *policy, struct ccs_group *group,
		   const struct ccs_member_key *key)
{
	struct ccs_member *member;

	if (ccs_member_find(group, key))
		return 0;
	member = create(policy, group, key);
	if (!member)
		return -ENOMEM;
	member->seq = policy->next_seq;
	if (kind_of(member)->enter(policy, member)) {
		destroy(policy, member);
		return -ENOMEM;
	}
	policy->next_seq++;
	list_add_tail_rcu(&member->node, &group->members);
	ccs_table_add(&group->same, &policy->mem, &member->same, hash_of);
	return 0;
}

/**
 * ccs_member_remove - take a member out of its group
 * @policy: the policy
 * @member: the member; freed after a grace period
 *
 * Context: Policy lock held.
 */
void ccs_member_remove(struct ccs_policy *policy, struct ccs_member *member)
{
	ccs_table_remove(&member->group->same, &policy->mem, &member->same,
			 hash_of);
	kind_of(member)->leave(policy, member);
	list_del_rcu(&member->node);
	policy->removals++;
	destroy(policy, member);
}

/**
 * ccs_member_clear - take every member out of a group
 * @policy: the policy
 * @group: the group; if of paths, its namespace's index is empty already
 *
 * Context: Policy lock held.
 */
void ccs_member_clear(struct ccs_policy *policy, struct ccs_group *group)
{
	struct ccs_member *member, *next;

	ccs_table_exit(&group->same, &policy->mem);
	list_for_each_entry_safe(member, next, &group->members, node) {
		if (group->kind != CCS_GROUP_PATH)
			kind_of(member)->leave(policy, member);
		list_del_rcu(&member->node);
		destroy(policy, member);
	}
	policy->removals++;
}

/**
 * ccs_group_print_member - print a line of exception policy
 * @emit: the writer
 * @member: the member; namespace and newline are the caller's
 */
void ccs_group_print_member(struct ccs_emit *emit,
			    const struct ccs_member *member)
{
	const struct ccs_name *const group = member->group->name;

	ccs_emit_text(emit, kind_of(member)->keyword);
	ccs_emit_text(emit, " ");
	ccs_emit_bytes(emit, group->text, group->len);
	ccs_emit_text(emit, " ");
	kind_of(member)->print(emit, member);
}
