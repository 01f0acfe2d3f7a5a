/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Errors and exit codes
 */

#ifndef CCS_LIB_FAIL_H
#define CCS_LIB_FAIL_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* What a program's exit status means; the same for every tool. */
enum ccs_exit {
	CCS_EXIT_OK = 0,
	CCS_EXIT_NEGATIVE = 1,
	CCS_EXIT_INPUT = 2,
	CCS_EXIT_IFACE = 3,
	CCS_EXIT_PERM = 4,
	CCS_EXIT_IO = 5,
	CCS_EXIT_USAGE = 64,
};

typedef void (*ccs_message_hook)(const char *text);

void ccs_fail_setup(const char *program, ccs_message_hook hook);
const char *ccs_fail_program(void);
void ccs_fail_quiet(void);
void ccs_fail_verbose(void);
bool ccs_fail_is_quiet(void);
void __attribute__((format(printf, 1, 2))) ccs_tell(const char *format, ...);
void __attribute__((format(printf, 1, 2))) ccs_warn(const char *format, ...);
void __attribute__((format(printf, 1, 2))) ccs_hint(const char *format, ...);
void __attribute__((format(printf, 2, 3), noreturn))
ccs_die(enum ccs_exit code, const char *format, ...);
void *ccs_realloc(void *old, size_t size);
char *ccs_strdup(const char *text);
char *__attribute__((format(printf, 1, 2))) ccs_format(const char *format, ...);
int ccs_flush_stdout(int code);

#endif /* CCS_LIB_FAIL_H */
