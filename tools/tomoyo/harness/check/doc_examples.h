/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Examples of a page
 */

#ifndef CCS_HARNESS_CHECK_DOC_EXAMPLES_H
#define CCS_HARNESS_CHECK_DOC_EXAMPLES_H

#include "kunit.h"

void ccs_doc_examples(const char *path, struct kunit_totals *totals);

#endif /* CCS_HARNESS_CHECK_DOC_EXAMPLES_H */
