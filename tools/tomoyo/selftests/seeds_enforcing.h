/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * "How to use enforcing mode" (1.7)
 *
 * ccs-queryd, ccs-savepolicy, grep and mail are commands; what ccs-queryd shows
 * of a domain and what was typed there is policy.
 */

#ifndef CCS_SELFTESTS_SEEDS_ENFORCING_H
#define CCS_SELFTESTS_SEEDS_ENFORCING_H

#include "seeds.h"

#define RC_SSHD "<kernel> /etc/rc.d/init.d/sshd"
#define RC_CUPS "<kernel> /etc/rc.d/init.d/cups"

static const struct seed enforcing[] = {
	{
		.title = "answer S of ccs-queryd: what sshd is allowed",
		.domain =
			RC_SSHD "\n"
			"use_profile 3\n"
			"\n"
			"allow_read /bin/bash\n"
			"allow_read/write /dev/tty\n"
			"allow_capability SYS_IOCTL\n"
			"allow_read/write /dev/pts/\\$\n"
			"allow_read /usr/lib/locale/locale-archive\n"
			"allow_read /etc/nsswitch.conf\n"
			"allow_read /etc/passwd\n"
			"allow_read /etc/rc.d/init.d/sshd\n"
			"allow_read /etc/rc.d/init.d/functions\n"
			"allow_execute /sbin/consoletype if exec.realpath=\"/sbin/consoletype\" exec.argv[0]=\"/sbin/consoletype\"\n"
			"allow_read /etc/profile.d/lang.sh\n"
			"allow_read /etc/sysconfig/i18n\n"
			"allow_read /etc/sysconfig/init\n"
			"allow_execute /sbin/runlevel if exec.realpath=\"/sbin/runlevel\" exec.argv[0]=\"runlevel\"\n"
			"allow_execute /bin/cp if exec.realpath=\"/bin/cp\" exec.argv[0]=\"cp\"\n"
			"allow_execute /usr/sbin/sshd if exec.realpath=\"/usr/sbin/sshd\" exec.argv[0]=\"/usr/sbin/sshd\"\n"
			"allow_execute /bin/touch if exec.realpath=\"/bin/touch\" exec.argv[0]=\"touch\"\n"
			"allow_read/write /dev/console\n"
			"allow_execute /bin/unicode_start if exec.realpath=\"/bin/unicode_start\" exec.argv[0]=\"/bin/unicode_start\"\n"
			"allow_read /var/run/sshd.pid\n"
			"allow_write /dev/null\n"
			"allow_capability SYS_KILL\n"
			"allow_signal 15 <kernel> /usr/sbin/sshd\n"
			"allow_execute /bin/usleep if exec.realpath=\"/bin/usleep\" exec.argv[0]=\"usleep\"\n"
			"allow_execute /bin/rm if exec.realpath=\"/bin/rm\" exec.argv[0]=\"rm\"\n"
			"allow_execute /usr/bin/killall if exec.realpath=\"/usr/bin/killall\" exec.argv[0]=\"killall\"\n"
			"allow_execute /usr/bin/rhgb-client if exec.realpath=\"/usr/bin/rhgb-client\" exec.argv[0]=\"/usr/bin/rhgb-client\"\n"
			"allow_execute /bin/sleep if exec.realpath=\"/bin/sleep\" exec.argv[0]=\"sleep\"\n"
			"allow_signal 1 <kernel> /usr/sbin/sshd\n"
			"allow_ioctl /dev/console 0x5401\n"
			"allow_ioctl /etc/rc.d/init.d/sshd 0x5401\n"
			"allow_ioctl /var/run/sshd.pid 0x5401\n"
			"allow_ioctl /dev/pts/\\$ 0x5401\n"
			"allow_ioctl /dev/null 0x5401\n",
		.domain_print =
			HEADER(RC_SSHD, 3)
			"file read /bin/bash\n"
			"file read/write/append /dev/tty\n"
			"allow_capability SYS_IOCTL\n"
			"file read/write/append /dev/pts/\\$\n"
			"file read /usr/lib/locale/locale-archive\n"
			"file read /etc/nsswitch.conf\n"
			"file read /etc/passwd\n"
			"file read /etc/rc.d/init.d/sshd\n"
			"file read /etc/rc.d/init.d/functions\n"
			"file execute /sbin/consoletype exec.realpath=\"/sbin/consoletype\" exec.argv[0]=\"/sbin/consoletype\"\n"
			"file read /etc/profile.d/lang.sh\n"
			"file read /etc/sysconfig/i18n\n"
			"file read /etc/sysconfig/init\n"
			"file execute /sbin/runlevel exec.realpath=\"/sbin/runlevel\" exec.argv[0]=\"runlevel\"\n"
			"file execute /bin/cp exec.realpath=\"/bin/cp\" exec.argv[0]=\"cp\"\n"
			"file execute /usr/sbin/sshd exec.realpath=\"/usr/sbin/sshd\" exec.argv[0]=\"/usr/sbin/sshd\"\n"
			"file execute /bin/touch exec.realpath=\"/bin/touch\" exec.argv[0]=\"touch\"\n"
			"file read/write/append /dev/console\n"
			"file execute /bin/unicode_start exec.realpath=\"/bin/unicode_start\" exec.argv[0]=\"/bin/unicode_start\"\n"
			"file read /var/run/sshd.pid\n"
			"file write/append /dev/null\n"
			"allow_capability SYS_KILL\n"
			"ipc signal 15 <kernel> /usr/sbin/sshd\n"
			"file execute /bin/usleep exec.realpath=\"/bin/usleep\" exec.argv[0]=\"usleep\"\n"
			"file execute /bin/rm exec.realpath=\"/bin/rm\" exec.argv[0]=\"rm\"\n"
			"file execute /usr/bin/killall exec.realpath=\"/usr/bin/killall\" exec.argv[0]=\"killall\"\n"
			"file execute /usr/bin/rhgb-client exec.realpath=\"/usr/bin/rhgb-client\" exec.argv[0]=\"/usr/bin/rhgb-client\"\n"
			"file execute /bin/sleep exec.realpath=\"/bin/sleep\" exec.argv[0]=\"sleep\"\n"
			"ipc signal 1 <kernel> /usr/sbin/sshd\n"
			"file ioctl /dev/console 0x5401\n"
			"file ioctl /etc/rc.d/init.d/sshd 0x5401\n"
			"file ioctl /var/run/sshd.pid 0x5401\n"
			"file ioctl /dev/pts/\\$ 0x5401\n"
			"file ioctl /dev/null 0x5401\n",
	},
	{
		.title = "entries typed at ccs-queryd",
		.domain =
			RC_CUPS "\n"
			"allow_execute /bin/sleep\n"
			"allow_execute /bin/sleep if exec.argc=2 exec.argv[1]=\"1\"\n"
			RC_CUPS " /bin/sleep\n"
			"allow_read /usr/lib/locale/locale-archive\n"
			"<kernel> /usr/sbin/acpid\n"
			"allow_unlink /var/run/acpid.socket\n"
			"allow_unlink /var/run/acpid.socket if path1.type=socket\n",
		.domain_print =
			HEADER(RC_CUPS, 0)
			"file execute /bin/sleep\n"
			"file execute /bin/sleep exec.argc=2 exec.argv[1]=\"1\"\n"
			HEADER(RC_CUPS " /bin/sleep", 0)
			"file read /usr/lib/locale/locale-archive\n"
			HEADER("<kernel> /usr/sbin/acpid", 0)
			"file unlink /var/run/acpid.socket\n"
			"file unlink /var/run/acpid.socket path1.type=socket\n",
	},
	{
		.title = "requests of the reject log",
		.domain =
			"<kernel> /usr/sbin/httpd /bin/sh\n"
			"allow_execute /bin/cat\n"
			"allow_read /bin/cat\n",
		.domain_print =
			HEADER("<kernel> /usr/sbin/httpd /bin/sh", 0)
			"file execute/read /bin/cat\n",
	},
	{
		.title = "libraries that ccs-queryd makes readable for everybody",
		.exception = "allow_read /usr/lib/libpurple.so.0.6.3\n"
			     "allow_read /usr/lib/libpurple-client.so.0.6.3\n"
			     "allow_read /usr/lib/libpurple.so.0.5.9\n"
			     "delete allow_read /usr/lib/libpurple.so.0.5.9\n",
		.exception_print =
			"<kernel> allow_read /usr/lib/libpurple.so.0.6.3\n"
			"<kernel> allow_read /usr/lib/libpurple-client.so.0.6.3\n",
	},
};

static const struct seed_profile enforcing_profiles[] = {
	{
		.title = "messages on the console",
		.text = "PREFERENCE::enforcing={ verbose=yes }\n",
		.print = "PREFERENCE::enforcing={ verbose=yes penalty=0 }\n",
	},
	{
		.title = "a tenth of a second",
		.text = "PREFERENCE::enforcing={ penalty=1 }\n",
		.print = "PREFERENCE::enforcing={ verbose=yes penalty=1 }\n",
	},
};

/*
 * A record of the reject log as it was published, with its line breaks back. Its
 * last two lines are what must be added to allow the request.
 */
static const char enforcing_record[] =
	"#2010-01-12 16:19:17# profile=3 mode=enforcing (global-pid=4836) task={ pid=4836 ppid=4835 uid=48 gid=48 euid=48 egid=48 suid=48 sgid=48 fsuid=48 fsgid=48 state[0]=0 state[1]=0 state[2]=0 type!=execute_handler } path1={ uid=0 gid=0 ino=917520 major=8 minor=1 perm=0755 type=file } path1.parent={ uid=0 gid=0 ino=917505 perm=0755 } exec={ realpath=\"/bin/cat\" argc=2 envc=7 argv[]={ \"cat\" \"/etc/passwd\" } envp[]={ \"TERM=linux\" \"PATH=/sbin:/usr/sbin:/bin:/usr/bin\" \"_=/bin/cat\" \"PWD=/usr/share/horde/admin\" \"LANG=en_US.UTF-8\" \"SHLVL=3\" \"LANGUAGE=en_US.UTF-8\" } }\n"
	"<kernel> /usr/sbin/httpd /bin/sh\n"
	"allow_execute /bin/cat\n"
	"\n"
	"#2010-01-12 16:19:17# profile=3 mode=enforcing (global-pid=4836) task={ pid=4836 ppid=4835 uid=48 gid=48 euid=48 egid=48 suid=48 sgid=48 fsuid=48 fsgid=48 state[0]=0 state[1]=0 state[2]=0 type!=execute_handler } path1={ uid=0 gid=0 ino=917520 major=8 minor=1 perm=0755 type=file } path1.parent={ uid=0 gid=0 ino=917505 perm=0755 }\n"
	"<kernel> /usr/sbin/httpd /bin/sh\n"
	"allow_read /bin/cat\n";

#endif /* CCS_SELFTESTS_SEEDS_ENFORCING_H */
