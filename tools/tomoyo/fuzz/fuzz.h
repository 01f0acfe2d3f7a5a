/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the tools read, for libFuzzer
 */

#ifndef CCS_FUZZ_FUZZ_H
#define CCS_FUZZ_FUZZ_H

#include <stddef.h>

/* Each takes a text of @size bytes that a NUL follows, which may hold others. */
void fuzz_agent(const char *text, size_t size);
void fuzz_answer(const char *text, size_t size);
void fuzz_config(const char *text, size_t size);
void fuzz_apparmor(const char *text, size_t size);
void fuzz_convert(const char *text, size_t size);
void fuzz_fix(const char *text, size_t size);
void fuzz_ldcache(const char *text, size_t size);
void fuzz_manifest(const char *text, size_t size);
void fuzz_model(const char *text, size_t size);
void fuzz_notify(const char *text, size_t size);
void fuzz_record(const char *text, size_t size);
void fuzz_remote(const char *text, size_t size);
void fuzz_rewrite(const char *text, size_t size);
void fuzz_rule(const char *text, size_t size);

#endif /* CCS_FUZZ_FUZZ_H */
