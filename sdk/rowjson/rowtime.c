/* rowtime.c - times as text. */
#include "rowjson.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

void rowjson_time_text(int64_t us, char out[ROWJSON_TIME_LEN])
{
	int64_t s = us / 1000000 - (us % 1000000 < 0);
	time_t t = (time_t)s;
	struct tm tm;

	/* beyond the year 9999 the text would not fit: shown as the last second that does */
	if (s < INT64_C(-62135596800))
		t = (time_t)INT64_C(-62135596800);
	if (s > INT64_C(253402300799))
		t = (time_t)INT64_C(253402300799);
	gmtime_r(&t, &tm);
	strftime(out, ROWJSON_TIME_LEN, "%Y-%m-%dT%H:%M:%SZ", &tm);
	/* the C library does not pad years below 1000 */
	if (strlen(out) != ROWJSON_TIME_LEN - 1)
		memcpy(out, "0001-01-01T00:00:00Z", ROWJSON_TIME_LEN);
}

static bool two_digits(const char *s, int *out)
{
	if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
		return false;
	*out = (s[0] - '0') * 10 + s[1] - '0';
	return true;
}

/* ".ffffff", then Z, +hh:mm, +hhmm or nothing. */
static hss_rc parse_tail(const char *s, int64_t *fraction_us, int64_t *offset_s)
{
	int h, m, sign;

	*fraction_us = 0;
	*offset_s = 0;
	if (*s == '.') {
		int64_t unit = 100000;

		for (s++; *s >= '0' && *s <= '9'; s++, unit /= 10)
			*fraction_us += (*s - '0') * unit;
	}
	if (*s == '\0' || strcmp(s, "Z") == 0)
		return HSS_OK;
	if (*s != '+' && *s != '-')
		return HSS_E_INVAL;
	sign = *s++ == '-' ? -1 : 1;
	if (!two_digits(s, &h))
		return HSS_E_INVAL;
	s += s[2] == ':' ? 3 : 2;
	if (!two_digits(s, &m) || s[2] != '\0')
		return HSS_E_INVAL;
	*offset_s = sign * (h * 3600 + m * 60);
	return HSS_OK;
}

hss_rc rowjson_time_parse(const char *text, int64_t *us)
{
	static const char form[] = "dddd-dd-ddTdd:dd:dd";
	struct tm tm = { 0 };
	int century = 0, year = 0;
	int64_t fraction, offset;
	time_t t;

	for (size_t i = 0; i < sizeof form - 1; i++) {
		bool ok;

		if (form[i] == 'd')
			ok = text[i] >= '0' && text[i] <= '9';
		else if (form[i] == 'T')
			ok = text[i] == 'T' || text[i] == ' ';
		else
			ok = text[i] == form[i];
		if (!ok)
			return HSS_E_INVAL;
	}
	two_digits(text, &century);
	two_digits(text + 2, &year);
	two_digits(text + 5, &tm.tm_mon);
	two_digits(text + 8, &tm.tm_mday);
	two_digits(text + 11, &tm.tm_hour);
	two_digits(text + 14, &tm.tm_min);
	two_digits(text + 17, &tm.tm_sec);
	if (tm.tm_mon < 1 || tm.tm_mon > 12 || tm.tm_mday < 1 || tm.tm_mday > 31 ||
	    tm.tm_hour > 23 || tm.tm_min > 59 || tm.tm_sec > 60)
		return HSS_E_INVAL;
	if (parse_tail(text + sizeof form - 1, &fraction, &offset) != HSS_OK)
		return HSS_E_INVAL;
	tm.tm_mon--;
	tm.tm_year = century * 100 + year - 1900;
	t = timegm(&tm);
	*us = ((int64_t)t - offset) * 1000000 + fraction;
	return HSS_OK;
}
