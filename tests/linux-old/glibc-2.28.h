/* Debian 11's glibc 2.31 offers newer versions of these four, which differ only in how they report errors.
   SQLite gets the first ones, so that the module loads on glibc 2.28 as well. */
#if defined(__aarch64__)
#define FIRST "GLIBC_2.17"
#else
#define FIRST "GLIBC_2.2.5"
#endif
__asm__(".symver exp,exp@" FIRST);
__asm__(".symver log,log@" FIRST);
__asm__(".symver log2,log2@" FIRST);
__asm__(".symver pow,pow@" FIRST);
