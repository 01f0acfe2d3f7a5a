// SPDX-License-Identifier: GPL-2.0-only
/*
 * The domain that a process is in
 */

#include <stdio.h>
#include <string.h>

#include "fail.h"
#include "node.h"
#include "place.h"

/**
 * ccs_place_find - ask where a process is
 * @pid: the process
 * @place: filled in; to be freed with ccs_place_free() in any case
 *
 * Return: 0 or -errno. A process that is gone is no error.
 */
int ccs_place_find(pid_t pid, struct ccs_place *place)
{
	char line[32];
	char *rest;
	int err;

	*place = (struct ccs_place){};
	snprintf(line, sizeof(line), "%d", pid);
	err = ccs_node_ask(CCS_PLACE_NODE, line, &place->answer);
	if (err)
		return err;
	/* "PID PROFILE DOMAIN", and nothing if it is gone. */
	rest = place->answer.text;
	if (!rest || !strsep(&rest, " ") || !rest)
		return 0;
	place->profile = strsep(&rest, " ");
	place->domain = rest;
	return 0;
}

/**
 * ccs_place_isolation - ask which isolated program a process is of
 * @pid: the process
 * @id: set to the id, to be freed, or to NULL for none
 *
 * Return: 0 or -errno.
 */
int ccs_place_isolation(pid_t pid, char **id)
{
	struct ccs_strbuf answer = {};
	const char *space = NULL;
	char line[32];
	int err;

	*id = NULL;
	snprintf(line, sizeof(line), "uuid %d", pid);
	err = ccs_node_ask(CCS_PLACE_NODE, line, &answer);
	/* "PID ID", and the id is - for most. */
	if (!err && answer.text)
		space = strchr(answer.text, ' ');
	if (space && strcmp(space, " -"))
		*id = ccs_strdup(space + 1);
	ccs_strbuf_free(&answer);
	return err;
}

/**
 * ccs_place_free - forget it
 * @place: what was filled in
 */
void ccs_place_free(struct ccs_place *place)
{
	ccs_strbuf_free(&place->answer);
}
