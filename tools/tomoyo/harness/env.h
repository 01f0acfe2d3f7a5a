/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The seam, seen from userspace
 *
 * Has the include guard of core/env.h and is force-included, which shuts that
 * one out: core compiles unchanged. Three parts by honesty: what does nothing
 * here, what does the same as in the kernel, what does something else.
 */

#ifndef CCS_CORE_ENV_H
#define CCS_CORE_ENV_H

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "custom.h"
#include "helpers.h"
#include "stubs.h"

#endif /* CCS_CORE_ENV_H */
