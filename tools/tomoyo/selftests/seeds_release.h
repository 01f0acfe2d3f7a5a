/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Announcement of 1.7.0, 2009-09-03
 *
 * Its patterns of directives stand here with operands. A line with "?????" is to
 * be filled in, "alias" and "allow_argv0" are named as removed: no policy.
 */

#ifndef CCS_SELFTESTS_SEEDS_RELEASE_H
#define CCS_SELFTESTS_SEEDS_RELEASE_H

#include "seeds.h"

/* It names no domain, so its examples have a namespace of their own. */
#define RELEASE "<release>"
#define RELEASE_DOMAIN RELEASE " /sbin/example"

static const struct seed release[] = {
	{
		.title = "(4) attributes of files, mounts, and what is unchanged",
		.domain =
			RELEASE_DOMAIN "\n"
			"allow_create /tmp/file 0644\n"
			"allow_mkdir /tmp/dir/ 0755\n"
			"allow_mkfifo /tmp/fifo 0644\n"
			"allow_mksock /tmp/socket 0777\n"
			"allow_mkblock /dev/sda 0660 8 0\n"
			"allow_mkchar /dev/null 0666 1 3\n"
			"allow_chmod /bin/sh 00-0777\n"
			"allow_chown /tmp/file 0\n"
			"allow_chgrp /tmp/file 0\n"
			"allow_mount /dev/sda1 /mnt/ ext3 0\n"
			"allow_unmount /mnt/\n"
			"allow_chroot /var/empty/\n"
			"allow_pivot_root /mnt/ /mnt/old/\n"
			"allow_symlink /tmp/link\n"
			"allow_link /tmp/old /tmp/new\n"
			"allow_rename /tmp/old /tmp/new\n"
			"allow_ioctl /dev/null 0x5401\n"
			"allow_read/write /dev/null\n"
			"allow_execute /bin/sh\n"
			"allow_read /etc/passwd\n"
			"allow_write /dev/console\n"
			"allow_unlink /tmp/file\n"
			"allow_rmdir /tmp/dir/\n"
			"allow_truncate /tmp/file\n"
			"allow_rewrite /tmp/file\n",
		.domain_print =
			HEADER(RELEASE_DOMAIN, 0)
			"file create /tmp/file 0644\n"
			"file mkdir /tmp/dir/ 0755\n"
			"file mkfifo /tmp/fifo 0644\n"
			"file mksock /tmp/socket 0777\n"
			"file mkblock /dev/sda 0660 8 0\n"
			"file mkchar /dev/null 0666 1 3\n"
			"file chmod /bin/sh 00-0777\n"
			"file chown/chgrp /tmp/file 0\n"
			"file mount /dev/sda1 /mnt/ ext3 0\n"
			"file unmount /mnt/\n"
			"file chroot /var/empty/\n"
			"file pivot_root /mnt/ /mnt/old/\n"
			"file symlink /tmp/link\n"
			"file link/rename /tmp/old /tmp/new\n"
			"file ioctl /dev/null 0x5401\n"
			"file read/write/append /dev/null\n"
			"file execute /bin/sh\n"
			"file read /etc/passwd\n"
			"file write/append /dev/console\n"
			"file unlink/truncate /tmp/file\n"
			"file rmdir /tmp/dir/\n"
			"allow_rewrite /tmp/file\n",
	},
	{
		.title = "(5) numbers, one by one",
		.domain =
			RELEASE_DOMAIN "\n"
			"allow_create /tmp/file 0640\n"
			"allow_create /tmp/file 0660\n"
			"allow_execute /bin/sh if task.uid!=0\n",
		.domain_print =
			HEADER(RELEASE_DOMAIN, 0)
			"file create /tmp/file 0640\n"
			"file create /tmp/file 0660\n"
			"file execute /bin/sh task.uid!=0\n",
	},
	{
		.title = "(5) groups of numbers",
		.exception =
			RELEASE " number_group TMP_FILE_CREATE_MODES 0640\n"
			RELEASE " number_group TMP_FILE_CREATE_MODES 0660\n"
			RELEASE " number_group PACKAGE1_DATA_READERS 10000\n",
		.domain =
			RELEASE_DOMAIN "\n"
			"allow_create /tmp/file @TMP_FILE_CREATE_MODES\n"
			"allow_read /data/data/package1/\\* if task.uid=@PACKAGE1_DATA_READERS\n",
		.domain_print =
			HEADER(RELEASE_DOMAIN, 0)
			"file create /tmp/file @TMP_FILE_CREATE_MODES\n"
			"file read /data/data/package1/\\* task.uid=@PACKAGE1_DATA_READERS\n",
	},
	{
		.title = "(6) a link and its name",
		.domain =
			RELEASE_DOMAIN "\n"
			"allow_execute /sbin/pidof if exec.realpath=\"/sbin/killall5\" exec.argv[0]=\"/sbin/pidof\"\n",
		.domain_print =
			HEADER(RELEASE_DOMAIN, 0)
			"file execute /sbin/pidof exec.realpath=\"/sbin/killall5\" exec.argv[0]=\"/sbin/pidof\"\n",
	},
	{
		.title = "(8) what was system policy",
		.exception = RELEASE " deny_autobind 1-1023\n",
	},
	{
		.title = "profiles: handlers of executions",
		.domain =
			RELEASE_DOMAIN "\n"
			"execute_handler /usr/sbin/handler\n",
		.domain_print =
			HEADER(RELEASE_DOMAIN, 0)
			"task auto_execute_handler /usr/sbin/handler\n",
	},
	{
		.title = "capabilities",
		.domain =
			RELEASE_DOMAIN "\n"
			"allow_capability inet_tcp_create\n"
			"allow_capability inet_tcp_listen\n"
			"allow_capability inet_tcp_connect\n"
			"allow_capability use_inet_udp\n"
			"allow_capability use_inet_ip\n"
			"allow_capability use_route\n"
			"allow_capability use_packet\n"
			"allow_capability SYS_MOUNT\n"
			"allow_capability SYS_UMOUNT\n"
			"allow_capability SYS_REBOOT\n"
			"allow_capability SYS_CHROOT\n"
			"allow_capability SYS_KILL\n"
			"allow_capability SYS_VHANGUP\n"
			"allow_capability SYS_TIME\n"
			"allow_capability SYS_NICE\n"
			"allow_capability SYS_SETHOSTNAME\n"
			"allow_capability use_kernel_module\n"
			"allow_capability create_fifo\n"
			"allow_capability create_block_dev\n"
			"allow_capability create_char_dev\n"
			"allow_capability create_unix_socket\n"
			"allow_capability SYS_LINK\n"
			"allow_capability SYS_SYMLINK\n"
			"allow_capability SYS_RENAME\n"
			"allow_capability SYS_UNLINK\n"
			"allow_capability SYS_CHMOD\n"
			"allow_capability SYS_CHOWN\n"
			"allow_capability SYS_IOCTL\n"
			"allow_capability SYS_KEXEC_LOAD\n"
			"allow_capability SYS_PIVOT_ROOT\n"
			"allow_capability SYS_PTRACE\n"
			"allow_capability conceal_mount\n",
		.domain_print =
			HEADER(RELEASE_DOMAIN, 0)
			"allow_capability inet_tcp_create\n"
			"allow_capability inet_tcp_listen\n"
			"allow_capability inet_tcp_connect\n"
			"allow_capability use_inet_udp\n"
			"allow_capability use_inet_ip\n"
			"capability use_route\n"
			"capability use_packet\n"
			"allow_capability SYS_MOUNT\n"
			"allow_capability SYS_UMOUNT\n"
			"capability SYS_REBOOT\n"
			"allow_capability SYS_CHROOT\n"
			"allow_capability SYS_KILL\n"
			"capability SYS_VHANGUP\n"
			"capability SYS_TIME\n"
			"capability SYS_NICE\n"
			"capability SYS_SETHOSTNAME\n"
			"capability use_kernel_module\n"
			"allow_capability create_fifo\n"
			"allow_capability create_block_dev\n"
			"allow_capability create_char_dev\n"
			"allow_capability create_unix_socket\n"
			"allow_capability SYS_LINK\n"
			"allow_capability SYS_SYMLINK\n"
			"allow_capability SYS_RENAME\n"
			"allow_capability SYS_UNLINK\n"
			"allow_capability SYS_CHMOD\n"
			"allow_capability SYS_CHOWN\n"
			"allow_capability SYS_IOCTL\n"
			"capability SYS_KEXEC_LOAD\n"
			"allow_capability SYS_PIVOT_ROOT\n"
			"capability SYS_PTRACE\n"
			"allow_capability conceal_mount\n",
	},
};

#endif /* CCS_SELFTESTS_SEEDS_RELEASE_H */
