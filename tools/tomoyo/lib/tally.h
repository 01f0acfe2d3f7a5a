/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How many there are of each mode
 */

#ifndef CCS_LIB_TALLY_H
#define CCS_LIB_TALLY_H

/* The modes, and what has none that is known. */
#define CCS_TALLY_KINDS 5

/**
 * struct ccs_tally - numbers
 * @of: of each mode
 */
struct ccs_tally {
	unsigned int of[CCS_TALLY_KINDS];
};

void ccs_tally_add(struct ccs_tally *tally, const char *mode);
void ccs_tally_print(const struct ccs_tally *tally);
void ccs_tally_json(const struct ccs_tally *tally);

#endif /* CCS_LIB_TALLY_H */
