// SPDX-License-Identifier: GPL-2.0-only
/*
 * Entry points for libFuzzer
 *
 * One program for all targets: the name it is called by says which.
 */

#include "fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static const struct fuzz_target *target;

/**
 * LLVMFuzzerInitialize - choose the target
 * @argc: of main()
 * @argv: likewise
 *
 * Return: 0.
 */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *const slash = *argc ? strrchr(**argv, '/') : NULL;

	setvbuf(stdout, NULL, _IOLBF, 0);
	target = *argc ? fuzz_find(slash ? slash + 1 : **argv) : NULL;
	if (!target)
		ccs_env_die("call it by the name of a target", __FILE__,
			    __LINE__);
	return 0;
}

/**
 * LLVMFuzzerTestOneInput - take an input
 * @data: the input
 * @size: its size in bytes
 *
 * Return: 0.
 */
int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	fuzz_one(target, data, size);
	return 0;
}
