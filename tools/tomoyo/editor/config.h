/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Colours and names that the administrator chose
 */

#ifndef EDITOR_CONFIG_H
#define EDITOR_CONFIG_H

#include <stddef.h>

#include "../lib/line.h"
#include "../lib/list.h"

#define CONFIG_FILE "/etc/ccs/tools/editpolicy.conf"

enum colour {
	COLOUR_DOMAIN_HEAD,
	COLOUR_DOMAIN_CURSOR,
	COLOUR_EXCEPTION_HEAD,
	COLOUR_EXCEPTION_CURSOR,
	COLOUR_ACL_HEAD,
	COLOUR_ACL_CURSOR,
	COLOUR_PROFILE_HEAD,
	COLOUR_PROFILE_CURSOR,
	COLOUR_MANAGER_HEAD,
	COLOUR_MANAGER_CURSOR,
	COLOUR_STAT_HEAD,
	COLOUR_STAT_CURSOR,
	COLOUR_DEFAULT,
	COLOUR_COUNT,
	/* What follows can't be chosen. */
	COLOUR_ERROR = COLOUR_COUNT,
	COLOUR_ALL,
};

/**
 * struct config - what the configuration file says
 * @front: foreground of each colour, 0 to 7
 * @back: background
 * @directive: directives that are shown by another name
 * @alias: these names, in the same order
 */
struct config {
	unsigned char front[COLOUR_ALL];
	unsigned char back[COLOUR_ALL];
	struct ccs_list directive;
	struct ccs_list alias;
};

void config_init(struct config *config);
void config_read(struct config *config, struct ccs_lines *lines);
const char *config_alias(const struct config *config, const char *directive);
char *config_resolve(const struct config *config, const char *typed);
char *config_show(const struct config *config, const char *line,
		  size_t *directive);
size_t directive_len(const char *line);
void config_free(struct config *config);

#endif /* EDITOR_CONFIG_H */
