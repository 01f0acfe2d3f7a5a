// SPDX-License-Identifier: GPL-2.0-only
/*
 * Times as people read them
 */

#include <stdio.h>
#include <time.h>

#include "fail.h"
#include "when.h"

/**
 * ccs_when - say when it was, and by which clock
 * @utc: a time of the kernel's: «2026/03/02 09:14:55»
 * @local: say it in local time
 *
 * Return: the time with «UTC» or how far it is from that behind it, for free();
 * what is no such time stays as it is.
 */
char *ccs_when(const char *utc, bool local)
{
	struct tm time = {};
	char text[64];
	time_t seconds;
	int len = 0;

	if (sscanf(utc, "%4d/%2d/%2d %2d:%2d:%2d%n", &time.tm_year,
		   &time.tm_mon, &time.tm_mday, &time.tm_hour, &time.tm_min,
		   &time.tm_sec, &len) != 6 || utc[len])
		return ccs_strdup(utc);
	if (!local)
		return ccs_format("%s UTC", utc);
	time.tm_year -= 1900;
	time.tm_mon--;
	seconds = timegm(&time);
	if (!localtime_r(&seconds, &time))
		return ccs_format("%s UTC", utc);
	strftime(text, sizeof(text), "%Y/%m/%d %H:%M:%S %z", &time);
	return ccs_strdup(text);
}
