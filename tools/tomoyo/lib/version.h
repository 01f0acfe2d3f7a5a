/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Saved versions of policy
 */

#ifndef CCS_LIB_VERSION_H
#define CCS_LIB_VERSION_H

#include <stdbool.h>

#include "fail.h"
#include "strbuf.h"

/**
 * struct ccs_version_part - a part of a policy
 * @node: the node, and with .conf behind it the file
 * @text: what the kernel prints there
 * @linked: the loader reads PATH/NODE.conf, too
 */
struct ccs_version_part {
	const char *node;
	struct ccs_strbuf text;
	bool linked;
};

/* How a version is saved. */
enum ccs_version_flags {
	/* Even if nothing changed since the last time. */
	CCS_VERSION_FORCE = 1,
	/* Without what the drop-in files of PATH have. */
	CCS_VERSION_STRIP = 2,
};

enum ccs_exit ccs_version_save(const char *path, struct ccs_version_part *part,
			       size_t count, unsigned int flags);
enum ccs_exit ccs_version_save_as(const char *path,
				  struct ccs_version_part *part, size_t count,
				  unsigned int flags, const char *message);

#endif /* CCS_LIB_VERSION_H */
