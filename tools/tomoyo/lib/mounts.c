// SPDX-License-Identifier: GPL-2.0-only
/*
 * File systems needed at boot
 */

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fail.h"
#include "iface.h"
#include "mounts.h"

/**
 * struct place - a file system the loader needs
 * @type: its type
 * @dir: where it belongs
 * @proof: exists if and only if it is there
 * @ours: we mounted it
 */
struct place {
	const char *type;
	const char *dir;
	const char *proof;
	bool ours;
};

/* In the order of mounting. Without /dev there would be no log. */
static struct place places[] = {
	{ "proc", "/proc", "/proc/self", false },
	{ "sysfs", "/sys", "/sys/kernel", false },
	{ "securityfs", CCS_SECURITYFS, CCS_SECURITYFS "/lsm", false },
	{ "devtmpfs", "/dev", "/dev/kmsg", false },
};

#define PLACE_COUNT (sizeof(places) / sizeof(places[0]))

/**
 * ccs_mounts_add - mount what is missing
 */
void ccs_mounts_add(void)
{
	size_t i;

	for (i = 0; i < PLACE_COUNT; i++) {
		struct place *const place = &places[i];

		if (!access(place->proof, F_OK))
			continue;
		mkdir(place->dir, 0755);
		if (!mount(place->type, place->dir, place->type, MS_NOSUID | MS_NOEXEC,
			   NULL))
			place->ours = true;
		else if (errno != EBUSY)
			ccs_warn("cannot mount %s on %s: %s", place->type,
				 place->dir, strerror(errno));
	}
}

/**
 * ccs_mounts_drop - unmount what ccs_mounts_add() mounted, and nothing else
 */
void ccs_mounts_drop(void)
{
	size_t i;

	/* Detached, for the console that we talk to may be in one of them. */
	for (i = PLACE_COUNT; i-- > 0;)
		if (places[i].ours && !umount2(places[i].dir, MNT_DETACH))
			places[i].ours = false;
}
