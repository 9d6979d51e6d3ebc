/* Dircrypt as a WebAssembly model: thirty names from one stream of numbers, the same every day.
 *
 *     clang --target=wasm32 -O2 -nostdlib -Wl,--no-entry -o dircrypt.wasm dircrypt.c
 */
#define EXPORT(name) __attribute__((export_name(name)))

static char given[16];           /* the values of the config: here the seed, in decimal, and a newline */
static char names[30 * 25 + 1];  /* thirty names of at most 24 letters, each with a newline, and the zero */

EXPORT("describe") const char *describe(void) {
    return "{\"tidegate\": 1,"
           " \"family\": \"dircrypt\","
           " \"kind\": \"ransomware\","
           " \"years\": [2013, 2015],"
           " \"scheme\": \"arithmetic\","
           " \"sources\": [\"https://johannesbader.ch/2015/03/the-dga-of-dircrypt/\"],"
           " \"variants\": [{\"name\": \"default\", \"count\": 30, \"suffixes\": [\"com\"], \"period\": \"always\","
           " \"config\": {\"seed\": {\"type\": \"whole\", \"default\": 4061215786}},"
           " \"known\": {\"f2113c2a\": {\"seed\": 4061215786}, \"9a11b7cc\": {\"seed\": 2584852428}}}]}";
}

EXPORT("room") char *room(int size) {
    return size <= (int)sizeof given ? given : 0;
}

static unsigned state;

static unsigned draw(unsigned below) {
    state = 16807 * (state % 127773) - 2836 * (state / 127773);
    return state % below;
}

EXPORT("generate") const char *generate(int variant, int day, const char *config) {
    char *end = names;
    for (state = 0; *config >= '0'; config++)
        state = 10 * state + (unsigned)(*config - '0');
    for (int name = 0; name < 30; name++) {
        for (unsigned left = draw(13) + 8; left > 0; left--)
            *end++ = (char)('a' + draw(26));
        for (const char *suffix = ".com\n"; *suffix; suffix++)
            *end++ = *suffix;
    }
    *end = 0;
    return names;
}
