/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Other security modules: to have them refuse, and requests that they know
 *
 * PEER_ready(), PEER_refuse() and PEER_leave() are for the judge, and return 0 or an
 * error number. The rest is for probes.
 */

#ifndef CCS_SELFTESTS_PEER_H
#define CCS_SELFTESTS_PEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Policies that scripts/matrix compiles for SELinux and AppArmor. */
#define PEER_POLICIES "/opt/peers/"

/* What PEER_ready() returns where the guest has no policy that lets the module refuse. */
#define PEER_UNARMED 1000

/* Our number in the module system calls. */
#define CCS_ID 0x6363

bool peer_is_enabled(const char *name);
bool peer_ask_modules(uint64_t id, bool *listed, bool *told);
int peer_write(const char *path, const char *text);
void peer_read(const char *path, char *text, size_t size);
int peer_read_as_user(char **args);

int selinux_ready(void);
int selinux_refuse(void);
void selinux_leave(void);

int apparmor_ready(void);
int apparmor_refuse(void);
void apparmor_leave(void);

int smack_refuse(void);
void smack_leave(void);

int tomoyo_ready(void);
int tomoyo_refuse(void);
void tomoyo_leave(void);

int landlock_read(char **args);

int yama_ready(void);
int yama_refuse(void);
void yama_leave(void);
int yama_attach(char **args);

int safesetid_refuse(void);
int safesetid_change(char **args);

int loadpin_ready(void);
int loadpin_load(char **args);

int lockdown_ready(void);
int lockdown_refuse(void);
int lockdown_unload(char **args);

#endif /* CCS_SELFTESTS_PEER_H */
