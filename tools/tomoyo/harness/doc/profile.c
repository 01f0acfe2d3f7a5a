// SPDX-License-Identifier: GPL-2.0-only
/*
 * What profiles are made of
 */

#include "../core/items.h"
#include "../core/profile.h"
#include "doc.h"
#include "table.h"

void doc_modes(void)
{
	static const char *const head[] = {
		"Mode", "No entry permits it", "Entry added"
	};
	static const char *const rows[CCS_MODE_COUNT][2] = {
		[CCS_MODE_DISABLED] = { "not looked at", "no" },
		[CCS_MODE_LEARNING] = { "goes on", "yes" },
		[CCS_MODE_PERMISSIVE] = { "goes on", "no" },
		[CCS_MODE_ENFORCING] = { "refused", "no" },
	};
	struct doc_table table = { .columns = ARRAY_SIZE(head) };
	int i;

	doc_cells(&table, head);
	for (i = 0; i < CCS_MODE_COUNT; i++) {
		doc_literal(&table, ccs_mode_names[i]);
		doc_cell(&table, "%s", rows[i][0]);
		doc_cell(&table, "%s", rows[i][1]);
	}
	doc_print(&table);
}

/* Where an item is disabled unless a line names it. */
static const char *off_with(int item)
{
	if (ccs_item_flags[item] & CCS_NOT_17)
		return "20090903";
	if (ccs_item_flags[item] & CCS_NOT_18)
		return "20150505, 20100903";
	return "";
}

void doc_items(void)
{
	static const char *const head[] = {
		"Category", "Item in 1.8", "Item in 1.7", "Has to be named with"
	};
	struct doc_table table = { .columns = ARRAY_SIZE(head) };
	int item;

	doc_cells(&table, head);
	for (item = 0; item < CCS_ITEM_COUNT; item++) {
		doc_literal(&table,
			    ccs_category_names[ccs_item_category[item]]);
		doc_literal(&table, ccs_item_names_18[item]);
		doc_literal(&table, ccs_item_names_17[item]);
		doc_cell(&table, "%s", off_with(item));
	}
	doc_print(&table);
}

static bool value_ok(const char *key, u64 value)
{
	char *const text = doc_format("1-PREFERENCE={ %s=%llu }", key,
				      (unsigned long long)value);
	const struct doc_line line = { WORLD_PROFILE, .sample = text };
	char *const shown = doc_shown(&line, CCS_DIALECT_18);

	free(text);
	free(shown);
	return shown;
}

static u64 highest(const char *key)
{
	u64 low = 0, high = U64_MAX;

	while (low < high) {
		const u64 middle = low + (high - low) / 2 + 1;

		if (value_ok(key, middle))
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

/* Keys of 1.8 are what a new profile prints. */
static void print_keys_18(struct doc_table *table)
{
	static const struct doc_line line = {
		WORLD_PROFILE, .sample = "1-COMMENT=x"
	};
	char *const shown = doc_shown(&line, CCS_DIALECT_18);
	struct ccs_span rest = ccs_span_of(strstr(shown, "PREFERENCE"));
	struct ccs_span word, key;

	ccs_span_word(&rest, &word);
	while (ccs_span_word(&rest, &word) && isalpha(*word.text)) {
		char *name;

		ccs_span_split(&word, '=', &key);
		name = doc_format("%.*s", (int)key.len, key.text);
		doc_literal(table, "N-PREFERENCE");
		doc_literal(table, name);
		doc_cell(table, "%.*s", (int)word.len, word.text);
		doc_cell(table, "number up to %llu",
			 (unsigned long long)highest(name));
		free(name);
	}
	free(shown);
}

static void print_keys_17(struct doc_table *table)
{
	static const char *const blocks[] = {
#define X(id, keyword) [CCS_BLOCK_##id] = keyword,
		CCS_PREFERENCE_BLOCKS(X)
#undef X
	};
	int i;

	for (i = 0; i < CCS_PREFERENCE_COUNT; i++) {
		const struct ccs_preference_key *const key =
			&ccs_preference_keys[i];
		const bool in_block = key->block < CCS_BLOCK_COUNT;

		if (in_block)
			doc_cell(table, "``PREFERENCE::%s``",
				 blocks[key->block]);
		else
			doc_literal(table, "N-PREFERENCE");
		doc_literal(table, key->keyword);
		if (key->words) {
			doc_literal(table, key->words[key->first[in_block]]);
			doc_cell(table, "``%s`` or ``%s``", key->words[0],
				 key->words[1]);
			continue;
		}
		doc_cell(table, "%u", key->first[1]);
		doc_cell(table, "number up to %u", key->max);
	}
}

void doc_preferences(void)
{
	static const char *const head[] = { "Line", "Key", "Default", "Value" };
	struct doc_table table = { .columns = ARRAY_SIZE(head) };

	doc_cells(&table, head);
	print_keys_18(&table);
	print_keys_17(&table);
	doc_print(&table);
}
