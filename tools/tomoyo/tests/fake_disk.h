/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A disk that a program can die at
 */

#ifndef CCS_TESTS_FAKE_DISK_H
#define CCS_TESTS_FAKE_DISK_H

#include <stdbool.h>

bool fake_disk_call(void);

#endif /* CCS_TESTS_FAKE_DISK_H */
