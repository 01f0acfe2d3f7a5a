/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which words of an entry are names, numbers and addresses
 */

#ifndef CCS_LIB_OPERANDS_H
#define CCS_LIB_OPERANDS_H

#include <stddef.h>

const char *ccs_operands(const char *line, const char **first);

#endif /* CCS_LIB_OPERANDS_H */
