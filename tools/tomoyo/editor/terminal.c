// SPDX-License-Identifier: GPL-2.0-only
/*
 * What kind of terminal it is
 *
 * Where there is no data base of terminals, as in an initramfs, or it does not
 * know this one, nearly every terminal understands the commands of ANSI.
 */

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#include "../lib/fail.h"
#include "terminal.h"

#define ANSI "ccs-ansi"

/*
 * Compiled by tic(1) and printed by infocmp(1) -Q2 from this:
 *
 * ccs-ansi|any ANSI terminal,
 *	am, xenl, cols#80, lines#24, it#8, colors#8, pairs#64,
 *	bel=^G, bold=\E[1m, clear=\E[H\E[2J, cr=\r, cub1=^H,
 *	cud1=\n, cuf1=\E[C, cuu1=\E[A, cup=\E[%i%p1%d;%p2%dH,
 *	ed=\E[J, el=\E[K, home=\E[H, ind=\n, rev=\E[7m, smul=\E[4m,
 *	rmul=\E[24m, sgr0=\E[m, smso=\E[7m, rmso=\E[27m,
 *	setaf=\E[3%p1%dm, setab=\E[4%p1%dm, op=\E[39;49m,
 */
static const char ansi[] =
	"b64:GgEbAAUADwBpAXgAY2NzLWFuc2l8YW55IEFOU0kgdGVybWluYWwAAAEA"
	"AAFQAAgAGAD__________________________wgAQAD__wAAAgD_____BAAM"
	"ABAA_____xQAJQAnAP__KwD_____LQD__zEA__________________81AP__"
	"_____________zoAPwBEAP____9JAP_______00AUwD_________________"
	"____________________________________________________________"
	"____________________________________________________________"
	"____________________________________________________________"
	"__________________________9ZAP______________________________"
	"____________________________________________________________"
	"____________________________________________________________"
	"____________________________________________________________"
	"____________________________________________________________"
	"____________________________________________________________"
	"____________________________________________________________"
	"______________________________________________________9bAP__"
	"____________________________________________________________"
	"____________________________________________________________"
	"________________________________________ZABuAAcADQAbW0gbWzJK"
	"ABtbSwAbW0oAG1slaSVwMSVkOyVwMiVkSAAKABtbSAAIABtbQwAbW0EAG1sx"
	"bQAbWzdtABtbN20AG1s0bQAbW20AG1syN20AG1syNG0ACgAbWzM5OzQ5bQAb"
	"WzMlcDElZG0AG1s0JXAxJWRtAA==";

/**
 * terminal_start - begin to use the terminal, or leave
 */
void terminal_start(void)
{
	const char *name = getenv("TERM");
	int found;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		ccs_die(CCS_EXIT_USAGE, "needs a terminal (see --help for what does not)");
	if (!name || !*name || setupterm(name, STDOUT_FILENO, &found)) {
		setenv("TERMINFO", ansi, 1);
		name = ANSI;
	}
	if (!newterm(name, stdout, stdin))
		ccs_die(CCS_EXIT_IO, "this terminal cannot be used: %s", name);
}

/* Terminals that don't know these leave them out, as ANSI wants it. */
static void tell(const char *command)
{
	fputs(command, stdout);
	fflush(stdout);
}

/**
 * terminal_mouse - take the mouse, and pasted text as such
 * @take: take the mouse; otherwise it is the terminal's
 */
void terminal_mouse(bool take)
{
	tell("\033[?2004h");
	tell(take ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l");
}

/**
 * terminal_stop - give back what terminal_mouse() took
 */
void terminal_stop(void)
{
	tell("\033[?1006l\033[?1000l\033[?2004l");
}
