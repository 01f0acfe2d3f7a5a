// SPDX-License-Identifier: GPL-2.0-only
/*
 * Fuzz targets
 */

#include "fuzz.h"

const struct fuzz_target fuzz_targets[] = {
#define X(name) { #name, fuzz_##name },
	FUZZ_TARGETS(X)
#undef X
	{}
};

/**
 * fuzz_find - find a target
 * @name: its name
 *
 * Return: the target, or NULL.
 */
const struct fuzz_target *fuzz_find(const char *name)
{
	const struct fuzz_target *target;

	for (target = fuzz_targets; target->name; target++)
		if (!strcmp(name, target->name))
			return target;
	return NULL;
}

/**
 * fuzz_one - feed a target
 * @target: the target
 * @data: the input
 * @size: its size in bytes
 *
 * Everything that core allocates has to be freed again.
 */
void fuzz_one(const struct fuzz_target *target, const void *data, size_t size)
{
	const long live = ccs_env_memory.live;

	target->run(data, size);
	if (ccs_env_memory.live != live)
		ccs_env_die("memory is left", __FILE__, __LINE__);
}
