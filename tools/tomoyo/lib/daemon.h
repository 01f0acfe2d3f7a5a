/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Programs that run in the background
 */

#ifndef CCS_LIB_DAEMON_H
#define CCS_LIB_DAEMON_H

#include <stdbool.h>

enum ccs_daemon_signal {
	CCS_DAEMON_NONE,
	CCS_DAEMON_STOP,
	CCS_DAEMON_RELOAD,
};

int ccs_daemon_start(bool foreground, const char *lock, const char *pidfile);
void ccs_daemon_end(const char *pidfile);
enum ccs_daemon_signal ccs_daemon_signal(int fd);
void ccs_daemon_notify(const char *state);

#endif /* CCS_LIB_DAEMON_H */
