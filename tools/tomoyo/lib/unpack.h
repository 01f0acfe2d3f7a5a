/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One operation a line
 */

#ifndef CCS_LIB_UNPACK_H
#define CCS_LIB_UNPACK_H

typedef void (*ccs_unpack_each)(const char *line, void *data);

void ccs_unpack(const char *line, ccs_unpack_each each, void *data);

#endif /* CCS_LIB_UNPACK_H */
