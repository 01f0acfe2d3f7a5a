// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ids of isolated processes
 */

#include "env.h"
#include "escape.h"
#include "isolation.h"

/* Longest form of an id in policy: each byte may take four characters. */
#define WORD_MAX	(4 * CCS_ISOLATION_ID_MAX)

static bool is_printable(unsigned char byte)
{
	return byte > ' ' && byte < 0x7f;
}

/**
 * ccs_isolation_id_ok - is this an id?
 * @id: its bytes
 * @len: their number
 *
 * The words by which the node tells that there is no id are none.
 *
 * Return: true if it is.
 */
bool ccs_isolation_id_ok(const char *id, size_t len)
{
	size_t i;

	if (!len || len > CCS_ISOLATION_ID_MAX ||
	    (len == 1 && (*id == '-' || *id == '?')))
		return false;
	for (i = 0; i < len; i++)
		if (!is_printable(id[i]))
			return false;
	return true;
}

/**
 * ccs_isolation_decode - the id that a word of the policy stands for
 * @word: the word
 * @id: room for CCS_ISOLATION_ID_MAX bytes and a NUL
 *
 * Return: its length in bytes, or -EINVAL.
 */
int ccs_isolation_decode(const struct ccs_span *word, char *id)
{
	char raw[WORD_MAX];
	ssize_t len;

	if (word->len > sizeof(raw))
		return -EINVAL;
	len = ccs_decode(raw, word->text, word->len);
	if (len < 0 || !ccs_isolation_id_ok(raw, len))
		return -EINVAL;
	memcpy(id, raw, len);
	id[len] = '\0';
	return len;
}
