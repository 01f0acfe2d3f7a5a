/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Nodes of the interface
 */

#ifndef CCS_SELFTESTS_NODE_H
#define CCS_SELFTESTS_NODE_H

#include <stdbool.h>
#include <stddef.h>

#define NODES "/sys/kernel/security/ccs/"

int policy(const char *node, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
int policy_lax(const char *node, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
int policy_error(const char *node, char *reason, size_t size, const char *line);
int domain_policy(const char *domain, const char *lines);
int domain_allow(const char *domain, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

char *read_fd(int fd, size_t piece, size_t *len);
char *read_node(const char *node);
char *ask_node(const char *node, const char *line);
char *domain_entries(const char *domain);
bool domain_exists(const char *domain);
bool node_has_line(const char *node, const char *line);
long stat_value(const char *label);
void forget_domains(const char *prefix);

#endif /* CCS_SELFTESTS_NODE_H */
