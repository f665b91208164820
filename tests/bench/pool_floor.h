/* The floor under a pooling's time, with the vectors of each kind of machine (pool_floor.c). */
#ifndef POOL_FLOOR_H
#define POOL_FLOOR_H

#include <stdint.h>

/* Reads count cells and writes written ones. Returns a sum, so that reading is not left out. */
typedef float PoolFloor(const float *values, int64_t count, float *to, int64_t written);

PoolFloor pool_floor_plain;
PoolFloor pool_floor_baseline;
PoolFloor pool_floor_avx2;
PoolFloor pool_floor_avx512;

#endif
