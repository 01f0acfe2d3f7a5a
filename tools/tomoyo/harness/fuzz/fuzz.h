/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Fuzz targets
 *
 * Each takes bytes and ends the program if a property does not hold. Coverage
 * alone finds crashes; properties find lines that mean something else after
 * they were saved and loaded again.
 */

#ifndef CCS_HARNESS_FUZZ_FUZZ_H
#define CCS_HARNESS_FUZZ_FUZZ_H

#include "../core/env.h"

/* X(name): files fuzz/NAME.dict and fuzz/corpus/NAME/ belong to each. */
#define FUZZ_TARGETS(X)	\
	X(line)		\
	X(condition)	\
	X(number)	\
	X(address)	\
	X(profile)	\
	X(policy)	\
	X(pattern)	\
	X(encoding)

/**
 * struct fuzz_target - something to be fed
 * @name: its name
 * @run: takes an input
 */
struct fuzz_target {
	const char *name;
	void (*run)(const char *data, size_t size);
};

extern const struct fuzz_target fuzz_targets[];

#define X(name) void fuzz_##name(const char *data, size_t size);
FUZZ_TARGETS(X)
#undef X

const struct fuzz_target *fuzz_find(const char *name);
void fuzz_one(const struct fuzz_target *target, const void *data, size_t size);

#endif /* CCS_HARNESS_FUZZ_FUZZ_H */
