// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the tools read, for libFuzzer
 *
 * One program for all targets: the name it is called by says which. Each reads
 * its input as the tools do; sanitizers say whether that was safe.
 */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/fail.h"
#include "fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct {
	const char *name;
	void (*run)(const char *text, size_t size);
} targets[] = {
	{ "tools-agent", fuzz_agent },
	{ "tools-answer", fuzz_answer },
	{ "tools-apparmor", fuzz_apparmor },
	{ "tools-config", fuzz_config },
	{ "tools-convert", fuzz_convert },
	{ "tools-fix", fuzz_fix },
	{ "tools-ldcache", fuzz_ldcache },
	{ "tools-manifest", fuzz_manifest },
	{ "tools-model", fuzz_model },
	{ "tools-notify", fuzz_notify },
	{ "tools-record", fuzz_record },
	{ "tools-remote", fuzz_remote },
	{ "tools-rewrite", fuzz_rewrite },
	{ "tools-rule", fuzz_rule },
};

static void (*target)(const char *text, size_t size);

/**
 * LLVMFuzzerInitialize - choose the target
 * @argc: of main()
 * @argv: likewise
 *
 * Return: 0.
 */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *const slash = strrchr(**argv, '/');
	const char *const name = slash ? slash + 1 : **argv;
	size_t i;

	for (i = 0; i < sizeof(targets) / sizeof(targets[0]); i++)
		if (!strcmp(targets[i].name, name))
			target = targets[i].run;
	if (!target)
		ccs_die(CCS_EXIT_USAGE, "%s: not the name of a target", name);
	return 0;
}

/**
 * LLVMFuzzerTestOneInput - take an input
 * @data: the input
 * @size: its size in bytes
 *
 * Return: 0.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* On the heap and of this size, so that one byte too many is noticed. */
	char *const text = ccs_realloc(NULL, size + 1);

	memcpy(text, data, size);
	text[size] = '\0';
	target(text, size);
	free(text);
	return 0;
}
