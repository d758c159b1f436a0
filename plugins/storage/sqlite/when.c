/*
 * when.c - times as PyHSS keeps them: text, UTC, always with six digits of the second, so
 * that texts compare as the times they stand for and PyHSS reads what we wrote.
 */
#include "sqlite.h"

#include <stdio.h>

#define US_PER_DAY INT64_C(86400000000)
#define DAYS_TO_EPOCH 719468            /* from 0000-03-01                      */

/* Days since 1970-01-01 of a civil date; years start in March so that the leap day is last. */
static int64_t days_of(int64_t y, int64_t m, int64_t d)
{
	int64_t era, yoe, doy;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - DAYS_TO_EPOCH;
}

hss_rc when_print(int64_t us, char out[WHEN_TEXT])
{
	int64_t days = us / US_PER_DAY, rest = us % US_PER_DAY, z, era, doe, yoe, doy, mp, y;
	unsigned month, day, sec;

	if (rest < 0) {
		rest += US_PER_DAY;
		days--;
	}
	z = days + DAYS_TO_EPOCH;
	era = (z >= 0 ? z : z - 146096) / 146097;
	doe = z - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	day = (unsigned)(doy - (153 * mp + 2) / 5 + 1);
	month = (unsigned)(mp < 10 ? mp + 3 : mp - 9);
	y = yoe + era * 400 + (month <= 2);
	if (y < 1 || y > 9999)
		return HSS_E_INVAL;
	sec = (unsigned)(rest / 1000000);
	snprintf(out, WHEN_TEXT, "%04u-%02u-%02u %02u:%02u:%02u.%06u", (unsigned)y % 10000u,
	         month % 100u, day % 100u, sec / 3600 % 100u, sec / 60 % 60, sec % 60,
	         (unsigned)(rest % 1000000));
	return HSS_OK;
}

static const char *digits(const char *p, const char *end, int max, int64_t *out, int *n)
{
	int64_t v = 0;
	int i = 0;

	for (; p < end && i < max && *p >= '0' && *p <= '9'; p++, i++)
		v = v * 10 + (*p - '0');
	*out = v;
	*n = i;
	return p;
}

/* "YYYY-MM-DD[( |T)HH:MM[:SS[.f...]]][Z|+00:00]"                               */
hss_rc when_parse(const char *text, size_t len, int64_t *us)
{
	static const char before[] = { 0, '-', '-', ' ', ':', ':', '.' };
	int64_t part[7] = { 0, 1, 1, 0, 0, 0, 0 };
	const char *p = text, *end = text + len;
	int i, n = 0;

	for (i = 0; i < 7; i++) {
		if (i > 0) {
			if (p >= end || (*p != before[i] && !(i == 3 && *p == 'T')))
				break;
			p++;
		}
		p = digits(p, end, i == 0 ? 4 : i == 6 ? 6 : 2, &part[i], &n);
		if (n == 0)
			return HSS_E_INVAL;
		for (; i == 6 && n < 6; n++)
			part[6] *= 10;
	}
	while (i == 7 && p < end && *p >= '0' && *p <= '9')
		p++;
	if (end - p == 1 && *p == 'Z')
		p++;
	else if (end - p == 6 && memcmp(p, "+00:00", 6) == 0)
		p += 6;
	if (p != end || i < 3 || i == 4 || part[0] < 1 || part[1] < 1 || part[1] > 12 ||
	    part[2] < 1 || part[2] > 31 || part[3] > 23 || part[4] > 59 || part[5] > 60)
		return HSS_E_INVAL;
	*us = days_of(part[0], part[1], part[2]) * US_PER_DAY +
	      ((part[3] * 60 + part[4]) * 60 + part[5]) * 1000000 + part[6];
	return HSS_OK;
}

hss_rc when_number(const char *text, size_t len, int64_t *out)
{
	const char *p = text, *end = text + len;
	bool is_negative = false;
	int64_t v = 0;

	while (p < end && *p == ' ')
		p++;
	while (p < end && end[-1] == ' ')
		end--;
	if (p < end && (*p == '-' || *p == '+'))
		is_negative = *p++ == '-';
	if (p == end)
		return HSS_E_INVAL;
	for (; p < end; p++) {
		int d = *p - '0';

		if (d < 0 || d > 9 || __builtin_mul_overflow(v, 10, &v) ||
		    __builtin_add_overflow(v, is_negative ? -d : d, &v))
			return HSS_E_INVAL;
	}
	*out = v;
	return HSS_OK;
}
