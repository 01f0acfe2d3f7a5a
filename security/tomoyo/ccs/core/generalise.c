// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names that are not the same the next time
 *
 * A policy that is learned has to fit the next run, whose processes, pipes,
 * terminals and temporary files have other names. A pattern stands for what
 * the kernel or the C library chose, never for what somebody meant.
 */

#include "env.h"
#include "generalise.h"
#include "span.h"

/**
 * struct place - where programs make temporary files
 * @prefix: what their names begin with
 * @words: most names there are meant: one that could be a word is one
 */
struct place {
	const char *prefix;
	bool words;
};

static const struct place places[] = {
	{ .prefix = "/tmp/" },
	{ .prefix = "/var/tmp/" },
	{ .prefix = "/dev/shm/" },
	{ .prefix = "/run/", .words = true },
};

/**
 * struct random - what a library writes in place of its template's X
 * @prefix: the whole name before it; NULL for anything and a separator
 * @len: how many characters
 * @lower: they are small letters, digits and ``_``; else letters and digits
 */
struct random {
	const char *prefix;
	u8 len;
	bool lower;
};

/* Those who take no separator; then mktemp(1), Python and mkstemp(3). */
static const struct random randoms[] = {
	{ .prefix = "cc", .len = 6 },
	{ .prefix = "php", .len = 6 },
	{ .prefix = "sort", .len = 6 },
	{ .prefix = "tmp", .len = 8, .lower = true },
	{ .len = 10 },
	{ .len = 8, .lower = true },
	{ .len = 6 },
};

/* Endings of six letters that mean something. */
static const char *const words[] = { "backup", "config", "socket", "sqlite" };

/* What a process shows of itself to everybody. */
static const char *const public_files[] = {
	"", "autogroup", "cgroup", "cmdline", "comm", "cpuset", "gid_map",
	"limits", "loginuid", "mountinfo", "mounts", "mountstats",
	"oom_adj", "oom_score", "oom_score_adj", "projid_map", "sched",
	"schedstat", "sessionid", "setgroups", "stat", "statm", "status",
	"uid_map", "wchan",
};

/* Directories of a process whose entries are numbers. */
static const char *const numbered[] = { "fd/", "fdinfo/", "task/" };

static bool is_one_of(const struct ccs_span *word, const char *const *list,
		      size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (ccs_span_is(word, list[i]))
			return true;
	return false;
}

static void print_span(struct ccs_emit *emit, const struct ccs_span *span)
{
	ccs_emit_bytes(emit, span->text, span->len);
}

/* Takes digits; false if there are none. */
static bool eat_number(struct ccs_span *span)
{
	const size_t len = span->len;

	while (span->len && isdigit(*span->text)) {
		span->text++;
		span->len--;
	}
	return span->len < len;
}

/* Takes a component with the slash behind it. */
static bool take_component(struct ccs_span *rest, struct ccs_span *component)
{
	const char *const start = rest->text;

	if (!ccs_span_split(rest, '/', component))
		return false;
	component->len = rest->text - start;
	return true;
}

/* Prints what is below a process's directory in procfs. */
static void print_process(struct ccs_emit *emit, struct ccs_span rest)
{
	struct ccs_span component;
	bool number = false;

	while (take_component(&rest, &component)) {
		const bool next = is_one_of(&component, numbered,
					    ARRAY_SIZE(numbered));

		if (number && eat_number(&component))
			ccs_emit_text(emit, "\\$");
		print_span(emit, &component);
		number = next;
	}
}

static bool is_public(struct ccs_span rest)
{
	if (ccs_span_eat(&rest, "task/") && eat_number(&rest) &&
	    !ccs_span_eat(&rest, "/"))
		return false;
	return is_one_of(&rest, public_files, ARRAY_SIZE(public_files));
}

/* Of another process only what is no secret, and only to look at it. */
static bool print_proc(struct ccs_emit *emit, struct ccs_span rest,
		       bool looking)
{
	bool own;

	if (!ccs_span_eat(&rest, "proc:/"))
		return false;
	own = ccs_span_eat(&rest, "self/");
	if (!own && (!looking || !eat_number(&rest) ||
		     !ccs_span_eat(&rest, "/") || !is_public(rest)))
		return false;
	ccs_emit_text(emit, own ? "proc:/self/" : "proc:/\\$/");
	print_process(emit, rest);
	return true;
}

/* Prints a name that is a prefix, a number and an end. */
static bool print_number(struct ccs_emit *emit, struct ccs_span name,
			 const char *prefix, const char *end)
{
	if (!ccs_span_eat(&name, prefix) || !eat_number(&name) ||
	    !ccs_span_is(&name, end))
		return false;
	ccs_emit_text(emit, prefix);
	ccs_emit_text(emit, "\\$");
	ccs_emit_text(emit, end);
	return true;
}

static bool in_alphabet(char c, bool lower)
{
	if (lower)
		return islower(c) || isdigit(c) || c == '_';
	return isalnum(c);
}

static bool is_random(const struct random *random, const struct ccs_span *tail)
{
	size_t i;

	for (i = 0; i < tail->len; i++)
		if (!in_alphabet(tail->text[i], random->lower))
			return false;
	return true;
}

/*
 * Small letters alone, or digits alone, rather are a word or a date. After a
 * dot six letters are taken for what mkstemp() makes of ``.XXXXXX``, or every
 * 180th file would be learned by its own name.
 */
static bool is_word(const struct place *place, const struct ccs_span *tail)
{
	size_t letters = 0, digits = 0, i;

	for (i = 0; i < tail->len; i++) {
		letters += islower(tail->text[i]) != 0;
		digits += isdigit(tail->text[i]) != 0;
	}
	if (digits == tail->len)
		return true;
	if (letters < tail->len)
		return false;
	if (place->words || tail->len != 6 || tail->text[-1] != '.')
		return true;
	return is_one_of(tail, words, ARRAY_SIZE(words));
}

static bool has_separator(const struct ccs_span *head)
{
	return head->len > 1 && strchr(".-_", head->text[head->len - 1]);
}

/* Is the end of a stem what a library wrote there? */
static bool ends_random(const struct place *place, const struct random *random,
			const struct ccs_span *stem)
{
	struct ccs_span head = *stem, tail;

	if (stem->len <= random->len)
		return false;
	head.len -= random->len;
	tail = (struct ccs_span){ stem->text + head.len, random->len };
	if (!is_random(random, &tail))
		return false;
	if (random->prefix)
		return ccs_span_is(&head, random->prefix);
	return has_separator(&head) && !is_word(place, &tail);
}

/* How much of a stem's end is random; 0 if nothing is. */
static size_t random_len(const struct place *place,
			 const struct ccs_span *stem)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(randoms); i++)
		if (ends_random(place, &randoms[i], stem))
			return randoms[i].len;
	return 0;
}

#define EXTENSION_MAX 4

/* Cuts an extension like ``.txt`` off; false if there is none. */
static bool cut_extension(struct ccs_span *stem)
{
	size_t len = stem->len;

	while (len && in_alphabet(stem->text[len - 1], true))
		len--;
	if (!len || stem->text[len - 1] != '.' || stem->len == len ||
	    stem->len - len > EXTENSION_MAX)
		return false;
	stem->len = len - 1;
	return true;
}

/* One digit is too often something else. */
#define PID_DIGITS_MIN 2
#define PID_DIGITS_MAX 9

static bool is_pid(const struct ccs_general *how, const struct ccs_span *run)
{
	struct ccs_span digits = *run;
	u32 number = 0;
	size_t i;

	if (run->len < PID_DIGITS_MIN || run->len > PID_DIGITS_MAX ||
	    *run->text == '0' || !eat_number(&digits) || digits.len)
		return false;
	for (i = 0; i < run->len; i++)
		number = number * 10 + (run->text[i] - '0');
	for (i = 0; i < how->pid_count; i++)
		if (how->pids[i] == number)
			return true;
	return false;
}

/* Bytes of the first character, of which some are encoded. */
static size_t char_len(const struct ccs_span *text)
{
	size_t len = 1;

	if (text->len > 1 && *text->text == '\\')
		len = text->text[1] == '\\' ? 2 : 4;
	return min(len, text->len);
}

/* Takes letters and digits, or one character that is neither. */
static struct ccs_span take_run(struct ccs_span *rest)
{
	struct ccs_span run = { rest->text, 0 };

	while (run.len < rest->len && isalnum(rest->text[run.len]))
		run.len++;
	if (!run.len)
		run.len = char_len(rest);
	rest->text += run.len;
	rest->len -= run.len;
	return run;
}

/* Prints text into which the process may have written its number. */
static void print_text(struct ccs_emit *emit, const struct ccs_general *how,
		       struct ccs_span rest)
{
	while (rest.len) {
		const struct ccs_span run = take_run(&rest);

		if (is_pid(how, &run))
			ccs_emit_text(emit, "\\$");
		else
			print_span(emit, &run);
	}
}

/* Prints a component of a name below a place for temporary files. */
static void print_component(struct ccs_emit *emit,
			    const struct ccs_general *how,
			    const struct place *place,
			    const struct ccs_span *component)
{
	struct ccs_span stem = *component, end;
	size_t len, i;

	if (stem.len && stem.text[stem.len - 1] == '/')
		stem.len--;
	len = random_len(place, &stem);
	if (!len && cut_extension(&stem))
		len = random_len(place, &stem);
	if (!len) {
		print_text(emit, how, *component);
		return;
	}
	end = *component;
	end.text += stem.len;
	end.len -= stem.len;
	stem.len -= len;
	print_text(emit, how, stem);
	for (i = 0; i < len; i++)
		ccs_emit_text(emit, "\\?");
	print_span(emit, &end);
}

static bool print_temporary(struct ccs_emit *emit,
			    const struct ccs_general *how,
			    struct ccs_span rest)
{
	const struct place *place = places;
	struct ccs_span component;

	while (!ccs_span_eat(&rest, place->prefix))
		if (++place == places + ARRAY_SIZE(places))
			return false;
	ccs_emit_text(emit, place->prefix);
	while (take_component(&rest, &component))
		print_component(emit, how, place, &component);
	return true;
}

/* The kernel names what O_TMPFILE makes by its inode. */
static bool print_unnamed(struct ccs_emit *emit, const struct ccs_span *name)
{
	struct ccs_span head = *name, tail;

	while (head.len && head.text[head.len - 1] != '/')
		head.len--;
	tail = (struct ccs_span){ name->text + head.len, name->len - head.len };
	if (!head.len || !ccs_span_eat(&tail, "#") || !eat_number(&tail) ||
	    tail.len)
		return false;
	print_span(emit, &head);
	ccs_emit_text(emit, "#\\$");
	return true;
}

/**
 * ccs_general_kinds - what a profile wants to be generalised
 * @ns: the namespace
 * @profile: the profile; NULL has what a new one would have
 *
 * Context: Any.
 * Return: one bit each, by enum ccs_general_kind.
 */
u8 ccs_general_kinds(const struct ccs_ns *ns,
		     const struct ccs_profile *profile)
{
	static const enum ccs_preference switches[CCS_GENERAL_COUNT] = {
#define X(id) [CCS_GENERAL_##id] = CCS_PREFERENCE_PATTERN_##id,
		CCS_GENERAL_KINDS(X)
#undef X
	};
	u8 kinds = 0;
	int i;

	for (i = 0; i < CCS_GENERAL_COUNT; i++)
		if (ccs_preference(ns, profile, switches[i]))
			kinds |= BIT(i);
	return kinds;
}

/**
 * ccs_general_print - print what is learned instead of a file's name
 * @emit: the writer; a pattern is at most twice as long as the name
 * @how: what may be generalised
 * @looking: the file is only looked at: read, or its attributes
 * @name: the name, encoded
 *
 * The pattern matches the name. Without anything to generalise it is the name.
 */
void ccs_general_print(struct ccs_emit *emit, const struct ccs_general *how,
		       bool looking, const struct ccs_str *name)
{
	const struct ccs_span span = { name->text, name->len };

	if (how->kinds & BIT(CCS_GENERAL_PROC) &&
	    print_proc(emit, span, looking))
		return;
	if (how->kinds & BIT(CCS_GENERAL_PIPE) &&
	    print_number(emit, span, "pipe:[", "]"))
		return;
	if (how->kinds & BIT(CCS_GENERAL_PTS) &&
	    print_number(emit, span, "devpts:/", ""))
		return;
	if (how->kinds & BIT(CCS_GENERAL_TEMP) &&
	    (print_unnamed(emit, &span) || print_temporary(emit, how, span)))
		return;
	print_span(emit, &span);
}
