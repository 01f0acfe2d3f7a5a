/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Kinds of policy that are measured
 */

#ifndef CCS_HARNESS_BENCH_KIND_H
#define CCS_HARNESS_BENCH_KIND_H

#include "../core/env.h"
#include "../core/request.h"
#include "../world/world.h"

#define BENCH_TEXT 128

/**
 * struct bench_kind - a kind of policy
 * @name: its name
 * @node: where its lines go
 * @first: a line of domain policy that is written before, NULL for none
 * @line: prints line number @i
 * @request: prints what line number @i grants
 * @values: operands are values and no names: there is no linear scan
 * @patterned: lines are patterns
 * @shared: they share their constant prefix
 * @ask: fills a request in from the text that @request printed
 */
struct bench_kind {
	const char *name;
	enum world_node node;
	const char *first;
	void (*line)(char *text, u64 i);
	void (*request)(char *text, u64 i);
	bool values;
	bool patterned;
	bool shared;
	void (*ask)(struct ccs_request *request, const char *text);
};

extern const struct bench_kind bench_kinds[];

const struct bench_kind *bench_kind_find(const char *name);

#endif /* CCS_HARNESS_BENCH_KIND_H */
