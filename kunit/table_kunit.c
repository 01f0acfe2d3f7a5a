// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of the writers' hash table
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/table.h"

#define OBJECTS	300

/**
 * struct object - something in the table
 * @node: its place
 * @hash: what it is found by
 */
struct object {
	struct ccs_table_node node;
	u32 hash;
};

static u32 hash_of(const struct ccs_table_node *node)
{
	return container_of(node, struct object, node)->hash;
}

static struct object *make_objects(struct kunit *test)
{
	struct object *const object = kunit_kzalloc(test, OBJECTS *
						    sizeof(*object),
						    GFP_KERNEL);
	int i;

	KUNIT_ASSERT_NOT_NULL(test, object);
	for (i = 0; i < OBJECTS; i++)
		object[i].hash = (i / 2) * 2654435769u >> 8;
	return object;
}

static u32 count_of(const struct ccs_table *table,
		    const struct object *object)
{
	const struct ccs_table_node *node;
	u32 count = 0;

	node = ccs_table_first(table, object->hash);
	for (; node; node = node->next)
		count += node == &object->node;
	return count;
}

static u32 longest_chain(const struct ccs_table *table,
			 const struct object *object)
{
	const struct ccs_table_node *node;
	u32 longest = 0, len;
	int i;

	for (i = 0; i < OBJECTS; i++) {
		len = 0;
		node = ccs_table_first(table, object[i].hash);
		for (; node; node = node->next)
			len++;
		longest = max(longest, len);
	}
	return longest;
}

static void test_table_finds_all(struct kunit *test)
{
	struct object *const object = make_objects(test);
	struct ccs_table table = {};
	struct ccs_mem mem = {};
	int i, k;

	mutex_lock(&ccs_policy_lock);
	for (i = 0; i < OBJECTS; i++) {
		KUNIT_EXPECT_EQ(test, count_of(&table, &object[i]), 0u);
		ccs_table_add(&table, &mem, &object[i].node, hash_of);
		for (k = 0; k <= i; k += 7)
			KUNIT_EXPECT_EQ(test, count_of(&table, &object[k]),
					1u);
	}
	KUNIT_EXPECT_TRUE(test, longest_chain(&table, object) < 20);
	for (i = 0; i < OBJECTS; i++) {
		const int which = (i * 7) % OBJECTS;

		ccs_table_remove(&table, &mem, &object[which].node, hash_of);
		KUNIT_EXPECT_EQ(test, count_of(&table, &object[which]), 0u);
	}
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, table.count, 0u);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&mem.used), 0L);
}

/* Few objects need no memory, and many are found without it too. */
static void test_table_grows_only_with_memory(struct kunit *test)
{
	struct object *const object = make_objects(test);
	struct ccs_mem mem = { .quota = 1 };
	struct ccs_table table = {};
	int i;

	mutex_lock(&ccs_policy_lock);
	for (i = 0; i < OBJECTS / 2; i++)
		ccs_table_add(&table, &mem, &object[i].node, hash_of);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&mem.used), 0L);
	mem.quota = 0;
	for (; i < OBJECTS; i++)
		ccs_table_add(&table, &mem, &object[i].node, hash_of);
	for (i = 0; i < OBJECTS; i++)
		KUNIT_EXPECT_EQ(test, count_of(&table, &object[i]), 1u);
	KUNIT_EXPECT_TRUE(test, atomic_long_read(&mem.used) > 0);
	ccs_table_exit(&table, &mem);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, table.count, 0u);
	KUNIT_EXPECT_NULL(test, ccs_table_first(&table, 0));
	KUNIT_EXPECT_EQ(test, atomic_long_read(&mem.used), 0L);
}

static struct kunit_case table_cases[] = {
	KUNIT_CASE(test_table_finds_all),
	KUNIT_CASE(test_table_grows_only_with_memory),
	{}
};

static struct kunit_suite table_suite = {
	.name = "ccs_table",
	.test_cases = table_cases,
};

kunit_test_suite(table_suite);
