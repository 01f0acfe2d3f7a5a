/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests that wait in the kernel inside the tools
 */

#ifndef FAKE_QUERY_H
#define FAKE_QUERY_H

#include <stddef.h>

size_t fake_query_read(int dir, unsigned int *next, char *text);
void fake_query_answer(int dir, const char *line);
size_t fake_record_take(int dir, const char *node, char *text);
char *fake_query_domain(int dir, const char *serial);
char *fake_process_domain(int dir, const char *pid);

#endif /* FAKE_QUERY_H */
