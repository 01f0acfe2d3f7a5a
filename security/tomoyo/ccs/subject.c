// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which domain a request is judged in
 */

#include "blob.h"
#include "subject.h"

/**
 * ccs_subject - the domain that the current request is judged in
 *
 * Context: May sleep.
 * Return: the domain, which lasts as long as the hook that asks; NULL if the
 * request has to be denied.
 */
struct ccs_ident *ccs_subject(void)
{
	return ccs_current_ident();
}

/**
 * ccs_subject_atomic - the same where nothing may sleep
 *
 * Context: Any.
 * Return: as ccs_subject().
 */
struct ccs_ident *ccs_subject_atomic(void)
{
	return ccs_current_ident();
}
