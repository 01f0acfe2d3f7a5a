/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Access to nodes for another machine: the side that wants it
 *
 * One connection, which is a part of the program like its node directory.
 */

#ifndef CCS_LIB_REMOTE_H
#define CCS_LIB_REMOTE_H

#include <stdbool.h>

#include "strbuf.h"

bool ccs_remote_is_address(const char *word);
int ccs_remote_begin(int fd);
int ccs_remote_connect(const char *address);
void ccs_remote_disconnect(void);
bool ccs_remote_used(void);
int ccs_remote_open(const char *node);
int ccs_remote_put(int handle, const char *line, struct ccs_strbuf *reason);
int ccs_remote_rest(int handle, struct ccs_strbuf *text);
void ccs_remote_close(int handle);
int ccs_remote_get(const char *node, struct ccs_strbuf *text);
int ccs_remote_ask(const char *node, const char *line, struct ccs_strbuf *text);
int ccs_remote_processes(bool kernel, struct ccs_strbuf *text);

#endif /* CCS_LIB_REMOTE_H */
