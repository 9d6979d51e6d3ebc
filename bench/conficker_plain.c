/* Conficker C, written straight from its specification: a day after the other, the C library's sine and logarithm at
   every draw. The yardstick of bench/generation.py.

   usage: conficker_plain DAYS; prints the number of names, the processor seconds they took, and a checksum. */

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { NAMES = 50000, LONGEST = 18, SUFFIXES = 116 };

static const char *suffixes[SUFFIXES] = {
    "ac", "ae", "ag", "am", "as", "at", "be", "bo", "bz", "ca", "cd", "ch", "cl", "cn", "co.cr", "co.id", "co.il",
    "co.ke", "co.kr", "co.nz", "co.ug", "co.uk", "co.vi", "co.za", "com.ag", "com.ai", "com.ar", "com.bo", "com.br",
    "com.bs", "com.co", "com.do", "com.fj", "com.gh", "com.gl", "com.gt", "com.hn", "com.jm", "com.ki", "com.lc",
    "com.mt", "com.mx", "com.ng", "com.ni", "com.pa", "com.pe", "com.pr", "com.pt", "com.py", "com.sv", "com.tr",
    "com.tt", "com.tw", "com.ua", "com.uy", "com.ve", "cx", "cz", "dj", "dk", "dm", "ec", "es", "fm", "fr", "gd", "gr",
    "gs", "gy", "hk", "hn", "ht", "hu", "ie", "im", "in", "ir", "is", "kn", "kz", "la", "lc", "li", "lu", "lv", "ly",
    "md", "me", "mn", "ms", "mu", "mw", "my", "nf", "nl", "no", "pe", "pk", "pl", "ps", "ro", "ru", "sc", "sg", "sh",
    "sk", "su", "tc", "tj", "tl", "tn", "to", "tw", "us", "vc", "vn",
};

static uint64_t key;

static void seed(int64_t unix_seconds)
{
    uint64_t filetime = (uint64_t)(unix_seconds + 11644473600) * 10000000;
    key = filetime * 0x2682D10B7 / 0x19254D38000 + 0xF1E34A09;
}

static int64_t draw(void)
{
    double d = (double)key;
    double p = (double)(key * 0x4F3D859E);
    double r = ((p + sin(d)) * d + 0.9462703910) * d;
    r = log(d) + r;
    memcpy(&key, &r, sizeof key);
    int64_t value = (int32_t)key;
    return value < 0 ? -value : value;
}

static char *name(char *at)
{
    int length = draw() % 6 + 4;
    for (int letter = 0; letter < length; letter++)
        *at++ = 'a' + draw() % 26;
    *at++ = '.';
    for (const char *suffix = suffixes[draw() % SUFFIXES]; *suffix; suffix++)
        *at++ = *suffix;
    *at++ = '\n';
    return at;
}

int main(int count, char **words)
{
    int days = count > 1 ? atoi(words[1]) : 1;
    char *names = malloc((size_t)NAMES * LONGEST);
    if (!names)
        return 1;
    unsigned checksum = 0;
    clock_t begin = clock();
    for (int day = 0; day < days; day++) {
        seed(1238544000 + 86400 * (int64_t)day); /* from 2009-04-01 on */
        char *end = names;
        for (int number = 0; number < NAMES; number++)
            end = name(end);
        checksum = checksum * 31 + (unsigned)(end - names) + (unsigned char)end[-2];
    }
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    printf("%d %.6f %u\n", days * NAMES, seconds, checksum);
    free(names);
    return 0;
}
