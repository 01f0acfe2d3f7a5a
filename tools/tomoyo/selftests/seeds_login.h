/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * "The world of TOMOYO Linux", eighth installment: login sessions (1.7)
 *
 * Fig. 1 and what follows Fig. 4, 5, 6, 7, 8 and 9 are words and commands.
 */

#ifndef CCS_SELFTESTS_SEEDS_LOGIN_H
#define CCS_SELFTESTS_SEEDS_LOGIN_H

#include "seeds.h"

#define LOGIN_SHELL "<kernel> /usr/sbin/sshd /bin/bash"

#define COMMAND(path) "<kernel> path_group COMMANDS_FOR_LOGIN_SESSION " path "\n"

static const struct seed login_groups[] = {
	{
		.title = "Fig. 2 and 3: programs, grouped",
		.exception = COMMAND("/bin/basename")
			     COMMAND("/bin/bash")
			     COMMAND("/bin/cat")
			     COMMAND("/bin/egrep")
			     COMMAND("/bin/grep")
			     COMMAND("/bin/hostname")
			     COMMAND("/bin/ln")
			     COMMAND("/bin/ls")
			     COMMAND("/bin/mkdir")
			     COMMAND("/bin/mv")
			     COMMAND("/bin/rm")
			     COMMAND("/bin/rmdir")
			     COMMAND("/bin/sed")
			     COMMAND("/bin/touch")
			     COMMAND("/sbin/consoletype")
			     COMMAND("/usr/bin/clear")
			     COMMAND("/usr/bin/dircolors")
			     COMMAND("/usr/bin/emacs")
			     COMMAND("/usr/bin/id")
			     COMMAND("/usr/bin/passwd")
			     COMMAND("/usr/bin/perl")
			     COMMAND("/usr/bin/ssh")
			     COMMAND("/usr/bin/ssh-keygen")
			     COMMAND("/usr/bin/wget")
			     COMMAND("/usr/bin/which"),
	},
	{
		.title = "transitions of the session",
		.exception =
			"keep_domain <kernel> /usr/sbin/sshd /bin/bash\n"
			"no_keep_domain /usr/bin/passwd from <kernel> /usr/sbin/sshd /bin/bash\n"
			"no_keep_domain /usr/bin/ssh from <kernel> /usr/sbin/sshd /bin/bash\n",
		.exception_print =
			"<kernel> keep_domain any from " LOGIN_SHELL "\n"
			"<kernel> no_keep_domain /usr/bin/passwd from " LOGIN_SHELL "\n"
			"<kernel> no_keep_domain /usr/bin/ssh from " LOGIN_SHELL "\n",
	},
	{
		.title = "Fig. 10: files under home directories",
		.exception = "<kernel> path_group HOME_FILE /home/\\{\\*\\}/\\*\n"
			     "<kernel> path_group HOME_DIR /home/\\{\\*\\}/\\*/\n",
	},
	{
		.title = "Fig. 11: without .ssh",
		.exception = "<kernel> path_group HOME_FILE /home/\\{\\*\\-.ssh\\}/\\*\n"
			     "<kernel> path_group HOME_DIR /home/\\{\\*\\-.ssh\\}/\n",
	},
	{
		.title = "a program that looks at its name, and examples of operands",
		.domain =
			LOGIN_SHELL "\n"
			"allow_execute /usr/bin/passwd if exec.argv[0]=\"passwd\"\n"
			"allow_read/write /dev/null\n"
			"allow_link /tmp/source /tmp/dest\n"
			"allow_mount /dev/sda2 /home/ ext3 0\n",
		.domain_print =
			HEADER(LOGIN_SHELL, 0)
			"file execute /usr/bin/passwd exec.argv[0]=\"passwd\"\n"
			"file read/write/append /dev/null\n"
			"file link /tmp/source /tmp/dest\n"
			"file mount /dev/sda2 /home/ ext3 0\n",
	},
};

/* The group of Fig. 3 has another name here, so this one has no members. */
static const struct seed login_permissions[] = {
	{
		.title = "Fig. 12: permissions given beforehand",
		.exception = "<kernel> path_group HOME_FILE /home/\\{\\*\\-.ssh\\}/\\*\n"
			     "<kernel> path_group HOME_DIR /home/\\{\\*\\-.ssh\\}/\n",
		.domain =
			LOGIN_SHELL "\n"
			"allow_execute @COMMANDS_FOR_LOGIN\n"
			"allow_read/write @HOME_FILE\n"
			"allow_create @HOME_FILE 00-0666\n"
			"allow_unlink @HOME_FILE\n"
			"allow_symlink @HOME_FILE\n"
			"allow_link @HOME_FILE @HOME_FILE\n"
			"allow_rename @HOME_FILE @HOME_FILE\n"
			"allow_truncate @HOME_FILE\n"
			"allow_rewrite @HOME_FILE\n"
			"allow_mkdir @HOME_DIR 00-0777\n"
			"allow_rmdir @HOME_DIR\n"
			"allow_rename @HOME_DIR @HOME_DIR\n",
		.domain_print =
			HEADER(LOGIN_SHELL, 0)
			"file execute @COMMANDS_FOR_LOGIN\n"
			"file read/write/append/unlink/truncate/symlink @HOME_FILE\n"
			"file create @HOME_FILE 00-0666\n"
			"file link/rename @HOME_FILE @HOME_FILE\n"
			"allow_rewrite @HOME_FILE\n"
			"file mkdir @HOME_DIR 00-0777\n"
			"file rmdir @HOME_DIR\n"
			"file rename @HOME_DIR @HOME_DIR\n",
	},
	{
		.title = "Fig. 13: the same for files owned by the user",
		.exception = "<kernel> path_group HOME_FILE /home/\\{\\*\\-.ssh\\}/\\*\n"
			     "<kernel> path_group HOME_DIR /home/\\{\\*\\-.ssh\\}/\n",
		.domain =
			LOGIN_SHELL "\n"
			"allow_execute @COMMANDS_FOR_LOGIN\n"
			"allow_read/write @HOME_FILE if task.uid=path1.uid\n"
			"allow_create @HOME_FILE 00-0666 if task.uid=path1.parent.uid\n"
			"allow_unlink @HOME_FILE if task.uid=path1.uid\n"
			"allow_symlink @HOME_FILE if task.uid=path1.parent.uid\n"
			"allow_link @HOME_FILE @HOME_FILE if task.uid=path1.uid task.uid=path1.parent.uid task.uid=path2.parent.uid\n"
			"allow_rename @HOME_FILE @HOME_FILE if task.uid=path1.uid task.uid=path1.parent.uid task.uid=path2.parent.uid\n"
			"allow_truncate @HOME_FILE if task.uid=path1.uid\n"
			"allow_rewrite @HOME_FILE if task.uid=path1.uid\n"
			"allow_mkdir @HOME_DIR 00-0777 if task.uid=path1.parent.uid\n"
			"allow_rmdir @HOME_DIR if task.uid=path1.uid\n"
			"allow_rename @HOME_DIR @HOME_DIR if task.uid=path1.uid task.uid=path1.parent.uid task.uid=path2.parent.uid\n",
		.domain_print =
			HEADER(LOGIN_SHELL, 0)
			"file execute @COMMANDS_FOR_LOGIN\n"
			"file read/write/append/unlink/truncate @HOME_FILE task.uid=path1.uid\n"
			"file create @HOME_FILE 00-0666 task.uid=path1.parent.uid\n"
			"file symlink @HOME_FILE task.uid=path1.parent.uid\n"
			"file link/rename @HOME_FILE @HOME_FILE task.uid=path1.uid task.uid=path1.parent.uid task.uid=path2.parent.uid\n"
			"allow_rewrite @HOME_FILE if task.uid=path1.uid\n"
			"file mkdir @HOME_DIR 00-0777 task.uid=path1.parent.uid\n"
			"file rmdir @HOME_DIR task.uid=path1.uid\n"
			"file rename @HOME_DIR @HOME_DIR task.uid=path1.uid task.uid=path1.parent.uid task.uid=path2.parent.uid\n",
	},
};

static const struct seed_profile login_profiles[] = {
	{
		.title = "learning what a login shell needs",
		.text = "1-CONFIG::file={ mode=learning }\n",
		.print = DEFAULT_PREFERENCE("1")
			 UNSET_CONFIG("1")
			 "1-CONFIG::file={ mode=learning grant_log=yes reject_log=yes }\n",
	},
};

#endif /* CCS_SELFTESTS_SEEDS_LOGIN_H */
