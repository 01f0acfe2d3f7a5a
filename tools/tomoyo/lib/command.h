/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Commands in configuration
 */

#ifndef CCS_LIB_COMMAND_H
#define CCS_LIB_COMMAND_H

const char *ccs_command_words(const char *text, char ***words);
void ccs_command_free(char **words);

#endif /* CCS_LIB_COMMAND_H */
