// SPDX-License-Identifier: GPL-2.0-only
/*
 * Pathname pattern matching
 *
 * A repeating wildcard that was opened at one place and failed for every
 * length would fail again from any later place that its run had reached: it
 * could only try a subset of the same lengths. Each repetition therefore
 * remembers how far it got and is never retried before that point. So a match
 * takes at most (characters of the name) x (elements of the pattern) steps,
 * whatever the pattern; the original's backtracking was exponential. The same
 * holds for repeated directories, with a path component as the character.
 */

#include "env.h"
#include "escape.h"
#include "limits.h"
#include "pattern.h"
#include "pattern_filter.h"

/**
 * struct repeat - one repetition being tried
 * @next: offset in the pattern behind the repetition
 * @end: offset in the text that it has consumed up to
 * @failed: a start before this offset is known to fail; 0 if none is
 *
 * Small, since two arrays of them stand on the kernel stack at once: what is
 * repeated is found again from @next.
 */
struct repeat {
	u32 next;
	u32 end;
	u32 failed;
};

static_assert(sizeof(struct repeat) == 12);

/**
 * struct match - a match in progress, of one component or of components
 * @text: what is matched
 * @pattern: what it is matched with
 * @extend: consumes one more item of a repetition, if its next one fits
 * @at: offset in @text
 * @pos: offset in @pattern
 * @depth: repetitions open
 * @seen: repetitions that were ever open
 * @max: repetitions that @repeats has room for
 * @repeats: the open ones, in order, and what is known about later ones
 */
struct match {
	const struct ccs_span *text;
	const struct ccs_span *pattern;
	bool (*extend)(const struct match *match, struct repeat *repeat);
	u32 at;
	u32 pos;
	u8 depth;
	u8 seen;
	u8 max;
	struct repeat *repeats;
};

static struct ccs_span rest_of(const struct ccs_span *span, size_t from)
{
	return (struct ccs_span){ span->text + from, span->len - from };
}

/* Length of an encoded character; 0 at the end and at a stray backslash. */
static size_t char_at(const struct ccs_span *text, size_t at)
{
	return ccs_char_len(text->text + at, text->len - at);
}

/*
 * Opens a repetition. False if it is known to fail from here, if its first
 * item is missing where one is needed, or if too many are open.
 */
static bool open_repeat(struct match *match, u32 next, bool at_least_one)
{
	struct repeat *const repeat = &match->repeats[match->depth];

	if (match->depth >= match->max)
		return false;
	if (match->depth == match->seen) {
		repeat->failed = 0;
		match->seen++;
	}
	if (match->at < repeat->failed)
		return false;
	repeat->next = next;
	repeat->end = match->at;
	if (at_least_one && !match->extend(match, repeat))
		return false;
	match->depth++;
	match->at = repeat->end;
	match->pos = next;
	return true;
}

/* Lets the last open repetition consume one item more. */
static bool backtrack(struct match *match)
{
	while (match->depth) {
		struct repeat *const repeat = &match->repeats[match->depth - 1];

		if (match->extend(match, repeat)) {
			match->at = repeat->end;
			match->pos = repeat->next;
			return true;
		}
		repeat->failed = repeat->end + 1;
		match->depth--;
	}
	return false;
}

static bool in_class(char wildcard, const char *text, size_t n)
{
	switch (wildcard) {
	case '*':
	case '?':
		return true;
	case '@':
		return *text != '.';
	case '$':
	case '+':
		return n == 1 && isdigit(*text);
	case 'X':
	case 'x':
		return n == 1 && isxdigit(*text);
	case 'A':
	case 'a':
		return n == 1 && isascii(*text) && isalpha(*text);
	}
	return false;
}

static bool extend_chars(const struct match *match, struct repeat *repeat)
{
	const size_t n = char_at(match->text, repeat->end);

	if (!n || !in_class(match->pattern->text[repeat->next - 1],
			    match->text->text + repeat->end, n))
		return false;
	repeat->end += n;
	return true;
}

/* One wildcard of a component. */
static bool step_wildcard(struct match *match)
{
	const u32 pos = match->pos + 1;
	const char which = pos < match->pattern->len ?
			   match->pattern->text[pos] : '\0';
	const size_t n = char_at(match->text, match->at);

	if (which && strchr("*@$XA", which))
		return open_repeat(match, pos + 1, !strchr("*@", which));
	if (!n || !in_class(which, match->text->text + match->at, n))
		return false;
	match->at += n;
	match->pos += 2;
	return true;
}

/* One element of a component: a character that is itself, or a wildcard. */
static bool step_char(struct match *match)
{
	const char *const want = match->pattern->text + match->pos;
	const size_t n = ccs_char_len(want, match->pattern->len - match->pos);

	if (!n)
		return *want == '\\' && step_wildcard(match);
	if (char_at(match->text, match->at) != n ||
	    memcmp(match->text->text + match->at, want, n))
		return false;
	match->at += n;
	match->pos += n;
	return true;
}

/* A component without subtraction. */
static bool match_plain(const struct ccs_span *text,
			const struct ccs_span *pattern)
{
	struct repeat repeats[CCS_REPEAT_MAX];
	struct match match = {
		.text = text,
		.pattern = pattern,
		.extend = extend_chars,
		.max = ARRAY_SIZE(repeats),
		.repeats = repeats,
	};

	for (;;) {
		const bool done = match.pos == pattern->len;

		if (done && match.at == text->len)
			return true;
		if ((done || !step_char(&match)) && !backtrack(&match))
			return false;
	}
}

/* Takes the part of a component before the next subtraction operator. */
static struct ccs_span take_minuend(struct ccs_span *rest)
{
	struct ccs_span part = { .text = rest->text };
	bool found = false;

	while (part.len < rest->len && !found) {
		const char *const at = rest->text + part.len;
		const size_t n = ccs_char_len(at, rest->len - part.len);

		found = !n && part.len + 1 < rest->len && at[1] == '-';
		if (!found)
			part.len += n ? n : min_t(size_t, 2,
						  rest->len - part.len);
	}
	*rest = rest_of(rest, part.len + (found ? 2 : 0));
	if (!found)
		rest->text = NULL;
	return part;
}

/* A component: the first part must match, the subtracted ones must not. */
static bool match_component(const struct ccs_span *text,
			    const struct ccs_span *pattern)
{
	struct ccs_span rest = *pattern;
	struct ccs_span part = take_minuend(&rest);

	if (!match_plain(text, &part))
		return false;
	while (rest.text) {
		part = take_minuend(&rest);
		if (match_plain(text, &part))
			return false;
	}
	return true;
}

static struct ccs_span component_at(const struct ccs_span *path, size_t at)
{
	struct ccs_span rest = rest_of(path, at), component;

	ccs_span_split(&rest, '/', &component);
	return component;
}

/* The body of ``\{body\}/``, which is a component and so has no slash. */
static struct ccs_span body_before(const struct ccs_span *pattern, size_t next)
{
	struct ccs_span body = { .text = pattern->text + next - 1 };

	while (body.text > pattern->text && body.text[-1] != '/')
		body.text--;
	body.len = pattern->text + next - 1 - body.text - 4;
	body.text += 2;
	return body;
}

static bool extend_directories(const struct match *match,
			       struct repeat *repeat)
{
	const struct ccs_span body = body_before(match->pattern, repeat->next);
	const struct ccs_span name = component_at(match->text, repeat->end);
	const size_t end = repeat->end + name.len;

	if (end >= match->text->len || !match_component(&name, &body))
		return false;
	repeat->end = end + 1;
	return true;
}

/* A repeated directory, ``\{body\}/``, which must fill its component. */
static bool step_braces(struct match *match, const struct ccs_span *component)
{
	const size_t next = match->pos + component->len + 1;

	if (component->len < 4 || next > match->pattern->len ||
	    memcmp(component->text + component->len - 2, "\\}", 2))
		return false;
	return open_repeat(match, next, true);
}

/* One component of the pattern. */
static bool step_component(struct match *match)
{
	const struct ccs_span want = component_at(match->pattern, match->pos);
	const struct ccs_span name = component_at(match->text, match->at);

	if (match->at == match->text->len)
		return false;
	if (want.len >= 2 && !memcmp(want.text, "\\{", 2))
		return step_braces(match, &want);
	if (!match_component(&name, &want))
		return false;
	match->at = min_t(size_t, match->at + name.len + 1, match->text->len);
	match->pos = min_t(size_t, match->pos + want.len + 1,
			   match->pattern->len);
	return true;
}

/* What is left of the pattern when the text is used up may match nothing. */
static bool matches_nothing(struct ccs_span rest)
{
	while (ccs_span_eat(&rest, "\\*") || ccs_span_eat(&rest, "\\@"))
		;
	return !rest.len;
}

static bool match_components(const struct ccs_span *text,
			     const struct ccs_span *pattern)
{
	struct repeat repeats[CCS_REPEAT_DIRECTORY_MAX];
	struct match match = {
		.text = text,
		.pattern = pattern,
		.extend = extend_directories,
		.max = ARRAY_SIZE(repeats),
		.repeats = repeats,
	};

	for (;;) {
		if (match.at == text->len &&
		    matches_nothing(rest_of(pattern, match.pos)))
			return true;
		if ((match.pos == pattern->len || !step_component(&match)) &&
		    !backtrack(&match))
			return false;
	}
}

/* One wildcard between bytes that are compared as they are. */
static bool match_single(const struct ccs_str *str,
			 const struct ccs_name *name, char wildcard)
{
	const u32 tail = name->len - name->const_len - 2;
	size_t at = name->const_len, end = str->len - tail;
	u32 count = 0;

	if (str->len < name->const_len + tail ||
	    memcmp(str->text, name->text, name->const_len) ||
	    memcmp(str->text + end, name->text + name->len - tail, tail))
		return false;
	for (; at < end; count++) {
		const size_t n = ccs_char_len(str->text + at, end - at);

		if (!n || str->text[at] == '/' ||
		    !in_class(wildcard, str->text + at, n))
			return false;
		at += n;
	}
	if (strchr("?+xa", wildcard))
		return count == 1;
	return count || wildcard == '*' || wildcard == '@';
}

static bool is_directory(const char *text, size_t len)
{
	return len && text[len - 1] == '/';
}

/**
 * ccs_pattern_match - does a name match a pattern? (policy-language 5.4)
 * @str: the name of a request
 * @name: a pattern, or a name without wildcards, which matches itself only
 *
 * Context: Any; the time taken is bounded by the product of the lengths.
 * Return: true if it does.
 */
bool ccs_pattern_match(const struct ccs_str *str, const struct ccs_name *name)
{
	const u32 fixed = name->const_len;
	struct ccs_span text, pattern;

	if (fixed == name->len)
		return ccs_name_is(name, str);
	if (is_directory(str->text, str->len) !=
	    is_directory(name->text, name->len))
		return false;
	if (ccs_name_filter(name)->single)
		return match_single(str, name, ccs_name_filter(name)->single);
	if (str->len < fixed || memcmp(str->text, name->text, fixed))
		return false;
	text = (struct ccs_span){ str->text + fixed, str->len - fixed };
	pattern = (struct ccs_span){ name->text + fixed, name->len - fixed };
	if (!memcmp(pattern.text, "\\{", 2) &&
	    !(fixed && name->text[fixed - 1] == '/'))
		return false;
	return match_components(&text, &pattern);
}
