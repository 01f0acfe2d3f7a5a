/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a line that is typed may go on with
 */

#ifndef EDITOR_COMPLETE_H
#define EDITOR_COMPLETE_H

#include "editor.h"

void complete(struct editor *ed);

#endif /* EDITOR_COMPLETE_H */
