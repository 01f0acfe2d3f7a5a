// SPDX-License-Identifier: GPL-2.0-only
/*
 * Printing of profiles
 */

#include "env.h"
#include "name.h"
#include "namespace.h"
#include "profile_change.h"

/**
 * struct printer - what the lines of one profile share
 * @ns: the namespace
 * @prefix: what its lines start with
 * @emit: the writer
 * @number: the profile; -1 for what all profiles have in common
 */
struct printer {
	const struct ccs_ns *ns;
	const char *prefix;
	struct ccs_emit *emit;
	int number;
};

static void print_start(const struct printer *printer)
{
	ccs_emit_text(printer->emit, printer->prefix);
	if (printer->number >= 0)
		ccs_emit(printer->emit, "%d-", printer->number);
}

static const char *yes_no(bool yes)
{
	return yes ? "yes" : "no";
}

/* Prints one setting; @category and @item are NULL where there is none. */
static void print_config(const struct printer *printer, u8 config,
			 const char *category, const char *item)
{
	if (config & CCS_CONFIG_USE_DEFAULT)
		return;
	print_start(printer);
	ccs_emit_text(printer->emit, "CONFIG");
	if (category)
		ccs_emit(printer->emit, "::%s", category);
	if (item)
		ccs_emit(printer->emit, "::%s", item);
	ccs_emit(printer->emit, "={ mode=%s grant_log=%s reject_log=%s }\n",
		 ccs_mode_names[config & CCS_CONFIG_MODE],
		 yes_no(config & CCS_CONFIG_GRANT_LOG),
		 yes_no(config & CCS_CONFIG_REJECT_LOG));
}

static void print_key(const struct printer *printer,
		      const struct ccs_preferences *preferences, int which)
{
	const struct ccs_preference_key *const key =
		&ccs_preference_keys[which];
	const u32 value = ccs_preference_value(preferences, printer->ns, which);

	ccs_emit(printer->emit, " %s=", key->keyword);
	if (key->words)
		ccs_emit_text(printer->emit, key->words[value]);
	else
		ccs_emit(printer->emit, "%u", value);
}

static void print_extra_keys(const struct printer *printer,
			     const struct ccs_preferences *preferences)
{
	int i;

	for (i = 0; i < CCS_PREFERENCE_COUNT; i++)
		if (ccs_preference_extra(printer->ns, preferences, i))
			print_key(printer, preferences, i);
}

static void print_preference(const struct printer *printer,
			     const struct ccs_preferences *preferences)
{
	const struct ccs_ns *const ns = printer->ns;

	print_start(printer);
	ccs_emit(printer->emit, "PREFERENCE={ max_audit_log=%u",
		 ccs_preference_value(preferences, ns,
				      CCS_PREFERENCE_AUDIT_LOG));
	ccs_emit(printer->emit, " max_learning_entry=%u enforcing_penalty=%u",
		 ccs_preference_value(preferences, ns,
				      CCS_PREFERENCE_LEARNING),
		 ccs_preference_value(preferences, ns, CCS_PREFERENCE_PENALTY));
	print_extra_keys(printer, preferences);
	ccs_emit_text(printer->emit, " }\n");
}

static void print_block(const struct printer *printer,
			const struct ccs_preferences *preferences, int block)
{
	const u32 keys = ccs_block_keys(block);
	int i;

	if ((preferences->own & keys) != keys)
		return;
	print_start(printer);
	ccs_emit(printer->emit, "PREFERENCE::%s={", ccs_preference_block_names[block]);
	for (i = 0; i < CCS_PREFERENCE_COUNT; i++)
		if (keys & BIT(i))
			print_key(printer, preferences, i);
	ccs_emit_text(printer->emit, " }\n");
}

static void print_blocks(const struct printer *printer,
			 const struct ccs_preferences *preferences)
{
	int i;

	for (i = 0; i < CCS_BLOCK_COUNT; i++)
		print_block(printer, preferences, i);
}

static void print_profile(const struct printer *printer,
			  const struct ccs_profile *profile)
{
	const struct ccs_name *const comment = profile->comment;
	int i;

	if (comment) {
		print_start(printer);
		ccs_emit(printer->emit, "COMMENT=%s\n", comment->text);
	}
	/* The other way round the first line would undo the others. */
	print_preference(printer, &profile->preference);
	print_blocks(printer, &profile->preference);
	print_config(printer, profile->config[CCS_SLOT_ALL], NULL, NULL);
	for (i = 0; i < CCS_ITEM_COUNT; i++)
		print_config(printer, profile->config[i],
			     ccs_category_names[ccs_item_category[i]],
			     ccs_item_name(i));
	for (i = 0; i < CCS_CATEGORY_COUNT; i++)
		print_config(printer, profile->config[CCS_SLOT_CATEGORY + i],
			     ccs_category_names[i], NULL);
}

static void print_common(const struct printer *printer)
{
	print_start(printer);
	ccs_emit(printer->emit, "PROFILE_VERSION=%u\n", printer->ns->version);
	print_blocks(printer, &printer->ns->defaults);
}

/**
 * ccs_profile_print - print profiles as the node ``profile`` shows them
 * @ns: the namespace
 * @pos: where to go on; start with number -1
 * @prefix: what each line starts with: the namespace and a space, or nothing
 * @emit: the writer
 *
 * A profile is printed as a whole, so that no reader sees half a change.
 *
 * Context: Policy lock held.
 * Return: true when everything was printed, false to be called again with an
 * emptier buffer.
 */
bool ccs_profile_print(const struct ccs_ns *ns, struct ccs_profile_pos *pos,
		       const char *prefix, struct ccs_emit *emit)
{
	for (; pos->number < CCS_PROFILE_COUNT; pos->number++) {
		const struct printer printer = {
			.ns = ns,
			.prefix = prefix,
			.emit = emit,
			.number = pos->number,
		};
		const size_t mark = emit->len;

		if (pos->number < 0)
			print_common(&printer);
		else if (ns->profiles[pos->number])
			print_profile(&printer, ns->profiles[pos->number]);
		if (!ccs_emit_commit(emit, mark))
			return false;
	}
	return true;
}
