// SPDX-License-Identifier: GPL-2.0-only
/*
 * Interned names
 */

#include "env.h"
#include "escape.h"
#include "name.h"
#include "pattern_filter.h"

#define FIRST_SIZE 256

/**
 * ccs_str_of - describe an encoded name
 * @text: the name, NUL terminated, which must outlive the result
 * @len: its length in bytes
 *
 * Return: the description, hash included.
 */
struct ccs_str ccs_str_of(const char *text, size_t len)
{
	return (struct ccs_str){
		.text = text,
		.len = len,
		.hash = ccs_env_hash(text, len),
	};
}

/**
 * ccs_name_is - are these the same bytes?
 * @name: an interned name
 * @str: a name from a request
 *
 * Return: true if they are; wildcards have no meaning here.
 */
bool ccs_name_is(const struct ccs_name *name, const struct ccs_str *str)
{
	return name->hash == str->hash && name->len == str->len &&
	       !memcmp(name->text, str->text, str->len);
}

/**
 * ccs_name_span - the text of a name
 * @name: the name
 *
 * Return: its text as a span.
 */
struct ccs_span ccs_name_span(const struct ccs_name *name)
{
	return (struct ccs_span){ .text = name->text, .len = name->len };
}

static struct hlist_head *new_buckets(struct ccs_mem *mem, u32 size)
{
	return ccs_mem_zalloc(mem, size * sizeof(struct hlist_head));
}

/**
 * ccs_names_init - make an empty table
 * @names: the table
 * @mem: the account to charge
 *
 * Return: 0 or -ENOMEM.
 */
int ccs_names_init(struct ccs_names *names, struct ccs_mem *mem)
{
	names->mem = mem;
	names->size = FIRST_SIZE;
	names->buckets = new_buckets(mem, names->size);
	return names->buckets ? 0 : -ENOMEM;
}

/**
 * ccs_names_exit - free a table from which every name is gone
 * @names: the table
 */
void ccs_names_exit(struct ccs_names *names)
{
	WARN_ON_ONCE(names->count);
	ccs_mem_free(names->mem, names->buckets,
		     names->size * sizeof(struct hlist_head));
	names->buckets = NULL;
}

/* Doubles the table; if there is no memory the chains just grow longer. */
static void grow(struct ccs_names *names)
{
	struct hlist_head *const old = names->buckets;
	struct hlist_head *const bigger = new_buckets(names->mem,
						      names->size * 2);
	u32 i;

	if (!bigger)
		return;
	for (i = 0; i < names->size; i++) {
		struct hlist_node *tmp;
		struct ccs_name *name;

		hlist_for_each_entry_safe(name, tmp, &old[i], node)
			hlist_add_head(&name->node,
				       &bigger[name->hash &
					       (names->size * 2 - 1)]);
	}
	ccs_mem_free(names->mem, old, names->size * sizeof(*old));
	names->buckets = bigger;
	names->size *= 2;
}

static struct ccs_name *find(const struct ccs_names *names,
			     const struct ccs_str *str)
{
	struct ccs_name *name;

	hlist_for_each_entry(name, &names->buckets[str->hash &
						   (names->size - 1)], node)
		if (ccs_name_is(name, str))
			return name;
	return NULL;
}

static size_t name_size(u32 len, u32 const_len)
{
	if (const_len == len)
		return sizeof(struct ccs_name) + len + 1;
	return sizeof(struct ccs_name) + ccs_name_filter_at(len) +
	       sizeof(struct ccs_filter);
}

/**
 * ccs_name_get - find or make the name of a text
 * @names: the table
 * @text: the text, not necessarily legal
 *
 * Context: Policy lock held; may sleep.
 * Return: the name with one more user, or NULL if there is no memory.
 */
struct ccs_name *ccs_name_get(struct ccs_names *names,
			      const struct ccs_span *text)
{
	const struct ccs_str str = ccs_str_of(text->text, text->len);
	const u32 const_len = ccs_const_len(text->text, text->len);
	struct ccs_name *name;

	ccs_env_assert_writer();
	name = find(names, &str);
	if (name)
		return ccs_name_hold(name);
	name = ccs_mem_alloc(names->mem, name_size(text->len, const_len));
	if (!name)
		return NULL;
	memcpy(name->text, text->text, text->len);
	name->text[text->len] = '\0';
	name->len = text->len;
	name->hash = str.hash;
	name->const_len = const_len;
	name->users = 1;
	if (const_len < name->len)
		ccs_filter_init(name);
	if (names->count >= names->size * CCS_NAME_CHAIN_MAX)
		grow(names);
	hlist_add_head(&name->node,
		       &names->buckets[name->hash & (names->size - 1)]);
	names->count++;
	return name;
}

/**
 * ccs_name_hold - count one more user
 * @name: a name with at least one user
 *
 * Context: Policy lock held.
 * Return: @name.
 */
struct ccs_name *ccs_name_hold(struct ccs_name *name)
{
	ccs_env_assert_writer();
	name->users++;
	return name;
}

/**
 * ccs_name_put - count one user less
 * @names: the table
 * @name: the name; NULL is ignored
 *
 * Context: Policy lock held. The name is freed after a grace period.
 */
void ccs_name_put(struct ccs_names *names, struct ccs_name *name)
{
	if (!name)
		return;
	ccs_env_assert_writer();
	if (WARN_ON_ONCE(!name->users) || --name->users)
		return;
	hlist_del(&name->node);
	names->count--;
	ccs_mem_free_rcu(names->mem, name,
			 name_size(name->len, name->const_len), rcu);
}
