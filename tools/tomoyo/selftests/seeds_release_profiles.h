/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Announcement of 1.7.0, 2009-09-03: profiles
 */

#ifndef CCS_SELFTESTS_SEEDS_RELEASE_PROFILES_H
#define CCS_SELFTESTS_SEEDS_RELEASE_PROFILES_H

#include "seeds.h"

#define ITEM(name) "3-CONFIG::" name "={ mode=enforcing grant_log=yes reject_log=yes }\n"

static const struct seed_profile release_profiles[] = {
	{
		.title = "the example at the end",
		.text = "PROFILE_VERSION=20090903\n"
			"PREFERENCE::audit={ max_grant_log=1024 max_reject_log=1024 }\n"
			"PREFERENCE::learning={ verbose=no max_entry=2048 exec.realpath=yes exec.argv0=yes symlink.target=yes }\n"
			"PREFERENCE::permissive={ verbose=yes }\n"
			"PREFERENCE::enforcing={ verbose=yes penalty=0 }\n"
			"0-COMMENT=-----Disabled Mode-----\n"
			"0-CONFIG={ mode=disabled grant_log=yes reject_log=yes }\n"
			"1-COMMENT=-----Learning Mode-----\n"
			"1-CONFIG={ mode=learning grant_log=yes reject_log=yes }\n"
			"2-COMMENT=-----Permissive Mode-----\n"
			"2-CONFIG={ mode=permissive grant_log=yes reject_log=yes }\n"
			"3-COMMENT=-----Enforcing Mode-----\n"
			"3-CONFIG={ mode=enforcing grant_log=yes reject_log=yes }\n",
		.print = "PROFILE_VERSION=20090903\n"
			 "PREFERENCE::audit={ max_grant_log=1024 max_reject_log=1024 task_info=yes path_info=yes }\n"
			 "PREFERENCE::learning={ verbose=no max_entry=2048 exec.realpath=yes exec.argv0=yes symlink.target=yes }\n"
			 "PREFERENCE::permissive={ verbose=yes }\n"
			 "PREFERENCE::enforcing={ verbose=yes penalty=0 }\n"
			 "0-COMMENT=-----Disabled Mode-----\n"
			 DEFAULT_PREFERENCE("0")
			 UNSET_CONFIG("0")
			 "1-COMMENT=-----Learning Mode-----\n"
			 DEFAULT_PREFERENCE("1")
			 "1-CONFIG={ mode=learning grant_log=yes reject_log=yes }\n"
			 "2-COMMENT=-----Permissive Mode-----\n"
			 DEFAULT_PREFERENCE("2")
			 "2-CONFIG={ mode=permissive grant_log=yes reject_log=yes }\n"
			 "3-COMMENT=-----Enforcing Mode-----\n"
			 DEFAULT_PREFERENCE("3")
			 "3-CONFIG={ mode=enforcing grant_log=yes reject_log=yes }\n",
	},
	{
		.title = "a category",
		.text = "0-CONFIG={ mode=disabled grant_log=yes reject_log=yes }\n"
			"0-CONFIG::file={ mode=learning grant_log=yes reject_log=yes }\n",
		.print = DEFAULT_PREFERENCE("0")
			 UNSET_CONFIG("0")
			 "0-CONFIG::file={ mode=learning grant_log=yes reject_log=yes }\n",
	},
	{
		.title = "an item of a category",
		.text = "1-CONFIG::file={ mode=learning grant_log=yes reject_log=yes }\n"
			"1-CONFIG::file::execute={ mode=enforcing grant_log=yes reject_log=yes }\n",
		.print = DEFAULT_PREFERENCE("1")
			 UNSET_CONFIG("1")
			 "1-CONFIG::file::execute={ mode=enforcing grant_log=yes reject_log=yes }\n"
			 "1-CONFIG::file={ mode=learning grant_log=yes reject_log=yes }\n",
	},
	{
		.title = "an item without logs",
		.text = "3-CONFIG::network={ mode=enforcing grant_log=yes reject_log=yes }\n"
			"3-CONFIG::network::inet_tcp_accept={ mode=enforcing grant_log=no reject_log=no }\n",
		.print = DEFAULT_PREFERENCE("3")
			 UNSET_CONFIG("3")
			 "3-CONFIG::network::inet_stream_accept={ mode=enforcing grant_log=no reject_log=no }\n"
			 ITEM("network"),
	},
	{
		.title = "all categories",
		.text = ITEM("file")
			ITEM("network")
			ITEM("capability")
			ITEM("ipc")
			ITEM("misc"),
		.print = DEFAULT_PREFERENCE("3")
			 UNSET_CONFIG("3")
			 ITEM("file")
			 ITEM("network")
			 ITEM("misc")
			 ITEM("ipc")
			 ITEM("capability"),
	},
	{
		.title = "items of file",
		.text = ITEM("file::execute")
			ITEM("file::open")
			ITEM("file::create")
			ITEM("file::unlink")
			ITEM("file::mkdir")
			ITEM("file::rmdir")
			ITEM("file::mkfifo")
			ITEM("file::mksock")
			ITEM("file::truncate")
			ITEM("file::symlink")
			ITEM("file::rewrite")
			ITEM("file::mkblock")
			ITEM("file::mkchar")
			ITEM("file::link")
			ITEM("file::rename")
			ITEM("file::chmod")
			ITEM("file::chown")
			ITEM("file::chgrp")
			ITEM("file::ioctl")
			ITEM("file::chroot")
			ITEM("file::mount")
			ITEM("file::umount")
			ITEM("file::pivot_root"),
		.print = DEFAULT_PREFERENCE("3")
			 UNSET_CONFIG("3")
			 ITEM("file::execute")
			 ITEM("file::open")
			 ITEM("file::create")
			 ITEM("file::unlink")
			 ITEM("file::mkdir")
			 ITEM("file::rmdir")
			 ITEM("file::mkfifo")
			 ITEM("file::mksock")
			 ITEM("file::truncate")
			 ITEM("file::symlink")
			 ITEM("file::mkblock")
			 ITEM("file::mkchar")
			 ITEM("file::link")
			 ITEM("file::rename")
			 ITEM("file::chmod")
			 ITEM("file::chown")
			 ITEM("file::chgrp")
			 ITEM("file::ioctl")
			 ITEM("file::chroot")
			 ITEM("file::mount")
			 ITEM("file::unmount")
			 ITEM("file::pivot_root")
			 ITEM("file::rewrite"),
	},
	{
		.title = "items of network",
		.text = ITEM("network::inet_udp_bind")
			ITEM("network::inet_udp_connect")
			ITEM("network::inet_tcp_bind")
			ITEM("network::inet_tcp_listen")
			ITEM("network::inet_tcp_connect")
			ITEM("network::inet_tcp_accept")
			ITEM("network::inet_raw_bind")
			ITEM("network::inet_raw_connect"),
		.print = DEFAULT_PREFERENCE("3")
			 UNSET_CONFIG("3")
			 ITEM("network::inet_stream_bind")
			 ITEM("network::inet_stream_listen")
			 ITEM("network::inet_stream_connect")
			 ITEM("network::inet_stream_accept")
			 ITEM("network::inet_dgram_bind")
			 ITEM("network::inet_dgram_send")
			 ITEM("network::inet_dgram_recv")
			 ITEM("network::inet_raw_bind")
			 ITEM("network::inet_raw_send")
			 ITEM("network::inet_raw_recv"),
	},
	{
		.title = "items of capability",
		.text = ITEM("capability::inet_tcp_create")
			ITEM("capability::inet_tcp_listen")
			ITEM("capability::inet_tcp_connect")
			ITEM("capability::use_inet_udp")
			ITEM("capability::use_inet_ip")
			ITEM("capability::use_route")
			ITEM("capability::use_packet")
			ITEM("capability::SYS_MOUNT")
			ITEM("capability::SYS_UMOUNT")
			ITEM("capability::SYS_REBOOT")
			ITEM("capability::SYS_CHROOT")
			ITEM("capability::SYS_KILL")
			ITEM("capability::SYS_VHANGUP")
			ITEM("capability::SYS_TIME")
			ITEM("capability::SYS_NICE")
			ITEM("capability::SYS_SETHOSTNAME")
			ITEM("capability::use_kernel_module")
			ITEM("capability::create_fifo")
			ITEM("capability::create_block_dev")
			ITEM("capability::create_char_dev")
			ITEM("capability::create_unix_socket")
			ITEM("capability::SYS_LINK")
			ITEM("capability::SYS_SYMLINK")
			ITEM("capability::SYS_RENAME")
			ITEM("capability::SYS_UNLINK")
			ITEM("capability::SYS_CHMOD")
			ITEM("capability::SYS_CHOWN")
			ITEM("capability::SYS_IOCTL")
			ITEM("capability::SYS_KEXEC_LOAD")
			ITEM("capability::SYS_PIVOT_ROOT")
			ITEM("capability::SYS_PTRACE")
			ITEM("capability::conceal_mount"),
		.print = DEFAULT_PREFERENCE("3")
			 UNSET_CONFIG("3")
			 ITEM("capability::use_route")
			 ITEM("capability::use_packet")
			 ITEM("capability::SYS_REBOOT")
			 ITEM("capability::SYS_VHANGUP")
			 ITEM("capability::SYS_TIME")
			 ITEM("capability::SYS_NICE")
			 ITEM("capability::SYS_SETHOSTNAME")
			 ITEM("capability::use_kernel_module")
			 ITEM("capability::SYS_KEXEC_LOAD")
			 ITEM("capability::SYS_PTRACE")
			 ITEM("capability::inet_tcp_create")
			 ITEM("capability::inet_tcp_listen")
			 ITEM("capability::inet_tcp_connect")
			 ITEM("capability::use_inet_udp")
			 ITEM("capability::use_inet_ip")
			 ITEM("capability::SYS_MOUNT")
			 ITEM("capability::SYS_UMOUNT")
			 ITEM("capability::SYS_CHROOT")
			 ITEM("capability::SYS_PIVOT_ROOT")
			 ITEM("capability::SYS_KILL")
			 ITEM("capability::SYS_LINK")
			 ITEM("capability::SYS_SYMLINK")
			 ITEM("capability::SYS_RENAME")
			 ITEM("capability::SYS_UNLINK")
			 ITEM("capability::SYS_CHMOD")
			 ITEM("capability::SYS_CHOWN")
			 ITEM("capability::SYS_IOCTL")
			 ITEM("capability::create_fifo")
			 ITEM("capability::create_block_dev")
			 ITEM("capability::create_char_dev")
			 ITEM("capability::create_unix_socket")
			 ITEM("capability::conceal_mount"),
	},
	{
		.title = "the item of ipc",
		.text = ITEM("ipc::signal"),
		.print = DEFAULT_PREFERENCE("3")
			 UNSET_CONFIG("3")
			 ITEM("ipc::signal"),
	},
	{
		.title = "the item of misc",
		.text = ITEM("misc::env"),
		.print = DEFAULT_PREFERENCE("3")
			 UNSET_CONFIG("3")
			 ITEM("misc::env"),
	},
};

#endif /* CCS_SELFTESTS_SEEDS_RELEASE_PROFILES_H */
