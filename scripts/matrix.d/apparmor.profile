# SPDX-License-Identifier: GPL-2.0-only
# The probe of tools/tomoyo/selftests/stack_test.c may do all but read one file.
profile ccs-stack /tmp/ccs/probe {
  /** mrwlkix,
  deny /tmp/ccs/secret r,
  capability,
  network,
  unix,
  signal,
  ptrace,
  mount,
  umount,
  pivot_root,
  dbus,
}
