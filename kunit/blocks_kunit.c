// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of the index by ranges
 *
 * Every test compares what the index finds with a walk over all ranges.
 */

#include <kunit/test.h>

#include "../core/blocks.h"
#include "../core/env.h"
#include "vectors/blocks.h"

#define RANGES	200
#define STEPS	3000
#define SALTS	2

/**
 * struct owner - something that is found by a range
 * @range: the range
 * @salt: keeps it apart from others
 * @present: it is in the index
 * @found: how often the last search found it
 */
struct owner {
	struct ccs_wide_range range;
	u8 salt;
	bool present;
	u32 found;
};

/**
 * struct world - what a case works on, in test->priv
 * @mem: the account
 * @blocks: the index
 * @random: state of the generator
 * @owner: the owners
 */
struct world {
	struct ccs_mem mem;
	struct ccs_blocks blocks;
	u32 random;
	struct owner owner[RANGES];
};

static u32 draw(struct world *world, u32 below)
{
	world->random = world->random * 1664525u + 1013904223u;
	return ((u64)world->random * below) >> 32;
}

/* Near the edges where a carry or a shift goes wrong, or anywhere. */
static struct ccs_wide draw_value(struct world *world)
{
	static const struct ccs_wide edges[] = {
		{ 0, 0 }, { 0, U32_MAX }, { 0, U64_MAX }, { 1, 0 },
		{ 1ULL << 63, 0 }, { U64_MAX, 0 }, { U64_MAX, U64_MAX },
		{ 0, 1ULL << 63 },
	};
	struct ccs_wide value;

	if (!draw(world, 4))
		return (struct ccs_wide){
			(u64)draw(world, U32_MAX) << draw(world, 33),
			(u64)draw(world, U32_MAX) << draw(world, 33),
		};
	value = edges[draw(world, ARRAY_SIZE(edges))];
	value.lo += draw(world, 17);
	value.lo -= 8;
	return value;
}

static void draw_owner(struct world *world, struct owner *owner)
{
	const struct ccs_wide a = draw_value(world);
	const struct ccs_wide b = draw(world, 3) ? draw_value(world) : a;
	const bool swap = ccs_wide_above(&a, &b);

	owner->range.min = swap ? b : a;
	owner->range.max = swap ? a : b;
	owner->salt = draw(world, SALTS);
}

static int blocks_init(struct kunit *test)
{
	struct world *const world = ccs_env_zalloc(sizeof(*world));
	int i;

	if (!world)
		return -ENOMEM;
	test->priv = world;
	world->random = 1;
	for (i = 0; i < RANGES; i++)
		draw_owner(world, &world->owner[i]);
	return 0;
}

static void blocks_exit(struct kunit *test)
{
	struct world *const world = test->priv;

	if (!world)
		return;
	KUNIT_EXPECT_EQ(test, atomic_long_read(&world->mem.used), 0L);
	ccs_env_free(world);
	test->priv = NULL;
}

static int add(struct world *world, struct owner *owner)
{
	const int err = ccs_blocks_add(&world->blocks, &world->mem,
				       owner->salt, &owner->range, owner);

	owner->present = !err;
	return err;
}

static void take_out(struct world *world, struct owner *owner)
{
	ccs_blocks_remove(&world->blocks, &world->mem, owner->salt,
			  &owner->range, owner);
	owner->present = false;
}

static void take_out_all(struct world *world)
{
	int i;

	for (i = 0; i < RANGES; i++)
		if (world->owner[i].present)
			take_out(world, &world->owner[i]);
}

static bool contains(const struct ccs_wide_range *range,
		     const struct ccs_wide *value)
{
	return !ccs_wide_above(&range->min, value) &&
	       !ccs_wide_above(value, &range->max);
}

static void check_value(struct kunit *test, u8 salt,
			const struct ccs_wide *value)
{
	struct world *const world = test->priv;
	struct ccs_blocks_walk walk;
	struct owner *owner;
	int i;

	for (i = 0; i < RANGES; i++)
		world->owner[i].found = 0;
	owner = ccs_blocks_first(&walk, &world->blocks, salt, value);
	for (; owner; owner = ccs_blocks_next(&walk))
		owner->found++;
	for (i = 0; i < RANGES; i++) {
		owner = &world->owner[i];
		KUNIT_EXPECT_EQ_MSG(test, owner->found,
				    (u32)(owner->present &&
					  owner->salt == salt &&
					  contains(&owner->range, value)),
				    "%llx:%llx",
				    (unsigned long long)value->hi,
				    (unsigned long long)value->lo);
	}
}

/* A value beside or on an end of a range, or any. */
static void check_some(struct kunit *test)
{
	struct world *const world = test->priv;
	const struct owner *const owner = &world->owner[draw(world, RANGES)];
	struct ccs_wide value = draw_value(world);

	if (draw(world, 2))
		value = draw(world, 2) ? owner->range.min : owner->range.max;
	if (!draw(world, 4))
		value.hi -= !value.lo--;
	if (!draw(world, 4))
		value.hi += !++value.lo;
	check_value(test, draw(world, SALTS), &value);
}

static void test_blocks_agree_with_walk(struct kunit *test)
{
	struct world *const world = test->priv;
	u32 step;

	mutex_lock(&ccs_policy_lock);
	for (step = 0; step < STEPS; step++) {
		struct owner *const owner =
			&world->owner[draw(world, RANGES)];
		const bool growing = step / (STEPS / 6) % 2 == 0;

		if (owner->present && (!growing || !draw(world, 3)))
			take_out(world, owner);
		else if (!owner->present && (growing || !draw(world, 3)))
			KUNIT_EXPECT_EQ(test, add(world, owner), 0);
		check_some(test);
	}
	take_out_all(world);
	mutex_unlock(&ccs_policy_lock);
}

static void test_blocks_add_without_memory(struct kunit *test)
{
	struct world *const world = test->priv;
	long used, more;
	int i, err;

	mutex_lock(&ccs_policy_lock);
	for (i = 0; i < RANGES; i++) {
		used = atomic_long_read(&world->mem.used);
		for (err = -ENOMEM, more = 0; err && more < 1 << 20;
		     more = more ? more * 2 : 32) {
			world->mem.quota = used + more;
			err = add(world, &world->owner[i]);
			world->mem.quota = 0;
			KUNIT_EXPECT_TRUE(test, !err || err == -ENOMEM);
			if (err)
				KUNIT_EXPECT_EQ(test, used, atomic_long_read
						(&world->mem.used));
			check_some(test);
		}
		KUNIT_EXPECT_EQ(test, err, 0);
	}
	take_out_all(world);
	mutex_unlock(&ccs_policy_lock);
}

/* What is left in the bitmap of lengths must not grow without end. */
static void test_blocks_forget_lengths(struct kunit *test)
{
	struct world *const world = test->priv;
	struct owner *const wide = &world->owner[0];
	struct owner *const one = &world->owner[1];
	int i;

	wide->range.min = (struct ccs_wide){ 0, 1 };
	wide->range.max = (struct ccs_wide){ U64_MAX, U64_MAX - 1 };
	wide->salt = 0;
	one->range.min = (struct ccs_wide){ 0, 80 };
	one->range.max = one->range.min;
	one->salt = 0;
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, add(world, one), 0);
	KUNIT_EXPECT_EQ(test, add(world, wide), 0);
	KUNIT_EXPECT_TRUE(test, world->blocks.lengths[0][1] != 0);
	take_out(world, wide);
	for (i = 0; i < STEPS / 10; i++) {
		KUNIT_EXPECT_EQ(test, add(world, &world->owner[2]), 0);
		take_out(world, &world->owner[2]);
		check_value(test, 0, &one->range.min);
	}
	take_out(world, one);
	KUNIT_EXPECT_EQ(test, world->blocks.lengths[0][1], 0ull);
	KUNIT_EXPECT_EQ(test, world->blocks.lengths[0][2], 0ull);
	mutex_unlock(&ccs_policy_lock);
}

static void describe_blocks(const struct blocks_row *row, char *desc)
{
	strscpy(desc, row->desc, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(blocks, blocks_rows, describe_blocks);

static void test_blocks_of_one_range(struct kunit *test)
{
	const struct blocks_row *const row = test->param_value;
	struct world *const world = test->priv;
	struct owner *const owner = &world->owner[0];

	owner->range = row->range;
	owner->salt = 0;
	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, add(world, owner), 0);
	KUNIT_EXPECT_EQ(test, world->blocks.slots.live, row->blocks);
	check_value(test, 0, &row->value);
	KUNIT_EXPECT_EQ(test, owner->found, (u32)row->found);
	check_value(test, 1, &row->value);
	take_out_all(world);
	mutex_unlock(&ccs_policy_lock);
}

static struct kunit_case blocks_cases[] = {
	KUNIT_CASE_PARAM(test_blocks_of_one_range, blocks_gen_params),
	KUNIT_CASE(test_blocks_agree_with_walk),
	KUNIT_CASE(test_blocks_add_without_memory),
	KUNIT_CASE(test_blocks_forget_lengths),
	{}
};

static struct kunit_suite blocks_suite = {
	.name = "ccs_blocks",
	.init = blocks_init,
	.exit = blocks_exit,
	.test_cases = blocks_cases,
};

kunit_test_suite(blocks_suite);
