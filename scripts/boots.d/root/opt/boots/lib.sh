# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# What first programs share: the file systems that are needed to look at the state.

CCS=/sys/kernel/security/ccs

mount_all() {
	mount -t devtmpfs devtmpfs /dev
	mount -t proc proc /proc
	mount -t sysfs sysfs /sys
	mount -t securityfs securityfs /sys/kernel/security
}

state() { grep '^Policy in force' "$CCS/stat"; }
