# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# AppArmor beside us: Debian's own package loads a profile of the web server at boot, which may
# read everything but one page.
PEER=AppArmor

peer_install() {
	install -m 644 "$HERE/lighttpd.profile" /etc/apparmor.d/usr.sbin.lighttpd
	rm -f /etc/selinux/config
}

peer_is_on() {
	show 'cat /sys/module/apparmor/parameters/enabled'
	expect "AppArmor is on" shown Y
	show 'systemctl is-active apparmor'
	expect "its policy was loaded by Debian's own unit" shown active
	show "cat /proc/\$(systemctl show -p MainPID --value lighttpd)/attr/current"
	expect "the web server is in its profile" shown 'lighttpd (enforce)'
	expect "and its label says nothing of ours" not shown kernel
}

peer_records() { dmesg | grep 'apparmor="DENIED"'; }
peer_show='dmesg | grep "apparmor=.DENIED.*theirs" | tail -n 1'
