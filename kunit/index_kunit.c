// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of the index by names and references
 *
 * Every test compares what the index finds with a walk over all objects.
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "../core/index.h"

#define OBJECTS	400
#define STEPS	6000
#define TEXT	12
#define SALTS	3

/**
 * struct object - something that is found by a name or a reference
 * @item: what the index sees
 * @present: it is in the index
 * @found: how often the last search found it
 */
struct object {
	struct ccs_index_item item;
	bool present;
	u32 found;
};

/**
 * struct world - what a case works on, in test->priv
 * @mem: the account
 * @names: the names of @object
 * @index: the index
 * @random: state of the generator
 * @at_rest: bytes used while nothing is in the index
 * @object: the objects
 */
struct world {
	struct ccs_mem mem;
	struct ccs_names names;
	struct ccs_index index;
	u32 random;
	long at_rest;
	struct object object[OBJECTS];
};

static u32 draw(struct world *world, u32 below)
{
	world->random = world->random * 1664525u + 1013904223u;
	return ((u64)world->random * below) >> 32;
}

/* Few characters, so that prefixes meet and names come twice. */
static u32 draw_text(struct world *world, char *text, bool wildcards)
{
	const u32 want = 1 + draw(world, TEXT - 3);
	u32 len = 0;

	while (len < want) {
		const u32 what = draw(world, wildcards ? 10 : 8);

		if (what < 8) {
			text[len++] = "aaaabb/c"[what];
			continue;
		}
		text[len++] = '\\';
		text[len++] = what == 8 ? '*' : '?';
	}
	text[len] = '\0';
	return len;
}

static int make_object(struct world *world, struct object *object)
{
	const bool ref = !draw(world, 8);
	char text[TEXT + 2];
	struct ccs_span span = { .text = text };

	object->item.salt = draw(world, SALTS);
	object->item.kind = ref ? CCS_KEY_REF : CCS_KEY_NAME;
	if (ref) {
		const u32 which = draw(world, OBJECTS);

		object->item.key = &world->object[which];
		object->item.hash = which / 2;
		return 0;
	}
	span.len = draw_text(world, text, true);
	object->item.key = ccs_name_get(&world->names, &span);
	return object->item.key ? 0 : -ENOMEM;
}

static int make_objects(struct world *world)
{
	int i, err;

	err = ccs_names_init(&world->names, &world->mem);
	for (i = 0; !err && i < OBJECTS; i++)
		err = make_object(world, &world->object[i]);
	world->at_rest = atomic_long_read(&world->mem.used);
	return err;
}

static int index_init(struct kunit *test)
{
	struct world *const world = ccs_env_zalloc(sizeof(*world));
	int err;

	if (!world)
		return -ENOMEM;
	test->priv = world;
	world->random = 1;
	mutex_lock(&ccs_policy_lock);
	err = make_objects(world);
	mutex_unlock(&ccs_policy_lock);
	return err;
}

static void index_exit(struct kunit *test)
{
	struct world *const world = test->priv;
	int i;

	if (!world)
		return;
	mutex_lock(&ccs_policy_lock);
	for (i = 0; i < OBJECTS; i++)
		if (world->object[i].item.kind == CCS_KEY_NAME)
			ccs_name_put(&world->names, (struct ccs_name *)
				     world->object[i].item.key);
	ccs_names_exit(&world->names);
	mutex_unlock(&ccs_policy_lock);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&world->mem.used), 0L);
	ccs_env_free(world);
	test->priv = NULL;
}

static int add(struct world *world, struct object *object)
{
	const int err = ccs_index_add(&world->index, &world->names,
				      &object->item);

	object->present = !err;
	return err;
}

static void take_out(struct world *world, struct object *object)
{
	ccs_index_remove(&world->index, &world->names, &object->item);
	object->present = false;
}

static struct object *draw_object(struct world *world)
{
	return &world->object[draw(world, OBJECTS)];
}

static void mark_chain(const struct ccs_index_item *item)
{
	for (; item; item = ccs_index_more(item))
		container_of(item, struct object, item)->found++;
}

static u32 const_len_of(const struct ccs_index_item *item)
{
	return ((const struct ccs_name *)item->key)->const_len;
}

static bool is_begun_with(const struct ccs_str *str,
			  const struct ccs_name *name)
{
	return str->len >= name->const_len &&
	       !memcmp(str->text, name->text, name->const_len);
}

/* Literals must be equal, of patterns the constant part must fit. */
static bool is_wanted(const struct object *object, u8 salt,
		      const struct ccs_str *str)
{
	const struct ccs_name *const name = object->item.key;

	if (!object->present || object->item.salt != salt ||
	    object->item.kind != CCS_KEY_NAME)
		return false;
	return name->const_len < name->len ? is_begun_with(str, name) :
					     ccs_name_is(name, str);
}

static void expect_found(struct kunit *test, const struct object *object,
			 bool wanted, const char *what)
{
	KUNIT_EXPECT_EQ_MSG(test, object->found, (u32)wanted, "%s", what);
}

static void check_name(struct kunit *test, u8 salt, const struct ccs_str *str)
{
	struct world *const world = test->priv;
	const struct ccs_index_item *chain;
	struct ccs_index_walk walk;
	s64 last = -1;
	int i;

	for (i = 0; i < OBJECTS; i++)
		world->object[i].found = 0;
	mark_chain(ccs_index_name(&world->index, salt, str));
	chain = ccs_index_first(&walk, &world->index, salt, str);
	for (; chain; chain = ccs_index_next(&walk)) {
		KUNIT_EXPECT_TRUE(test, const_len_of(chain) > last);
		last = const_len_of(chain);
		mark_chain(chain);
	}
	for (i = 0; i < OBJECTS; i++)
		expect_found(test, &world->object[i],
			     is_wanted(&world->object[i], salt, str),
			     str->text);
}

static void check_ref(struct kunit *test, u8 salt, u32 which)
{
	struct world *const world = test->priv;
	const void *const key = &world->object[which];
	int i;

	for (i = 0; i < OBJECTS; i++)
		world->object[i].found = 0;
	mark_chain(ccs_index_ref(&world->index, salt, key, which / 2));
	for (i = 0; i < OBJECTS; i++) {
		const struct object *const object = &world->object[i];

		expect_found(test, object, object->present &&
			     object->item.salt == salt &&
			     object->item.key == key, "reference");
	}
}

/* Half of the names are those of objects, so that something is found. */
static void check_some(struct kunit *test)
{
	struct world *const world = test->priv;
	const struct object *const object = draw_object(world);
	const u8 salt = draw(world, SALTS + 1);
	char text[TEXT + 2];
	u32 len = draw_text(world, text, false);
	struct ccs_str str;

	if (object->item.kind == CCS_KEY_NAME && draw(world, 2)) {
		const struct ccs_name *const name = object->item.key;

		len = name->len;
		memcpy(text, name->text, len + 1);
	}
	str = ccs_str_of(text, len);
	check_name(test, salt, &str);
	check_ref(test, salt, draw(world, OBJECTS));
}

/* Goes up and down between few and many objects. */
static void change_some(struct kunit *test, u32 step)
{
	struct world *const world = test->priv;
	struct object *const object = draw_object(world);
	const bool growing = step / (STEPS / 6) % 2 == 0;

	if (object->present && (!growing || !draw(world, 3)))
		take_out(world, object);
	else if (!object->present && (growing || !draw(world, 3)))
		KUNIT_EXPECT_EQ(test, add(world, object), 0);
}

static void take_out_all(struct kunit *test)
{
	struct world *const world = test->priv;
	int i;

	for (i = 0; i < OBJECTS; i++)
		if (world->object[i].present)
			take_out(world, &world->object[i]);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&world->mem.used),
			world->at_rest);
}

static void test_index_agrees_with_walk(struct kunit *test)
{
	u32 step;

	mutex_lock(&ccs_policy_lock);
	for (step = 0; step < STEPS; step++) {
		change_some(test, step);
		check_some(test);
	}
	take_out_all(test);
	mutex_unlock(&ccs_policy_lock);
}

/* In the order of addition and in reverse, not only at random. */
static void test_index_fills_and_empties(struct kunit *test)
{
	struct world *const world = test->priv;
	int i;

	mutex_lock(&ccs_policy_lock);
	for (i = 0; i < OBJECTS; i++)
		KUNIT_EXPECT_EQ(test, add(world, &world->object[i]), 0);
	for (i = 0; i < OBJECTS; i++) {
		check_some(test);
		take_out(world, &world->object[i]);
	}
	for (i = 0; i < OBJECTS; i++)
		KUNIT_EXPECT_EQ(test, add(world, &world->object[i]), 0);
	for (i = OBJECTS - 1; i >= 0; i--) {
		take_out(world, &world->object[i]);
		check_some(test);
	}
	take_out_all(test);
	mutex_unlock(&ccs_policy_lock);
}

/* Lets ever more allocations of one addition succeed, until all of them do. */
static void add_scarce(struct kunit *test, struct object *object)
{
	struct world *const world = test->priv;
	const long used = atomic_long_read(&world->mem.used);
	int err = -ENOMEM;
	long more;

	for (more = 0; err; more = more ? more * 2 : 32) {
		world->mem.quota = used + more;
		err = add(world, object);
		world->mem.quota = 0;
		if (!err)
			break;
		KUNIT_EXPECT_EQ(test, err, -ENOMEM);
		KUNIT_EXPECT_EQ(test, atomic_long_read(&world->mem.used),
				used);
		check_some(test);
		if (more > 1 << 20)
			return;
	}
}

static void test_index_add_without_memory(struct kunit *test)
{
	struct world *const world = test->priv;
	u32 step;

	mutex_lock(&ccs_policy_lock);
	for (step = 0; step < STEPS / 4; step++) {
		struct object *const object = draw_object(world);

		if (!object->present)
			add_scarce(test, object);
		else if (!draw(world, 3))
			take_out(world, object);
		check_some(test);
	}
	take_out_all(test);
	mutex_unlock(&ccs_policy_lock);
}

static void test_index_exit_with_items(struct kunit *test)
{
	struct world *const world = test->priv;
	int i;

	mutex_lock(&ccs_policy_lock);
	for (i = 0; i < OBJECTS; i++)
		KUNIT_EXPECT_EQ(test, add(world, &world->object[i]), 0);
	ccs_index_exit(&world->index, &world->names);
	for (i = 0; i < OBJECTS; i++)
		world->object[i].present = false;
	KUNIT_EXPECT_EQ(test, atomic_long_read(&world->mem.used),
			world->at_rest);
	check_some(test);
	KUNIT_EXPECT_EQ(test, add(world, &world->object[0]), 0);
	check_some(test);
	take_out_all(test);
	mutex_unlock(&ccs_policy_lock);
}

static void test_index_empty_has_no_memory(struct kunit *test)
{
	struct world *const world = test->priv;
	const struct ccs_str str = ccs_str_of("", 0);
	struct ccs_index_walk walk;

	mutex_lock(&ccs_policy_lock);
	KUNIT_EXPECT_NULL(test, ccs_index_name(&world->index, 0, &str));
	KUNIT_EXPECT_NULL(test, ccs_index_ref(&world->index, 0, test, 0));
	KUNIT_EXPECT_NULL(test,
			  ccs_index_first(&walk, &world->index, 0, &str));
	ccs_index_exit(&world->index, &world->names);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&world->mem.used),
			world->at_rest);
	mutex_unlock(&ccs_policy_lock);
}

/* One object that comes and goes must not fill the tables. */
static void test_index_same_object_again_and_again(struct kunit *test)
{
	struct world *const world = test->priv;
	long used = 0;
	int i;

	mutex_lock(&ccs_policy_lock);
	for (i = 0; i < OBJECTS / 2; i++)
		KUNIT_EXPECT_EQ(test, add(world, &world->object[i]), 0);
	for (i = 0; i < STEPS; i++) {
		struct object *const object =
			&world->object[OBJECTS / 2 + i % (OBJECTS / 2)];

		KUNIT_EXPECT_EQ(test, add(world, object), 0);
		take_out(world, object);
		if (i == STEPS / 10)
			used = atomic_long_read(&world->mem.used);
	}
	KUNIT_EXPECT_EQ(test, atomic_long_read(&world->mem.used), used);
	check_some(test);
	take_out_all(test);
	mutex_unlock(&ccs_policy_lock);
}

static struct kunit_case index_cases[] = {
	KUNIT_CASE(test_index_agrees_with_walk),
	KUNIT_CASE(test_index_fills_and_empties),
	KUNIT_CASE(test_index_add_without_memory),
	KUNIT_CASE(test_index_exit_with_items),
	KUNIT_CASE(test_index_empty_has_no_memory),
	KUNIT_CASE(test_index_same_object_again_and_again),
	{}
};

static struct kunit_suite index_suite = {
	.name = "ccs_index",
	.init = index_init,
	.exit = index_exit,
	.test_cases = index_cases,
};

kunit_test_suite(index_suite);
