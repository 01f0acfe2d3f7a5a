/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: numbers and ranges
 */

#ifndef CCS_KUNIT_VECTORS_NUMBER_H
#define CCS_KUNIT_VECTORS_NUMBER_H

/**
 * struct number_row - a text and the range that it means
 * @uses: where it stands, one bit each
 * @text: the text
 * @canonical: how it is printed; NULL if it is refused
 * @min: lowest value
 * @max: highest value
 */
struct number_row {
	u16 uses;
	const char *text;
	const char *canonical;
	u64 min;
	u64 max;
};

/* The same rule serves several places. */
#define OPERANDS	(BIT(CCS_USE_NUMBER) | BIT(CCS_USE_MEMBER))
#define PORTS		(BIT(CCS_USE_PORT) | BIT(CCS_USE_AUTOBIND_18))
#define RANGES		(OPERANDS | PORTS)
#define AUTOBIND_17	BIT(CCS_USE_AUTOBIND_17)
#define CONDITION_17	BIT(CCS_USE_CONDITION_17)
#define SIGNAL_17	BIT(CCS_USE_SIGNAL_17)
#define PROFILE		BIT(CCS_USE_PROFILE)
#define ARGV		BIT(CCS_USE_ARGV)
#define STATE		BIT(CCS_USE_STATE)
#define EVERYWHERE	(BIT(CCS_USE_COUNT) - 1)

/* clang-format off */
static const struct number_row number_rows[] = {
	{ EVERYWHERE, "0", "0", 0, 0 },
	{ RANGES, "00", "00", 0, 0 },
	{ RANGES, "000", "00", 0, 0 },
	{ RANGES, "7", "7", 7, 7 },
	{ RANGES | SIGNAL_17 | ARGV, "10", "10", 10, 10 },
	{ RANGES, "07", "07", 7, 7 },
	{ RANGES | PROFILE, "08", "8", 8, 8 },
	{ RANGES, "09", "9", 9, 9 },
	{ RANGES, "0777", "0777", 511, 511 },
	{ RANGES, "01000", "01000", 512, 512 },
	{ RANGES, "0x0", "0x0", 0, 0 },
	{ RANGES, "0X0", "0x0", 0, 0 },
	{ RANGES, "0xf", "0xF", 15, 15 },
	{ RANGES, "0XFf", "0xFF", 255, 255 },
	{ OPERANDS, "0xabcdef", "0xABCDEF", 11259375, 11259375 },
	{ RANGES | AUTOBIND_17, "0xg", NULL, 0, 0 },
	{ RANGES | AUTOBIND_17, "1x", NULL, 0, 0 },
	{ RANGES, "+1", NULL, 0, 0 },
	{ EVERYWHERE, "-1", NULL, 0, 0 },
	{ RANGES, "--1", NULL, 0, 0 },
	{ EVERYWHERE, "1-", NULL, 0, 0 },
	{ RANGES | AUTOBIND_17, "-", NULL, 0, 0 },
	{ RANGES, "0-0", "0", 0, 0 },
	{ OPERANDS, "0-65536", "0-65536", 0, 65536 },
	{ RANGES | AUTOBIND_17 | SIGNAL_17, "65535", "65535", 65535, 65535 },
	{ OPERANDS, "65536", "65536", 65536, 65536 },
	{ RANGES, "00-0777", "00-0777", 0, 511 },
	{ OPERANDS, "0-0777", "0-0777", 0, 511 },
	{ RANGES, "0x10-0x20", "0x10-0x20", 16, 32 },
	{ RANGES | AUTOBIND_17, "0x20-0x10", NULL, 0, 0 },
	{ RANGES, "010-8", "010-8", 8, 8 },
	{ RANGES, "8-0x8", "8-0x8", 8, 8 },
	{ RANGES, "010-0x8", "010-0x8", 8, 8 },
	{ RANGES, "16-0x10", "16-0x10", 16, 16 },
	{ RANGES, "0-0x0", "0-0x0", 0, 0 },
	{ RANGES, "00-0", "00-0", 0, 0 },
	{ RANGES | AUTOBIND_17, "1--2", NULL, 0, 0 },
	{ RANGES | AUTOBIND_17, "1-+2", NULL, 0, 0 },
	{ RANGES | AUTOBIND_17, "1.0", NULL, 0, 0 },
	{ OPERANDS, "1,2", NULL, 0, 0 },
	{ EVERYWHERE, "@G", NULL, 0, 0 },
	{ RANGES | AUTOBIND_17, "@", NULL, 0, 0 },
	{ RANGES | AUTOBIND_17, "@G-1", NULL, 0, 0 },
	{ RANGES | AUTOBIND_17, "@G\\*", NULL, 0, 0 },
	{ RANGES | AUTOBIND_17, "@a/b", NULL, 0, 0 },
	{ OPERANDS | ARGV, "4294967295", "4294967295", 4294967295ULL,
	  4294967295ULL },
	{ OPERANDS, "4294967296", "4294967296", 4294967296ULL, 4294967296ULL },
	{ EVERYWHERE, "18446744073709551616", NULL, 0, 0 },
	{ OPERANDS, "0xffffffffffffffff", "0xFFFFFFFFFFFFFFFF",
	  18446744073709551615ULL, 18446744073709551615ULL },
	{ OPERANDS, "01777777777777777777777", "01777777777777777777777",
	  18446744073709551615ULL, 18446744073709551615ULL },
	{ EVERYWHERE, "0x0x10", NULL, 0, 0 },
	{ RANGES | AUTOBIND_17, "abc", NULL, 0, 0 },
	{ RANGES, "0b1", NULL, 0, 0 },
	{ OPERANDS | AUTOBIND_17, "\\061", NULL, 0, 0 },
	{ EVERYWHERE, "1", "1", 1, 1 },
	{ RANGES | AUTOBIND_17, "9", "9", 9, 9 },
	{ RANGES, "0888", "888", 888, 888 },
	{ RANGES, "0x1", "0x1", 1, 1 },
	{ RANGES, "0xF", "0xF", 15, 15 },
	{ RANGES, "0x10", "0x10", 16, 16 },
	{ PORTS | AUTOBIND_17, "0xabcdef", NULL, 0, 0 },
	{ EVERYWHERE, "0x", NULL, 0, 0 },
	{ RANGES, "x1", NULL, 0, 0 },
	{ RANGES | AUTOBIND_17, "1-1", "1", 1, 1 },
	{ RANGES, "1-2", "1-2", 1, 2 },
	{ RANGES | AUTOBIND_17, "0-65535", "0-65535", 0, 65535 },
	{ PORTS | AUTOBIND_17, "0-65536", NULL, 0, 0 },
	{ PORTS | AUTOBIND_17 | SIGNAL_17, "65536", NULL, 0, 0 },
	{ RANGES, "0666-0600", NULL, 0, 0 },
	{ RANGES, "8-010", "8-010", 8, 8 },
	{ RANGES, "0x0-00", "0x0-00", 0, 0 },
	{ RANGES | AUTOBIND_17, "1-2-3", NULL, 0, 0 },
	{ RANGES, "1-@G", NULL, 0, 0 },
	{ PORTS, "18446744073709551615", NULL, 0, 0 },
	{ PORTS | AUTOBIND_17, "0xffffffffffffffff", NULL, 0, 0 },
	{ RANGES | AUTOBIND_17, "0x1ffffffffffffffff", NULL, 0, 0 },
	{ PORTS | AUTOBIND_17, "01777777777777777777777", NULL, 0, 0 },
	{ RANGES | AUTOBIND_17, "1e3", NULL, 0, 0 },
	{ RANGES | AUTOBIND_17, "8", "8", 8, 8 },
	{ RANGES, "010", "010", 8, 8 },
	{ RANGES, "0600-0666", "0600-0666", 384, 438 },
	{ RANGES, "0x8-8", "0x8-8", 8, 8 },
	{ OPERANDS, "18446744073709551615", "18446744073709551615",
	  18446744073709551615ULL, 18446744073709551615ULL },
	{ PORTS, "4294967295", NULL, 0, 0 },
	{ PORTS | SIGNAL_17 | ARGV, "4294967296", NULL, 0, 0 },
	{ AUTOBIND_17, "4294967296", "0", 0, 0 },
	{ EVERYWHERE & ~CONDITION_17, "2-1", NULL, 0, 0 },
	{ CONDITION_17, "2-1", "2-1", 2, 1 },
	{ AUTOBIND_17 | SIGNAL_17 | ARGV, "00", NULL, 0, 0 },
	{ AUTOBIND_17, "000", NULL, 0, 0 },
	{ AUTOBIND_17, "07", NULL, 0, 0 },
	{ AUTOBIND_17 | SIGNAL_17 | ARGV, "09", NULL, 0, 0 },
	{ AUTOBIND_17, "0777", NULL, 0, 0 },
	{ AUTOBIND_17, "01000", NULL, 0, 0 },
	{ AUTOBIND_17, "0x0", NULL, 0, 0 },
	{ AUTOBIND_17, "0X0", NULL, 0, 0 },
	{ AUTOBIND_17 | SIGNAL_17 | PROFILE | ARGV, "0x1", NULL, 0, 0 },
	{ AUTOBIND_17, "0xF", NULL, 0, 0 },
	{ AUTOBIND_17, "0XFf", NULL, 0, 0 },
	{ AUTOBIND_17, "0x10", NULL, 0, 0 },
	{ AUTOBIND_17, "00-0777", NULL, 0, 0 },
	{ AUTOBIND_17, "0600-0666", NULL, 0, 0 },
	{ AUTOBIND_17, "0x10-0x20", NULL, 0, 0 },
	{ AUTOBIND_17, "010-8", NULL, 0, 0 },
	{ AUTOBIND_17, "8-010", NULL, 0, 0 },
	{ AUTOBIND_17, "0x8-8", NULL, 0, 0 },
	{ AUTOBIND_17, "8-0x8", NULL, 0, 0 },
	{ AUTOBIND_17, "010-0x8", NULL, 0, 0 },
	{ AUTOBIND_17, "16-0x10", NULL, 0, 0 },
	{ AUTOBIND_17, "00-0", NULL, 0, 0 },
	{ AUTOBIND_17, "0x0-00", NULL, 0, 0 },
	{ EVERYWHERE, "", NULL, 0, 0 },
	{ EVERYWHERE, "1 ", NULL, 0, 0 },
	{ EVERYWHERE, "1a", NULL, 0, 0 },
	{ PORTS, "1-4294967297", NULL, 0, 0 },
	{ AUTOBIND_17, "1-4294967297", "1", 1, 1 },
	{ AUTOBIND_17, "1-02", NULL, 0, 0 },
	{ AUTOBIND_17, "01-2", NULL, 0, 0 },
	{ AUTOBIND_17, "10-20", "10-20", 10, 20 },
	{ AUTOBIND_17, "0-1023", "0-1023", 0, 1023 },
	{ SIGNAL_17 | ARGV, "01", NULL, 0, 0 },
	{ SIGNAL_17 | ARGV | STATE, "1-1", NULL, 0, 0 },
	{ SIGNAL_17 | ARGV, "1-15", NULL, 0, 0 },
	{ PROFILE | STATE, "255", "255", 255, 255 },
	{ PROFILE, "00255", "255", 255, 255 },
	{ PROFILE | STATE, "256", NULL, 0, 0 },
	{ PROFILE | STATE, "1-2", NULL, 0, 0 },
	{ STATE, "0xff", "0xFF", 255, 255 },
	{ STATE, "0377", "0377", 255, 255 },
	{ STATE, "0x100", NULL, 0, 0 },
};

/**
 * struct number_why_row - a text that is refused
 * @use: where it stands
 * @text: the text
 * @why: the reason given
 */
struct number_why_row {
	enum ccs_number_use use;
	const char *text;
	const char *why;
};

static const struct number_why_row number_why_rows[] = {
	{ CCS_USE_NUMBER, "abc", "not a number" },
	{ CCS_USE_NUMBER, "", "not a number" },
	{ CCS_USE_NUMBER, "1x", "not a number" },
	{ CCS_USE_NUMBER, "1-", "not a number" },
	{ CCS_USE_NUMBER, "1-2-3", "not a number" },
	{ CCS_USE_NUMBER, "0x0x10", "not a number" },
	{ CCS_USE_NUMBER, "18446744073709551616",
	  "a number of more than 64 bits" },
	{ CCS_USE_NUMBER, "2-1", "a range that ends below its start" },
	{ CCS_USE_PORT, "65536", "above 65535" },
	{ CCS_USE_PORT, "1-65536", "above 65535" },
	{ CCS_USE_AUTOBIND_17, "0777",
	  "a leading zero, which means octal elsewhere" },
	{ CCS_USE_AUTOBIND_17, "1-010",
	  "a leading zero, which means octal elsewhere" },
	{ CCS_USE_AUTOBIND_17, "0x10", "not a number" },
	{ CCS_USE_SIGNAL_17, "1-15", "a range where one number is expected" },
	{ CCS_USE_ARGV, "01", "a leading zero, which means octal elsewhere" },
	{ CCS_USE_PROFILE, "256", "above 255" },
	{ CCS_USE_STATE, "256", "above 255" },
	{ CCS_USE_ARGV, "4294967296", "above 4294967295" },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_NUMBER_H */
