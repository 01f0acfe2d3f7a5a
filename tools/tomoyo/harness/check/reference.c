// SPDX-License-Identifier: GPL-2.0-only
/*
 * Specification of the matcher
 *
 * The procedure of policy-language 5.4 word for word, with backtracking and
 * without any thought of cost.
 */

#include "reference.h"

static size_t piece_len(const char *text, size_t len)
{
	if (!len)
		return 0;
	if (*text != '\\')
		return 1;
	if (len >= 2 && strchr("0123", text[1]))
		return len >= 4 ? 4 : 0;
	return len >= 2 && text[1] == '\\' ? 2 : 0;
}

/* Characters of a class that lists them. */
static const char *class_of(char wildcard)
{
	if (strchr("$+", wildcard))
		return "0123456789";
	if (strchr("Xx", wildcard))
		return "0123456789abcdefABCDEF";
	if (strchr("Aa", wildcard))
		return "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	return "";
}

static bool covers(char wildcard, const char *c, size_t n)
{
	if (!n)
		return false;
	if (strchr("*?", wildcard))
		return true;
	if (wildcard == '@')
		return *c != '.';
	return n == 1 && strchr(class_of(wildcard), *c);
}

static bool part(struct ccs_span s, struct ccs_span p);

static struct ccs_span skip(struct ccs_span span, size_t n)
{
	return (struct ccs_span){ span.text + n, span.len - n };
}

/* Every permitted length of a repeating wildcard. */
static bool lengths(struct ccs_span s, struct ccs_span p, char wildcard)
{
	bool enough = strchr("*@", wildcard);

	for (;;) {
		const size_t n = piece_len(s.text, s.len);

		if (enough && part(s, skip(p, 2)))
			return true;
		if (!covers(wildcard, s.text, n))
			return false;
		s = skip(s, n);
		enough = true;
	}
}

/* A component without subtraction. */
static bool part(struct ccs_span s, struct ccs_span p)
{
	const size_t n = piece_len(s.text, s.len);
	const size_t k = piece_len(p.text, p.len);

	if (!p.len)
		return !s.len;
	if (k)
		return n == k && !memcmp(s.text, p.text, k) &&
		       part(skip(s, k), skip(p, k));
	if (p.len < 2)
		return false;
	if (strchr("*@$XA", p.text[1]))
		return lengths(s, p, p.text[1]);
	return covers(p.text[1], s.text, n) && part(skip(s, n), skip(p, 2));
}

/* The part of a component before the next subtraction operator. */
static bool next_part(struct ccs_span *rest, struct ccs_span *taken)
{
	size_t at = 0;

	if (!rest->text)
		return false;
	while (at < rest->len) {
		const size_t n = piece_len(rest->text + at, rest->len - at);

		if (!n && at + 1 < rest->len && rest->text[at + 1] == '-') {
			*taken = (struct ccs_span){ rest->text, at };
			*rest = skip(*rest, at + 2);
			return true;
		}
		at += n ? n : 2;
	}
	*taken = *rest;
	rest->text = NULL;
	return true;
}

static bool component(struct ccs_span s, struct ccs_span p)
{
	struct ccs_span taken;

	next_part(&p, &taken);
	if (!part(s, taken))
		return false;
	while (next_part(&p, &taken))
		if (part(s, taken))
			return false;
	return true;
}

static struct ccs_span until_slash(struct ccs_span span)
{
	const char *const slash = memchr(span.text, '/', span.len);

	if (slash)
		span.len = slash - span.text;
	return span;
}

static struct ccs_span behind(struct ccs_span span, struct ccs_span taken)
{
	const size_t n = taken.len + 1;

	return skip(span, n < span.len ? n : span.len);
}

static bool path(struct ccs_span s, struct ccs_span p);

static bool repeated(struct ccs_span s, struct ccs_span p)
{
	const struct ccs_span whole = until_slash(p);
	const struct ccs_span body = { whole.text + 2, whole.len - 4 };

	if (whole.len < 4 || whole.len == p.len ||
	    memcmp(whole.text + whole.len - 2, "\\}", 2))
		return false;
	while (s.len) {
		const struct ccs_span name = until_slash(s);

		if (name.len == s.len || !component(name, body))
			return false;
		s = behind(s, name);
		if (path(s, behind(p, whole)))
			return true;
	}
	return false;
}

/* Step 4 and 5. */
static bool path(struct ccs_span s, struct ccs_span p)
{
	while (s.len && p.len) {
		const struct ccs_span name = until_slash(s);
		const struct ccs_span want = until_slash(p);

		if (want.len >= 2 && !memcmp(want.text, "\\{", 2))
			return repeated(s, p);
		if (!component(name, want))
			return false;
		s = behind(s, name);
		p = behind(p, want);
	}
	while (p.len >= 2 && (!memcmp(p.text, "\\*", 2) ||
			      !memcmp(p.text, "\\@", 2)))
		p = skip(p, 2);
	return !s.len && !p.len;
}

/**
 * reference_match - does a pattern match? Steps 1 to 3
 * @s: an encoded name
 * @p: the pattern
 *
 * Return: true if it does. May take time exponential in the pattern's
 * repeating wildcards.
 */
bool reference_match(struct ccs_span s, struct ccs_span p)
{
	size_t fixed = 0, n;

	while ((n = piece_len(p.text + fixed, p.len - fixed)))
		fixed += n;
	if (fixed == p.len)
		return s.len == p.len && !memcmp(s.text, p.text, p.len);
	if ((s.len && s.text[s.len - 1] == '/') != (p.text[p.len - 1] == '/'))
		return false;
	if (s.len < fixed || memcmp(s.text, p.text, fixed))
		return false;
	if (!memcmp(p.text + fixed, "\\{", 2) &&
	    !(fixed && p.text[fixed - 1] == '/'))
		return false;
	return path(skip(s, fixed), skip(p, fixed));
}
