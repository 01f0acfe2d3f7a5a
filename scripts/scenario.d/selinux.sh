# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# SELinux beside us: Debian's own policy, enforcing, which systemd loads. One page has the
# label of something that no web server may read.
PEER=SELinux

peer_install() {
	sed -i 's/^SELINUX=.*/SELINUX=enforcing/' /etc/selinux/config
	tell "SELinux: Debian's policy is to enforce. It lacks two things, and files get their labels:"
	show "cat $HERE/scenario.cil"
	quietly "semodule -i $HERE/scenario.cil"
	show 'setfiles -m -F -e /dev -e /mnt -e /proc -e /run -e /sys /etc/selinux/default/contexts/files/file_contexts /'
	rm -f /.autorelabel # what setfiles has done
	show 'chcon -t sshd_key_t /var/www/html/theirs.html'
	show 'ls -Z /var/www/html'
	expect "files have labels" shown httpd_sys_content_t
}

peer_is_on() {
	show 'getenforce'
	expect "SELinux enforces" shown Enforcing
	show "tr '\\0' '\\n' </proc/\$(systemctl show -p MainPID --value lighttpd)/attr/current"
	expect "the web server is in its domain" shown ':httpd_t:'
	expect "and its label says nothing of ours" not shown kernel
}

peer_records() { dmesg | grep 'avc: *denied'; }
peer_show='dmesg | grep "avc: *denied.*theirs" | tail -n 1'
