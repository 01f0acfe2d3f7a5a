/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Who is at the other end of a local connection
 */

#ifndef CCS_LIB_NETPEER_H
#define CCS_LIB_NETPEER_H

#include <stdbool.h>
#include <sys/types.h>

bool ccs_netpeer_uid(int fd, uid_t *uid);

#endif /* CCS_LIB_NETPEER_H */
