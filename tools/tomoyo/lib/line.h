/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy text by lines
 */

#ifndef CCS_LIB_LINE_H
#define CCS_LIB_LINE_H

#include <stdbool.h>
#include <stdio.h>

/**
 * struct ccs_lines - policy text being read
 * @file: where it comes from
 * @name: what messages call it
 * @number: number of the line read last, from 1
 * @text: that line, normalised; owned by the reader
 * @room: bytes allocated for it
 * @quiet: the caller tells of bytes that are not ASCII
 * @escape: take bytes that are not ASCII as what policy writes for them
 * @foreign: where the first one of this line was, from 1; 0 if there is none
 * @byte: that byte
 */
struct ccs_lines {
	FILE *file;
	const char *name;
	unsigned int number;
	char *text;
	size_t room;
	bool quiet;
	bool escape;
	size_t foreign;
	unsigned char byte;
};

int ccs_lines_open(struct ccs_lines *lines, const char *path);
void ccs_lines_of(struct ccs_lines *lines, FILE *file, const char *name);
bool ccs_lines_next(struct ccs_lines *lines);
int ccs_lines_close(struct ccs_lines *lines);

#endif /* CCS_LIB_LINE_H */
