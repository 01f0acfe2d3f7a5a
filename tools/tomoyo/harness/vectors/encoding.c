// SPDX-License-Identifier: GPL-2.0-only
/*
 * Vectors of the encoding of names
 */

#include "../core/emit.h"
#include "../core/escape.h"
#include "row.h"

#define RAW_MAX 4096

static ssize_t from_hex(const char *hex, char *raw)
{
	const size_t len = strlen(hex) / 2;
	unsigned int byte;
	size_t i;

	if (strlen(hex) % 2 || len > RAW_MAX)
		return -EINVAL;
	for (i = 0; i < len; i++) {
		if (sscanf(hex + 2 * i, "%2x", &byte) != 1)
			return -EINVAL;
		raw[i] = byte;
	}
	return len;
}

static char *to_hex(const char *raw, ssize_t len)
{
	char *const hex = vectors_format("%*s", len > 0 ? (int)len * 2 : 0, "");
	ssize_t i;

	for (i = 0; i < len; i++)
		sprintf(hex + 2 * i, "%02x", (unsigned char)raw[i]);
	return hex;
}

static void expect_decoded(struct vectors_row *row)
{
	const char *const word = row->column[1];
	char *const raw = strdup(word);
	char *hex = NULL;

	if (!raw)
		ccs_env_die("no memory for a row", __FILE__, __LINE__);
	hex = to_hex(raw, ccs_decode(raw, word, strlen(word)));
	vectors_expect(row, row->column[0], hex);
	free(hex);
	free(raw);
}

/**
 * vectors_encoding - judge a row of encoding
 * @row: raw bytes, encoded word
 */
void vectors_encoding(struct vectors_row *row)
{
	char raw[RAW_MAX], out[4 * RAW_MAX + 1] = "";
	struct ccs_emit emit = { .buf = out, .size = sizeof(out) };
	const ssize_t len = from_hex(row->column[0], raw);

	if (len < 0) {
		vectors_expect(row, "hexadecimal bytes", row->column[0]);
		return;
	}
	ccs_encode(&emit, raw, len);
	vectors_expect(row, row->column[1], out);
	memcpy(out + sizeof(out) - len, raw, len);
	ccs_encode_in_place(out, sizeof(out), out + sizeof(out) - len, len);
	vectors_expect(row, row->column[1], out);
	expect_decoded(row);
}
