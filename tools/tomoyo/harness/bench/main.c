// SPDX-License-Identifier: GPL-2.0-only
/*
 * Cost of policy by its size
 *
 * usage: ccs-bench KIND RULES
 *
 * Loads RULES lines of KIND (see kind.c) and counts, under callgrind, what it
 * takes to load them, to add and to remove one more, and to decide requests
 * that are granted and that are not. Beside it stands a linear scan over an
 * array of the same names, the least that a policy without an index could do.
 *
 * Not measured: computing and hashing the request's name, locks, the cache,
 * and what the kernel's allocator costs compared with the C library's.
 */

#include "../core/decide.h"
#include "../core/pattern.h"
#include "kind.h"
#include "measure.h"

#define DOMAIN "<kernel> /bench"
#define REQUESTS 64

/**
 * struct bench - one run
 * @kind: of policy
 * @rules: its size
 * @world: the policy
 * @domain: where requests come from
 * @text: names of requests, half of which are granted
 * @request: the requests
 */
struct bench {
	const struct bench_kind *kind;
	unsigned long rules;
	struct world *world;
	struct ccs_domain *domain;
	char text[2 * REQUESTS][BENCH_TEXT];
	struct ccs_request request[2 * REQUESTS];
};

static const char lsm[] = "ccsecurity";

static void die(const char *why)
{
	ccs_env_die(why, __FILE__, __LINE__);
}

static void toggle_if(bool change)
{
	if (change)
		measure_toggle();
}

/* Composing and copying the line is what the writer does, not the policy. */
static void write_line(struct bench *bench, const char *head, u64 i,
		       bool counted)
{
	char text[BENCH_TEXT + 16];
	struct ccs_span line;
	int err;

	bench->kind->line(stpcpy(text, head), i);
	line = ccs_span_of(text);
	world_stage(bench->world, &line);
	toggle_if(counted);
	err = world_commit(bench->world, bench->kind->node);
	toggle_if(counted);
	if (err)
		die("a line is refused");
}

static void start(struct bench *bench)
{
	const struct ccs_span name = ccs_span_of(DOMAIN);

	bench->world = world_new(CCS_DIALECTS);
	bench->world->policy.mem.quota = 0;
	if (world_text(bench->world, WORLD_DOMAIN, DOMAIN) ||
	    (bench->kind->first && world_text(bench->world, WORLD_DOMAIN,
					      bench->kind->first)))
		die("a line is refused");
	mutex_lock(&ccs_policy_lock);
	bench->domain = ccs_domain_find(&bench->world->policy, &name);
	mutex_unlock(&ccs_policy_lock);
}

/* The first half asks for names of rules, the second for others. */
static void prepare_requests(struct bench *bench)
{
	int i;

	for (i = 0; i < 2 * REQUESTS; i++) {
		const u64 rule = i < REQUESTS ?
			i * 7919ull % bench->rules : bench->rules + i;

		bench->kind->request(bench->text[i], rule);
		bench->kind->ask(&bench->request[i], bench->text[i]);
	}
}

static void measure_load(struct bench *bench)
{
	const struct measure measure = {
		"core-load", lsm, bench->rules, bench->kind->name,
		bench->rules,
	};
	unsigned long i;

	measure_begin();
	for (i = 0; i < bench->rules; i++)
		write_line(bench, "", i, true);
	measure_end(&measure);
}

/* One line more and away again, so that the size stays. */
static void measure_change(struct bench *bench, bool remove)
{
	const struct measure measure = {
		remove ? "core-remove" : "core-add", lsm, bench->rules,
		bench->kind->name, REQUESTS,
	};
	u64 i;

	measure_begin();
	for (i = 0; i < REQUESTS; i++) {
		const u64 rule = 2 * bench->rules + 1000 + i;

		write_line(bench, "", rule, !remove);
		write_line(bench, "delete ", rule, remove);
	}
	measure_end(&measure);
}

static bool granted(const struct bench *bench,
		    const struct ccs_request *request)
{
	struct ccs_verdict verdict;

	if (ccs_decide(&bench->world->policy, bench->domain, request,
		       &verdict))
		die("a request can't be decided");
	return verdict.granted;
}

/* What grows with the size is asked less often: it has no noise to average. */
static unsigned int requests_of(const struct bench *bench, bool linear)
{
	if (!linear && !bench->kind->shared)
		return REQUESTS;
	return bench->rules <= 1000 ? REQUESTS : 4;
}

static void measure_match(struct bench *bench, bool hit)
{
	const unsigned int count = requests_of(bench, false);
	const struct measure measure = {
		hit ? "core-match" : "core-miss", lsm, bench->rules,
		bench->kind->name, count,
	};
	const unsigned int first = hit ? 0 : REQUESTS;
	unsigned int i, found = 0;

	measure_begin();
	measure_toggle();
	for (i = 0; i < count; i++)
		found += granted(bench, &bench->request[first + i]);
	measure_toggle();
	measure_end(&measure);
	if (found != (hit ? count : 0))
		die("a request is decided wrongly");
}

static bool scan(struct ccs_name *const *names, unsigned long count,
		 const struct ccs_str *str, bool patterned)
{
	unsigned long i;

	for (i = 0; i < count; i++)
		if (patterned ? ccs_pattern_match(str, names[i]) :
				ccs_name_is(names[i], str))
			return true;
	return false;
}

/* The operand is the last word of every line. */
static struct ccs_name *operand_of(struct bench *bench, u64 i)
{
	char text[BENCH_TEXT];
	struct ccs_name *name;
	struct ccs_span span;

	bench->kind->line(text, i);
	span = ccs_span_of(strrchr(text, ' ') + 1);
	name = ccs_name_get(&bench->world->policy.names, &span);
	if (!name)
		die("no memory");
	return name;
}

static void measure_linear(struct bench *bench)
{
	const unsigned int count = requests_of(bench, true);
	const struct measure measure = {
		"core-match", "linear-scan", bench->rules, bench->kind->name,
		count,
	};
	struct ccs_name **const names = calloc(bench->rules, sizeof(*names));
	unsigned long i, found = 0;

	if (!names)
		die("no memory");
	mutex_lock(&ccs_policy_lock);
	for (i = 0; i < bench->rules; i++)
		names[i] = operand_of(bench, i);
	measure_begin();
	measure_toggle();
	for (i = 0; i < count; i++)
		found += scan(names, bench->rules,
			      &bench->request[REQUESTS + i].path[0],
			      bench->kind->patterned);
	measure_toggle();
	measure_end(&measure);
	for (i = 0; i < bench->rules; i++)
		ccs_name_put(&bench->world->policy.names, names[i]);
	mutex_unlock(&ccs_policy_lock);
	free(names);
	if (found)
		die("a request is decided wrongly");
}

/* Counting itself costs a little. */
static void measure_nothing(const struct bench *bench)
{
	const struct measure measure = {
		"nothing", lsm, bench->rules, bench->kind->name, 1,
	};

	measure_begin();
	measure_toggle();
	measure_toggle();
	measure_end(&measure);
}

/* Bytes a rule; a name and its text would be there in any policy. */
static void report_memory(struct bench *bench, unsigned long used)
{
	unsigned long names = 0, texts = 0, i;
	char text[BENCH_TEXT];

	for (i = 0; i < bench->rules; i++) {
		size_t size;

		bench->kind->line(text, i);
		size = strlen(strrchr(text, ' ') + 1) + 1;
		texts += size;
		names += ccs_mem_size(sizeof(struct ccs_name) + size);
	}
	printf("bytes\t%s\t%lu\t%s\t%lu\n", lsm, bench->rules,
	       bench->kind->name, used / bench->rules);
	printf("bytes-beyond-text\t%s\t%lu\t%s\t%lu\n", lsm, bench->rules,
	       bench->kind->name, (used - texts) / bench->rules);
	printf("bytes-beyond-name\t%s\t%lu\t%s\t%lu\n", lsm, bench->rules,
	       bench->kind->name, (used - names) / bench->rules);
}

static void run(struct bench *bench)
{
	const atomic_long_t *used;
	long before;

	start(bench);
	used = &bench->world->policy.mem.used;
	before = atomic_long_read(used);
	measure_nothing(bench);
	measure_load(bench);
	report_memory(bench, atomic_long_read(used) - before);
	prepare_requests(bench);
	measure_match(bench, true);
	measure_match(bench, false);
	if (!bench->kind->values)
		measure_linear(bench);
	measure_change(bench, false);
	measure_change(bench, true);
	world_free(bench->world);
}

int main(int argc, char **argv)
{
	struct bench *const bench = calloc(1, sizeof(*bench));

	if (argc != 3 || !bench)
		die("usage: ccs-bench KIND RULES");
	bench->kind = bench_kind_find(argv[1]);
	bench->rules = strtoul(argv[2], NULL, 10);
	if (!bench->kind || !bench->rules)
		die("unknown kind or size");
	run(bench);
	free(bench);
	return 0;
}
