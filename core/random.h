/* The one source of chance in the core: numbers that follow from a seed, the same on every machine.
 *
 * Nothing here reads a clock or remembers anything: the state is the caller's.
 */
#ifndef PS_RANDOM_H
#define PS_RANDOM_H

#include <stdint.h>

/* The next 64 random bits; state moves on. Any seed is a good first state (splitmix64, Sebastiano Vigna,
 * public domain). */
uint64_t ps_random_next(uint64_t *state);

#endif
