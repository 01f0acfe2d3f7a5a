/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Objects of other programs
 */

#ifndef CCS_LIB_FLAT_JSON_H
#define CCS_LIB_FLAT_JSON_H

#include <stdbool.h>
#include <stddef.h>

#define CCS_FLAT_JSON_MAX 16

/**
 * struct ccs_flat_json - an object without others in it
 * @key: the keys
 * @value: their values: the text of a string, and of anything else what stands
 *	there
 * @count: their number
 */
struct ccs_flat_json {
	char *key[CCS_FLAT_JSON_MAX];
	char *value[CCS_FLAT_JSON_MAX];
	size_t count;
};

const char *ccs_flat_json_read(struct ccs_flat_json *object, const char *text);
const char *ccs_flat_json_value(const struct ccs_flat_json *object,
				const char *key);
void ccs_flat_json_free(struct ccs_flat_json *object);

#endif /* CCS_LIB_FLAT_JSON_H */
