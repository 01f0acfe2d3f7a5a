# SPDX-License-Identifier: GPL-2.0-only
# A web server may do all but read one file that our policy lets it read.
profile lighttpd /usr/sbin/lighttpd {
  /** mrwlkix,
  audit deny /var/www/html/theirs.html r,
  capability,
  network,
  unix,
  signal,
  ptrace,
  mount,
}
