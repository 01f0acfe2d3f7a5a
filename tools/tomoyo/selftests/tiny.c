// SPDX-License-Identifier: GPL-2.0-only
/*
 * Smallest program, also as a linker
 */

/* nolibc comes by -include. It opens nothing: whatever is checked is the kernel's doing. */
int main(void)
{
	return 42;
}
