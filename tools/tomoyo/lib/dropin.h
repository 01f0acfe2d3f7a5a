/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy of applications, a file each
 */

#ifndef CCS_LIB_DROPIN_H
#define CCS_LIB_DROPIN_H

#include <stdbool.h>

#include "list.h"
#include "model.h"

/* Below the administrator's directory: what is loaded, and what was. */
#define CCS_DROPIN_DIR		"policy.d"
#define CCS_DROPIN_RECORD	"policy/policy.d"
#define CCS_DROPIN_DOMAIN	".domain"
#define CCS_DROPIN_EXCEPTION	".exception"

/**
 * struct ccs_dropin - what files said so far; all zeroes is nothing
 * @said: what each domain or directive was given, by name
 * @domain: the domain that the next line is about
 */
struct ccs_dropin {
	void *said;
	char *domain;
};

void ccs_dropin_list(struct ccs_list *files, const char *dir,
		     const char *suffix);
char *ccs_dropin_line(struct ccs_dropin *dropin, const char *file,
		      unsigned int number, const char *line, bool *skip);
void ccs_dropin_next(struct ccs_dropin *dropin);
void ccs_dropin_free(struct ccs_dropin *dropin);

typedef bool (*ccs_dropin_filter)(const char *domain, const char *line,
				  void *data);

int ccs_dropin_file(struct ccs_dropin *said, struct ccs_list *lines,
		    const char *file, ccs_dropin_filter skip, void *data);
int ccs_dropin_append(struct ccs_list *lines, const struct ccs_list *files);
int ccs_dropin_model(struct ccs_model *model, const struct ccs_list *files,
		     bool exception);
int ccs_dropin_record(const char *top, bool quiet);

#endif /* CCS_LIB_DROPIN_H */
